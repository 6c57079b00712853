using FuyangPlan.Checklists;
using FuyangPlan.Journal;

namespace FuyangPlan.ResourcePools;

[JournalName("resource-pool.opened")]
internal sealed record ResourcePoolOpened(ResourceType Type, int Year, decimal Capacity, string Department, string? Note) : JournalEvent;

[JournalName("resource-pool.capacity-changed")]
internal sealed record PoolCapacityChanged(ResourceType Type, decimal Capacity, string Reason) : JournalEvent;

[JournalName("resource-pool.closed")]
internal sealed record ResourcePoolClosed(string Reason) : JournalEvent;

/// <summary>Something happened to one request.</summary>
/// <param name="Type">An amount says what it is counted in.</param>
internal abstract record ResourceRequestEvent(ResourceType Type, int Number) : JournalEvent;

[JournalName("resource-pool.requested")]
internal sealed record ResourceRequested(
    ResourceType Type, int Number, string Initiative, int? Landing, int? Lead, decimal Amount, DateOnly NeedBy, string Purpose,
    SpaceDetails? Space, TalentDetails? Talent, FundsDetails? Funds) : ResourceRequestEvent(Type, Number);

[JournalName("resource-pool.request-pre-checked")]
internal sealed record ResourceRequestPreChecked(ResourceType Type, int Number, string? Note) : ResourceRequestEvent(Type, Number);

/// <param name="Until">The last day of the hold.</param>
[JournalName("resource-pool.reserved")]
internal sealed record ResourceReserved(ResourceType Type, int Number, decimal Amount, DateOnly Until) : ResourceRequestEvent(Type, Number);

/// <summary>The hold was over by itself.</summary>
[JournalName("resource-pool.reservation-expired")]
internal sealed record ReservationExpired(ResourceType Type, int Number, decimal Amount) : ResourceRequestEvent(Type, Number);

/// <summary>What is held for the request goes first.</summary>
[JournalName("resource-pool.granted")]
internal sealed record ResourceGranted(ResourceType Type, int Number, decimal Amount) : ResourceRequestEvent(Type, Number);

/// <param name="Amount">All that was outstanding.</param>
[JournalName("resource-pool.request-refused")]
internal sealed record ResourceRequestRefused(ResourceType Type, int Number, decimal Amount, string Reason, string Alternative) : ResourceRequestEvent(Type, Number);

/// <param name="Amount">All that was outstanding.</param>
[JournalName("resource-pool.request-withdrawn")]
internal sealed record ResourceRequestWithdrawn(ResourceType Type, int Number, decimal Amount, string Reason) : ResourceRequestEvent(Type, Number);

[JournalName("resource-pool.delivered")]
internal sealed record ResourceDelivered(
    ResourceType Type, int Number, decimal Amount, DateOnly On, ImmutableArray<Evidence> Evidence) : ResourceRequestEvent(Type, Number);

/// <param name="Used">In all, not since the last time.</param>
[JournalName("resource-pool.use-verified")]
internal sealed record ResourceUseVerified(ResourceType Type, int Number, decimal Used, string? Note) : ResourceRequestEvent(Type, Number);

[JournalName("resource-pool.clawed-back")]
internal sealed record ResourceClawedBack(ResourceType Type, int Number, decimal Amount, string Reason) : ResourceRequestEvent(Type, Number);
