using System.Reflection;
using Orleans.Dashboard;

namespace FuyangPlan.Telemetry;

/// <summary>
/// The dashboard's line for a command is its part's, such as <c>Do TaskCommand</c>: all commands of a grain come in by one door, and one line for all
/// would tell nothing. What it offers for this is a delegate of its own that it does not show: where a later version has none, the line is the door's.
/// </summary>
internal static class DashboardLines
{
    public static IServiceCollection AddDashboardLines(this IServiceCollection services) =>
        typeof(DashboardOptions).Assembly.GetType("Orleans.Dashboard.Implementation.GrainProfilerFilter+GrainMethodFormatterDelegate") is { } formatter
            ? services.AddSingleton(formatter, Delegate.CreateDelegate(formatter, typeof(DashboardLines).GetMethod(nameof(LineOf), BindingFlags.Public | BindingFlags.Static)!))
            : services;

    public static string LineOf(IIncomingGrainCallContext call)
    {
        var method = call.ImplementationMethod?.Name ?? "";
        return method == nameof(IStreamGrain.Do) && call.Request.GetArgument(0) is Command command ? $"{method} {command.GetType().BaseType!.Name}" : method;
    }
}
