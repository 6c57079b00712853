using FuyangPlan.Journal;

namespace FuyangPlan.Leads;

/// <summary>Something happened to a lead.</summary>
/// <param name="Confidential">As it was then: the ledger then says no more than that something happened.</param>
internal abstract record LeadEvent(int Lead, bool Confidential) : JournalEvent;

/// <summary>A file that proves a stage.</summary>
internal sealed record LeadProof(LeadProofKind Kind, string Hash, SealedText Name, string MediaType, long Size);

/// <param name="Key">The lead's key, sealed.</param>
/// <param name="InvestorHash">A keyed hash of the name.</param>
/// <param name="Suspects">Ids of chains that had a lead that may be of the same investor.</param>
[JournalName("lead.recorded")]
internal sealed record LeadRecorded(
    int Lead, bool Confidential, string Key, SealedText Investor, string InvestorHash, decimal Amount, decimal? Land, LeadSource Source,
    SealedText? ContactName, SealedText? ContactPhone, SealedText? Summary, SealedText? Referrer, DateOnly ReportedOn, string Holder, string HolderName,
    ImmutableArray<string> Suspects) : LeadEvent(Lead, Confidential);

/// <param name="Score">Points that it brings; 0 when the stage has brought some before.</param>
[JournalName("lead.advanced")]
internal sealed record LeadAdvanced(
    int Lead, bool Confidential, LeadStage Stage, DateOnly On, bool BackDated, ImmutableArray<LeadProof> Proofs, decimal Score, SealedText? Note, SealedText? Reason)
    : LeadEvent(Lead, Confidential);

/// <param name="Score">Points that it takes.</param>
[JournalName("lead.regressed")]
internal sealed record LeadRegressed(int Lead, bool Confidential, LeadStage Stage, DateOnly On, decimal Score, SealedText Reason) : LeadEvent(Lead, Confidential);

[JournalName("lead.ended")]
internal sealed record LeadEnded(int Lead, bool Confidential, LeadEnding Kind, LeadEndCode Code, SealedText Reason) : LeadEvent(Lead, Confidential);

[JournalName("lead.parked")]
internal sealed record LeadParked(int Lead, bool Confidential, DateOnly WakeOn, SealedText Reason) : LeadEvent(Lead, Confidential);

/// <summary>By time, or by a person before it.</summary>
[JournalName("lead.woken")]
internal sealed record LeadWoken(int Lead, bool Confidential) : LeadEvent(Lead, Confidential);

/// <summary>What is null is as it was.</summary>
[JournalName("lead.revised")]
internal sealed record LeadRevised(int Lead, bool Confidential, decimal? Amount, decimal? Land, SealedText? ContactName, SealedText? ContactPhone)
    : LeadEvent(Lead, Confidential);

[JournalName("lead.activity-recorded")]
internal sealed record LeadActivityRecorded(int Lead, bool Confidential, LeadActivityKind Kind, DateOnly On, SealedText Summary) : LeadEvent(Lead, Confidential);

[JournalName("lead.claimed")]
internal sealed record LeadClaimed(int Lead, bool Confidential, string Holder, string HolderName) : LeadEvent(Lead, Confidential);

[JournalName("lead.assigned")]
internal sealed record LeadAssigned(int Lead, bool Confidential, string Holder, string HolderName) : LeadEvent(Lead, Confidential);

/// <summary>It is part of another lead from now on: that one takes the points of stages that it has not scored itself.</summary>
[JournalName("lead.merged")]
internal sealed record LeadMerged(int Lead, bool Confidential, int Into, SealedText Reason) : LeadEvent(Lead, Confidential);

[JournalName("lead.confidentiality-set")]
internal sealed record LeadConfidentialitySet(int Lead, bool Confidential, SealedText Reason) : LeadEvent(Lead, Confidential);

/// <summary>The first-report right ends soon.</summary>
[JournalName("lead.protection-expiring")]
internal sealed record LeadProtectionExpiring(int Lead, bool Confidential, DateOnly Until, int Days) : LeadEvent(Lead, Confidential);

/// <summary>The first-report right is over: whoever of the chain claims the lead may have it.</summary>
[JournalName("lead.released-to-pool")]
internal sealed record LeadReleasedToPool(int Lead, bool Confidential) : LeadEvent(Lead, Confidential);

[JournalName("lead.overdue")]
internal sealed record LeadOverdue(int Lead, bool Confidential, LeadDuty Duty) : LeadEvent(Lead, Confidential);
