using FuyangPlan.Announcements;
using MassTransit;

namespace FuyangPlan.Bus;

/// <summary>Announcements over MassTransit.</summary>
internal sealed class BusAnnouncements(IBus bus, string name) : IAnnouncements
{
    // Without a limit of our own a publisher waits for a broker that is gone, some times for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public string Bus => name;

    public async Task Publish<T>(T contract, Guid messageId) where T : class
    {
        using var limit = new CancellationTokenSource(Patience);
        await bus.Publish(contract, context =>
        {
            context.MessageId = messageId;
            // What no queue would hold comes back as a failure.
            context.Mandatory = true;
        }, limit.Token).WaitAsync(Patience * 2);
    }
}
