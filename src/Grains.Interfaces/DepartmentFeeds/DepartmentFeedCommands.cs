using FuyangPlan.Checklists;
using FuyangPlan.DepartmentFeeds.V1;
using FuyangPlan.Indicators;

namespace FuyangPlan.DepartmentFeeds;

/// <summary>A command to a department’s feed; the context has the number of the message in quarantine.</summary>
[GenerateSerializer, Immutable, Alias("department-feed.command")]
public abstract record DepartmentFeedCommand : Command;

/// <summary>What a fact can be about (进展、办成、指标).</summary>
public enum FactKind { Progress, Completion, Indicator }

/// <summary>Register a feed, or change what it may touch. By the office or an administrator. The department of a feed never changes.</summary>
/// <param name="Code">2 to 40 characters of a–z, 0–9, hyphen.</param>
/// <param name="Name">Name of the system, for people.</param>
/// <param name="Department">The one department whose facts it sends, and whose tasks it may touch.</param>
/// <param name="Kinds">Kinds of facts that it may send.</param>
/// <param name="Initiatives">Initiatives that it may touch; null: all of the plan.</param>
/// <param name="BrokerUser">The broker's user that its messages must come from; null: any that the broker lets in.</param>
[GenerateSerializer, Immutable, Alias("department-feed.register")]
public sealed record RegisterDepartmentFeed(
    string Code, string Name, string Department, ImmutableArray<FactKind> Kinds, ImmutableArray<string>? Initiatives = null, string? BrokerUser = null) : DepartmentFeedCommand;

/// <summary>What comes from now on waits in quarantine. By the office or an administrator.</summary>
[GenerateSerializer, Immutable, Alias("department-feed.pause")]
public sealed record PauseDepartmentFeed([Lines] string Reason) : DepartmentFeedCommand;

/// <summary>What comes from now on counts again. By the office or an administrator.</summary>
[GenerateSerializer, Immutable, Alias("department-feed.resume")]
public sealed record ResumeDepartmentFeed([Lines] string Reason) : DepartmentFeedCommand;

/// <summary>The feed is at its end for good. By the office or an administrator.</summary>
[GenerateSerializer, Immutable, Alias("department-feed.end")]
public sealed record EndDepartmentFeed([Lines] string Reason) : DepartmentFeedCommand;

/// <summary>
/// Let a fact out of quarantine: it is recorded as reported by whoever releases it, so that neither they nor the feed's department can verify
/// it. By the office or a liaison of the feed's department. What is given replaces what the message said; the reason also stands for a
/// correction downwards and for a start before its predecessors.
/// </summary>
[GenerateSerializer, Immutable, Alias("department-feed.release-fact")]
public sealed record ReleaseFact(
    [Lines] string Reason, string? Initiative = null, int? Task = null, decimal? Percent = null, DateOnly? DoneOn = null, string? DocumentNumber = null,
    string? Indicator = null, string? Period = null, decimal? Value = null) : DepartmentFeedCommand;

/// <summary>Decide that a fact in quarantine counts for nothing; it stays readable. By the office or a liaison of the feed's department.</summary>
[GenerateSerializer, Immutable, Alias("department-feed.discard-fact")]
public sealed record DiscardFact([Lines] string Reason) : DepartmentFeedCommand;

/// <summary>A message as it came from the bus.</summary>
/// <param name="Body">The bytes as UTF-8; of a message that is too large the beginning only.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Hash">SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="BrokerUser">The user that the broker vouches for, where the sender named one.</param>
[GenerateSerializer, Immutable, Alias("bus-message")]
public sealed record BusMessage(string Body, int Size, string Hash, string? ContentType = null, string? BrokerUser = null);

/// <summary>A message for one feed: the fact that it holds, or why it holds none.</summary>
[GenerateSerializer, Immutable, Alias("department-feed.receive")]
public sealed record ReceiveFact(BusMessage Message, DepartmentFact? Fact, Refusal? Unreadable);

/// <summary>Put a message into quarantine. By the feed itself, where its grain has judged it.</summary>
[GenerateSerializer, Immutable, Alias("department-feed.quarantine")]
public sealed record QuarantineFact : DepartmentFeedCommand;

/// <summary>Record a fact as the progress or completion of its task. By the feed itself, or by whoever released it.</summary>
/// <param name="Department">The feed's department, which must be the task's.</param>
/// <param name="Reason">Why it was released; null: it came straight from the feed.</param>
[GenerateSerializer, Immutable, Alias("checklist.record-fact")]
public sealed record RecordFact(DepartmentFact Fact, string Department, [Lines] string? Reason = null) : TaskCommand, IHappened
{
    public DateTimeOffset? HappenedAt => Fact.HappenedAt;
}

/// <summary>Record a fact of a feed as the report of a value. By the feed itself, or by whoever released it.</summary>
/// <param name="Department">The feed's department, which must be the indicator's source.</param>
/// <param name="Reason">Why it was released, which also is the reason of a correction; null: it came straight from the feed.</param>
[GenerateSerializer, Immutable, Alias("indicator.record-fact")]
public sealed record RecordIndicatorFact(DepartmentFact Fact, string Department, [Lines] string? Reason = null) : IndicatorCommand, IHappened
{
    public DateTimeOffset? HappenedAt => Fact.HappenedAt;
}
