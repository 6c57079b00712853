using FuyangPlan.Journal;

namespace FuyangPlan.Plans;

/// <summary>
/// Makes every plan catch up with time once this silo is up. A reminder's ticks are not kept for silos that are down: whatever came due meanwhile is
/// recorded now, once, whoever of several silos asks first.
/// </summary>
internal sealed class CatchUpAtStart(IJournal journal, IGrainFactory grains, ILogger<CatchUpAtStart> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var left = new Queue<string>();
        for (var known = false; !known || left.Count > 0;)
        {
            try
            {
                if (!known) foreach (var plan in await journal.Plans()) left.Enqueue(plan);
                known = true;
                while (left.TryPeek(out var plan))
                {
                    await grains.GetGrain<IPlanGrain>(plan).CatchUp(new());
                    left.Dequeue();
                }
            }
            catch (Exception notYet) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(notYet, "What came due while this was down is not recorded yet; it is tried again.");
                if (left.TryDequeue(out var last)) left.Enqueue(last);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            if (stoppingToken.IsCancellationRequested) return;
        }
    }
}
