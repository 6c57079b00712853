using System.Diagnostics;
using FuyangPlan.Announcements;
using RabbitMQ.Client;

namespace FuyangPlan.Benchmarks;

/// <summary>
/// Entries that the bus confirms per second when it has fallen behind: commands go on while the broker is frozen, then it is thawed. Beside the same
/// bytes published into the same queue by a bare client.
/// </summary>
internal static class Announcing
{
    private const string Queue = "fuyang.audit", Exchange = "FuyangPlan.Announcements.V1:InitiativeChanged";
    private const int Plans = 4, PerPlan = 50;

    public static async Task Run(Report report)
    {
        await using var cluster = await ClusterHost.Start(silos: 3, bus: true);
        var grains = await Seeding.Plans(cluster.Grains, "bus", Plans * PerPlan, PerPlan, tasks: 10, Callers.Tasks);
        ImmutableArray<IAnnouncerGrain> announcers = [.. Enumerable.Range(0, Plans).Select(number => cluster.Grains.GetGrain<IAnnouncerGrain>($"bus-{number}"))];
        var load = new Callers("bus", grains, grains.Length, new int[grains.Length, Callers.Tasks + 1]);
        await using var connection = await new ConnectionFactory { Uri = new(cluster.Rabbit!.Address) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await Announced(announcers);
        await channel.QueuePurgeAsync(Queue);

        List<byte[]> bodies = [];
        report.Compare($"announcements, {Plans} plans, {grains.Length} initiatives, 3 silos (limit: {grains.Length} bare publishers)", "per second", await report.Interleave(
            async () =>
            {
                var before = (await cluster.Journal.Positions()).Values.Sum();
                cluster.Rabbit!.Freeze();
                try
                {
                    await load.Run(report.Slice);
                }
                finally
                {
                    cluster.Rabbit!.Thaw();
                }
                var watch = Stopwatch.StartNew();
                await Announced(announcers);
                var (time, entries) = (watch.Elapsed, (await cluster.Journal.Positions()).Values.Sum() - before);
                bodies = await Take(channel, entries);
                return entries / time.TotalSeconds;
            },
            async () =>
            {
                var watch = Stopwatch.StartNew();
                var next = -1;
                // Each publisher waits for its confirmation, as the announcements of an initiative do.
                await Task.WhenAll(Enumerable.Range(0, grains.Length).Select(_ => Task.Run(async () =>
                {
                    for (var mine = Interlocked.Increment(ref next); mine < bodies.Count; mine = Interlocked.Increment(ref next))
                        await channel.BasicPublishAsync(Exchange, "", mandatory: true, new BasicProperties { Persistent = true }, bodies[mine]);
                })));
                var rate = bodies.Count / watch.Elapsed.TotalSeconds;
                await channel.QueuePurgeAsync(Queue);
                return rate;
            }));
    }

    /// <summary>Completes when every entry is confirmed.</summary>
    public static async Task Announced(ImmutableArray<IAnnouncerGrain> announcers)
    {
        for (var waited = Stopwatch.StartNew(); (await Task.WhenAll(announcers.Select(announcer => announcer.Get()))).Any(view => view.Behind > 0); await Task.Delay(10))
            if (waited.Elapsed > TimeSpan.FromMinutes(1)) throw new TimeoutException("The announcements do not catch up.");
    }

    /// <summary>What was announced, out of the queue; all of it must be there.</summary>
    private static async Task<List<byte[]>> Take(IChannel channel, long entries)
    {
        List<byte[]> bodies = [];
        while (await channel.BasicGetAsync(Queue, autoAck: true) is { } got) bodies.Add(got.Body.ToArray());
        return bodies.Count >= entries ? bodies : throw new InvalidOperationException($"{entries} entries were announced, and {bodies.Count} messages came.");
    }
}
