using FuyangPlan.Evidences;
using FuyangPlan.Journal;
using static FuyangPlan.Journal.Classification;

namespace FuyangPlan.Checklists;

/// <summary>Something happened to one task of the checklist.</summary>
internal abstract record TaskEvent(int Task, Classification Classification) : JournalEvent(Classification);

[JournalName("task.started")]
internal sealed record TaskStarted(int Task, string? OverrideReason) : TaskEvent(Task, Internal)
{
    internal override string Sentence => $"任务 {Task} 启动{(OverrideReason is null ? "" : $"（前置未完成：{OverrideReason}）")}";
}

[JournalName("task.progress-reported")]
internal sealed record ProgressReported(int Task, decimal Percent, string? Note, ImmutableArray<Evidence> Evidence, string? Correction) : TaskEvent(Task, Internal)
{
    internal override string Sentence => $"任务 {Task} 报送进度 {Percent:0.##}%{(Correction is null ? "" : $"（更正：{Correction}）")}{Phrase.Files(Evidence)}{Phrase.Note(Note)}";
}

[JournalName("task.progress-verified")]
internal sealed record ProgressVerified(int Task, decimal Percent, string? Note) : TaskEvent(Task, Internal)
{
    internal override string Sentence => $"任务 {Task} 核验进度 {Percent:0.##}%{Phrase.Note(Note)}";
}

/// <param name="BackDated">The day lies further before the report than the plan lets pass unmarked: a mark for the inspector.</param>
[JournalName("task.done-reported")]
internal sealed record DoneReported(int Task, DateOnly DoneOn, bool BackDated, ImmutableArray<Evidence> Evidence, string? Note) : TaskEvent(Task, Internal)
{
    internal override string Sentence => $"任务 {Task} 报完成，完成日期 {DoneOn:yyyy-MM-dd}{(BackDated ? "（补报）" : "")}{Phrase.Files(Evidence)}{Phrase.Note(Note)}";
}

/// <param name="ObjectUntil">The last day on which somebody may object; the task is struck off at 00:00 after it.</param>
[JournalName("task.verified")]
internal sealed record TaskVerified(int Task, ImmutableArray<string> Criteria, bool OnSite, string? Note, DateOnly ObjectUntil) : TaskEvent(Task, Internal)
{
    internal override string Sentence => $"任务 {Task} 核验通过{(OnSite ? "（现场）" : "")}{Phrase.Note(Note)}";
}

[JournalName("task.rejected")]
internal sealed record TaskRejected(int Task, string Reason) : TaskEvent(Task, Internal)
{
    internal override string Sentence => $"任务 {Task} 核验退回：{Reason}";
}

/// <param name="Reason">Null when the waiting days were over without objection.</param>
[JournalName("task.struck-off")]
internal sealed record TaskStruckOff(int Task, string? Reason) : TaskEvent(Task, Internal)
{
    internal override string Sentence => $"任务 {Task} 销号{(Reason is null ? "（公示期满无异议）" : $"：{Reason}")}";
}

[JournalName("task.reopened")]
internal sealed record TaskReopened(int Task, string Reason, decimal Percent) : TaskEvent(Task, Internal)
{
    internal override string Sentence => $"任务 {Task} 反弹重开，保留进度 {Percent:0.##}%：{Reason}";
}

[JournalName("task.suspension-requested")]
internal sealed record SuspensionRequested(int Task, string Reason, bool Exempt) : TaskEvent(Task, Working)
{
    internal override string Sentence => $"任务 {Task} 申请暂停{(Exempt ? "（免责）" : "")}：{Reason}";
}

[JournalName("task.suspended")]
internal sealed record TaskSuspended(int Task, bool Exempt) : TaskEvent(Task, Internal)
{
    internal override string Sentence => $"任务 {Task} 暂停{(Exempt ? "，计划停表" : "，计划不停表")}";
}

[JournalName("task.suspension-refused")]
internal sealed record SuspensionRefused(int Task, string Reason) : TaskEvent(Task, Working)
{
    internal override string Sentence => $"任务 {Task} 暂停申请不予同意：{Reason}";
}

[JournalName("task.resumed")]
internal sealed record TaskResumed(int Task, string Reason) : TaskEvent(Task, Internal)
{
    internal override string Sentence => $"任务 {Task} 恢复：{Reason}";
}

/// <summary>A department's feed says how far the task is; it stands where a person's report with evidence would.</summary>
/// <param name="Correction">Why it may be lower than before, given by whoever released it.</param>
[JournalName("task.progress-fact-recorded")]
internal sealed record ProgressFactRecorded(int Task, FactSource Source, decimal Percent, string? Note, string? Correction) : TaskEvent(Task, Internal)
{
    internal override string Sentence =>
        $"任务 {Task} 由数据接口 {Source.Feed} 报来进度 {Percent:0.##}%{Source.InWords()}{(Correction is null ? "" : $"（更正：{Correction}）")}{Phrase.Note(Note)}";
}

/// <summary>A department's feed says that the task is done; number of the document and source stand where a file would.</summary>
[JournalName("task.completion-fact-recorded")]
internal sealed record CompletionFactRecorded(int Task, FactSource Source, DateOnly DoneOn, bool BackDated, string? Note) : TaskEvent(Task, Internal)
{
    internal override string Sentence => $"任务 {Task} 由数据接口 {Source.Feed} 报来已办成，日期 {DoneOn:yyyy-MM-dd}{Source.InWords()}{(BackDated ? "（补报）" : "")}{Phrase.Note(Note)}";
}
