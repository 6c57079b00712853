using System.Text.Json.Serialization;
using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Lights;
using FuyangPlan.Plans;

namespace FuyangPlan.Indicators;

/// <summary>The indicators of a campaign by number.</summary>
internal sealed record IndicatorsState(Items<IndicatorState> ByNumber) : IPart<IndicatorsState>, IJudged
{
    public static IndicatorsState Initial { get; } = new(Items<IndicatorState>.Empty);

    public IndicatorsState Apply(InitiativeState initiative, Entry entry) => entry.Event switch
    {
        IndicatorDefined e => new(ByNumber.Put(IndicatorState.New(e, entry))),
        IndicatorEvent e => new(ByNumber.Put(ByNumber[e.Indicator].Apply(e, entry))),
        _ => throw NoFold.For(entry),
    };

    public object View(InitiativeState initiative, Seen seen) => IndicatorViews.Of(this, initiative.Charter!.Index, seen);

    public IEnumerable<Statement> Says(InitiativeView view) => view.Part<IndicatorsView>() is { } shown ? shown.Items.SelectMany(IndicatorViews.Says) : [];

    public IEnumerable<Judgement> Judge(DateOnly day, RuleSet rules) =>
        ByNumber.Values.Select(indicator => IndicatorJudgement.Of(indicator, day, rules.Indicators)).OfType<Judgement>();
}

/// <summary>One indicator: what it is, and each method with what was measured by it. Nothing of two methods is ever mixed.</summary>
internal sealed record IndicatorState(
    int Number, string Name, string Unit, IndicatorDirection Direction, IndicatorFrequency Frequency, string Department,
    ImmutableArray<MethodState> Methods, DateOnly? EndedOn, string? EndReason) : IItem
{
    /// <summary>The present one.</summary>
    [JsonIgnore] public MethodState Method => Methods[^1];

    public static IndicatorState New(IndicatorDefined e, Entry entry) =>
        new(e.Indicator, e.Name, e.Unit, e.Direction, e.Frequency, e.Department, [MethodState.New(1, e.Method, entry, null)], null, null);

    public MethodState? Find(int? method) => method is null ? Method : Methods.FirstOrDefault(known => known.Version == method);

    public IndicatorState Apply(IndicatorEvent fact, Entry entry) => fact switch
    {
        TargetsSet e => Put(Method with { Targets = [.. e.Targets.OrderBy(target => target.Period, StringComparer.Ordinal)] }),
        BaselineSet e => Put(Method with { Baseline = new(e.Period, e.Value, e.Note, entry.Actor, null, null) }),
        BaselineConfirmed => Put(Method with { Baseline = Method.Baseline! with { ConfirmedBy = entry.Actor.Name, ConfirmedAt = entry.RecordedAt } }),
        PointReported e => Put(Find(e.Method)!.Report(e, entry)),
        OutlierAccepted e => Put(Find(e.Method)!.OfPending(e.Period, reading => reading with { Status = ReadingStatus.Reported, Verdict = e.Reason })),
        PointConfirmed e => Put(Find(e.Method)!.Confirm(e, entry)),
        PointRejected e => Put(Find(e.Method)!.OfPending(e.Period, reading => reading with { Status = ReadingStatus.Rejected, Verdict = e.Reason })),
        PointPublished e => Put(Find(e.Method)!.Publish(e, entry)),
        MethodDeclared e => this with { Methods = Methods.Add(MethodState.New(e.Version, e.Method, entry, e.Reason)) },
        IndicatorEnded e => this with { EndedOn = entry.RecordedAt.Day(), EndReason = e.Reason },
        _ => throw NoFold.For(entry),
    };

    private IndicatorState Put(MethodState method) => this with { Methods = Methods.SetItem(method.Version - 1, method) };
}

/// <summary>A method: targets and points in the order of their periods.</summary>
internal sealed record MethodState(
    int Version, IndicatorMethod Method, DateOnly Since, string? Reason, BaselineState? Baseline, ImmutableArray<IndicatorTarget> Targets, ImmutableArray<PointState> Points)
{
    /// <summary>Only what its source has confirmed counts.</summary>
    [JsonIgnore] public BaselineState? Confirmed => Baseline is { ConfirmedBy: not null } confirmed ? confirmed : null;

    public static MethodState New(int version, IndicatorMethod method, Entry entry, string? reason) => new(version, method, entry.RecordedAt.Day(), reason, null, [], []);

    public PointState? Of(string period) => Points.FirstOrDefault(point => point.Period == period);

    public decimal? Target(string period) => Targets.FirstOrDefault(target => target.Period == period)?.Value;

    /// <summary>Periods with a confirmed value, in order.</summary>
    public IEnumerable<(string Period, decimal Value)> Values() =>
        Points.Where(point => point.Standing is not null).Select(point => (point.Period, point.Standing!.Value));

    public MethodState Report(PointReported e, Entry entry)
    {
        var point = (Of(e.Period) ?? new(e.Period, [])).Change(known => known.IsPending, known => known with { Status = ReadingStatus.Replaced });
        ReadingState reading = new(
            Value: e.Value, Status: e.Outlier is null ? ReadingStatus.Reported : ReadingStatus.Held, Note: e.Note, Correction: e.Correction,
            Source: e.Source, Outlier: e.Outlier, Reporter: entry.Actor, ReportedAt: entry.RecordedAt, ConfirmedBy: null, ConfirmedAt: null,
            PublishedAt: null, Verdict: null);
        return Put(point with { Readings = point.Readings.Add(reading) });
    }

    public MethodState Confirm(PointConfirmed e, Entry entry) => Put(Of(e.Period)!
        .Change(reading => reading.IsStanding, reading => reading with { Status = ReadingStatus.Replaced })
        .Change(reading => reading.IsPending, reading => reading with
        {
            Status = ReadingStatus.Confirmed,
            ConfirmedBy = entry.Actor.Name,
            ConfirmedAt = entry.RecordedAt,
            Verdict = e.Note ?? reading.Verdict,
        }));

    public MethodState Publish(PointPublished e, Entry entry) =>
        Put(Of(e.Period)!.Change(reading => reading.IsStanding, reading => reading with { Status = ReadingStatus.Published, PublishedAt = entry.RecordedAt }));

    public MethodState OfPending(string period, Func<ReadingState, ReadingState> change) => Put(Of(period)!.Change(reading => reading.IsPending, change));

    private MethodState Put(PointState point) =>
        this with { Points = [.. Points.Where(known => known.Period != point.Period).Append(point).OrderBy(known => known.Period, StringComparer.Ordinal)] };
}

/// <summary>What was reported of a period, oldest first: at most one reading stands, and at most one waits.</summary>
internal sealed record PointState(string Period, ImmutableArray<ReadingState> Readings)
{
    /// <summary>What is confirmed.</summary>
    [JsonIgnore] public ReadingState? Standing => Readings.LastOrDefault(reading => reading.IsStanding);

    /// <summary>What waits.</summary>
    [JsonIgnore] public ReadingState? Pending => Readings.LastOrDefault(reading => reading.IsPending);

    public PointState Change(Func<ReadingState, bool> which, Func<ReadingState, ReadingState> change) =>
        this with { Readings = [.. Readings.Select(reading => which(reading) ? change(reading) : reading)] };
}

/// <summary>A value as it was reported once, and what came of it.</summary>
internal sealed record ReadingState(
    decimal Value, ReadingStatus Status, string? Note, string? Correction, FactSource? Source, IndicatorOutlier? Outlier, Actor Reporter, DateTimeOffset ReportedAt,
    string? ConfirmedBy, DateTimeOffset? ConfirmedAt, DateTimeOffset? PublishedAt, string? Verdict)
{
    [JsonIgnore] public bool IsPending => Status is ReadingStatus.Reported or ReadingStatus.Held;
    [JsonIgnore] public bool IsStanding => Status is ReadingStatus.Confirmed or ReadingStatus.Published;
}

/// <summary>What a method's values are compared with.</summary>
internal sealed record BaselineState(string Period, decimal Value, string? Note, Actor SetBy, string? ConfirmedBy, DateTimeOffset? ConfirmedAt);

/// <summary>What this room adds to an initiative.</summary>
internal static class IndicatorPart
{
    extension(InitiativeState initiative)
    {
        public IndicatorsState Indicators => initiative.Part<IndicatorsState>();
    }
}
