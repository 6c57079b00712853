using System.Collections.Concurrent;
using System.Diagnostics;
using FuyangPlan.Journal;

namespace FuyangPlan.Plans;

/// <summary>
/// This silo's copy of every plan's facts, folded from the journal: clock, calendar, rules, registers. Gathered before a decision, so that no
/// decision calls another grain. A change made elsewhere is seen within a second, a change made in this silo at once.
/// </summary>
public sealed class PlanDirectory(IJournal journal)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, Copy> _copies = new();

    internal static string StreamOf(string plan) => $"{plan}/plan";

    internal async ValueTask<PlanState> Get(string plan)
    {
        var copy = _copies.GetValueOrDefault(plan);
        if (copy is not null && Stopwatch.GetElapsedTime(copy.ReadAt) < Fresh) return copy.State;

        var readAt = Stopwatch.GetTimestamp();
        var state = copy?.State ?? PlanState.Initial;
        foreach (var row in await journal.ReadStream(StreamOf(plan), state.Version + 1)) state = PlanState.Apply(state, Entry.Of(row));
        return state.IsImported ? Hold(plan, state, readAt) : state;
    }

    /// <summary>What the plan's own grain has just committed.</summary>
    internal void Publish(string plan, PlanState state) => Hold(plan, state, Stopwatch.GetTimestamp());

    private PlanState Hold(string plan, PlanState state, long readAt) => _copies.AddOrUpdate(
        plan, _ => new(state, readAt), (_, held) => held.State.Version > state.Version ? held : new(state, readAt)).State;

    private sealed record Copy(PlanState State, long ReadAt);
}
