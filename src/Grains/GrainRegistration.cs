using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace FuyangPlan;

/// <summary>What the grains need beside a journal, a task table, passwords and the grain storage named <c>store</c>.</summary>
public static class GrainRegistration
{
    public static IServiceCollection AddFuyangGrains(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<PlanDirectory>();
        return services.AddSingleton(provider => new GrainServices(
            provider.GetRequiredService<IJournal>(), provider.GetRequiredService<PlanDirectory>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredKeyedService<IGrainStorage>("store"), provider.GetRequiredService<ILogger<GrainServices>>()));
    }
}
