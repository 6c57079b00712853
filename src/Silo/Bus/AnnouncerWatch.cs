using FuyangPlan.Announcements;
using FuyangPlan.Journal;

namespace FuyangPlan.Bus;

/// <summary>
/// Tells every announcer now and then how far its plan is, commits or none: one that ended with its silo, or because another had moved its cursor,
/// is woken wherever it lives next, and goes on.
/// </summary>
internal sealed class AnnouncerWatch(IJournal journal, IGrainFactory grains, ILogger<AnnouncerWatch> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Round, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            await Quietly(async () =>
            {
                // One that cannot be woken keeps no other asleep.
                foreach (var (plan, position) in await journal.Positions()) await Quietly(() => grains.GetGrain<IAnnouncerGrain>(plan).Follow(position));
            });
        }
    }

    private async Task Quietly(Func<Task> what)
    {
        try
        {
            await what();
        }
        catch (Exception accident)
        {
            log.LogDebug(accident, "Announcers are told again in {Round}", Round);
        }
    }
}
