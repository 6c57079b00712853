namespace FuyangPlan.DepartmentFeeds;

/// <summary>Where a feed stands (在用、暂停、终止).</summary>
public enum DepartmentFeedStatus { Active, Paused, Ended }

/// <summary>What became of a message.</summary>
public enum FactVerdict
{
    /// <summary>It is recorded in the initiative.</summary>
    Applied,
    /// <summary>It had been dealt with before; nothing changed.</summary>
    Duplicate,
    /// <summary>A later fact of the feed stands; nothing changed.</summary>
    Superseded,
    /// <summary>It waits for a decision.</summary>
    Quarantined,
    /// <summary>No such feed is registered.</summary>
    UnknownFeed,
    /// <summary>It belongs into quarantine, which is full. The bus keeps it.</summary>
    Full,
}

/// <summary>The answer to a message. Applied and quarantined mean durable.</summary>
/// <param name="Refusal">Why it is quarantined or superseded.</param>
[GenerateSerializer, Immutable, Alias("fact-receipt")]
public sealed record FactReceipt(FactVerdict Verdict, Refusal? Refusal = null);

/// <summary>A department's feed (数据接口).</summary>
/// <param name="LastOffset">The highest offset that was ever seen; null: none yet.</param>
/// <param name="LastSeenAt">When the last message came, real time, +08:00.</param>
/// <param name="LagSeconds">Seconds from the sending of the latest fact until now, by the plan's clock; null: nothing has come yet.</param>
/// <param name="Accepted">
/// Facts that changed something, those released included. The four counts are kept beside the journal and may miss the last seconds before a crash;
/// null: of the past they are not known.
/// </param>
/// <param name="Quarantined">Messages that were ever put into quarantine.</param>
/// <param name="Waiting">Those of them that nobody has decided yet.</param>
[GenerateSerializer, Immutable, Alias("department-feed-view")]
public sealed record DepartmentFeedView(
    string Plan, string Code, string Name, string Department, ImmutableArray<FactKind> Kinds, ImmutableArray<string>? Initiatives, string? BrokerUser,
    DepartmentFeedStatus Status, long? LastOffset, DateTimeOffset? LastSeenAt, long? LagSeconds,
    long? Accepted, long? Duplicates, long? Superseded, int Quarantined, int Waiting, int Version);

/// <summary>What was decided about a message in quarantine (待处理、已放行、已作废).</summary>
public enum QuarantineStatus { Waiting, Released, Discarded }

/// <summary>A message in quarantine.</summary>
/// <param name="Number">From 1 within the feed.</param>
/// <param name="Code">The problem's stable code.</param>
/// <param name="Detail">Why, in Chinese.</param>
/// <param name="Offset">Null when the message could not be read.</param>
/// <param name="Size">Bytes of the message.</param>
/// <param name="Body">As it came; of a message that is too large the beginning.</param>
/// <param name="DecidedBy">Name of whoever decided; null while it waits.</param>
[GenerateSerializer, Immutable, Alias("quarantined-fact")]
public sealed record QuarantinedFact(
    int Number, QuarantineStatus Status, string Code, string Detail, long? Offset, DateTimeOffset ReceivedAt, int Size, string Body,
    string? DecidedBy, DateTimeOffset? DecidedAt, string? Reason);

/// <summary>A message that belongs to no feed: unreadable, or of a plan or a feed that is not registered.</summary>
/// <param name="Number">From 1 within the installation.</param>
[GenerateSerializer, Immutable, Alias("stray-message")]
public sealed record StrayMessage(int Number, string Code, string Detail, DateTimeOffset ReceivedAt, BusMessage Message);
