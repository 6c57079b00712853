using FuyangPlan.Lights;
using static FuyangPlan.Indicators.IndicatorWords;

namespace FuyangPlan.Indicators;

/// <summary>What an indicator's values mean: pure functions of what is confirmed, the day and the plan's rule set.</summary>
internal static class IndicatorJudgement
{
    /// <summary>
    /// What an indicator adds to its campaign's light, by its confirmed values alone. The last one that has a target makes green when it reaches it,
    /// yellow when it does not, red when it misses it by more than <see cref="IndicatorThresholds.RedShortPercent"/> percent of it. The next period
    /// with a target that is over without a confirmed value makes yellow after <see cref="IndicatorThresholds.YellowLateDays"/> days, red after
    /// <see cref="IndicatorThresholds.RedLateDays"/>. The worse of both holds, so that untouched it only gets worse. The latest method that has
    /// targets is judged. Null: nothing can be judged yet, or it is no longer followed.
    /// </summary>
    public static Judgement? Of(IndicatorState indicator, DateOnly day, IndicatorThresholds rules)
    {
        if (indicator.EndedOn is not null || indicator.Methods.LastOrDefault(known => !known.Targets.IsEmpty) is not { } method) return null;
        var last = method.Targets.LastOrDefault(target => method.Of(target.Period)?.Standing is not null);
        var missing = method.Targets.FirstOrDefault(target => last is null || string.CompareOrdinal(target.Period, last.Period) > 0);
        var late = missing is null ? 0 : Math.Max(0, day.DayNumber - IndicatorPeriod.Parse(missing.Period).Last.DayNumber);
        var (value, delay) = (last is null ? (Light?)null : Against(indicator, last.Value, method.Of(last.Period)!.Standing!.Value, rules),
            late > rules.RedLateDays ? Light.Red : late > rules.YellowLateDays ? Light.Yellow : Light.Green);
        if (value is null && delay == Light.Green) return null;
        var light = value is { } judged && judged > delay ? judged : delay;
        var said = last is null ? "尚无核定数" : $"{Period(last.Period)} {Written(method.Of(last.Period)!.Standing!.Value)}，目标 {Written(last.Value)}";
        var missed = delay == Light.Green ? "" : $"，{Period(missing!.Period)}已过 {late} 天仍无核定数";
        return new(light, $"指标“{indicator.Name}”{said}{missed} → {LightRules.Words(light)[..1]}");
    }

    /// <summary>A value against a target alone.</summary>
    public static Light Against(IndicatorState indicator, decimal target, decimal value, IndicatorThresholds rules) =>
        Ahead(indicator, value, target) >= 0 ? Light.Green
        : -Ahead(indicator, value, target) > Math.Abs(target) * rules.RedShortPercent / 100 ? Light.Red
        : Light.Yellow;

    /// <summary>
    /// 「得到新提升」: the last confirmed value of a period that began after the baseline's and is over by the deadline is better than the baseline that the
    /// source has confirmed, both of one method. Where the method has changed since a baseline was confirmed, one period must have a confirmed value by both methods before
    /// anything is said; then the new method is judged when its own baseline is confirmed, and else the old one. Null: not yet to be said, and why.
    /// </summary>
    public static (bool? Improved, string Verdict) Improvement(IndicatorState indicator, DateOnly? deadline)
    {
        if (indicator.Methods.LastOrDefault(known => known.Confirmed is not null) is not { } measured) return (null, "基线尚未由来源单位确认，不能判定");
        var first = indicator.Methods.First(known => known.Confirmed is not null);
        var (from, present) = (first.Version - 1, indicator.Method.Version - 1);
        for (var version = from; version < present; version++)
            if (!indicator.Methods[version].Values().Select(point => point.Period).Intersect(indicator.Methods[version + 1].Values().Select(point => point.Period)).Any())
                return (null, $"口径变更，需并行一期：第 {version + 1} 版与第 {version + 2} 版口径没有同一期的核定数");
        var baseline = measured.Confirmed!;
        (string Period, decimal Value)[] since = [.. measured.Values().Where(point => IndicatorPeriod.Parse(point.Period).IsAfter(IndicatorPeriod.Parse(baseline.Period)))];
        if (since.LastOrDefault(point => deadline is null || IndicatorPeriod.Parse(point.Period).Last <= deadline) is not { Period: not null } last)
            return (null, $"第 {measured.Version} 版口径尚无{Wanted(measured, since.Length > 0)}核定数，不能判定");
        var ahead = Ahead(indicator, last.Value, baseline.Value);
        return (ahead > 0, $"{Period(last.Period)} {Written(last.Value)}，基线{Period(baseline.Period)} {Written(baseline.Value)}（第 {measured.Version} 版口径）："
            + (ahead > 0 ? "得到新提升" : ahead == 0 ? "与基线持平，未得到新提升" : "不如基线，未得到新提升"));
    }

    /// <summary>Which values are missing, where there are others.</summary>
    private static string Wanted(MethodState method, bool late) =>
        !method.Values().Any() ? "" : $"基线{Period(method.Confirmed!.Period)}之后{(late ? "、赛事开幕之前" : "")}的";

    /// <summary>Whether a value waits for a second look: further from the median of the method's other confirmed values than so many median absolute deviations.</summary>
    public static IndicatorOutlier? Outlier(MethodState method, string period, decimal value, IndicatorThresholds rules)
    {
        decimal[] known = [.. method.Values().Where(point => point.Period != period).Select(point => point.Value)];
        if (known.Length < rules.OutlierFromPoints) return null;
        var median = Median(known);
        var deviation = Math.Max(Median(known.Select(each => Math.Abs(each - median))), Math.Abs(median) * rules.OutlierFloorPercent / 100);
        var limit = Math.Round(deviation * rules.OutlierDeviations, 4);
        return Math.Abs(value - median) > limit ? new(median, limit) : null;
    }

    /// <summary>Above 0: better than what it is compared with, whichever direction is better.</summary>
    private static decimal Ahead(IndicatorState indicator, decimal value, decimal than) =>
        indicator.Direction == IndicatorDirection.HigherIsBetter ? value - than : than - value;

    private static decimal Median(IEnumerable<decimal> values)
    {
        decimal[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
