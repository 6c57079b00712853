using System.Collections.Concurrent;
using System.Diagnostics;
using FuyangPlan.Journal;
using FuyangPlan.Telemetry;

namespace FuyangPlan.Feeds;

/// <summary>
/// Tells each plan's feed how far the journal has grown: after commits of this process at once, and every now and then, from the start on, for
/// what others have committed. At most one call per plan is under way; what is committed meanwhile is one more call.
/// </summary>
/// <param name="tell">Makes the feed of a plan follow to a position; completes when it is there.</param>
/// <param name="sweep">How often commits of others are looked for; every three seconds when it is not said.</param>
internal sealed class FeedSignals(IJournal journal, Func<string, long, Task> tell, ILogger<FeedSignals> logger, TimeSpan? sweep = null)
    : IHostedService, IDisposable
{
    // The silo that commits tells at once. This is for the one that was lost between its commit and its telling.
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Following costs per run as much as per entry: it holds the one lock of the database that commands wait for, and after its commit the
    // journal's writer must read its pages again; and what a stream came to by several entries is told once. So it takes a sixth of the time, until it rests its longest,
    // in longer runs where there is more to do. A lone commit is told at once, and who reads the tables makes them catch up first.
    private const int Rest = 5;

    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(500);

    private sealed class Plan
    {
        public readonly Lock Gate = new();
        public long Wanted, Told;

        // When the oldest entry that the feed does not have was committed; 0: it has them all.
        public long Since;
        public bool Busy;

        public void Measure(string name) => Instruments.FeedLag.Record(Wanted - Told, new KeyValuePair<string, object?>("plan", name));

        /// <param name="began">When the call that followed began: what is still missing was committed later.</param>
        public void Reached(long position, long began, string name)
        {
            Instruments.FeedDelay.Record(Stopwatch.GetElapsedTime(Since).TotalSeconds);
            Told = position;
            Since = Wanted > Told ? began : 0;
            Measure(name);
        }
    }

    private readonly ConcurrentDictionary<string, Plan> plans = new();
    private readonly CancellationTokenSource stop = new();
    private Task sweeping = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        journal.Committed += Signal;
        await SignalAll();
        sweeping = Task.Run(SweepOn, CancellationToken.None);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        journal.Committed -= Signal;
        await stop.CancelAsync();
        await sweeping;
    }

    public void Dispose() => stop.Dispose();

    private async Task SweepOn()
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(sweep ?? Sweep, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (!stop.IsCancellationRequested) await SignalAll();
            }
            catch (Exception accident)
            {
                logger.LogWarning("The journal does not say how far it is: {Message}", accident.Message);
            }
        }
    }

    private async Task SignalAll()
    {
        foreach (var (plan, position) in await journal.Positions()) Signal(plan, position);
    }

    private void Signal(string name, long position)
    {
        var plan = plans.GetOrAdd(name, _ => new());
        lock (plan.Gate)
        {
            if (position > plan.Wanted && plan.Since == 0) plan.Since = Stopwatch.GetTimestamp();
            plan.Wanted = Math.Max(plan.Wanted, position);
            plan.Measure(name);
            if (plan.Busy || plan.Wanted <= plan.Told) return;
            plan.Busy = true;
        }
        _ = Task.Run(() => Follow(name, plan));
    }

    private async Task Follow(string name, Plan plan)
    {
        // A call may end after all of this is over.
        var stopping = stop.Token;
        while (!stopping.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            long wanted;
            lock (plan.Gate)
            {
                if (plan.Wanted <= plan.Told)
                {
                    plan.Busy = false;
                    return;
                }
                wanted = plan.Wanted;
            }
            try
            {
                await tell(name, wanted);
                lock (plan.Gate) plan.Reached(wanted, began, name);
                var rest = Rest * Stopwatch.GetElapsedTime(began);
                await Task.Delay(rest < LongestRest ? rest : LongestRest, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception accident)
            {
                // The journal waits for nobody: the feed catches up when it is well again.
                logger.LogWarning(accident, "The feed of {Plan} did not follow to {Position}", name, wanted);
                await Task.Delay(Pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
