using FuyangPlan.DepartmentFeeds.V1;
using FuyangPlan.Journal;

namespace FuyangPlan.DepartmentFeeds;

/// <summary>The feed is registered, or registered again with other rights.</summary>
[JournalName("department-feed.registered")]
internal sealed record DepartmentFeedRegistered(
    string Code, string Name, string Department, ImmutableArray<FactKind> Kinds, ImmutableArray<string>? Initiatives, string? BrokerUser) : JournalEvent;

[JournalName("department-feed.paused")]
internal sealed record DepartmentFeedPaused(string Reason) : JournalEvent;

[JournalName("department-feed.resumed")]
internal sealed record DepartmentFeedResumed(string Reason) : JournalEvent;

[JournalName("department-feed.ended")]
internal sealed record DepartmentFeedEnded(string Reason) : JournalEvent;

/// <summary>A message that could not count as it came.</summary>
/// <param name="Code">The problem's code.</param>
/// <param name="Offset">Null when it could not be read.</param>
/// <param name="Digest">Of the fact, or of the bytes where there is no fact.</param>
/// <param name="Fact">What was read; null when nothing was.</param>
/// <param name="Body">As it came.</param>
[JournalName("department-feed.fact-quarantined")]
internal sealed record FactQuarantined(
    int Number, string Code, string Detail, long? Offset, string Digest, DepartmentFact? Fact, int Size, string Body, string? BrokerUser) : JournalEvent;

/// <param name="Fact">As it was recorded in its initiative.</param>
[JournalName("department-feed.fact-released")]
internal sealed record FactReleased(int Number, DepartmentFact Fact, string Reason) : JournalEvent;

[JournalName("department-feed.fact-discarded")]
internal sealed record FactDiscarded(int Number, string Reason) : JournalEvent;
