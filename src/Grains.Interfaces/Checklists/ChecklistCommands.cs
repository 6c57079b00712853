using FuyangPlan.Evidences;

namespace FuyangPlan.Checklists;

/// <summary>A command to one task of a checklist; the context has its number.</summary>
[GenerateSerializer, Immutable, Alias("checklist.command")]
public abstract record TaskCommand : Command;

/// <summary>Start a task. By a liaison of the responsible department. Its predecessors must be verified, or the reason says why not.</summary>
/// <param name="OverrideReason">At least 10 characters, where a predecessor is open.</param>
[GenerateSerializer, Immutable, Alias("checklist.start")]
public sealed record StartTask(DateTimeOffset? HappenedAt = null, string? OverrideReason = null) : TaskCommand, IHappened;

/// <summary>
/// Report how far the task is. By a liaison of the responsible department. Absolute, 0 to 100 percent with at most 2 decimals; never lower than
/// the last report unless <paramref name="Correction"/> gives the reason; a rise of 20 points or more needs evidence.
/// </summary>
[GenerateSerializer, Immutable, Alias("checklist.report-progress")]
public sealed record ReportProgress(
    decimal Percent, [Lines] string? Note = null, ImmutableArray<EvidenceReference>? Evidence = null, string? Correction = null,
    DateTimeOffset? HappenedAt = null) : TaskCommand, IHappened, IEvidenced
{
    ImmutableArray<EvidenceReference> IEvidenced.Files => Evidence ?? [];
}

/// <summary>Confirm the last reported percent. By an inspector: another person, of another department than the reporter's.</summary>
/// <param name="Percent">The percent that is confirmed; must be the reported one.</param>
[GenerateSerializer, Immutable, Alias("checklist.verify-progress")]
public sealed record VerifyProgress(decimal Percent, [Lines] string? Note = null) : TaskCommand;

/// <summary>Report the task done. By a liaison of the responsible department, with at least one piece of evidence.</summary>
/// <param name="DoneOn">The day it was done, +08:00, not in the future; further back than the plan lets pass is marked for the inspector.</param>
[GenerateSerializer, Immutable, Alias("checklist.report-done")]
public sealed record ReportDone(DateOnly DoneOn, ImmutableArray<EvidenceReference> Evidence, [Lines] string? Note = null) : TaskCommand, IEvidenced
{
    ImmutableArray<EvidenceReference> IEvidenced.Files => Evidence;
}

/// <summary>Verify that it is done. By an inspector: another person, of another department than the reporter's.</summary>
/// <param name="Criteria">Every criterion of the task's completion standard, as ticked.</param>
/// <param name="OnSite">Checked on site; required for weights of 10 and more.</param>
[GenerateSerializer, Immutable, Alias("checklist.verify")]
public sealed record VerifyTask(ImmutableArray<string>? Criteria = null, bool OnSite = false, [Lines] string? Note = null) : TaskCommand;

/// <summary>Reject the report that it is done; it is in progress again, at the last verified percent. By an inspector.</summary>
[GenerateSerializer, Immutable, Alias("checklist.reject")]
public sealed record RejectTask([Lines] string Reason) : TaskCommand;

/// <summary>Strike a verified task off (销号) before its waiting days are over. By an inspector.</summary>
[GenerateSerializer, Immutable, Alias("checklist.strike-off")]
public sealed record StrikeOffTask([Lines] string Reason) : TaskCommand;

/// <summary>Reopen a verified or struck-off task (反弹). By an inspector or the leader. The mark stays for ever.</summary>
/// <param name="Percent">What still stands, 0 to below 100; reported and verified percent fall to it.</param>
[GenerateSerializer, Immutable, Alias("checklist.reopen")]
public sealed record ReopenTask([Lines] string Reason, decimal Percent = 0) : TaskCommand;

/// <summary>Ask to suspend a task. By a liaison of the responsible department or the leader.</summary>
/// <param name="Exempt">True when the cause is without fault (免责): the plan's clock for this task then stands still.</param>
[GenerateSerializer, Immutable, Alias("checklist.request-suspension")]
public sealed record RequestSuspension([Lines] string Reason, bool Exempt = false) : TaskCommand;

/// <summary>Decide the request for suspension. By the office.</summary>
[GenerateSerializer, Immutable, Alias("checklist.decide-suspension")]
public sealed record DecideSuspension(bool Approved, [Lines] string? Reason = null) : TaskCommand;

/// <summary>Resume a suspended task. By the office, the leader or a liaison of the responsible department.</summary>
[GenerateSerializer, Immutable, Alias("checklist.resume")]
public sealed record ResumeTask([Lines] string Reason) : TaskCommand;
