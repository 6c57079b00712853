using FuyangPlan.Evidences;

namespace FuyangPlan.Leads;

/// <summary>A command to an investment lead of a chain; the context has its number.</summary>
[GenerateSerializer, Immutable, Alias("lead.command")]
public abstract record LeadCommand : Command;

// What a command says in words may be confidential: none of them shows it, whoever writes it down.

/// <summary>
/// Record an investment lead: the first report (首报) is stamped, protection begins, who records it holds it. As every command on leads
/// by the chain's leader, or by an investment officer of its team; others are refused with <c>forbidden</c> or <c>not-yours</c>.
/// Refusals: <c>out-of-range</c>, <c>in-future</c>, <c>backdated</c>.
/// </summary>
/// <param name="Investor">Sealed, as all that is free text.</param>
/// <param name="Amount">Investment, 万元: over 0, at most 10,000,000, two decimals.</param>
/// <param name="Land">亩: over 0, at most 100,000, two decimals; null: not known.</param>
/// <param name="Confidential">True: outside the chain nobody learns anything of it.</param>
/// <param name="ReportedOn">The day of the report, +08:00, at most as far back as the plan lets pass; null: today.</param>
[GenerateSerializer, Immutable, Alias("lead.record")]
public sealed record RecordLead(
    string Investor, decimal Amount, LeadSource Source, bool Confidential, decimal? Land = null, string? ContactName = null, string? ContactPhone = null,
    [Lines] string? Summary = null, string? Referrer = null, DateOnly? ReportedOn = null) : LeadCommand
{
    public override string ToString() => nameof(RecordLead);
}

/// <summary>A file that proves a stage, as a command names it: what it proves, the hash that the upload answered, and a name for people.</summary>
[GenerateSerializer, Immutable, Alias("lead-proof-reference")]
public sealed record LeadProofReference(LeadProofKind Kind, string Hash, string Name)
{
    public override string ToString() => nameof(LeadProofReference);
}

/// <summary>
/// The lead reaches the next stage, with what proves it. Refusals: <c>stage-skipped</c>, <c>proof-missing</c>, <c>ceremony-is-no-proof</c>,
/// <c>in-future</c>, <c>invalid-date</c> before the last stage's day, <c>backdated</c>, <c>lead-in-pool</c>, <c>illegal-transition</c>.
/// </summary>
/// <param name="On">The day it was reached, +08:00.</param>
/// <param name="Reason">At least 10 characters, where the day lies further back than the plan lets pass.</param>
[GenerateSerializer, Immutable, Alias("lead.advance")]
public sealed record AdvanceLead(
    LeadStage Stage, DateOnly On, ImmutableArray<LeadProofReference> Proofs, [Lines] string? Note = null, [Lines] string? Reason = null) : LeadCommand, IEvidenced
{
    ImmutableArray<EvidenceReference> IEvidenced.Files => [.. Proofs.Select(proof => new EvidenceReference(proof.Hash, proof.Name))];

    string IEvidenced.Pointer => "/proofs/{0}/hash";


    public override string ToString() => nameof(AdvanceLead);
}

/// <summary>The lead falls back to an earlier stage; what the stages after it have scored is taken away. Refusals: <c>illegal-transition</c>.</summary>
[GenerateSerializer, Immutable, Alias("lead.regress")]
public sealed record RegressLead(LeadStage Stage, [Lines] string Reason) : LeadCommand
{
    public override string ToString() => nameof(RegressLead);
}

/// <summary>The lead is lost or ended, for good. Refusals: <c>illegal-transition</c>.</summary>
[GenerateSerializer, Immutable, Alias("lead.end")]
public sealed record EndLead(LeadEnding Kind, LeadEndCode ReasonCode, [Lines] string Reason) : LeadCommand
{
    public override string ToString() => nameof(EndLead);
}

/// <summary>The lead rests until a day; no time runs meanwhile. Refusals: <c>invalid-date</c>, <c>illegal-transition</c>.</summary>
/// <param name="WakeOn">After today, not further away than the plan allows; it wakes at 00:00 +08:00.</param>
[GenerateSerializer, Immutable, Alias("lead.park")]
public sealed record ParkLead(DateOnly WakeOn, [Lines] string Reason) : LeadCommand
{
    public override string ToString() => nameof(ParkLead);
}

/// <summary>A dormant lead is taken up again before its day. Refusals: <c>illegal-transition</c>.</summary>
[GenerateSerializer, Immutable, Alias("lead.wake")]
public sealed record WakeLead() : LeadCommand;

/// <summary>Revise what is known; null: as it was. What was scored stays as it was.</summary>
[GenerateSerializer, Immutable, Alias("lead.revise")]
public sealed record ReviseLead(decimal? Amount = null, decimal? Land = null, string? ContactName = null, string? ContactPhone = null) : LeadCommand
{
    public override string ToString() => nameof(ReviseLead);
}

/// <summary>
/// Record what was done. Contact and visit are real activity: they extend the protection. A note and feedback only answer what
/// is due. Refusals: <c>in-future</c>, <c>backdated</c>, <c>lead-in-pool</c>, <c>illegal-transition</c>.
/// </summary>
[GenerateSerializer, Immutable, Alias("lead.record-activity")]
public sealed record RecordActivity(LeadActivityKind Kind, DateOnly On, [Lines] string Summary) : LeadCommand
{
    public override string ToString() => nameof(RecordActivity);
}

/// <summary>Take a lead out of the pool (公海池): who claims it holds it, and protection begins. Refusals: <c>illegal-transition</c>.</summary>
[GenerateSerializer, Immutable, Alias("lead.claim")]
public sealed record ClaimLead() : LeadCommand;

/// <summary>Give the lead to another of the chain's people. Refusals: <c>not-in-team</c>, <c>illegal-transition</c>.</summary>
[GenerateSerializer, Immutable, Alias("lead.assign")]
public sealed record AssignLead(string Person) : LeadCommand;

/// <summary>
/// The lead is the same as another of the chain that stands as far or further: one history, one score; this one ends and points there.
/// Refusals: <c>lead-not-found</c>, <c>illegal-transition</c>.
/// </summary>
[GenerateSerializer, Immutable, Alias("lead.merge")]
public sealed record MergeLeads(int Into, [Lines] string Reason) : LeadCommand
{
    public override string ToString() => nameof(MergeLeads);
}

/// <summary>Make the lead confidential, or no longer. What was said of it before stays said.</summary>
[GenerateSerializer, Immutable, Alias("lead.set-confidential")]
public sealed record SetConfidential(bool Confidential, [Lines] string Reason) : LeadCommand
{
    public override string ToString() => nameof(SetConfidential);
}
