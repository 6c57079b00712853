using System.Collections.Concurrent;
using FuyangPlan.Journal;

namespace FuyangPlan.Feeds;

/// <summary>
/// Tells each plan's feed how far the journal has grown: after commits, and once at start for what happened before. At most one call per plan
/// is under way; what is committed meanwhile is one more call.
/// </summary>
/// <param name="tell">Makes the feed of a plan follow to a position; completes when it is there.</param>
internal sealed class FeedSignals(IJournal journal, Func<string, long, Task> tell, ILogger<FeedSignals> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Following costs per run as much as per entry: it holds the one lock of the database that commands wait for, and after its commit the
    // journal's writer must read its pages again. So under load it takes longer runs. A lone commit is told at once, and who reads the tables
    // makes the feed catch up first.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    private sealed class Plan
    {
        public readonly Lock Gate = new();
        public long Wanted;
        public bool Busy;
    }

    private readonly ConcurrentDictionary<string, Plan> plans = new();
    private readonly CancellationTokenSource stop = new();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        journal.Committed += Signal;
        foreach (var plan in await journal.Plans()) Signal(plan, await journal.Position(plan));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        journal.Committed -= Signal;
        await stop.CancelAsync();
    }

    public void Dispose() => stop.Dispose();

    private void Signal(string name, long position)
    {
        var plan = plans.GetOrAdd(name, _ => new());
        lock (plan.Gate)
        {
            plan.Wanted = Math.Max(plan.Wanted, position);
            if (plan.Busy) return;
            plan.Busy = true;
        }
        _ = Task.Run(() => Follow(name, plan));
    }

    private async Task Follow(string name, Plan plan)
    {
        long told = 0;
        while (!stop.IsCancellationRequested)
        {
            long wanted;
            lock (plan.Gate)
            {
                wanted = plan.Wanted;
                if (wanted <= told)
                {
                    plan.Busy = false;
                    return;
                }
            }
            try
            {
                await tell(name, wanted);
                told = wanted;
                await Task.Delay(Breath, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception accident)
            {
                // The journal waits for nobody: the feed catches up when it is well again.
                logger.LogWarning(accident, "The feed of {Plan} did not follow to {Position}", name, wanted);
                await Task.Delay(Pause, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
