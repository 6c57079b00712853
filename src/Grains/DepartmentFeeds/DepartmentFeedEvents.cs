using FuyangPlan.DepartmentFeeds.V1;
using FuyangPlan.Journal;
using static FuyangPlan.Journal.Classification;

namespace FuyangPlan.DepartmentFeeds;

/// <summary>Something happened to a feed.</summary>
internal abstract record DepartmentFeedEvent(Classification Classification) : JournalEvent(Classification);

/// <summary>The feed is registered, or registered again with other rights.</summary>
[JournalName("department-feed.registered")]
internal sealed record DepartmentFeedRegistered(
    string Code, string Name, string Department, ImmutableArray<FactKind> Kinds, ImmutableArray<string>? Initiatives, string? BrokerUser) : DepartmentFeedEvent(Internal)
{
    internal override string Sentence => $"登记数据接口“{Name}”（{Code}），单位 {Department}";
}

[JournalName("department-feed.paused")]
internal sealed record DepartmentFeedPaused(string Reason) : DepartmentFeedEvent(Internal)
{
    internal override string Sentence => $"暂停数据接口：{Reason}";
}

[JournalName("department-feed.resumed")]
internal sealed record DepartmentFeedResumed(string Reason) : DepartmentFeedEvent(Internal)
{
    internal override string Sentence => $"恢复数据接口：{Reason}";
}

[JournalName("department-feed.ended")]
internal sealed record DepartmentFeedEnded(string Reason) : DepartmentFeedEvent(Internal)
{
    internal override string Sentence => $"终止数据接口：{Reason}";
}

/// <summary>A message that could not count as it came.</summary>
/// <param name="Code">The problem's code.</param>
/// <param name="Offset">Null when it could not be read.</param>
/// <param name="Digest">Of the fact, or of the bytes where there is no fact.</param>
/// <param name="Fact">What was read; null when nothing was.</param>
/// <param name="Body">As it came.</param>
[JournalName("department-feed.fact-quarantined")]
internal sealed record FactQuarantined(
    int Number, string Code, string Detail, long? Offset, string Digest, DepartmentFact? Fact, int Size, string Body, string? BrokerUser) : DepartmentFeedEvent(Working)
{
    internal override string Sentence => $"隔离数据第 {Number} 号{(Offset is null ? "" : $"（来源编号 {Offset}）")}：{Detail}";
}

/// <param name="Fact">As it was recorded in its initiative.</param>
[JournalName("department-feed.fact-released")]
internal sealed record FactReleased(int Number, DepartmentFact Fact, string Reason) : DepartmentFeedEvent(Working)
{
    internal override string Sentence => $"放行隔离数据第 {Number} 号：{Reason}";
}

[JournalName("department-feed.fact-discarded")]
internal sealed record FactDiscarded(int Number, string Reason) : DepartmentFeedEvent(Working)
{
    internal override string Sentence => $"作废隔离数据第 {Number} 号：{Reason}";
}
