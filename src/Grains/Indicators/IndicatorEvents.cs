using FuyangPlan.Checklists;
using FuyangPlan.Journal;
using static FuyangPlan.Indicators.IndicatorWords;
using static FuyangPlan.Journal.Classification;

namespace FuyangPlan.Indicators;

/// <summary>Something happened to one indicator of a campaign.</summary>
internal abstract record IndicatorEvent(int Indicator, Classification Classification) : JournalEvent(Classification);

[JournalName("indicator.defined")]
internal sealed record IndicatorDefined(
    int Indicator, string Name, string Unit, IndicatorDirection Direction, IndicatorFrequency Frequency, string Department, IndicatorMethod Method)
    : IndicatorEvent(Indicator, Internal)
{
    internal override string Sentence => $"设立指标 {Indicator}“{Name}”（{Unit}，{Direction.InWords()}，{Frequency.InWords()}），口径“{Method.Name}”";

    internal override int? Made => Indicator;
}

[JournalName("indicator.targets-set")]
internal sealed record TargetsSet(int Indicator, ImmutableArray<IndicatorTarget> Targets) : IndicatorEvent(Indicator, Internal)
{
    internal override string Sentence =>
        $"指标 {Indicator} 目标：{(Targets.IsEmpty ? "无" : string.Join('，', Targets.Select(target => $"{Period(target.Period)} {Written(target.Value)}")))}";
}

[JournalName("indicator.baseline-set")]
internal sealed record BaselineSet(int Indicator, string Period, decimal Value, string? Note) : IndicatorEvent(Indicator, Internal)
{
    internal override string Sentence => $"指标 {Indicator} 拟定基线：{IndicatorWords.Period(Period)} {Written(Value)}{Phrase.Note(Note)}";
}

[JournalName("indicator.baseline-confirmed")]
internal sealed record BaselineConfirmed(int Indicator) : IndicatorEvent(Indicator, Internal)
{
    internal override string Sentence => $"指标 {Indicator} 的基线由来源单位确认";
}

/// <summary>The value of a period as somebody reported it.</summary>
/// <param name="Method">Version of the method that it was measured by.</param>
/// <param name="Source">Null: a person reported it.</param>
/// <param name="Outlier">Why it waits for a second look; null: it does not stand out.</param>
[JournalName("indicator.point-reported")]
internal sealed record PointReported(
    int Indicator, int Method, string Period, decimal Value, string? Note, string? Correction, FactSource? Source, IndicatorOutlier? Outlier)
    : IndicatorEvent(Indicator, Internal)
{
    internal override string Sentence =>
        $"指标 {Indicator} 报送{IndicatorWords.Period(Period)} {Written(Value)}{(Correction is null ? "" : $"（更正：{Correction}）")}{Source?.InWords()}"
        + $"{(Outlier is null ? "" : $"，偏离中位数 {Written(Outlier.Median)} 超过 {Written(Outlier.Limit)}，待复核")}{Phrase.Note(Note)}";
}

[JournalName("indicator.outlier-accepted")]
internal sealed record OutlierAccepted(int Indicator, int Method, string Period, string Reason) : IndicatorEvent(Indicator, Internal)
{
    internal override string Sentence => $"指标 {Indicator} {IndicatorWords.Period(Period)}的异常值复核属实：{Reason}";
}

[JournalName("indicator.point-confirmed")]
internal sealed record PointConfirmed(int Indicator, int Method, string Period, decimal Value, string? Note) : IndicatorEvent(Indicator, Internal)
{
    internal override string Sentence => $"指标 {Indicator} 核定{IndicatorWords.Period(Period)} {Written(Value)}{Phrase.Note(Note)}";
}

[JournalName("indicator.point-rejected")]
internal sealed record PointRejected(int Indicator, int Method, string Period, string Reason) : IndicatorEvent(Indicator, Internal)
{
    internal override string Sentence => $"指标 {Indicator} {IndicatorWords.Period(Period)}的报送退回：{Reason}";
}

[JournalName("indicator.point-published")]
internal sealed record PointPublished(int Indicator, int Method, string Period, decimal Value) : IndicatorEvent(Indicator, Public)
{
    internal override string Sentence => $"指标 {Indicator} 发布{IndicatorWords.Period(Period)} {Written(Value)}";
}

/// <param name="Version">Of the method, from 2.</param>
[JournalName("indicator.method-declared")]
internal sealed record MethodDeclared(int Indicator, int Version, IndicatorMethod Method, string Reason) : IndicatorEvent(Indicator, Internal)
{
    internal override string Sentence => $"指标 {Indicator} 改用第 {Version} 版口径“{Method.Name}”，此前此后的数不再相比：{Reason}";
}

[JournalName("indicator.ended")]
internal sealed record IndicatorEnded(int Indicator, string Reason) : IndicatorEvent(Indicator, Internal)
{
    internal override string Sentence => $"停用指标 {Indicator}：{Reason}";
}
