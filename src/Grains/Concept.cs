using System.Globalization;
using FuyangPlan.EventSourcing;
using FuyangPlan.Histories;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan;

/// <summary>
/// A concept that has streams of its own, as a row of the catalogue: how its streams are named and folded, whether time passes over them, how their
/// past is shown. What must be known of every concept is asked here, and is said nowhere else.
/// </summary>
internal abstract class Concept
{
    /// <summary>Stable, kebab case: receivers of announcements know it.</summary>
    public required string Name { get; init; }

    /// <summary>Whether a stream of this name is one of its own.</summary>
    public required Func<string, bool> Owns { get; init; }

    public required Func<IGrainFactory, StreamId, IStreamGrain> Grain { get; init; }

    /// <summary>Base types of its events.</summary>
    public required ImmutableArray<Type> Events { get; init; }

    /// <summary>False: nothing comes to it by time alone.</summary>
    public bool Ages { get; init; } = true;

    /// <summary>The stream as its readers saw it at an instant; null when it did not exist yet.</summary>
    public abstract Task<Seen?> At(IJournal journal, StreamId stream, PlanState plan, DateTimeOffset instant, CancellationToken gone);

    /// <summary>Whether its streams are folded into states of this type.</summary>
    public abstract bool Has<T>();

    /// <summary>The state before the first entry.</summary>
    public abstract object Initial { get; }

    public abstract object Apply(object state, Entry entry);

    /// <summary>When time alone changes a state next; null: never.</summary>
    public abstract DateTimeOffset? NextDue(object state, PlanState plan);

    /// <summary>What its kept states are found by.</summary>
    public abstract string FoldName { get; }

    /// <summary>The state of a stream as far as it was recorded within a bound, and the version that it stands at.</summary>
    public abstract Task<(object State, int Version)> Fold(IJournal journal, StreamId stream, Until until);

    /// <summary>The state of a stream at an instant, with what time had brought until then.</summary>
    public abstract Task<(object State, int Version)> StateAt(IJournal journal, StreamId stream, PlanState plan, DateTimeOffset instant, CancellationToken gone);

    /// <summary>Fold rows of one of its streams, as its grain does: throws where the fold does not know one.</summary>
    public abstract object Fold(IEnumerable<JournalRow> rows);
}

/// <inheritdoc/>
internal sealed class Concept<TState> : Concept where TState : class, IFold<TState>
{
    /// <summary>The one rule of all its commands.</summary>
    public required Func<TState, Command, Moment, Decision> Decide { get; init; }

    /// <summary>As its readers see it; null: it does not exist.</summary>
    public required Func<TState, Seen, object?> View { get; init; }

    /// <summary>The facts of such a view in words, in a fixed order: what differs between two instants is what differs between these.</summary>
    public required Func<TState, object, IEnumerable<Statement>> Says { get; init; }

    public override async Task<Seen?> At(IJournal journal, StreamId stream, PlanState plan, DateTimeOffset instant, CancellationToken gone)
    {
        var (aged, version) = await StateAt(journal, stream, plan, instant, gone);
        var (state, seen) = ((TState)aged, new Seen(stream, version, plan, instant.ToOffset(China.Offset)));
        return View(state, seen) is { } view ? seen with { View = view, Statements = () => [.. Says(state, view)] } : null;
    }

    public override bool Has<T>() => typeof(T).IsAssignableFrom(typeof(TState));

    public override object Initial => TState.Initial;

    public override object Apply(object state, Entry entry) => TState.Apply((TState)state, entry);

    public override DateTimeOffset? NextDue(object state, PlanState plan) => TState.NextDue((TState)state, plan, DateTimeOffset.MaxValue)?.At;

    public override string FoldName => EventSourcing.Fold.Name<TState>();

    public override async Task<(object State, int Version)> Fold(IJournal journal, StreamId stream, Until until)
    {
        var folded = await new KeptFold<TState>(journal, stream).Until(until);
        return (folded.State, folded.Version);
    }

    public override async Task<(object State, int Version)> StateAt(IJournal journal, StreamId stream, PlanState plan, DateTimeOffset instant, CancellationToken gone)
    {
        var (state, version) = await journal.FoldUntil<TState>(stream, instant, gone);
        return (Aging.Age(state, version, plan, instant).State, version);
    }

    public override object Fold(IEnumerable<JournalRow> rows) => rows.Aggregate(TState.Initial, (state, row) => TState.Apply(state, Entry.Of(row)));
}

/// <summary>A stream at a version, with the plan's facts, by an instant of the plan's clock, +08:00.</summary>
internal sealed record Seen(StreamId Stream, int Version, PlanState Plan, DateTimeOffset At)
{
    /// <summary>As its readers see it.</summary>
    public object? View { get; init; }

    /// <summary>The same in words, said when somebody compares.</summary>
    public Func<ImmutableArray<Statement>> Statements { get; init; } = () => [];

    public DateOnly Today => At.Day();
}

/// <summary>One fact in words: where it stands, what it is called, what it says; null: it is not said.</summary>
internal sealed record Statement(string Path, string Label, string? Text)
{
    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? Number(decimal? number) => number?.ToString("0.##", CultureInfo.InvariantCulture);
}
