using System.Collections.Concurrent;
using System.Diagnostics;
using FuyangPlan.Journal;

namespace FuyangPlan.Plans;

/// <summary>
/// This silo's copy of every plan's facts, folded from the journal: clock, calendar, rules, registers. Gathered before a decision, so that no
/// decision calls another grain. A change that was acknowledged is seen by every decision after it, wherever it was made; by reads at once when it
/// was made in this silo, else within a second.
/// </summary>
public sealed class PlanDirectory(IJournal journal)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, Copy> _copies = new();

    internal static string StreamOf(string plan) => $"{plan}/plan";

    /// <param name="plan">Its id.</param>
    /// <param name="isCurrent">As of now, for a decision; else it may be a second old.</param>
    internal async ValueTask<PlanState> Get(string plan, bool isCurrent = false)
    {
        var copy = _copies.GetValueOrDefault(plan);
        // What this process alone appends to, it has been told of.
        if (copy is not null && (isCurrent ? !journal.IsShared : Stopwatch.GetElapsedTime(copy.ReadAt) < Fresh)) return copy.State;

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
