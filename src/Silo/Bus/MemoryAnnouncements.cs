using FuyangPlan.Announcements;
using MassTransit;

namespace FuyangPlan.Bus;

/// <summary>Announcements within this process: whoever listens hears them, and nothing lasts.</summary>
internal sealed class MemoryAnnouncements(IBus bus) : IAnnouncements
{
    public string Bus => "memory";

    public Task Publish<T>(T contract, Guid messageId) where T : class => bus.Publish(contract, context => context.MessageId = messageId);
}
