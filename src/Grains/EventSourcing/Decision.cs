using FuyangPlan.Evidences;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.EventSourcing;

/// <summary>What a rule answers: events, a refusal, or nothing because it is so already.</summary>
internal readonly record struct Decision(ImmutableArray<JournalEvent> Events, Refusal? Refusal)
{
    /// <summary>It is so already; answered as accepted.</summary>
    public static Decision Nothing { get; } = new([], null);

    public static Decision Record(params ImmutableArray<JournalEvent> events) => new(events, null);

    public static Refusal Refuse(Problem problem, string detail, ImmutableArray<Fault> faults = default) =>
        new(problem, detail, faults.IsDefault ? [] : faults);

    public static implicit operator Decision(Refusal refusal) => new([], refusal);
}

/// <summary>A command that is none of a part's.</summary>
internal static class NoRule
{
    public static System.Diagnostics.UnreachableException For(Command command) => new($"No rule for {command.GetType().Name}.");
}

/// <summary>The instant of a decision, gathered before it: who asks, when, about which item, with which files, and the plan's facts.</summary>
internal sealed record Moment(Actor Actor, DateTimeOffset Now, DateTimeOffset HappenedAt, PlanState Plan)
{
    /// <summary>Of the task, landing, lead, request … that the command is about.</summary>
    public int Number { get; init; }

    /// <summary>What the files that the command names stand for.</summary>
    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    /// <summary>The real time, whatever the plan's clock reads, UTC.</summary>
    public DateTimeOffset Real { get; init; }

    /// <summary>What the grain asked of others for this command, before the decision.</summary>
    public object? Gathered { get; init; }

    /// <summary>Today in China.</summary>
    public DateOnly Today => Now.Day();
}

/// <summary>A state that is the fold of its entries.</summary>
internal interface IFold<TState>
{
    static abstract TState Initial { get; }

    /// <summary>Pure and total: an event it does not know throws, before anything is stored.</summary>
    static abstract TState Apply(TState state, Entry entry);

    /// <summary>The next event that time alone brings until an instant; null when there is none.</summary>
    static abstract (JournalEvent Event, DateTimeOffset At)? NextDue(TState state, PlanState plan, DateTimeOffset until);
}

/// <summary>An event that a state does not know: it throws before anything is stored.</summary>
internal static class NoFold
{
    public static System.Diagnostics.UnreachableException For(Entry entry) => new($"No fold for {entry.Event.GetType().Name} at version {entry.Version}.");
}
