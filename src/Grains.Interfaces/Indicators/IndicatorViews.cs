using FuyangPlan.Checklists;
using FuyangPlan.Lights;

namespace FuyangPlan.Indicators;

/// <summary>The indicators (指标、指数) of a campaign.</summary>
/// <param name="Index">The index that the source names; null: it names none.</param>
/// <param name="Standing">The same in words, and what is missing.</param>
[GenerateSerializer, Immutable, Alias("indicators-view")]
public sealed record IndicatorsView(string? Index, string Standing, ImmutableArray<IndicatorView> Items);

/// <summary>One indicator.</summary>
/// <param name="Number">From 1 in the campaign; it never changes.</param>
/// <param name="Department">Where its values come from.</param>
/// <param name="Light">What it adds to the campaign's light; null while no target can be judged.</param>
/// <param name="Improved">Whether it has risen above its baseline (得到新提升) since the period of that, within one method; null while that cannot be said.</param>
/// <param name="Verdict">The same in words, or what is missing.</param>
/// <param name="Methods">Oldest first; the last is the present one.</param>
/// <param name="EndedOn">Null while it is followed.</param>
[GenerateSerializer, Immutable, Alias("indicator-view")]
public sealed record IndicatorView(
    int Number, string Name, string Unit, IndicatorDirection Direction, IndicatorFrequency Frequency, string Department,
    Light? Light, string Why, bool? Improved, string Verdict, ImmutableArray<IndicatorMethodView> Methods, DateOnly? EndedOn, string? EndReason);

/// <summary>A method (口径) with what was measured by it.</summary>
/// <param name="Version">From 1.</param>
/// <param name="Reason">Why it took the place of the one before; null of the first.</param>
/// <param name="Periods">Every period that has a target or a report, in order.</param>
[GenerateSerializer, Immutable, Alias("indicator-method-view")]
public sealed record IndicatorMethodView(
    int Version, IndicatorMethod Method, DateOnly Since, string? Reason, IndicatorBaseline? Baseline, ImmutableArray<IndicatorPeriodView> Periods);

/// <summary>What a method's values are compared with.</summary>
/// <param name="ConfirmedBy">Null until its source has confirmed it: it counts for nothing before.</param>
[GenerateSerializer, Immutable, Alias("indicator-baseline")]
public sealed record IndicatorBaseline(string Period, decimal Value, string? Note, string SetBy, string? ConfirmedBy, DateTimeOffset? ConfirmedAt);

/// <summary>One period (期) of a method.</summary>
/// <param name="Target">What is wanted of it; null: nothing is said.</param>
/// <param name="Value">What is confirmed; null: nothing is. A correction that waits changes nothing yet.</param>
/// <param name="Light">The value against the target alone; null while one of them is missing.</param>
/// <param name="Readings">Everything that was ever reported of it, oldest first.</param>
[GenerateSerializer, Immutable, Alias("indicator-period-view")]
public sealed record IndicatorPeriodView(
    string Period, DateOnly From, DateOnly Until, decimal? Target, decimal? Value, bool Published, Light? Light, ImmutableArray<IndicatorReading> Readings);

/// <summary>Where a reported value stands: 待核定、待复核、已核定、已发布、已退回、已被取代.</summary>
public enum ReadingStatus { Reported, Held, Confirmed, Published, Rejected, Replaced }

/// <summary>A value as it was reported once. It never changes; what comes of it is beside it.</summary>
/// <param name="Correction">Why it took the place of a confirmed value; null: it did not.</param>
/// <param name="Source">The feed that it comes from; null: a person reported it.</param>
/// <param name="Outlier">How far it lies from the others; null: it does not stand out.</param>
/// <param name="Verdict">What was said when it was let go on, confirmed or rejected.</param>
[GenerateSerializer, Immutable, Alias("indicator-reading")]
public sealed record IndicatorReading(
    decimal Value, ReadingStatus Status, string? Note, string? Correction, FactSource? Source, IndicatorOutlier? Outlier,
    string Reporter, DateTimeOffset ReportedAt, string? ConfirmedBy, DateTimeOffset? ConfirmedAt, DateTimeOffset? PublishedAt, string? Verdict);

/// <summary>A value stands out when it is further from the median of the confirmed ones than the limit.</summary>
[GenerateSerializer, Immutable, Alias("indicator-outlier")]
public sealed record IndicatorOutlier(decimal Median, decimal Limit);

/// <summary>What is asked of indicators; part of a plan's rule set.</summary>
/// <param name="RedShortPercent">A value that misses its target makes yellow; one that misses it by more than this percent of it, red.</param>
/// <param name="YellowLateDays">A missing confirmed value makes yellow when the period, which has a target, has been over for more than so many days.</param>
/// <param name="RedLateDays">And red for more than so many.</param>
/// <param name="OutlierDeviations">Median absolute deviations from the median of the confirmed values beyond which a value waits for a second look.</param>
/// <param name="OutlierFromPoints">So many confirmed values there must be before one can stand out.</param>
/// <param name="OutlierFloorPercent">A deviation counts as at least this percent of the median, so that a calm series does not call everything odd.</param>
[GenerateSerializer, Immutable, Alias("indicator-thresholds")]
public sealed record IndicatorThresholds(
    decimal RedShortPercent = 5, int YellowLateDays = 30, int RedLateDays = 60,
    decimal OutlierDeviations = 3, int OutlierFromPoints = 4, decimal OutlierFloorPercent = 1)
{
    internal bool IsFit => RedShortPercent is >= 0 and <= 100 && YellowLateDays >= 0 && RedLateDays >= YellowLateDays && RedLateDays <= 3650
        && OutlierDeviations is > 0 and <= 1000 && OutlierFromPoints is >= 2 and <= 1000 && OutlierFloorPercent is >= 0 and <= 100;
}

/// <summary>Directions, frequencies and standings in Chinese, and values as they are written.</summary>
public static class IndicatorWords
{
    public static string InWords(this IndicatorDirection direction) => direction == IndicatorDirection.HigherIsBetter ? "越高越好" : "越低越好";

    public static string InWords(this IndicatorFrequency frequency) => frequency switch
    {
        IndicatorFrequency.Monthly => "月度",
        IndicatorFrequency.Quarterly => "季度",
        _ => "年度",
    };

    public static string InWords(this ReadingStatus status) => status switch
    {
        ReadingStatus.Reported => "待核定",
        ReadingStatus.Held => "待复核",
        ReadingStatus.Confirmed => "已核定",
        ReadingStatus.Published => "已发布",
        ReadingStatus.Rejected => "已退回",
        _ => "已被取代",
    };

    /// <summary>At most four decimals.</summary>
    public static string Written(decimal value) => value.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A period that a rule has let in.</summary>
    public static string Period(string text) => IndicatorPeriod.Parse(text).InWords();
}
