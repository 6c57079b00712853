using FuyangPlan.Checklists;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using static FuyangPlan.EventSourcing.Decision;
using static FuyangPlan.Indicators.IndicatorWords;

namespace FuyangPlan.Indicators;

/// <summary>The way of a value: reported, looked at again where it stands out, confirmed by other eyes, published, corrected (domain 3.10).</summary>
internal static class IndicatorPointRules
{
    private const int MostReadings = 100;

    public static Decision Decide(IndicatorState indicator, ReportPoint command, Moment moment) =>
        (IndicatorRules.Source(indicator, moment) ?? Guard.MustBeTextIfAny("/note", command.Note, 500)
            ?? (command.Correction is null ? null : Guard.MustBeReason("/correction", command.Correction))) is { } refusal ? refusal
        : Report(indicator, command, null, moment);

    /// <summary>Of what a feed sends about a period the highest offset stands; nothing that comes late overrules it, or what a person said since.</summary>
    public static Decision Decide(InitiativeState campaign, RecordIndicatorFact command, Moment moment)
    {
        var fact = command.Fact;
        if (DepartmentFeedRules.Sender(fact.Feed, command.Department, moment) is { } stranger) return stranger;
        if (IndicatorRules.Named(campaign, fact.Indicator ?? "") is not { } indicator)
            return Refuse(Problems.IndicatorNotFound, $"没有名为“{fact.Indicator}”的指标。", [new("/indicator", "没有这个指标")]);
        if (indicator.Department != command.Department) return Refuse(Problems.NotYours, "不是本单位的指标，数据接口只能报送本单位的指标。");
        var readings = indicator.Method.Of(fact.Period ?? "")?.Readings ?? [];
        if (readings.Where(reading => reading.Source?.Feed == fact.Feed).Max(reading => reading.Source?.Offset) is { } latest
            && (fact.Offset == latest || (fact.Offset < latest && command.Reason is null)))
            return Refuse(Problems.FactSuperseded, $"来源编号 {latest} 的数据更新，本条不再计入。");
        var report = new ReportPoint(fact.Period ?? "", fact.Value ?? 0, fact.Note, command.Reason);
        var decision = Report(indicator, report, new(fact.Feed, command.Department, fact.Offset, fact.DocumentNumber), moment);
        return decision is { Refusal: null, Events.IsEmpty: true } ? Refuse(Problems.FactSuperseded, "同样的数已经报送，本条不再计入。") : decision;
    }

    private static Decision Report(IndicatorState indicator, ReportPoint command, FactSource? source, Moment moment)
    {
        if ((IndicatorRules.Going(indicator) ?? IndicatorRules.Over("/period", command.Period, indicator.Frequency, moment)
            ?? IndicatorRules.Value("/value", command.Value)) is { } refusal) return refusal;
        if (indicator.Find(command.Method) is not { } method) return NoMethod(command.Method!.Value);
        var point = method.Of(command.Period);
        if ((point?.Pending ?? point?.Standing) is { } last && (last.Value, last.Note ?? "") == (command.Value, command.Note ?? last.Note ?? "")) return Nothing;
        if (IndicatorRules.AsBaseline(method, command.Period, command.Value) is { } other) return other;
        if (point?.Standing is { } standing && standing.Value != command.Value && command.Correction is null)
            return Refuse(Problems.CorrectionRequired, $"本期已核定为 {Written(standing.Value)}；确属更正的，请写明更正理由。", [new("/correction", "须写明理由")]);
        return point?.Readings.Length >= MostReadings
            ? Refuse(Problems.OutOfRange, $"同一期最多报送 {MostReadings} 次。")
            : Record(new PointReported(
                indicator.Number, method.Version, command.Period, command.Value, command.Note, point?.Standing is null ? null : command.Correction, source,
                IndicatorJudgement.Outlier(method, command.Period, command.Value, moment.Plan.Rules.Indicators)));
    }

    public static Decision Decide(IndicatorState indicator, AcceptOutlier command, Moment moment)
    {
        if (IndicatorAuthority.ToKeep(moment.Actor) is { } forbidden) return forbidden;
        if ((Pending(indicator, command.Method, command.Period, out var method, out var reading) ?? Others(indicator, reading, moment)
            ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        return reading.Status == ReadingStatus.Held
            ? Record(new OutlierAccepted(indicator.Number, method.Version, command.Period, command.Reason))
            : Refuse(Problems.IllegalTransition, "这个数不在待复核之列。");
    }

    public static Decision Decide(IndicatorState indicator, ConfirmPoint command, Moment moment)
    {
        if ((Authority.ToInspect(moment.Actor) ?? Guard.MustBeTextIfAny("/note", command.Note, 500)) is { } refusal) return refusal;
        if (indicator.Find(command.Method)?.Of(command.Period) is { Pending: null, Standing: { } standing } && standing.Value == command.Value) return Nothing;
        if ((Pending(indicator, command.Method, command.Period, out var method, out var reading) ?? Others(indicator, reading, moment)) is { } unfit) return unfit;
        if (reading.Value != command.Value)
            return Refuse(Problems.VersionMoved, $"现报为 {Written(reading.Value)}，请按最新报送核定。", [new("/value", "与最新报送不一致")]);
        return reading.Status == ReadingStatus.Held
            ? Refuse(Problems.OutlierWaits, $"这个数偏离中位数 {Written(reading.Outlier!.Median)} 超过 {Written(reading.Outlier.Limit)}，须先由迎展办复核。")
            : IndicatorRules.AsBaseline(method, command.Period, command.Value) is { } other ? other
            : Record(new PointConfirmed(indicator.Number, method.Version, command.Period, command.Value, command.Note));
    }

    public static Decision Decide(IndicatorState indicator, RejectPoint command, Moment moment) =>
        Authority.ToInspect(moment.Actor) is { } forbidden ? forbidden
        : (Pending(indicator, command.Method, command.Period, out var method, out var reading) ?? Others(indicator, reading, moment)
            ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal ? refusal
        : Record(new PointRejected(indicator.Number, method.Version, command.Period, command.Reason));

    public static Decision Decide(IndicatorState indicator, PublishPoint command, Moment moment)
    {
        if (IndicatorAuthority.ToKeep(moment.Actor) is { } refusal) return refusal;
        if (indicator.Find(command.Method) is not { } method) return NoMethod(command.Method!.Value);
        return method.Of(command.Period)?.Standing is not { } standing
                ? Refuse(Problems.PointNotFound, "本期没有核定的数，不能发布。", [new("/period", "没有核定的数")])
            : standing.Status == ReadingStatus.Published ? Nothing
            : Record(new PointPublished(indicator.Number, method.Version, command.Period, standing.Value));
    }

    private static Refusal? Pending(IndicatorState indicator, int? version, string period, out MethodState method, out ReadingState reading)
    {
        method = indicator.Find(version)!;
        reading = method?.Of(period)?.Pending!;
        return method is null ? NoMethod(version!.Value) : reading is null ? Refuse(Problems.NothingToVerify, "本期没有待办的报送。", [new("/period", "没有待办的报送")]) : null;
    }

    private static Refusal NoMethod(int version) => Refuse(Problems.OutOfRange, $"没有第 {version} 版口径。", [new("/method", "没有这一版")]);

    /// <summary>Neither who reported, nor anybody of the source.</summary>
    private static Refusal? Others(IndicatorState indicator, ReadingState reading, Moment moment) =>
        FourEyes.MustBeOutside(reading.Reporter, moment, indicator.Department);
}
