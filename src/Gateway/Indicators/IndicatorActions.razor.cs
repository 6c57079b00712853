using System.Globalization;

namespace FuyangPlan.Indicators;

/// <summary>What is offered about a campaign's indicators, and what its forms send.</summary>
public partial class IndicatorActions
{
    // So many periods back a report is offered for; the API takes any.
    private const int Offered = 6;

    private IndicatorsView Indicators => View.Part<IndicatorsView>()!;

    private bool Directs => IndicatorAuthority.ToDirect(Actor, Leader).IsGiven();

    private bool Keeps => IndicatorAuthority.ToKeep(Actor).IsGiven();

    private IndicatorView[] Going => [.. Indicators.Items.Where(one => one.EndedOn is null)];

    private IndicatorView[] Own => [.. Going.Where(one => IndicatorAuthority.ToReport(Actor, one.Department).IsGiven())];

    private IndicatorView[] Declarable => Keeps ? Going : Own;

    private PointOption[] ToConfirm => [.. Own.Where(one => one.Methods[^1].Baseline is { ConfirmedBy: null }).Select(one => new PointOption(
        one.Number, one.Methods[^1].Version, one.Methods[^1].Baseline!.Period, one.Methods[^1].Baseline!.Value,
        $"{one.Name} {IndicatorWords.Period(one.Methods[^1].Baseline!.Period)}"))];

    private PointOption[] ToReport => [.. Own.SelectMany(one => one.Methods.Reverse().Take(2).SelectMany(method => Ended(one).Select(period => new PointOption(
        one.Number, method.Version, period, null, $"{one.Name} {IndicatorWords.Period(period)}{(one.Methods.Length > 1 ? $"（第 {method.Version} 版口径）" : "")}"))))];

    private PointOption[] Held => Keeps ? Pending(ReadingStatus.Held) : [];

    private PointOption[] Waiting => Authority.ToInspect(Actor).IsGiven() ? Pending(ReadingStatus.Reported) : [];

    private PointOption[] ToPublish => Keeps ? Pending(ReadingStatus.Confirmed) : [];

    private int Indicator => Number("indicator");

    private PointOption Point => PointOption.Parse(Field("point"));

    // Beyond what any rule takes, where it is no number.
    private decimal Value =>
        decimal.TryParse(Field("value"), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : decimal.MaxValue;

    private IndicatorMethod Method => new(Field("method"), Optional("accuracy"), Optional("limits"));

    private static string Lines(IndicatorView indicator) => string.Join('\n', indicator.Methods[^1].Periods.Where(period => period.Target is not null)
        .Select(period => $"{period.Period} {IndicatorWords.Written(period.Target!.Value)}"));

    private PointOption[] Pending(ReadingStatus status) =>
    [
        .. from one in Indicators.Items from method in one.Methods from period in method.Periods from reading in period.Readings where reading.Status == status
           select new PointOption(one.Number, method.Version, period.Period, reading.Value, $"{one.Name} {IndicatorWords.Period(period.Period)}"),
    ];

    private IEnumerable<string> Ended(IndicatorView indicator)
    {
        var today = View.AsOf.Day();
        var period = IndicatorPeriod.Of(indicator.Frequency, today);
        for (var n = 0; n < Offered; n++)
            yield return (period = IndicatorPeriod.Of(indicator.Frequency, period.First.AddDays(-1))).ToString();
    }

    private Task Define() => Send("indicator-define", new DefineIndicator(
        Field("name"), Field("unit"), Chosen<IndicatorDirection>("direction"), Chosen<IndicatorFrequency>("frequency"), Field("department"), Method));

    private Task SetTargets() => Send("indicator-targets", new SetIndicatorTargets(
        [.. Field("targets").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Target)]), Indicator);

    private Task SetBaseline() => Send("indicator-baseline", new SetIndicatorBaseline(Field("period"), Value, Optional("note")), Indicator);

    private Task ConfirmBaseline() => Send("indicator-baseline-confirm", new ConfirmIndicatorBaseline(Point.Value ?? 0), Point.Indicator);

    private Task Report() => Send("indicator-report", new ReportPoint(Point.Period, Value, Optional("note"), Optional("correction"), Point.Method), Point.Indicator);

    private Task Accept() => Send("indicator-outlier", new AcceptOutlier(Point.Period, Field("reason"), Point.Method), Point.Indicator);

    private Task Confirm() => Send("indicator-confirm", new ConfirmPoint(Point.Period, Point.Value ?? 0, Optional("note"), Point.Method), Point.Indicator);

    private Task Reject() => Send("indicator-reject", new RejectPoint(Point.Period, Field("reason"), Point.Method), Point.Indicator);

    private Task Publish() => Send("indicator-publish", new PublishPoint(Point.Period, Point.Method), Point.Indicator);

    private Task Declare() => Send("indicator-method", new DeclareMethod(Method, Field("reason")), Indicator);

    private Task End() => Send("indicator-end", new EndIndicator(Field("reason")), Indicator);

    private static IndicatorTarget Target(string line) =>
        line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var period, var value]
        && decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? new(period, number)
            : new(line, decimal.MaxValue);
}

/// <summary>A period of a method of an indicator, as a list offers it and a form sends it.</summary>
/// <param name="Value">What whoever chooses has before them; null: nothing.</param>
public sealed record PointOption(int Indicator, int Method, string Period, decimal? Value, string Label)
{
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Indicator}/{Method}/{Period}/{Value}");

    public static PointOption Parse(string key) => key.Split('/') is [var indicator, var method, var period, var value]
        && int.TryParse(indicator, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(method, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new(number, version, period, decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var known) ? known : null, "")
            : new(0, 0, "", null, "");
}
