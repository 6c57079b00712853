using FuyangPlan.Journal;
using static FuyangPlan.Journal.Classification;

namespace FuyangPlan.TaskBooks;

/// <summary>Something happened to the task book.</summary>
internal abstract record TaskBookEvent(Classification Classification) : JournalEvent(Classification);

[JournalName("task-book.drafted")]
internal sealed record TaskBookDrafted(TaskBookContent Content) : TaskBookEvent(Working)
{
    internal override string Sentence => $"起草任务书：{Content.Goals.Length} 个目标、{Content.Tasks.Length} 项任务";
}

[JournalName("task-book.submitted")]
internal sealed record TaskBookSubmitted() : TaskBookEvent(Working)
{
    internal override string Sentence => "任务书提交会审";
}

[JournalName("task-book.returned")]
internal sealed record TaskBookReturned(string Reason) : TaskBookEvent(Working)
{
    internal override string Sentence => $"任务书退回修改：{Reason}";
}

/// <param name="ContentHash">SHA-256 of the content as the API writes it.</param>
[JournalName("task-book.issued")]
internal sealed record TaskBookIssued(string Document, string ContentHash) : TaskBookEvent(Internal)
{
    internal override string Sentence => $"签发任务书 {Document}，内容指纹 {ContentHash[..12]}";
}

[JournalName("task-book.accepted")]
internal sealed record TaskBookAccepted(string ContentHash) : TaskBookEvent(Internal)
{
    internal override string Sentence => $"签收任务书，内容指纹 {ContentHash[..12]}";
}

[JournalName("task-book.contested")]
internal sealed record TaskBookContested(string Reason) : TaskBookEvent(Working)
{
    internal override string Sentence => $"对任务书提出异议：{Reason}";
}

/// <summary>Dates and weights are frozen; from now on they are what progress is judged by.</summary>
/// <param name="Scoring">True when scores are judged by it from now on too.</param>
[JournalName("task-book.baseline-frozen")]
internal sealed record BaselineFrozen(int Number, string ContentHash, ImmutableArray<BaselineTask> Tasks, bool Scoring) : TaskBookEvent(Internal)
{
    internal override string Sentence => $"冻结基线第 {Number} 版：{Tasks.Length} 项任务{(Scoring ? "，作为计分基线" : "")}";
}

[JournalName("task-book.amendment-proposed")]
internal sealed record AmendmentProposed(TaskBookContent Content, string Reason, string Impact, bool Exempt, int SlipDays) : TaskBookEvent(Working)
{
    internal override string Sentence => $"申请变更任务书（{(SlipDays > 0 ? $"推迟 {SlipDays} 天" : "不推迟")}{(Exempt ? "，免责" : "")}）：{Reason}";
}

[JournalName("task-book.amendment-approved")]
internal sealed record AmendmentApproved(string ContentHash) : TaskBookEvent(Internal)
{
    internal override string Sentence => "批准变更任务书";
}

[JournalName("task-book.amendment-rejected")]
internal sealed record AmendmentRejected(string Reason) : TaskBookEvent(Working)
{
    internal override string Sentence => $"不同意变更任务书：{Reason}";
}

[JournalName("task-book.closure-requested")]
internal sealed record ClosureRequested(string CloseOut) : TaskBookEvent(Working)
{
    internal override string Sentence => $"申请办结：{CloseOut}";
}

[JournalName("task-book.closed")]
internal sealed record TaskBookClosed() : TaskBookEvent(Internal)
{
    internal override string Sentence => "批准办结，圆满闭环";
}

[JournalName("task-book.closure-refused")]
internal sealed record ClosureRefused(string Reason) : TaskBookEvent(Working)
{
    internal override string Sentence => $"不同意办结：{Reason}";
}

[JournalName("task-book.withdrawn")]
internal sealed record TaskBookWithdrawn(string Resolution) : TaskBookEvent(Internal)
{
    internal override string Sentence => $"撤销任务书：{Resolution}";
}
