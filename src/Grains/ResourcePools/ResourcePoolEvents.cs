using FuyangPlan.Evidences;
using FuyangPlan.Checklists;
using FuyangPlan.Journal;
using static FuyangPlan.Journal.Classification;

namespace FuyangPlan.ResourcePools;

/// <summary>Something happened to a pool.</summary>
internal abstract record ResourcePoolEvent(Classification Classification) : JournalEvent(Classification);

[JournalName("resource-pool.opened")]
internal sealed record ResourcePoolOpened(ResourceType Type, int Year, decimal Capacity, string Department, string? Note) : ResourcePoolEvent(Internal)
{
    internal override string Sentence => $"设立 {Year} 年{Type.InWords()}要素池，额度 {Type.Of(Capacity)}，主管单位 {Department}{Phrase.Note(Note)}";
}

[JournalName("resource-pool.capacity-changed")]
internal sealed record PoolCapacityChanged(ResourceType Type, decimal Capacity, string Reason) : ResourcePoolEvent(Internal)
{
    internal override string Sentence => $"要素池额度调整为 {Type.Of(Capacity)}：{Reason}";
}

[JournalName("resource-pool.closed")]
internal sealed record ResourcePoolClosed(string Reason) : ResourcePoolEvent(Internal)
{
    internal override string Sentence => $"关闭要素池：{Reason}";
}

/// <summary>Something happened to one request.</summary>
/// <param name="Type">An amount says what it is counted in.</param>
internal abstract record ResourceRequestEvent(ResourceType Type, int Number, Classification Classification) : ResourcePoolEvent(Classification);

[JournalName("resource-pool.requested")]
internal sealed record ResourceRequested(
    ResourceType Type, int Number, string Initiative, int? Landing, int? Lead, decimal Amount, DateOnly NeedBy, string Purpose,
    SpaceDetails? Space, TalentDetails? Talent, FundsDetails? Funds) : ResourceRequestEvent(Type, Number, Working)
{
    internal override string Sentence => $"第 {Number} 号要素申请：{Initiative} 申请 {Type.Of(Amount)}，{NeedBy:yyyy-MM-dd} 前需要。{Purpose}";

    internal override int? Made => Number;
}

[JournalName("resource-pool.request-pre-checked")]
internal sealed record ResourceRequestPreChecked(ResourceType Type, int Number, string? Note) : ResourceRequestEvent(Type, Number, Working)
{
    internal override string Sentence => $"第 {Number} 号要素申请预审通过{Phrase.Note(Note)}";
}

/// <param name="Until">The last day of the hold.</param>
[JournalName("resource-pool.reserved")]
internal sealed record ResourceReserved(ResourceType Type, int Number, decimal Amount, DateOnly Until) : ResourceRequestEvent(Type, Number, Working)
{
    internal override string Sentence => $"为第 {Number} 号要素申请预留 {Type.Of(Amount)}，至 {Until:yyyy-MM-dd}";
}

/// <summary>The hold was over by itself.</summary>
[JournalName("resource-pool.reservation-expired")]
internal sealed record ReservationExpired(ResourceType Type, int Number, decimal Amount) : ResourceRequestEvent(Type, Number, Working)
{
    internal override string Sentence => $"第 {Number} 号要素申请预留的 {Type.Of(Amount)}期满释放";
}

/// <summary>What is held for the request goes first.</summary>
[JournalName("resource-pool.granted")]
internal sealed record ResourceGranted(ResourceType Type, int Number, decimal Amount) : ResourceRequestEvent(Type, Number, Internal)
{
    internal override string Sentence => $"批准第 {Number} 号要素申请 {Type.Of(Amount)}";
}

/// <param name="Amount">All that was outstanding.</param>
[JournalName("resource-pool.request-refused")]
internal sealed record ResourceRequestRefused(ResourceType Type, int Number, decimal Amount, string Reason, string Alternative) : ResourceRequestEvent(Type, Number, Working)
{
    internal override string Sentence => $"第 {Number} 号要素申请 {Type.Of(Amount)}不予批准：{Reason}；替代办法：{Alternative}";
}

/// <param name="Amount">All that was outstanding.</param>
[JournalName("resource-pool.request-withdrawn")]
internal sealed record ResourceRequestWithdrawn(ResourceType Type, int Number, decimal Amount, string Reason) : ResourceRequestEvent(Type, Number, Working)
{
    internal override string Sentence => $"撤回第 {Number} 号要素申请 {Type.Of(Amount)}：{Reason}";
}

[JournalName("resource-pool.delivered")]
internal sealed record ResourceDelivered(
    ResourceType Type, int Number, decimal Amount, DateOnly On, ImmutableArray<Evidence> Evidence) : ResourceRequestEvent(Type, Number, Internal)
{
    internal override string Sentence => $"第 {Number} 号要素申请到位 {Type.Of(Amount)}，日期 {On:yyyy-MM-dd}{Phrase.Files(Evidence)}";
}

/// <param name="Used">In all, not since the last time.</param>
[JournalName("resource-pool.use-verified")]
internal sealed record ResourceUseVerified(ResourceType Type, int Number, decimal Used, string? Note) : ResourceRequestEvent(Type, Number, Internal)
{
    internal override string Sentence => $"第 {Number} 号要素申请使用核验：已使用 {Type.Of(Used)}{Phrase.Note(Note)}";
}

[JournalName("resource-pool.clawed-back")]
internal sealed record ResourceClawedBack(ResourceType Type, int Number, decimal Amount, string Reason) : ResourceRequestEvent(Type, Number, Internal)
{
    internal override string Sentence => $"收回第 {Number} 号要素申请 {Type.Of(Amount)}：{Reason}";
}
