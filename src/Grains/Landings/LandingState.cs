using System.Text.Json.Serialization;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.Landings;

/// <summary>The landings of a chain by number: the carriers of its charter, then what was added to an open list.</summary>
internal sealed record LandingsState(Items<LandingState> ByNumber) : IPart<LandingsState>
{
    public static LandingsState Initial { get; } = new(Items<LandingState>.Empty);

    public LandingsState Apply(InitiativeState initiative, Entry entry) => entry.Event switch
    {
        InitiativeChartered e => Name(e.Charter),
        LandingAdded e => new(ByNumber.Put(LandingState.New(e.Landing, e.Name, e.Kind, e.LeadEnterprise, fromCharter: false))),
        LandingEvent e => new(ByNumber.Put(ByNumber[e.Landing].Apply(e, entry))),
        _ => throw NoFold.For(entry),
    };

    public InitiativeView Show(InitiativeView view, InitiativeState initiative, Seen seen) => view with { Landings = LandingViews.Of(this, seen.Today) };

    public IEnumerable<Statement> Says(InitiativeView view) => view.Landings.SelectMany(landing => (Statement[])
    [
        new($"landings/{landing.Number}", $"落地项目 {landing.Number}", landing.Name),
        new($"landings/{landing.Number}/stage", $"落地项目 {landing.Number} 阶段", landing.Stage?.InWords()),
        new($"landings/{landing.Number}/verified", $"落地项目 {landing.Number} 核验", landing.Stage is null ? null : landing.Verified ? "已核验" : "待核验"),
        new($"landings/{landing.Number}/stoppedOn", $"落地项目 {landing.Number} 停缓建", Statement.Day(landing.StoppedOn)),
    ]);

    /// <summary>Projects and enterprises of a chain's charter are landings. A later charter appends those it names first; none is ever removed or renumbered.</summary>
    private LandingsState Name(InitiativeCharter charter)
    {
        if (!InitiativeId.TryParse(charter.Id, out var id) || id.Kind != InitiativeKind.IndustryChain) return this;
        var named = this;
        foreach (var carrier in charter.Carriers ?? [])
        {
            if (carrier.Kind is CarrierKind.Platform or CarrierKind.Place || named.ByNumber.Values.Any(known => known.Name == carrier.Name)) continue;
            var kind = carrier.Kind == CarrierKind.Project ? LandingKind.Project : LandingKind.Enterprise;
            named = new(named.ByNumber.Put(
                LandingState.New(named.ByNumber.NextNumber, carrier.Name, kind, carrier.Kind == CarrierKind.LeadEnterprise, fromCharter: true)));
        }
        return named;
    }
}

/// <summary>One landing: the stages that it went through, and what was agreed with it.</summary>
/// <param name="Steps">Rising; the last is the present one. Empty while no stage is known.</param>
internal sealed record LandingState(
    int Number, string Name, LandingKind Kind, bool LeadEnterprise, bool FromCharter, ImmutableArray<ReachedStage> Steps, Stop? Stop,
    ImmutableArray<LandingRegression> Regressions, int Rejections, ImmutableArray<string> Tasks, string? LinkNote,
    ImmutableArray<LandingPromise> Promises, ImmutableArray<LandingContact> Contacts) : IItem
{
    [JsonIgnore] public ReachedStage? Current => Steps is [.., var last] ? last : null;

    [JsonIgnore] public bool IsProducing => Stop is null && Current?.Stage >= LandingStage.InProduction;

    public static LandingState New(int number, string name, LandingKind kind, bool leadEnterprise, bool fromCharter) =>
        new(
            Number: number, Name: name, Kind: kind, LeadEnterprise: leadEnterprise, FromCharter: fromCharter, Steps: [], Stop: null, Regressions: [],
            Rejections: 0, Tasks: [], LinkNote: null, Promises: [], Contacts: []);

    public LandingState Apply(LandingEvent fact, Entry entry) => fact switch
    {
        LandingStageReported e => this with
        {
            // What it fell back to without proof is proven afterwards.
            Steps = Below(e.Stage).Add(new(
                Stage: e.Stage, ReachedOn: e.ReachedOn, Since: e.ReachedOn, BackDated: e.BackDated, Proofs: e.Proofs, Note: e.Note,
                Reporter: entry.Actor, ReportedAt: entry.RecordedAt, Verifier: null, VerifiedAt: null, VerificationNote: null)),
        },
        LandingStageVerified e => this with
        {
            Steps = Steps.SetItem(Steps.Length - 1, Steps[^1] with { Verifier = entry.Actor, VerifiedAt = entry.RecordedAt, VerificationNote = e.Note }),
        },
        LandingStageRejected e => this with { Steps = Below(e.Stage), Rejections = Rejections + 1 },
        LandingRegressed e => this with
        {
            Steps = Below(e.To).Add(Steps.FirstOrDefault(step => step.Stage == e.To) is { } known
                ? known with { Since = entry.RecordedAt.Day() }
                : new(
                    Stage: e.To, ReachedOn: entry.RecordedAt.Day(), Since: entry.RecordedAt.Day(), BackDated: false, Proofs: [], Note: e.Reason,
                    Reporter: entry.Actor, ReportedAt: entry.RecordedAt, Verifier: null, VerifiedAt: null, VerificationNote: null)),
            Regressions = Regressions.Add(new(e.From, e.To, entry.RecordedAt.Day(), e.Reason, entry.Actor.Name)),
        },
        LandingStopped e => this with { Stop = new(entry.RecordedAt.Day(), e.Reason) },
        LandingResumed => this with { Stop = null },
        LeadEnterpriseMarked => this with { LeadEnterprise = true },
        LeadEnterpriseUnmarked => this with { LeadEnterprise = false },
        LandingLinked e => this with { Tasks = e.Tasks, LinkNote = e.Note },
        PromiseRecorded e => this with { Promises = Promises.Add(new(e.Promise, e.Text, e.By, e.Due, PromiseStatus.Open, null)) },
        PromiseKept e => this with { Promises = Settle(e.Promise, PromiseStatus.Kept, e.Note) },
        PromiseBroken e => this with { Promises = Settle(e.Promise, PromiseStatus.Broken, e.Reason) },
        ContactRecorded e => this with { Contacts = Contacts.Add(new(e.On, e.With, e.Summary, entry.Actor.Name)) },
        _ => throw NoFold.For(entry),
    };

    private ImmutableArray<ReachedStage> Below(LandingStage stage) => Steps.RemoveAll(step => step.Stage >= stage);

    private ImmutableArray<LandingPromise> Settle(int number, PromiseStatus status, string? outcome) =>
        [.. Promises.Select(promise => promise.Number == number ? promise with { Status = status, Outcome = outcome } : promise)];
}

/// <summary>A stage that was reached.</summary>
/// <param name="Since">Later than <paramref name="ReachedOn"/> where the landing fell back to it.</param>
/// <param name="Proofs">Empty where it fell back to a stage that nobody had reported.</param>
internal sealed record ReachedStage(
    LandingStage Stage, DateOnly ReachedOn, DateOnly Since, bool BackDated, ImmutableArray<Proof> Proofs, string? Note, Actor Reporter, DateTimeOffset ReportedAt,
    Actor? Verifier, DateTimeOffset? VerifiedAt, string? VerificationNote);

/// <summary>It is stopped or postponed (停缓建).</summary>
internal sealed record Stop(DateOnly On, string Reason);

/// <summary>What this room adds to an initiative.</summary>
internal static class LandingsPart
{
    extension(InitiativeState initiative)
    {
        public LandingsState Landings => initiative.Part<LandingsState>();
    }
}
