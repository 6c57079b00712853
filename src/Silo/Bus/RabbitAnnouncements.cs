using System.Diagnostics;
using FuyangPlan.Announcements;
using MassTransit;

namespace FuyangPlan.Bus;

/// <summary>
/// Announcements over RabbitMQ, on a connection of their own. Waiting for a confirmation over the restart of a broker is known to last for ever
/// in some versions of the client (rabbitmq-dotnet-client 1928): when nothing is confirmed for a while it is thrown away for a new one.
/// </summary>
/// <param name="create">A bus that is not started.</param>
internal sealed class RabbitAnnouncements(Func<IBusControl> create, ILogger<RabbitAnnouncements> log) : IAnnouncements, IAsyncDisposable
{
    // Without a limit of our own a publisher waits for a broker that is gone, and some times for one that is back.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), Life = TimeSpan.FromSeconds(20);

    private readonly Lock gate = new();
    private IBusControl? bus;
    private long confirmedAt;

    public string Bus => "rabbitmq";

    public async Task Publish<T>(T contract, Guid messageId) where T : class
    {
        var current = Current();
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            await current.Publish(contract, context =>
            {
                context.MessageId = messageId;
                // What no queue would hold comes back as a failure.
                context.Mandatory = true;
            }, limit.Token).WaitAsync(Patience * 2);
            Volatile.Write(ref confirmedAt, Stopwatch.GetTimestamp());
        }
        catch
        {
            Judge(current);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (bus is { } last) await End(last);
    }

    private IBusControl Current()
    {
        lock (gate)
        {
            if (bus is null)
            {
                bus = create();
                Volatile.Write(ref confirmedAt, Stopwatch.GetTimestamp());
                // It is started when the broker is there, however long that takes. Never a time limit: a bus whose start has timed out confirms
                // what no queue holds.
                _ = Quietly(bus.StartAsync(CancellationToken.None));
            }
            return bus;
        }
    }

    private void Judge(IBusControl failed)
    {
        lock (gate)
        {
            if (bus != failed || Stopwatch.GetElapsedTime(Volatile.Read(ref confirmedAt)) < Life) return;
            bus = null;
        }
        log.LogWarning("The broker has confirmed nothing for {Seconds} seconds; connecting anew", Life.TotalSeconds);
        _ = End(failed);
    }

    private static async Task End(IBusControl bus)
    {
        using var limit = new CancellationTokenSource(Patience);
        await Quietly(bus.StopAsync(limit.Token).WaitAsync(Patience * 2));
    }

    private static async Task Quietly(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
