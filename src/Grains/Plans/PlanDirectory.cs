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
        var (state, version) = (copy?.State ?? PlanState.Initial, copy?.Version ?? 0);
        foreach (var row in await journal.ReadStream(StreamOf(plan), version + 1))
            (state, version) = (PlanState.Apply(state, Entry.Of(row)), row.Version);
        if (version == 0) return state;
        return _copies.AddOrUpdate(plan, _ => new(state, version, readAt), (_, held) => held.Version > version ? held : new(state, version, readAt)).State;
    }

    /// <summary>What the plan's own grain has just committed.</summary>
    internal void Publish(string plan, PlanState state, int version) =>
        _copies.AddOrUpdate(plan, _ => new(state, version, Stopwatch.GetTimestamp()),
            (_, held) => held.Version > version ? held : new(state, version, Stopwatch.GetTimestamp()));

    private sealed record Copy(PlanState State, int Version, long ReadAt);
}
