using System.Collections.Concurrent;
using System.Diagnostics;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;

namespace FuyangPlan.Plans;

/// <summary>
/// This silo's copy of every plan's facts, folded from the journal: clock, calendar, rules, registers. Gathered before a decision or a view, so
/// that neither calls another grain.
/// </summary>
public sealed class PlanDirectory(IJournal journal)
{
    private const int Batch = 500;

    private readonly ConcurrentDictionary<string, Copy> _copies = new();

    /// <summary>As far as this silo knows it, which costs nothing: for decisions, which the journal refuses when there was more to know.</summary>
    internal ValueTask<PlanState> Known(string plan) => _copies.GetValueOrDefault(plan) is { } copy ? new(copy.State) : new(Renew(plan));

    /// <summary>With all that was acknowledged before it was asked for, in whichever silo.</summary>
    internal ValueTask<PlanState> Current(string plan) => journal.IsShared ? new(Renew(plan)) : Known(plan);

    /// <summary>With all that another grain has seen of it.</summary>
    internal ValueTask<PlanState> AtLeast(string plan, int version) =>
        _copies.GetValueOrDefault(plan) is { } copy && copy.State.Version >= version ? new(copy.State) : new(Renew(plan));

    /// <summary>How long ago each copy was last known to be current.</summary>
    public IEnumerable<(string Plan, TimeSpan Age)> Ages => _copies.Select(copy => (copy.Key, Stopwatch.GetElapsedTime(copy.Value.ReadAt)));

    /// <summary>Reads every copy anew.</summary>
    public Task Renew() => Task.WhenAll(_copies.Keys.Select(Renew));

    /// <summary>What the plan's own grain has just committed or read. Without anything new it is no proof that nothing is new.</summary>
    internal void Publish(string plan, PlanState state)
    {
        if (_copies.GetValueOrDefault(plan) is not { } held || held.State.Version < state.Version) Hold(plan, state, Stopwatch.GetTimestamp());
    }

    /// <summary>As the journal has it now. Plans that do not exist leave nothing behind.</summary>
    internal async Task<PlanState> Renew(string plan)
    {
        var readAt = Stopwatch.GetTimestamp();
        var stream = StreamId.OfPlan(plan);
        if (_copies.GetValueOrDefault(plan) is not { State: var state }) state = (await new KeptFold<PlanState>(journal, stream).Until(Until.Now)).State;
        else while (await journal.ReadStream(stream.ToString(), state.Version + 1, Batch) is { Count: > 0 } rows) state = rows.Select(Entry.Of).Aggregate(state, PlanState.Apply);
        return state.IsImported ? Hold(plan, state, readAt) : state;
    }

    private PlanState Hold(string plan, PlanState state, long readAt) => _copies.AddOrUpdate(
        plan, _ => new(state, readAt), (_, held) => held.State.Version > state.Version ? held : new(state, Math.Max(held.ReadAt, readAt))).State;

    /// <param name="State">The facts.</param>
    /// <param name="ReadAt">When nothing newer had been committed.</param>
    private sealed record Copy(PlanState State, long ReadAt);
}
