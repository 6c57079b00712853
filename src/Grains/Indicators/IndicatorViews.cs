using FuyangPlan.Lights;

namespace FuyangPlan.Indicators;

/// <summary>Phrases a campaign's indicators for their readers.</summary>
internal static class IndicatorViews
{
    public static IndicatorsView Of(IndicatorsState indicators, string? index, Seen seen) =>
        new(index, Standing(indicators, index), [.. indicators.ByNumber.Values.Select(indicator => Of(indicator, seen))]);

    public static IEnumerable<Statement> Says(IndicatorView indicator)
    {
        var (path, label) = ($"indicators/{indicator.Number}", $"指标 {indicator.Number}");
        yield return new(path, label, indicator.Name);
        yield return new($"{path}/light", $"{label} 灯", LightRules.Words(indicator.Light));
        yield return new($"{path}/improved", $"{label} 得到新提升", indicator.Verdict);
        yield return new($"{path}/endedOn", $"{label} 停用", Statement.Day(indicator.EndedOn));
        foreach (var method in indicator.Methods)
        {
            var (at, version) = ($"{path}/methods/{method.Version}", $"{label} 第 {method.Version} 版口径");
            yield return new(at, version, method.Method.Name);
            yield return new($"{at}/baseline", $"{version} 基线", Baseline(method.Baseline));
            foreach (var period in method.Periods)
            {
                var words = $"{version} {IndicatorWords.Period(period.Period)}";
                yield return new($"{at}/{period.Period}/target", $"{words} 目标", Written(period.Target));
                yield return new($"{at}/{period.Period}/value", $"{words} 核定数", Written(period.Value));
                yield return new($"{at}/{period.Period}/reported", $"{words} 报送", Reported(period));
            }
        }
    }

    private static IndicatorView Of(IndicatorState indicator, Seen seen)
    {
        var rules = seen.Plan.Rules.Indicators;
        var judged = IndicatorJudgement.Of(indicator, seen.Today, rules);
        var (improved, verdict) = IndicatorJudgement.Improvement(indicator, seen.Plan.EventDate);
        return new(
            Number: indicator.Number, Name: indicator.Name, Unit: indicator.Unit, Direction: indicator.Direction, Frequency: indicator.Frequency,
            Department: indicator.Department, Light: judged?.Light,
            Why: judged?.Why ?? (indicator.EndedOn is null ? "没有可以对照目标的核定数，不计入灯" : "已停用，不计入灯"), Improved: improved, Verdict: verdict,
            Methods: [.. indicator.Methods.Select(method => Of(indicator, method, rules))], EndedOn: indicator.EndedOn, EndReason: indicator.EndReason);
    }

    private static IndicatorMethodView Of(IndicatorState indicator, MethodState method, IndicatorThresholds rules) => new(
        method.Version, method.Method, method.Since, method.Reason,
        method.Baseline is { } set ? new(set.Period, set.Value, set.Note, set.SetBy.Name, set.ConfirmedBy, set.ConfirmedAt) : null,
        [
            .. method.Targets.Select(target => target.Period).Concat(method.Points.Select(point => point.Period)).Distinct().Order(StringComparer.Ordinal)
                .Select(period => Of(indicator, method, IndicatorPeriod.Parse(period), rules)),
        ]);

    private static IndicatorPeriodView Of(IndicatorState indicator, MethodState method, IndicatorPeriod period, IndicatorThresholds rules)
    {
        var (target, point) = (method.Target(period.ToString()), method.Of(period.ToString()));
        return new(
            period.ToString(), period.First, period.Last, target, point?.Standing?.Value, point?.Standing?.Status == ReadingStatus.Published,
            target is { } wanted && point?.Standing is { } standing ? IndicatorJudgement.Against(indicator, wanted, standing.Value, rules) : null,
            [
                .. (point?.Readings ?? []).Select(reading => new IndicatorReading(
                    Value: reading.Value, Status: reading.Status, Note: reading.Note, Correction: reading.Correction, Source: reading.Source, Outlier: reading.Outlier,
                    Reporter: reading.Reporter.Name, ReportedAt: reading.ReportedAt, ConfirmedBy: reading.ConfirmedBy, ConfirmedAt: reading.ConfirmedAt,
                    PublishedAt: reading.PublishedAt, Verdict: reading.Verdict)),
            ]);
    }

    private static string Standing(IndicatorsState indicators, string? index) => (index, indicators.ByNumber.Count) switch
    {
        (null, 0) => "原文未设指数，只按清单判定",
        (null, _) => "原文未设指数，以下指标由领导小组自设",
        (_, 0) => $"原文设“{index}”，尚未设立指标",
        _ => $"原文设“{index}”",
    };

    private static string? Baseline(IndicatorBaseline? baseline) => baseline is null ? null
        : $"{IndicatorWords.Period(baseline.Period)} {IndicatorWords.Written(baseline.Value)}{(baseline.ConfirmedBy is null ? "（待来源单位确认）" : "")}";

    private static string? Reported(IndicatorPeriodView period) =>
        period.Readings is [.., var last] ? $"{IndicatorWords.Written(last.Value)}（{last.Status.InWords()}）" : null;

    private static string? Written(decimal? value) => value is { } number ? IndicatorWords.Written(number) : null;
}
