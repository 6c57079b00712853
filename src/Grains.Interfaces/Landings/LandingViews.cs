using FuyangPlan.Evidences;
using FuyangPlan.Checklists;
using FuyangPlan.Tables;

namespace FuyangPlan.Landings;

/// <summary>A proof as stored.</summary>
[GenerateSerializer, Immutable, Alias("proof")]
public sealed record Proof(ProofKind Kind, Evidence Evidence);

/// <summary>An existing project or enterprise of a chain on its way to production (存量项目落地).</summary>
/// <param name="Number">In the order of the charter, then of adding. It never changes.</param>
/// <param name="Name">As printed, where the charter names it.</param>
/// <param name="FromCharter">False: it was added to an open list.</param>
/// <param name="Stage">Null until somebody reports one, with proof.</param>
/// <param name="Since">Day since which it is in this stage.</param>
/// <param name="DaysInStage">Days since then, stops included.</param>
/// <param name="Verified">True when the present stage was confirmed by an inspector.</param>
/// <param name="BackDated">The present stage was reported later than the plan lets pass.</param>
/// <param name="Proofs">Pieces that prove the present stage.</param>
/// <param name="StoppedOn">Null unless it is stopped (停缓建).</param>
/// <param name="Next">The stage that can be reported next; null when any can, or none is left.</param>
/// <param name="Steps">The stages that it went through, the present one last.</param>
/// <param name="Regressions">Every step back, oldest first.</param>
/// <param name="Rejections">How often a report was rejected.</param>
/// <param name="Tasks">What it hangs on, such as <c>project-4/3</c>.</param>
/// <param name="OverduePromises">Open promises whose day is over.</param>
/// <param name="Contacts">Oldest first.</param>
[GenerateSerializer, Immutable, Alias("landing-view")]
public sealed record LandingView(
    int Number, string Name, LandingKind Kind, bool LeadEnterprise, bool FromCharter, LandingStage? Stage, DateOnly? Since, int? DaysInStage,
    bool Verified, bool BackDated, int Proofs, DateOnly? StoppedOn, string? StopReason, LandingStage? Next,
    ImmutableArray<LandingStep> Steps, ImmutableArray<LandingRegression> Regressions, int Rejections,
    ImmutableArray<string> Tasks, string? LinkNote, ImmutableArray<LandingPromise> Promises, int OverduePromises, ImmutableArray<LandingContact> Contacts);

/// <summary>A stage that was reached. One that it only fell back to has no proofs.</summary>
/// <param name="Since">Later than <paramref name="ReachedOn"/> where it fell back to it.</param>
[GenerateSerializer, Immutable, Alias("landing-step")]
public sealed record LandingStep(
    LandingStage Stage, DateOnly ReachedOn, DateOnly Since, bool BackDated, ImmutableArray<Proof> Proofs, string? Note, string Reporter, DateTimeOffset ReportedAt,
    string? VerifiedBy, DateTimeOffset? VerifiedAt, string? VerificationNote);

/// <summary>A step back.</summary>
[GenerateSerializer, Immutable, Alias("landing-regression")]
public sealed record LandingRegression(LandingStage From, LandingStage To, DateOnly On, string Reason, string By);

/// <summary>Where a promise stands.</summary>
public enum PromiseStatus { Open, Kept, Broken }

/// <summary>What was promised.</summary>
/// <param name="Outcome">What was said when it was kept, or why it was broken.</param>
[GenerateSerializer, Immutable, Alias("landing-promise")]
public sealed record LandingPromise(int Number, string Text, PromiseSide By, DateOnly Due, PromiseStatus Status, string? Outcome);

/// <summary>A visit or a call.</summary>
/// <param name="By">Who wrote it down.</param>
[GenerateSerializer, Immutable, Alias("landing-contact")]
public sealed record LandingContact(DateOnly On, string With, string Summary, string By);

/// <summary>A landing in the list of all chains; what is said of it as in <see cref="LandingView"/>.</summary>
[GenerateSerializer, Immutable, Alias("landing-line")]
public sealed record LandingLine(
    string Initiative, string InitiativeName, int Number, string Name, LandingKind Kind, bool LeadEnterprise, LandingStage? Stage, DateOnly? Since, int? DaysInStage,
    bool Verified, DateOnly? StoppedOn, int OverduePromises);

/// <summary>A question to the landings of all chains.</summary>
/// <param name="Overdue">A promise is.</param>
/// <param name="Sort"><c>initiative</c>, <c>stage</c>, <c>since</c>, <c>name</c>.</param>
[GenerateSerializer, Immutable, Alias("landing-query")]
public sealed record LandingQuery(
    string? Initiative = null, LandingStage? Stage = null, LandingKind? Kind = null, bool? LeadEnterprise = null, bool? Verified = null, bool? Stopped = null,
    bool? Overdue = null, string? Search = null, string Sort = "initiative", string? Cursor = null, int Limit = 50) : IListQuery<LandingLine>;
