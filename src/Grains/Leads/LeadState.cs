using System.Text.Json.Serialization;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;

namespace FuyangPlan.Leads;

/// <summary>A stage that was reached, or fallen back to; points below 0 were taken.</summary>
internal sealed record LeadStep(
    LeadStage Stage, DateOnly On, bool Regress, bool BackDated, decimal Score, ImmutableArray<LeadProof> Proofs, SealedText? Note, SealedText? Reason, string By, DateTimeOffset RecordedAt);

internal sealed record LeadActivity(LeadActivityKind Kind, DateOnly On, SealedText Summary, string By, DateTimeOffset RecordedAt);

/// <summary>Points of a stage, counted once in a lead's life; taken away again by a regress, for good.</summary>
internal sealed record LeadScore(LeadStage Stage, decimal Points, bool Taken);

/// <summary>A duty and the last day on which it is in time.</summary>
internal sealed record LeadDeadline(LeadDuty Duty, DateOnly Until);

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

    /// <summary>Last day of the first-report right; null where none runs.</summary>
    public DateOnly? ProtectedUntil { get; init; }

    /// <summary>How many notices of its end were given.</summary>
    public int Notices { get; init; }

    public DateOnly? WakeOn { get; init; }

    public ImmutableArray<LeadDeadline> Deadlines { get; init; } = [];

    public ImmutableArray<LeadDuty> Overdue { get; init; } = [];

    public ImmutableArray<LeadStep> Steps { get; init; } = [];

    public ImmutableArray<LeadActivity> Activities { get; init; } = [];

    public ImmutableArray<LeadScore> Scores { get; init; } = [];

    public LeadEndCode? EndCode { get; init; }

    public SealedText? EndReason { get; init; }

    public int? MergedInto { get; init; }

    public ImmutableArray<int> Merged { get; init; } = [];

    [JsonIgnore] public IEnumerable<Due> Dues => LeadDue.Next(this) is { } next ? [new(next.At, Number)] : [];
    [JsonIgnore] public bool IsOpen => Standing == LeadStanding.Open;
    [JsonIgnore] public bool IsInPool => IsOpen && Holder is null;
    [JsonIgnore] public decimal Score => Scores.Where(score => !score.Taken).Sum(score => score.Points);

    public static LeadState New(LeadRecorded e, Entry entry)
    {
        var today = entry.RecordedAt.Day();
        LeadDeadline[] due = [new(LeadDuty.Response, today.AddDays(1)), new(LeadDuty.Screening, today.AddDays(3))];
        return new LeadState(
            e.Lead, entry.Version, e.Key, e.Investor, e.InvestorHash, e.Amount, e.Land, e.Source, e.ContactName, e.ContactPhone, e.Summary, e.Referrer,
            e.Confidential, e.ReportedOn, entry.RecordedAt, e.Suspects)
        {
            StageSince = e.ReportedOn,
            Holder = e.Holder,
            HolderName = e.HolderName,
            // Nobody to tell where nobody is named.
            Deadlines = e.Referrer is null ? [.. due] : [.. due, new(LeadDuty.Feedback, today.AddDays(7))],
            Steps = [new(LeadStage.Lead, e.ReportedOn, false, false, 0, [], null, null, entry.Actor.Name, entry.RecordedAt)],
        }.Protect(today);
    }

    public LeadState Apply(LeadEvent fact, Entry entry) => fact switch
    {
        LeadAdvanced e => Enter(e, entry),
        LeadRegressed e => (this with
        {
            Stage = e.Stage,
            StageSince = e.On,
            Scores = [.. Scores.Select(score => score.Stage > e.Stage ? score with { Taken = true } : score)],
            Steps = Steps.Add(new(e.Stage, e.On, true, false, -e.Score, [], null, e.Reason, entry.Actor.Name, entry.RecordedAt)),
        }).Protect(e.On).Expect(entry),
        LeadEnded e => Rest(e.Kind == LeadEnding.Lost ? LeadStanding.Lost : LeadStanding.Ended) with { EndCode = e.Code, EndReason = e.Reason },
        LeadMerged e => Rest(LeadStanding.Ended) with { MergedInto = e.Into, EndReason = e.Reason, Scores = [] },
        LeadParked e => Rest(LeadStanding.Dormant) with { WakeOn = e.WakeOn, Holder = Holder, HolderName = HolderName },
        LeadWoken => (this with { Standing = LeadStanding.Open, WakeOn = null }).Protect(entry.HappenedAt.Day()).Expect(entry),
        LeadRevised e => this with
        {
            Amount = e.Amount ?? Amount,
            Land = e.Land ?? Land,
            ContactName = e.ContactName ?? ContactName,
            ContactPhone = e.ContactPhone ?? ContactPhone,
        },
        LeadActivityRecorded e => Act(e, entry),
        LeadClaimed e => (this with { Holder = e.Holder, HolderName = e.HolderName }).Protect(entry.RecordedAt.Day()),
        LeadAssigned e => Holder is null
            ? (this with { Holder = e.Holder, HolderName = e.HolderName }).Protect(entry.RecordedAt.Day())
            : this with { Holder = e.Holder, HolderName = e.HolderName },
        LeadConfidentialitySet e => this with { Confidential = e.Confidential },
        LeadProtectionExpiring => this with { Notices = Notices + 1 },
        LeadReleasedToPool => this with { Holder = null, HolderName = null, ProtectedUntil = null, Notices = 0 },
        LeadOverdue e => this with { Overdue = Overdue.Add(e.Duty), Deadlines = Deadlines.RemoveAll(deadline => deadline.Duty == e.Duty) },
        _ => throw new System.Diagnostics.UnreachableException($"No fold for {fact.GetType().Name}."),
    };

    /// <summary>Another lead is the same as this one: what that one has scored, and this one has not, counts here.</summary>
    public LeadState Take(LeadState other) => this with
    {
        Merged = [.. Merged, other.Number, .. other.Merged],
        Scores = [.. Scores, .. other.Scores.Where(score => Scores.All(own => own.Stage != score.Stage))],
    };

    private LeadState Enter(LeadAdvanced e, Entry entry) => (this with
    {
        Stage = e.Stage,
        Furthest = e.Stage > Furthest ? e.Stage : Furthest,
        StageSince = e.On,
        Scores = e.Score == 0 ? Scores : Scores.Add(new(e.Stage, e.Score, false)),
        Steps = Steps.Add(new(e.Stage, e.On, false, e.BackDated, e.Score, e.Proofs, e.Note, e.Reason, entry.Actor.Name, entry.RecordedAt)),
    }).Answer(LeadDuty.Response, LeadDuty.Screening, LeadDuty.Note).Protect(e.On).Expect(entry);

    private LeadState Act(LeadActivityRecorded e, Entry entry)
    {
        var next = this with { Activities = Activities.Add(new(e.Kind, e.On, e.Summary, entry.Actor.Name, entry.RecordedAt)) };
        return e.Kind switch
        {
            LeadActivityKind.Feedback => next.Answer(LeadDuty.Feedback),
            LeadActivityKind.Note => next.Answer(LeadDuty.Note).Expect(entry),
            _ => next.Answer(LeadDuty.Response, LeadDuty.Note).Protect(e.On).Expect(entry),
        };
    }

    private LeadState Answer(params ImmutableArray<LeadDuty> duties) => this with
    {
        Deadlines = Deadlines.RemoveAll(deadline => duties.Contains(deadline.Duty)),
        Overdue = Overdue.RemoveAll(duties.Contains),
    };

    /// <summary>90 days after real activity, never less than before; from the signing on nobody can take it away any more.</summary>
    private LeadState Protect(DateOnly day)
    {
        if (Holder is null || Stage >= LeadStage.Signed) return this with { ProtectedUntil = null, Notices = 0 };
        var until = day.AddDays(90);
        return ProtectedUntil >= until ? this : this with { ProtectedUntil = until, Notices = 0 };
    }

    /// <summary>The next progress note, from negotiation until there is nothing more to come.</summary>
    private LeadState Expect(Entry entry)
    {
        var others = Deadlines.RemoveAll(deadline => deadline.Duty == LeadDuty.Note);
        if (Stage is < LeadStage.Negotiation or LeadStage.AtCapacity) return this with { Deadlines = others, Overdue = Overdue.Remove(LeadDuty.Note) };
        return Overdue.Contains(LeadDuty.Note) ? this : this with { Deadlines = others.Add(new(LeadDuty.Note, entry.HappenedAt.Day().AddDays(14))) };
    }

    private LeadState Rest(LeadStanding standing) => this with
    {
        Standing = standing,
        Holder = null,
        HolderName = null,
        ProtectedUntil = null,
        Notices = 0,
        WakeOn = null,
        Deadlines = [],
        Overdue = [],
    };
}
