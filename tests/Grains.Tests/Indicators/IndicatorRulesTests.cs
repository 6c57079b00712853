using FuyangPlan.DepartmentFeeds;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using static FuyangPlan.Given;
using static FuyangPlan.Indicators.Measured;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Indicators;

public class IndicatorRulesTests
{
    [Fact]
    public void Define_OfAnotherKindOfInitiative_IsRefused() => Led.When(Who.Office, Defining).ThenRefused(Problems.NotACampaign);

    [Fact]
    public void Define_Unfit_IsRefused()
    {
        Campaign.When(Who.Office, Defining with { Name = " " }).ThenRefused(Problems.TextRequired);
        Campaign.When(Who.Office, Defining with { Unit = new('分', 21) }).ThenRefused(Problems.TextTooLong);
        Campaign.When(Who.Office, Defining with { Method = new("2020\u200B版") }).ThenRefused(Problems.TextInvalid);
        Campaign.When(Who.Office, Defining with { Department = "none" }).ThenRefused(Problems.DepartmentNotFound);
        Campaign.When(Who.Liaison, Defining).ThenRefused(Problems.Forbidden);
        Defined.When(Who.Chief, Defining with { Name = "营商 环境指数" }).ThenRefused(Problems.IndicatorExists);
        var full = Enumerable.Range(0, 50).Aggregate(Campaign, (campaign, n) => campaign.Do(Who.Chief, Defining with { Name = $"指标{n}" }));
        full.When(Who.Chief, Defining).ThenRefused(Problems.OutOfRange);
        full.When(Who.Office, On(51, new EndIndicator(Why))).ThenRefused(Problems.IndicatorNotFound);
    }

    [Fact]
    public void Targets_OfPeriodsThatAreOver_StayAsTheyAre()
    {
        var based = Based.On(Day(4, 1));
        OnTask Wanted(params ImmutableArray<IndicatorTarget> targets) => On(1, new SetIndicatorTargets(targets));
        based.When(Who.Chief, Wanted(new(Quarter, 83.5m), new("2021-Q3", 84))).ThenRefused(Problems.TargetFixed);
        based.When(Who.Chief, Wanted(new("2021-Q1", 82), new(Quarter, 83.5m))).ThenRefused(Problems.TargetFixed);
        based.When(Who.Chief, Wanted(new("2020-Q4", 82), new("2021-Q1", 83))).ThenRefused(Problems.TargetFixed);
        based.When(Who.Chief, Wanted(new("2021-Q4", 85), new("2021-Q1", 83.0m))).Then(new TargetsSet(1, [new("2021-Q1", 83.0m), new("2021-Q4", 85)]));
        // A day earlier the quarter is not over.
        Based.On(Day(3, 31)).When(Who.Chief, Wanted(new IndicatorTarget("2021-Q1", 82))).ThenAccepted();
    }

    [Fact]
    public void Targets_Unfit_AreRefused()
    {
        OnTask Wanted(string period, decimal value) => On(1, new SetIndicatorTargets([new("2021-Q1", 83), new(period, value)]));
        foreach (var period in (string[])["2021", "2021-06", "2021-Q5", "2021-Q0", "2021-q2", "2014-Q4", "2061-Q1", "２０２１-Q2", "2021-Q2 ", ""])
            Based.When(Who.Office, Wanted(period, 84)).ThenRefused(Problems.PeriodInvalid);
        Based.When(Who.Office, Wanted("2021-Q1", 84)).ThenRefused(Problems.OutOfRange);
        Based.When(Who.Office, Wanted(Quarter, 84.00001m)).ThenRefused(Problems.OutOfRange);
        Based.When(Who.Office, Wanted(Quarter, 100_000_001)).ThenRefused(Problems.OutOfRange);
        Based.When(Who.Liaison, Wanted(Quarter, 84)).ThenRefused(Problems.Forbidden);
    }

    [Fact]
    public void Baseline_CountsOnlyWhenItsSourceHasConfirmedIt_AndThenStands()
    {
        var set = Defined.Do(Who.Office, On(1, new SetIndicatorBaseline("2020", 82.4m)));
        Defined.When(Who.Liaison, On(1, new ConfirmIndicatorBaseline(82.4m))).ThenRefused(Problems.NothingToVerify);
        set.When(Who.Liaison, On(1, new ConfirmIndicatorBaseline(82))).ThenRefused(Problems.VersionMoved);
        set.When(Who.PowerLiaison, On(1, new ConfirmIndicatorBaseline(82.4m))).ThenRefused(Problems.NotYours);
        set.When(Who.Office with { Roles = [Role.Liaison], Department = "housing" }, On(1, new ConfirmIndicatorBaseline(82.4m))).ThenRefused(Problems.FourEyes);
        Assert.Null(set.One().Method.Confirmed);
        var confirmed = set.Do(Who.Liaison, On(1, new ConfirmIndicatorBaseline(82.4m)));
        Assert.Equal(82.4m, confirmed.One().Method.Confirmed!.Value);
        confirmed.When(Who.Office, On(1, new SetIndicatorBaseline("2020", 80))).ThenRefused(Problems.BaselineFixed);
        Defined.When(Who.Office, On(1, new SetIndicatorBaseline("2021-Q1", 80))).ThenRefused(Problems.InFuture);
        Defined.When(Who.Office, On(1, new SetIndicatorBaseline("前年", 80))).ThenRefused(Problems.PeriodInvalid);
    }

    [Fact]
    public void Baseline_OtherThanTheConfirmedValueOfItsPeriod_IsRefused()
    {
        static OnTask Set(string period, decimal value) => On(1, new SetIndicatorBaseline(period, value));
        static OnTask Agree(decimal value) => On(1, new ConfirmIndicatorBaseline(value));
        var known = Defined.On(Day(7, 9)).Known(Quarter, 10);
        var refused = known.When(Who.Office, Set(Quarter, 5)).ThenRefused(Problems.BaselineDiffers);
        Assert.Equal("同一口径下，2021年第2季度已核定为 10；请按核定的数拟定基线，核定有误的，请先更正。", refused.Detail);
        known.When(Who.Office, Set(Quarter, 10.0m)).ThenAccepted().When(Who.Liaison, Agree(10)).ThenAccepted();
        known.When(Who.Office, Set("2021-Q1", 5)).ThenAccepted();
        // What is only reported binds nobody yet, and what was set before it was confirmed is not confirmed after it.
        var set = Defined.On(Day(7, 9)).Do(Who.Liaison, Report(Quarter, 10)).Do(Who.Office, Set(Quarter, 5)).Do(Who.Inspector, Confirm(Quarter, 10));
        set.When(Who.Liaison, Agree(5)).ThenRefused(Problems.BaselineDiffers);
        set.When(Who.Office, Set(Quarter, 10)).ThenAccepted();
        var corrected = set.Do(Who.Liaison, Report(Quarter, 5, Why)).Do(Who.Inspector, Confirm(Quarter, 5));
        corrected.When(Who.Liaison, Agree(5)).ThenAccepted();
        // Another method measures otherwise.
        var split = known.Do(Who.Office, Method("2022版")).Do(Who.Office, Set(Quarter, 5)).Do(Who.Liaison, Agree(5));
        split.When(Who.Liaison, Report(Quarter, 5)).ThenAccepted();
        split.When(Who.Liaison, Report(Quarter, 11, Why, method: 1)).ThenAccepted();
    }

    [Fact]
    public void Value_OfTheBaselinesPeriod_OtherThanTheBaseline_IsRefused()
    {
        var set = Defined.On(Day(7, 9)).Do(Who.Office, On(1, new SetIndicatorBaseline(Quarter, 5)));
        var waits = set.Do(Who.Liaison, Report(Quarter, 10)).Do(Who.Liaison, On(1, new ConfirmIndicatorBaseline(5)));
        var refused = waits.When(Who.Inspector, Confirm(Quarter, 10)).ThenRefused(Problems.BaselineDiffers);
        Assert.Equal("同一口径下，2021年第2季度是基线，来源单位已确认为 5；本期的数须与基线一致，口径有变的，请申报新口径。", refused.Detail);
        waits.When(Who.Inspector, On(1, new RejectPoint(Quarter, Why))).ThenAccepted();
        waits.When(Who.Liaison, Report(Quarter, 11)).ThenRefused(Problems.BaselineDiffers);
        waits.When(Facts.Sender, new RecordIndicatorFact(Fact(1, 11), "housing")).ThenRefused(Problems.BaselineDiffers);
        var same = waits.Known(Quarter, 5);
        same.When(Who.Liaison, Report(Quarter, 6)).ThenRefused(Problems.BaselineDiffers);
        same.When(Who.Liaison, Report(Quarter, 6, Why)).ThenRefused(Problems.BaselineDiffers);
        same.When(Who.Liaison, Report("2021-Q1", 6)).ThenAccepted();
        same.Do(Who.Liaison, Method("2022版")).When(Who.Liaison, Report(Quarter, 6)).ThenAccepted();
    }

    [Fact]
    public void Report_BeforeThePeriodIsOver_OrOfAnotherFrequency_IsRefused()
    {
        Based.On(Day(6, 30)).When(Who.Liaison, Report(Quarter, 84)).ThenRefused(Problems.InFuture);
        Based.On(Day(7, 1)).When(Who.Liaison, Report(Quarter, 84)).ThenAccepted();
        Based.On(Day(7, 1)).When(Who.Liaison, Report("2021-06", 84)).ThenRefused(Problems.PeriodInvalid);
        Based.On(Day(7, 1)).When(Who.Liaison, Report(Quarter, 84, method: 2)).ThenRefused(Problems.OutOfRange);
        Based.On(Day(7, 1)).When(Who.PowerLiaison, Report(Quarter, 84)).ThenRefused(Problems.NotYours);
        Based.On(Day(7, 1)).When(Who.Office, Report(Quarter, 84)).ThenRefused(Problems.Forbidden);
    }

    [Fact]
    public void Report_Again_ReplacesWhatWaits()
    {
        var again = Waiting(84.1m).Do(Who.Liaison, Report(Quarter, 84.2m));
        Assert.Equal([ReadingStatus.Replaced, ReadingStatus.Reported], again.Point().Readings.Select(reading => reading.Status));
        again.When(Who.Inspector, Confirm(Quarter, 84.1m)).ThenRefused(Problems.VersionMoved);
        again.When(Who.Liaison, Report(Quarter, 84.2m)).ThenNothing();
    }

    [Fact]
    public void Confirm_ByReporterOrSource_IsRefused()
    {
        var reported = Waiting(84.1m);
        reported.When(Who.Liaison with { Roles = [Role.Inspector] }, Confirm(Quarter, 84.1m)).ThenRefused(Problems.FourEyes);
        reported.When(Who.Inspector with { Department = "housing" }, Confirm(Quarter, 84.1m)).ThenRefused(Problems.FourEyes);
        reported.When(Who.Office, Confirm(Quarter, 84.1m)).ThenRefused(Problems.Forbidden);
        reported.When(Who.Inspector, Confirm("2021-Q1", 84.1m)).ThenRefused(Problems.NothingToVerify);
        reported.When(Who.Inspector, Confirm(Quarter, 84.1m)).Then(new PointConfirmed(1, 1, Quarter, 84.1m, null));
    }

    [Fact]
    public void Correction_NeedsItsReason_AndWhatWasKnownStandsUntilItIsConfirmed()
    {
        var published = Confirmed(84.1m).Do(Who.Office, On(1, new PublishPoint(Quarter)));
        published.When(Who.Liaison, Report(Quarter, 83.2m)).ThenRefused(Problems.CorrectionRequired);
        published.When(Who.Liaison, Report(Quarter, 83.2m, "短")).ThenRefused(Problems.ReasonRequired);
        published.When(Who.Liaison, Report(Quarter, 84.1m)).ThenNothing();
        var corrected = published.On(Day(7, 20)).Do(Who.Liaison, Report(Quarter, 83.2m, Why));
        Assert.Equal((84.1m, 83.2m), (corrected.Point().Standing!.Value, corrected.Point().Pending!.Value));
        var confirmed = corrected.Do(Who.Inspector, Confirm(Quarter, 83.2m));
        Assert.Equal([(84.1m, ReadingStatus.Replaced), (83.2m, ReadingStatus.Confirmed)], confirmed.Point().Readings.Select(reading => (reading.Value, reading.Status)));
        Assert.Equal((Day(7, 12), (string?)null), (confirmed.Point().Readings[0].ConfirmedAt!.Value.Day(), confirmed.Point().Readings[0].Correction));
        Assert.Equal(Why, confirmed.Point().Standing!.Correction);
        var rejected = corrected.Do(Who.Inspector, On(1, new RejectPoint(Quarter, Why)));
        Assert.Equal(84.1m, rejected.Point().Standing!.Value);
    }

    [Fact]
    public void Publish_WhatIsNotConfirmed_IsRefused()
    {
        Waiting(84.1m).When(Who.Office, On(1, new PublishPoint(Quarter))).ThenRefused(Problems.PointNotFound);
        Confirmed(84.1m).When(Who.Office, On(1, new PublishPoint(Quarter, 2))).ThenRefused(Problems.OutOfRange);
        Confirmed(84.1m).When(Who.Office, On(1, new PublishPoint(Quarter))).Then(new PointPublished(1, 1, Quarter, 84.1m));
    }

    [Fact]
    public void Outlier_WaitsForASecondLook()
    {
        Assert.Equal((ReadingStatus.Held, 80.25m), (Outlying.Point("2021-01").Pending!.Status, Outlying.Point("2021-01").Pending!.Outlier!.Median));
        Outlying.When(Who.Inspector, Confirm("2021-01", 95)).ThenRefused(Problems.OutlierWaits);
        Outlying.When(Who.Office with { Department = "housing" }, On(1, new AcceptOutlier("2021-01", Why))).ThenRefused(Problems.FourEyes);
        var looked = Outlying.When(Who.Office, On(1, new AcceptOutlier("2021-01", Why))).Then(new OutlierAccepted(1, 1, "2021-01", Why));
        looked.When(Who.Office, On(1, new AcceptOutlier("2021-01", Why))).ThenRefused(Problems.IllegalTransition);
        Assert.Equal(95, looked.Do(Who.Inspector, Confirm("2021-01", 95)).Point("2021-01").Standing!.Value);
        Outlying.Do(Who.Liaison, Report("2021-01", 80.2m)).Do(Who.Inspector, Confirm("2021-01", 80.2m));
    }

    [Fact]
    public void Method_New_BeginsWithNothing_AndTheOldOneMayRunBesideIt()
    {
        Confirmed(84.1m).When(Who.Liaison, Method("2020版")).ThenRefused(Problems.IllegalTransition);
        Confirmed(84.1m).When(Who.PowerLiaison, Method("2022版")).ThenRefused(Problems.NotYours);
        var split = Confirmed(84.1m).On(new(2022, 2, 1)).Do(Who.Liaison, Method("2022版"));
        Assert.Equal((2, null, 0), (split.One().Method.Version, split.One().Method.Baseline, split.One().Method.Points.Length));
        Assert.Equal(84.1m, split.One().Methods[0].Of(Quarter)!.Standing!.Value);
        var beside = split.Known("2021-Q4", 85, method: 1).Known("2021-Q4", 70);
        Assert.Equal((85m, 70m), (beside.One().Methods[0].Of("2021-Q4")!.Standing!.Value, beside.One().Method.Of("2021-Q4")!.Standing!.Value));
    }

    [Fact]
    public void End_IsForGood_AndKeepsWhatIsKnown()
    {
        var ended = Waiting(84.1m).Do(Who.Office, On(1, new EndIndicator(Why)));
        ended.When(Who.Liaison, Report("2021-Q1", 83)).ThenRefused(Problems.IndicatorEnded);
        ended.When(Who.Office, Targets).ThenRefused(Problems.IndicatorEnded);
        ended.When(Who.Liaison, Method("2022版")).ThenRefused(Problems.IndicatorEnded);
        ended.When(Who.Inspector, Confirm(Quarter, 84.1m)).ThenAccepted();
    }

    [Fact]
    public void Fact_OfAFeed_IsAReportOfItsDepartment()
    {
        var based = Based.On(Day(7, 9));
        var sent = based.When(Facts.Sender, new RecordIndicatorFact(Fact(7, 84.1m), "housing"))
            .Then(new PointReported(1, 1, Quarter, 84.1m, null, null, new("permits", "housing", 7, null), null));
        sent.When(Who.Inspector with { Department = "housing" }, Confirm(Quarter, 84.1m)).ThenRefused(Problems.FourEyes);
        sent.When(Facts.Sender, new RecordIndicatorFact(Fact(6, 84), "housing")).ThenRefused(Problems.FactSuperseded);
        sent.When(Facts.Sender, new RecordIndicatorFact(Fact(8, 84.1m), "housing")).ThenRefused(Problems.FactSuperseded);
        sent.When(Facts.Sender, new RecordIndicatorFact(Fact(8, 84), "housing")).ThenAccepted();
        based.When(Facts.Sender, new RecordIndicatorFact(Fact(7, 84.1m) with { Indicator = "别的指数" }, "housing")).ThenRefused(Problems.IndicatorNotFound);
        based.When(Facts.Sender, new RecordIndicatorFact(Fact(7, 84.1m), "power")).ThenRefused(Problems.NotYours);
        based.When(Facts.Sender, new RecordIndicatorFact(Fact(7, 84.1m, "2021-Q3"), "housing")).ThenRefused(Problems.InFuture);
        based.When(Facts.Sender with { Account = "feed:other" }, new RecordIndicatorFact(Fact(7, 84.1m), "power")).ThenRefused(Problems.NotYours);
    }

    [Fact]
    public void Fact_AgainstWhatIsConfirmed_WaitsUntilSomebodyReleasesItAsACorrection()
    {
        var confirmed = Confirmed(84.1m);
        confirmed.When(Facts.Sender, new RecordIndicatorFact(Fact(8, 83.2m), "housing")).ThenRefused(Problems.CorrectionRequired);
        var released = confirmed.Do(Who.Office, new RecordIndicatorFact(Fact(8, 83.2m), "housing", Why));
        Assert.Equal((Why, 83.2m), (released.Point().Pending!.Correction, released.Point().Pending!.Value));
        // Neither who released it, nor the source's department.
        released.When(Who.Office with { Roles = [Role.Inspector] }, Confirm(Quarter, 83.2m)).ThenRefused(Problems.FourEyes);
        released.When(Who.Inspector with { Department = "housing" }, Confirm(Quarter, 83.2m)).ThenRefused(Problems.FourEyes);
        released.When(Who.Inspector, Confirm(Quarter, 83.2m)).ThenAccepted();
    }

    [Fact]
    public void View_SaysWhatTheSourceSaysOfAnIndex()
    {
        static string Standing(Situation<InitiativeState> situation) => View(situation).Standing;
        Assert.Equal("原文设“营商环境指数”，尚未设立指标", Standing(Campaign));
        Assert.Equal("原文设“营商环境指数”", Standing(Defined));
        var none = Unknown.Do(Who.Admin, Charter with { Id = "campaign-1" });
        Assert.Equal("原文未设指数，只按清单判定", Standing(none));
    }

    private static IndicatorsView View(Situation<InitiativeState> situation) => InitiativeViews.Of(
        situation.State, new Seen(new("test", "campaign-1"), situation.Version, situation.Plan, situation.Now))!.Part<IndicatorsView>()!;
}
