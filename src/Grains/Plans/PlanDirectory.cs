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
    private readonly ConcurrentDictionary<string, SharedRead<PlanState>> _reads = new();

    /// <param name="plan">Its id.</param>
    /// <param name="isCurrent">As of now, for a decision; else it may be a second old.</param>
    internal async ValueTask<PlanState> Get(string plan, bool isCurrent = false)
    {
        var copy = _copies.GetValueOrDefault(plan);
        // What this process alone appends to, it has been told of.
        if (copy is not null && (isCurrent ? !journal.IsShared : Stopwatch.GetElapsedTime(copy.ReadAt) < Fresh)) return copy.State;

        return copy is null ? await Read(plan) : await _reads.GetOrAdd(plan, id => new(() => Read(id))).Get();
    }

    /// <summary>What the plan's own grain has just committed.</summary>
    internal void Publish(string plan, PlanState state) => Hold(plan, state, Stopwatch.GetTimestamp());

    private async Task<PlanState> Read(string plan)
    {
        var readAt = Stopwatch.GetTimestamp();
        var state = _copies.GetValueOrDefault(plan)?.State ?? PlanState.Initial;
        foreach (var row in await journal.ReadStream(StreamId.OfPlan(plan).ToString(), state.Version + 1)) state = PlanState.Apply(state, Entry.Of(row));
        return state.IsImported ? Hold(plan, state, readAt) : state;
    }

    private PlanState Hold(string plan, PlanState state, long readAt) => _copies.AddOrUpdate(
        plan, _ => new(state, readAt), (_, held) => held.State.Version > state.Version ? held : new(state, readAt)).State;

    private sealed record Copy(PlanState State, long ReadAt);
}

/// <summary>
/// A read that many ask for at once. Each gets what a read says that began after it had asked, and all who ask while one is under way share
/// the next: nobody's answer is older than the question, and a crowd costs two reads.
/// </summary>
internal sealed class SharedRead<T>(Func<Task<T>> read)
{
    private readonly Lock _gate = new();
    private Task<T>? _running, _next;

    public Task<T> Get()
    {
        lock (_gate)
        {
            if (_next is not null) return _next;
            return _running is { IsCompleted: false } running ? _next = After(running) : _running = Task.Run(read);
        }
    }

    private async Task<T> After(Task<T> running)
    {
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Task<T> mine;
        lock (_gate)
        {
            _next = null;
            _running = mine = Task.Run(read);
        }
        return await mine;
    }
}
