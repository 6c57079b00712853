using FuyangPlan.Telemetry;

namespace FuyangPlan.Storage;

/// <summary>On whose behalf a database is asked. Where a statement is given it is said, so that they are counted: all but what begins, marks and ends transactions.</summary>
internal sealed class Port
{
    private readonly KeyValuePair<string, object?> label;

    private Port(string name) => label = new("port", name);

    public static Port Journal { get; } = new("journal");

    public static Port KeptStates { get; } = new("kept-states");

    public static Port Tables { get; } = new("tables");

    public void Count() => Instruments.Statements.Add(1, label);
}

internal static class Asking
{
    /// <summary>One statement is about to be given by this command or on this connection.</summary>
    public static T For<T>(this T asker, Port port) where T : class
    {
        port.Count();
        return asker;
    }
}
