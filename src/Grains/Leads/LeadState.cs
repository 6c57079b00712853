using System.Text.Json.Serialization;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;

namespace FuyangPlan.Leads;

/// <summary>A stage that was reached, or fallen back to; points below 0 were taken.</summary>
internal sealed record LeadStep(
    LeadStage Stage, DateOnly On, bool Regress, bool BackDated, decimal Score, ImmutableArray<LeadProof> Proofs, SealedText? Note, SealedText? Reason, string By,
        DateTimeOffset RecordedAt);

internal sealed record LeadActivity(LeadActivityKind Kind, DateOnly On, SealedText Summary, string By, DateTimeOffset RecordedAt);

/// <summary>Points of a stage, counted once in a lead's life; taken away again by a regress, for good.</summary>
internal sealed record LeadScore(LeadStage Stage, decimal Points, bool Taken);

/// <summary>How a stage ended for one lead, as far as it has.</summary>
internal enum LeadExperience { None, Reached, Missed }

/// <summary>One lead. Words are sealed.</summary>
/// <param name="Version">Of the entry that recorded it.</param>
internal sealed record LeadState(
    int Number, int Version, string Key, SealedText Investor, string InvestorHash, decimal Amount, decimal? Land, LeadSource Source, SealedText? ContactName,
    SealedText? ContactPhone, SealedText? Summary, SealedText? Referrer, bool Confidential, DateOnly ReportedOn, DateTimeOffset RecordedAt, ImmutableArray<string> Suspects) : IItem
{
    public LeadStage Stage { get; init; }

    /// <summary>The furthest stage that it ever stood in.</summary>
    public LeadStage Furthest { get; init; }

    public LeadStanding Standing { get; init; }

    public DateOnly StageSince { get; init; }

    /// <summary>Null: in the pool, or nobody's any more.</summary>
    public string? Holder { get; init; }

    public string? HolderName { get; init; }

    public DateOnly? WakeOn { get; init; }

    /// <summary>None while it rests, and after its end.</summary>
    public LeadTerms Terms { get; init; } = LeadTerms.None;

    public ImmutableArray<LeadStep> Steps { get; init; } = [];

    public ImmutableArray<LeadActivity> Activities { get; init; } = [];

    public ImmutableArray<LeadScore> Scores { get; init; } = [];

    public LeadEndCode? EndCode { get; init; }

    public SealedText? EndReason { get; init; }

    public int? MergedInto { get; init; }

    public ImmutableArray<int> Merged { get; init; } = [];

    [JsonIgnore] public IEnumerable<Due> Dues => LeadDue.Of(this);
    [JsonIgnore] public bool IsOpen => Standing == LeadStanding.Open;
    [JsonIgnore] public bool IsInPool => IsOpen && Holder is null;
    [JsonIgnore] public DateOnly? ProtectedUntil => Terms.Protection?.Until;
    [JsonIgnore] public decimal Score => Scores.Where(score => !score.Taken).Sum(score => score.Points);

    /// <summary>What others' chances are learned from: of the stages that it was in, which led to their goal, and which no longer can. Another's when it was merged.</summary>
    public LeadExperience Taught(LeadStage stage) =>
        stage > Furthest || MergedInto is not null ? LeadExperience.None
        : Stage >= stage.Goal() ? LeadExperience.Reached
        : Standing is LeadStanding.Lost or LeadStanding.Ended ? LeadExperience.Missed
        : LeadExperience.None;

    public static LeadState New(LeadRecorded e, Entry entry) => new(
        Number: e.Lead, Version: entry.Version, Key: e.Key, Investor: e.Investor, InvestorHash: e.InvestorHash, Amount: e.Amount, Land: e.Land,
        Source: e.Source, ContactName: e.ContactName, ContactPhone: e.ContactPhone, Summary: e.Summary, Referrer: e.Referrer,
        Confidential: e.Confidential, ReportedOn: e.ReportedOn, RecordedAt: entry.RecordedAt, Suspects: e.Suspects)
    {
        StageSince = e.ReportedOn,
        Holder = e.Holder,
        HolderName = e.HolderName,
        Terms = e.Terms,
        Steps = [new(
            Stage: LeadStage.Lead, On: e.ReportedOn, Regress: false, BackDated: false, Score: 0, Proofs: [], Note: null, Reason: null,
            By: entry.Actor.Name, RecordedAt: entry.RecordedAt)],
    };

    public LeadState Apply(LeadEvent fact, Entry entry) => fact switch
    {
        LeadAdvanced e => this with
        {
            Stage = e.Stage,
            Furthest = Further(Furthest, e.Stage),
            StageSince = e.On,
            Scores = e.Score == 0 ? Scores : Scores.Add(new(e.Stage, e.Score, false)),
            Steps = Steps.Add(new(
                Stage: e.Stage, On: e.On, Regress: false, BackDated: e.BackDated, Score: e.Score, Proofs: e.Proofs, Note: e.Note, Reason: e.Reason,
                By: entry.Actor.Name, RecordedAt: entry.RecordedAt)),
            Terms = e.Terms,
        },
        LeadRegressed e => this with
        {
            Stage = e.Stage,
            StageSince = e.On,
            Scores = [.. Scores.Select(score => score.Stage > e.Stage ? score with { Taken = true } : score)],
            Steps = Steps.Add(new(
                Stage: e.Stage, On: e.On, Regress: true, BackDated: false, Score: -e.Score, Proofs: [], Note: null, Reason: e.Reason,
                By: entry.Actor.Name, RecordedAt: entry.RecordedAt)),
            Terms = e.Terms,
        },
        LeadEnded e => Rest(e.Kind == LeadEnding.Lost ? LeadStanding.Lost : LeadStanding.Ended) with { EndCode = e.Code, EndReason = e.Reason },
        LeadMerged e => Rest(LeadStanding.Ended) with { MergedInto = e.Into, EndReason = e.Reason, Scores = [] },
        LeadParked e => Rest(LeadStanding.Dormant) with { WakeOn = e.WakeOn, Holder = Holder, HolderName = HolderName },
        LeadWoken e => this with { Standing = LeadStanding.Open, WakeOn = null, Terms = e.Terms },
        LeadRevised e => this with
        {
            Amount = e.Amount ?? Amount,
            Land = e.Land ?? Land,
            ContactName = e.ContactName ?? ContactName,
            ContactPhone = e.ContactPhone ?? ContactPhone,
        },
        LeadActivityRecorded e => this with { Activities = Activities.Add(new(e.Kind, e.On, e.Summary, entry.Actor.Name, entry.RecordedAt)), Terms = e.Terms },
        LeadClaimed e => this with { Holder = e.Holder, HolderName = e.HolderName, Terms = e.Terms },
        LeadAssigned e => this with { Holder = e.Holder, HolderName = e.HolderName, Terms = e.Terms },
        LeadConfidentialitySet e => this with { Confidential = e.Confidential },
        LeadProtectionExpiring => this with { Terms = Terms with { Protection = Terms.Protection! with { Notices = Terms.Protection.Notices.RemoveAt(0) } } },
        LeadReleasedToPool => this with { Holder = null, HolderName = null, Terms = Terms with { Protection = null } },
        LeadOverdue e => this with
        {
            Terms = Terms with { Overdue = Terms.Overdue.Add(e.Duty), Deadlines = Terms.Deadlines.RemoveAll(deadline => deadline.Duty == e.Duty) },
        },
        _ => throw NoFold.For(entry),
    };

    /// <summary>Another lead is the same as this one: what that one has scored, and this one has not, counts here.</summary>
    public LeadState Take(LeadState other) => this with
    {
        Furthest = Further(Furthest, other.Furthest),
        Merged = [.. Merged, other.Number, .. other.Merged],
        Scores = [.. Scores, .. other.Scores.Where(score => Scores.All(own => own.Stage != score.Stage))],
    };

    private LeadState Rest(LeadStanding standing) => this with
    {
        Standing = standing,
        Holder = null,
        HolderName = null,
        WakeOn = null,
        Terms = LeadTerms.None,
    };

    private static LeadStage Further(LeadStage one, LeadStage other) => one > other ? one : other;
}
