using FuyangPlan.Journal;

namespace FuyangPlan.Checklists;

/// <summary>Something happened to one task of the checklist.</summary>
internal abstract record TaskEvent(int Task) : JournalEvent;

[JournalName("task.started")]
internal sealed record TaskStarted(int Task, string? OverrideReason) : TaskEvent(Task);

[JournalName("task.progress-reported")]
internal sealed record ProgressReported(int Task, decimal Percent, string? Note, ImmutableArray<Evidence> Evidence, string? Correction) : TaskEvent(Task);

[JournalName("task.progress-verified")]
internal sealed record ProgressVerified(int Task, decimal Percent, string? Note) : TaskEvent(Task);

/// <param name="BackDated">The day lies more than 7 days before the report: a mark for the inspector.</param>
[JournalName("task.done-reported")]
internal sealed record DoneReported(int Task, DateOnly DoneOn, bool BackDated, ImmutableArray<Evidence> Evidence, string? Note) : TaskEvent(Task);

[JournalName("task.verified")]
internal sealed record TaskVerified(int Task, ImmutableArray<string> Criteria, bool OnSite, string? Note) : TaskEvent(Task);

[JournalName("task.rejected")]
internal sealed record TaskRejected(int Task, string Reason) : TaskEvent(Task);

/// <param name="Reason">Null when the waiting days were over without objection.</param>
[JournalName("task.struck-off")]
internal sealed record TaskStruckOff(int Task, string? Reason) : TaskEvent(Task);

[JournalName("task.reopened")]
internal sealed record TaskReopened(int Task, string Reason, decimal Percent) : TaskEvent(Task);

[JournalName("task.suspension-requested")]
internal sealed record SuspensionRequested(int Task, string Reason, bool Exempt) : TaskEvent(Task);

[JournalName("task.suspended")]
internal sealed record TaskSuspended(int Task, bool Exempt) : TaskEvent(Task);

[JournalName("task.suspension-refused")]
internal sealed record SuspensionRefused(int Task, string Reason) : TaskEvent(Task);

[JournalName("task.resumed")]
internal sealed record TaskResumed(int Task, string Reason) : TaskEvent(Task);

/// <summary>A department's feed says how far the task is; it stands where a person's report with evidence would.</summary>
/// <param name="Correction">Why it may be lower than before, given by whoever released it.</param>
[JournalName("task.progress-fact-recorded")]
internal sealed record ProgressFactRecorded(int Task, FactSource Source, decimal Percent, string? Note, string? Correction) : TaskEvent(Task);

/// <summary>A department's feed says that the task is done; number of the document and source stand where a file would.</summary>
[JournalName("task.completion-fact-recorded")]
internal sealed record CompletionFactRecorded(int Task, FactSource Source, DateOnly DoneOn, bool BackDated, string? Note) : TaskEvent(Task);
