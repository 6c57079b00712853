using FuyangPlan.Evidences;
using FuyangPlan.Checklists;

namespace FuyangPlan.Landings;

/// <summary>A command to a landing of a chain; the context has its number.</summary>
[GenerateSerializer, Immutable, Alias("landing.command")]
public abstract record LandingCommand : Command;

// Where nothing else is said: by the chain's leader, an investment or service officer of its team, or the office.

/// <summary>What kind of thing lands.</summary>
public enum LandingKind { Project, Enterprise }

/// <summary>A proof as a command names it: what it is said to be, and the uploaded file.</summary>
[GenerateSerializer, Immutable, Alias("proof-reference")]
public sealed record ProofReference(ProofKind Kind, EvidenceReference Evidence);

/// <summary>Add a project or an enterprise to a chain whose list ends in 等. Refusals: <c>list-is-closed</c>, <c>landing-exists</c>.</summary>
/// <param name="Name">Unique in the chain, white space, width and case aside.</param>
[GenerateSerializer, Immutable, Alias("landing.add")]
public sealed record AddLanding(string Name, LandingKind Kind, bool LeadEnterprise = false) : LandingCommand;

/// <summary>
/// Report that a stage is reached: any stage while none is known, then one at a time. Refusals: <c>stage-skipped</c>, <c>proof-missing</c>,
/// <c>ceremony-is-no-proof</c>, <c>landing-stopped</c>.
/// </summary>
/// <param name="ReachedOn">+08:00, not in the future, not before the stage before; further back than the plan lets pass is marked for the inspector.</param>
/// <param name="Proofs">At least what <see cref="LandingStages.Proofs"/> asks for.</param>
[GenerateSerializer, Immutable, Alias("landing.report-stage")]
public sealed record ReportLandingStage(LandingStage Stage, DateOnly ReachedOn, ImmutableArray<ProofReference> Proofs, [Lines] string? Note = null) : LandingCommand, IEvidenced
{
    ImmutableArray<EvidenceReference> IEvidenced.Files => [.. Proofs.Select(proof => proof.Evidence)];

    string IEvidenced.Pointer => "/proofs/{0}/evidence/hash";
}

/// <summary>Confirm the stage that was reported. By an inspector: another person, of another department than the reporter's.</summary>
/// <param name="Stage">The stage that is confirmed; must be the present one.</param>
[GenerateSerializer, Immutable, Alias("landing.verify-stage")]
public sealed record VerifyLandingStage(LandingStage Stage, [Lines] string? Note = null) : LandingCommand;

/// <summary>The report does not hold: back to the stage before, or to none. By an inspector, as for the verification; what is verified goes back by regress only.</summary>
/// <param name="Stage">The stage that is rejected; must be the present one.</param>
[GenerateSerializer, Immutable, Alias("landing.reject-stage")]
public sealed record RejectLandingStage(LandingStage Stage, [Lines] string Reason) : LandingCommand;

/// <summary>Go back by one or more stages. The mark stays for ever.</summary>
[GenerateSerializer, Immutable, Alias("landing.regress")]
public sealed record RegressLanding(LandingStage Stage, [Lines] string Reason) : LandingCommand;

/// <summary>It is stopped or postponed (停缓建); the stage is kept.</summary>
[GenerateSerializer, Immutable, Alias("landing.stop")]
public sealed record StopLanding([Lines] string Reason) : LandingCommand;

/// <summary>What was stopped goes on.</summary>
[GenerateSerializer, Immutable, Alias("landing.resume")]
public sealed record ResumeLanding([Lines] string Reason) : LandingCommand;

/// <summary>It is, or belongs to, a lead enterprise (龙头企业) of the chain.</summary>
[GenerateSerializer, Immutable, Alias("landing.mark-lead")]
public sealed record MarkLeadEnterprise([Lines] string Reason) : LandingCommand;

/// <summary>It no longer is a lead enterprise.</summary>
[GenerateSerializer, Immutable, Alias("landing.unmark-lead")]
public sealed record UnmarkLeadEnterprise([Lines] string Reason) : LandingCommand;

/// <summary>Say which tasks of which initiatives it hangs on: roads, power. Replaces the whole list.</summary>
/// <param name="Tasks">Such as <c>project-4/3</c>. The initiative must be in the plan; whether it has the task is not checked: no decision asks another grain.</param>
[GenerateSerializer, Immutable, Alias("landing.link")]
public sealed record LinkLanding(ImmutableArray<string> Tasks, [Lines] string? Note = null) : LandingCommand;

/// <summary>Who has promised: our side, or the enterprise.</summary>
public enum PromiseSide { Ours, Theirs }

/// <summary>Write down what was promised. Promises are numbered from 1.</summary>
/// <param name="Due">Day by which it is to be kept, +08:00.</param>
[GenerateSerializer, Immutable, Alias("landing.record-promise")]
public sealed record RecordPromise(string Text, PromiseSide By, DateOnly Due) : LandingCommand;

/// <summary>A promise was kept. Refusals: <c>promise-not-found</c>.</summary>
[GenerateSerializer, Immutable, Alias("landing.keep-promise")]
public sealed record KeepPromise(int Promise, [Lines] string? Note = null) : LandingCommand;

/// <summary>A promise was broken. Refusals: <c>promise-not-found</c>.</summary>
[GenerateSerializer, Immutable, Alias("landing.break-promise")]
public sealed record BreakPromise(int Promise, [Lines] string Reason) : LandingCommand;

/// <summary>Write down a visit or a call.</summary>
/// <param name="On">+08:00, not in the future.</param>
/// <param name="With">Whom, as they call themselves.</param>
[GenerateSerializer, Immutable, Alias("landing.record-contact")]
public sealed record RecordContact(DateOnly On, string With, string Summary) : LandingCommand;
