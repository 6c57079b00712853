using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Lights;
using static FuyangPlan.Given;
using static FuyangPlan.Indicators.Measured;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Indicators;

public class IndicatorJudgementTests
{
    private static readonly DateOnly Opening = new(2022, 9, 10);

    [Theory]
    [InlineData("83.5", Light.Green)]
    [InlineData("84.1", Light.Green)]
    [InlineData("83.2", Light.Yellow)]
    [InlineData("79.325", Light.Yellow)]
    [InlineData("79.32", Light.Red)]
    public void Light_OfAValue_FollowsItsTarget(string value, Light light)
    {
        var number = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(light, IndicatorJudgement.Of(Confirmed(number).One(), Day(7, 15), new())!.Light);
        // Where less is better, the same distance on the other side.
        var less = Confirmed(83.5m + (83.5m - number)).One() with { Direction = IndicatorDirection.LowerIsBetter };
        Assert.Equal(light, IndicatorJudgement.Of(less, Day(7, 15), new())!.Light);
    }

    [Theory]
    [InlineData("2021-03-31", null)]
    [InlineData("2021-04-30", null)]
    [InlineData("2021-05-01", Light.Yellow)]
    [InlineData("2021-05-30", Light.Yellow)]
    [InlineData("2021-05-31", Light.Red)]
    public void Light_OfAMissingValue_TurnsWithTheDays(string day, Light? light) => Assert.Equal(
        light, IndicatorJudgement.Of(Based.One(), DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), new())?.Light);

    [Fact]
    public void Light_OfWhatWaits_IsThatOfWhatIsConfirmed()
    {
        var first = Based.On(Day(4, 9)).Known("2021-Q1", 83.4m).On(Day(7, 9)).Do(Who.Liaison, Report(Quarter, 70));
        Assert.Equal((Light.Green, "指标“营商环境指数”2021年第1季度 83.4，目标 83 → 绿"), Said(first, Day(7, 9)));
        Assert.Equal(Light.Yellow, Said(first, Day(8, 1)).Light);
        Assert.Null(IndicatorJudgement.Of(first.Do(Who.Office, On(1, new EndIndicator(Why))).One(), Day(8, 1), new()));

        static (Light Light, string Why) Said(Situation<InitiativeState> situation, DateOnly day) =>
            IndicatorJudgement.Of(situation.One(), day, new()) is { } judged ? (judged.Light, judged.Why) : default;
    }

    [Fact]
    public void Light_OfTheCampaign_IsNeverBetterThanItsIndicators_AndSaysWhy()
    {
        var known = InForce.On(Day(4, 9)).Known("2021-Q1", 83.4m).On(Day(7, 12)).Known(Quarter, 84.1m);
        Assert.Equal(Light.Green, Reasons(known).Light);
        var corrected = known.On(Day(7, 20)).Do(Who.Liaison, Report(Quarter, 83.2m, Why)).Do(Who.Inspector, Confirm(Quarter, 83.2m));
        Assert.Equal(Light.Yellow, Reasons(corrected).Light);
        Assert.EndsWith("→ 绿；指标“营商环境指数”2021年第2季度 83.2，目标 83.5 → 黄", Reasons(corrected).Why);
        // By the plan's own thresholds.
        Assert.Equal(Light.Red, LightRules.OfInitiative(corrected.State, Day(7, 20), new() { Indicators = new(RedShortPercent: 0.1m) })!.Light);

        static LightReasons Reasons(Situation<InitiativeState> situation) => LightRules.OfInitiative(situation.State, situation.Now.Day(), new())!;
    }

    [Fact]
    public void ClosedMonth_AfterACorrection_KeepsItsColour()
    {
        var closed = InForce.On(Day(4, 9)).Known("2021-Q1", 83.4m).On(Day(7, 12)).Known(Quarter, 84.1m).On(Day(8, 2)).Do(Who.Liaison, Report("2020-Q4", 82));
        Assert.Equal(Light.Green, closed.State.Lights.Months[^1].Light);
        var corrected = closed.Do(Who.Liaison, Report(Quarter, 70, Why)).Do(Who.Inspector, Confirm(Quarter, 70)).On(Day(9, 1)).Aged();
        Assert.Equal([(Day(7, 1), Light.Green), (Day(8, 1), Light.Red)], corrected.State.Lights.Months[^2..].Select(month => (month.Month, month.Light!.Value)));
    }

    [Fact]
    public void Improvement_IsJudgedAgainstTheConfirmedBaseline()
    {
        Assert.Equal((null, "基线尚未由来源单位确认，不能判定"), IndicatorJudgement.Improvement(Defined.One(), Opening));
        Assert.Equal((null, "第 1 版口径尚无核定数，不能判定"), IndicatorJudgement.Improvement(Waiting(84.1m).One(), Opening));
        Assert.Equal((true, "2021年第2季度 84.1，基线2020年 82.4（第 1 版口径）：得到新提升"), IndicatorJudgement.Improvement(Confirmed(84.1m).One(), Opening));
        Assert.Equal((false, "2021年第2季度 82.4，基线2020年 82.4（第 1 版口径）：与基线持平，未得到新提升"), IndicatorJudgement.Improvement(Confirmed(82.4m).One(), null));
        Assert.False(IndicatorJudgement.Improvement(Confirmed(84.1m).One() with { Direction = IndicatorDirection.LowerIsBetter }, null).Improved);
        // What comes after the event is no improvement by the event.
        Assert.Null(IndicatorJudgement.Improvement(Confirmed(84.1m).One(), Day(6, 29)).Improved);
    }

    [Theory]
    [InlineData("2020", "2021-Q1", true)]
    [InlineData("2020", "2020-Q4", false)]
    [InlineData("2020", "2020-Q1", false)]
    [InlineData("2020", "2016-Q2", false)]
    [InlineData("2020-Q3", "2020-Q4", true)]
    [InlineData("2020-Q3", "2020-Q2", false)]
    [InlineData("2020-12", "2021-Q1", true)]
    [InlineData("2020-11", "2020-Q4", false)]
    [InlineData("2020-06", "2020-Q3", true)]
    public void Improvement_IsSaidOnlyOfAPeriodAfterTheBaselines(string baseline, string period, bool said)
    {
        var based = Defined.Do(Who.Office, On(1, new SetIndicatorBaseline(baseline, 80))).Do(Who.Liaison, On(1, new ConfirmIndicatorBaseline(80)));
        var known = based.On(Day(7, 9)).Known(period, 90).One();
        var inWords = IndicatorWords.Period(baseline);
        Assert.Equal(
            said ? (true, $"{IndicatorWords.Period(period)} 90，基线{inWords} 80（第 1 版口径）：得到新提升") : (null, $"第 1 版口径尚无基线{inWords}之后的核定数，不能判定"),
            IndicatorJudgement.Improvement(known, Opening));
        Assert.Equal(said ? false : (bool?)null, IndicatorJudgement.Improvement(known with { Direction = IndicatorDirection.LowerIsBetter }, Opening).Improved);
    }

    [Fact]
    public void Improvement_WithoutAValueSinceTheBaselineByTheEvent_SaysSo_AndEarlierValuesDoNotHideLaterOnes()
    {
        var known = Based.On(Day(7, 9)).Known("2020-Q4", 95);
        Assert.Equal((null, "第 1 版口径尚无基线2020年之后的核定数，不能判定"), IndicatorJudgement.Improvement(known.One(), Opening));
        var later = known.Known(Quarter, 82);
        Assert.Equal((false, "2021年第2季度 82，基线2020年 82.4（第 1 版口径）：不如基线，未得到新提升"), IndicatorJudgement.Improvement(later.One(), Opening));
        Assert.Equal((null, "第 1 版口径尚无基线2020年之后、赛事开幕之前的核定数，不能判定"), IndicatorJudgement.Improvement(later.One(), Day(6, 29)));
    }

    [Fact]
    public void Improvement_AcrossMethods_NeedsAPeriodByBoth()
    {
        var split = Confirmed(84.1m).On(new(2022, 2, 1)).Do(Who.Office, Method("2022版"));
        var (improved, verdict) = IndicatorJudgement.Improvement(split.One(), Opening);
        Assert.Null(improved);
        Assert.StartsWith("口径变更，需并行一期", verdict);
        Assert.Null(IndicatorJudgement.Improvement(split.Known("2021-Q4", 70).One(), Opening).Improved);
        var parallel = split.Known("2021-Q4", 85, method: 1).Known("2021-Q4", 70);
        Assert.Equal((true, "2021年第4季度 85，基线2020年 82.4（第 1 版口径）：得到新提升"), IndicatorJudgement.Improvement(parallel.One(), Opening));
        var measured = parallel.Do(Who.Office, On(1, new SetIndicatorBaseline("2020", 71))).Do(Who.Liaison, On(1, new ConfirmIndicatorBaseline(71)));
        Assert.Equal((false, "2021年第4季度 70，基线2020年 71（第 2 版口径）：不如基线，未得到新提升"), IndicatorJudgement.Improvement(measured.One(), Opening));
    }

    [Fact]
    public void Outlier_IsBeyondTheLimitOfItsMethodsOthers()
    {
        var method = Outlying.One().Method;
        // Median 80.25, deviations 0.25, 0.25, 0.25, 0.75: three times at least one percent of the median.
        Assert.Equal(new IndicatorOutlier(80.25m, 2.4075m), IndicatorJudgement.Outlier(method, "2021-01", 95, new()));
        Assert.Null(IndicatorJudgement.Outlier(method, "2021-01", 82.6575m, new()));
        Assert.NotNull(IndicatorJudgement.Outlier(method, "2021-01", 77.8m, new()));
        Assert.Equal(0.75m, IndicatorJudgement.Outlier(method, "2021-01", 82, new(OutlierFloorPercent: 0))!.Limit);
        Assert.Null(IndicatorJudgement.Outlier(method, "2021-01", 95, new(OutlierFromPoints: 5)));
        Assert.Null(IndicatorJudgement.Outlier(method, "2020-12", 95, new()));
    }

    [Theory]
    [InlineData("2021-06", "2021-06-01", "2021-06-30", "2021-07")]
    [InlineData("2021-12", "2021-12-01", "2021-12-31", "2022-01")]
    [InlineData("2021-Q1", "2021-01-01", "2021-03-31", "2021-Q2")]
    [InlineData("2020-Q4", "2020-10-01", "2020-12-31", "2021-Q1")]
    [InlineData("2020", "2020-01-01", "2020-12-31", "2021")]
    public void Period_HasItsDays(string text, string first, string last, string next)
    {
        var period = IndicatorPeriod.Parse(text);
        Assert.Equal((text, first, last, next), ($"{period}", $"{period.First:yyyy-MM-dd}", $"{period.Last:yyyy-MM-dd}", $"{period.Next}"));
        Assert.Equal(period, IndicatorPeriod.Of(period.Frequency, period.First));
        Assert.Equal(period, IndicatorPeriod.Of(period.Frequency, period.Last));
    }
}
