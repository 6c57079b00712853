using FuyangPlan.Journal;

namespace FuyangPlan.Landings;

/// <summary>Something happened to one landing of a chain.</summary>
internal abstract record LandingEvent(int Landing) : JournalEvent;

[JournalName("landing.added")]
internal sealed record LandingAdded(int Landing, string Name, LandingKind Kind, bool LeadEnterprise) : LandingEvent(Landing);

/// <param name="BackDated">The day lies more than 7 days before the report: a mark for the inspector.</param>
[JournalName("landing.stage-reported")]
internal sealed record LandingStageReported(
    int Landing, LandingStage Stage, DateOnly ReachedOn, bool BackDated, ImmutableArray<Proof> Proofs, string? Note) : LandingEvent(Landing);

[JournalName("landing.stage-verified")]
internal sealed record LandingStageVerified(int Landing, LandingStage Stage, string? Note) : LandingEvent(Landing);

[JournalName("landing.stage-rejected")]
internal sealed record LandingStageRejected(int Landing, LandingStage Stage, string Reason) : LandingEvent(Landing);

[JournalName("landing.regressed")]
internal sealed record LandingRegressed(int Landing, LandingStage From, LandingStage To, string Reason) : LandingEvent(Landing);

[JournalName("landing.stopped")]
internal sealed record LandingStopped(int Landing, string Reason) : LandingEvent(Landing);

[JournalName("landing.resumed")]
internal sealed record LandingResumed(int Landing, string Reason) : LandingEvent(Landing);

[JournalName("landing.lead-marked")]
internal sealed record LeadEnterpriseMarked(int Landing, string Reason) : LandingEvent(Landing);

[JournalName("landing.lead-unmarked")]
internal sealed record LeadEnterpriseUnmarked(int Landing, string Reason) : LandingEvent(Landing);

[JournalName("landing.linked")]
internal sealed record LandingLinked(int Landing, ImmutableArray<string> Tasks, string? Note) : LandingEvent(Landing);

[JournalName("landing.promise-recorded")]
internal sealed record PromiseRecorded(int Landing, int Promise, string Text, PromiseSide By, DateOnly Due) : LandingEvent(Landing);

[JournalName("landing.promise-kept")]
internal sealed record PromiseKept(int Landing, int Promise, string? Note) : LandingEvent(Landing);

[JournalName("landing.promise-broken")]
internal sealed record PromiseBroken(int Landing, int Promise, string Reason) : LandingEvent(Landing);

[JournalName("landing.contact-recorded")]
internal sealed record ContactRecorded(int Landing, DateOnly On, string With, string Summary) : LandingEvent(Landing);
