using FuyangPlan.DepartmentFeeds.V1;
using static FuyangPlan.DepartmentFeeds.Facts;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.DepartmentFeeds;

public class DepartmentFeedRulesTests
{
    [Fact]
    public void Register_Again_ChangesWhatItMayTouchButNotItsDepartment()
    {
        Feed.When(Who.Office, Registration with { Kinds = [FactKind.Completion, FactKind.Progress] }).ThenNothing();
        Feed.When(Who.Office, Registration with { Initiatives = ["project-1"], BrokerUser = "housing" })
            .Then(new DepartmentFeedRegistered("permits", "许可系统", "housing", [FactKind.Progress, FactKind.Completion], ["project-1"], "housing"));
        Feed.When(Who.Office, Registration with { Department = "power" }).ThenRefused(Problems.DepartmentIsFixed);
    }

    [Fact]
    public void Register_WithWhatThePlanDoesNotKnow_IsRefused()
    {
        NoFeed.When(Who.Office, Registration with { Department = "none" }).ThenRefused(Problems.DepartmentNotFound);
        NoFeed.When(Who.Office, Registration with { Initiatives = ["project-9"] }).ThenRefused(Problems.InitiativeNotFound);
        NoFeed.When(Who.Office, Registration with { Code = "Permits" }).ThenRefused(Problems.TextInvalid);
        NoFeed.When(Who.Office, Registration with { Name = "" }).ThenRefused(Problems.TextRequired);
        NoFeed.When(Who.Office, Registration with { Kinds = [] }).ThenRefused(Problems.OutOfRange);
        NoFeed.When(Who.Office, Registration with { Kinds = [FactKind.Progress, FactKind.Progress] }).ThenRefused(Problems.OutOfRange);
        (NoFeed with { Facts = Plans.PlanState.Initial }).When(Who.Office, Registration).ThenRefused(Problems.PlanNotFound);
        NoFeed.When(Who.Office, new PauseDepartmentFeed(Why)).ThenRefused(Problems.DepartmentFeedNotFound);
    }

    [Fact]
    public void End_IsForGood()
    {
        var ended = Feed.Do(Who.Office, new EndDepartmentFeed(Why));
        ended.When(Who.Office, Registration).ThenRefused(Problems.DepartmentFeedEnded);
        ended.When(Who.Office, new ResumeDepartmentFeed(Why)).ThenRefused(Problems.DepartmentFeedEnded);
        ended.When(Who.Office, new PauseDepartmentFeed(Why)).ThenRefused(Problems.DepartmentFeedEnded);
        Assert.Equal(Problems.DepartmentFeedEnded, Refusal(ended, Progress(1, 60))?.Problem);
        Feed.When(Who.Office, new PauseDepartmentFeed("短")).ThenRefused(Problems.ReasonRequired);
    }

    [Fact]
    public void Check_WhatIsAsItShouldBe_Passes()
    {
        Assert.Null(Refusal(Feed, Progress(1, 60)));
        Assert.Null(Refusal(Feed, Done(1, Day(2, 1))));
    }

    public static TheoryData<string, string> Unfit => new()
    {
        { "offset", "out-of-range" }, { "kind", "out-of-range" }, { "indicator", "fact-not-allowed" }, { "initiative", "initiative-not-found" }, { "no task", "task-not-found" },
        { "no percent", "out-of-range" }, { "below 0", "out-of-range" }, { "over 100", "out-of-range" }, { "three decimals", "out-of-range" }, { "unclean note", "text-invalid" },
        { "long note", "text-too-long" }, { "no day", "invalid-date" }, { "no document", "text-required" }, { "unclean document", "text-invalid" },
    };

    [Theory, MemberData(nameof(Unfit))]
    public void Check_WhatIsImplausible_SaysWhy(string what, string code) => Assert.Equal(code, Refusal(Feed, what switch
    {
        "offset" => Progress(0, 60),
        "kind" => Progress(1, 60) with { Kind = "Progress" },
        "indicator" => Progress(1, 60) with { Kind = "indicator" },
        "initiative" => Progress(1, 60) with { Initiative = "project-9" },
        "no task" => Progress(1, 60) with { Task = null },
        "no percent" => Progress(1, 60) with { Percent = null },
        "below 0" => Progress(1, -0.01m),
        "over 100" => Progress(1, 100.01m),
        "three decimals" => Progress(1, 1.001m),
        "unclean note" => Progress(1, 60, "甲\u202E乙"),
        "long note" => Progress(1, 60, new('长', 1001)),
        "no day" => Done(1, default) with { DoneOn = null },
        "no document" => Done(1, Day(2, 1)) with { DocumentNumber = null },
        _ => Done(1, Day(2, 1)) with { DocumentNumber = "证\u200B1号" },
    })?.Problem.Code);

    [Fact]
    public void Check_ByWhatIsRegistered_SaysWhatIsNot()
    {
        Assert.Equal(Problems.DepartmentFeedPaused, Refusal(Feed.Do(Who.Office, new PauseDepartmentFeed(Why)), Progress(1, 60))?.Problem);
        Assert.Equal(Problems.FactNotAllowed, Refusal(NoFeed.Do(Who.Office, Registration with { Kinds = [FactKind.Completion] }), Progress(1, 60))?.Problem);
        Assert.Equal(Problems.FactNotAllowed, Refusal(NoFeed.Do(Who.Office, Registration with { Initiatives = ["chain-1"] }), Progress(1, 60))?.Problem);
        var bound = NoFeed.Do(Who.Office, Registration with { BrokerUser = "housing" });
        Assert.Equal(Problems.BrokerUserMismatch, Refusal(bound, Progress(1, 60))?.Problem);
        Assert.Equal(Problems.BrokerUserMismatch, Refusal(bound, Progress(1, 60), "power")?.Problem);
        Assert.Null(Refusal(bound, Progress(1, 60), "housing"));
    }

    [Fact]
    public void Check_AnIndicator_SaysItsPeriodAndMustBePlausible()
    {
        var feed = NoFeed.Do(Who.Office, Registration with { Kinds = [FactKind.Indicator] });
        var fact = Progress(1, 60) with { Kind = "indicator", Task = null, Percent = null, Indicator = "投资额", Value = 1.2e7m, Period = "2021-Q2" };
        Assert.Equal(Problems.OutOfRange, Refusal(feed, fact with { Value = 1.2e9m })?.Problem);
        Assert.Equal(Problems.OutOfRange, Refusal(feed, fact with { Value = null })?.Problem);
        Assert.Equal(Problems.TextRequired, Refusal(feed, fact with { Indicator = null })?.Problem);
        Assert.Equal(Problems.TextRequired, Refusal(feed, fact with { Period = null })?.Problem);
        Assert.Null(Refusal(feed, fact));
    }

    [Fact]
    public void Release_AndDiscard_AreForTheDepartmentAndTheOffice()
    {
        Quarantined.When(Who.Office, On(1, new ReleaseFact(Why))).Then(new FactReleased(1, Progress(1, 60), Why));
        Quarantined.When(Who.Liaison, On(1, new DiscardFact(Why))).Then(new FactDiscarded(1, Why));
        Quarantined.When(Who.PowerLiaison, On(1, new ReleaseFact(Why))).ThenRefused(Problems.NotYours);
        Quarantined.When(Who.Office, On(2, new DiscardFact(Why))).ThenRefused(Problems.QuarantinedNotFound);
        Quarantined.When(Who.Office, On(1, new DiscardFact("短"))).ThenRefused(Problems.ReasonRequired);
        Quarantined.Do(Who.Office, On(1, new DiscardFact(Why))).When(Who.Office, On(1, new ReleaseFact(Why))).ThenRefused(Problems.AlreadyDecided);
        Assert.Equal(Problems.FactUnreadable, DepartmentFeedRules.Decide(
            Quarantined.State, new ReleaseFact(Why), new(Who.Office, Quarantined.Now, Quarantined.Now, TestPlan.State) { Number = 1 }).Refusal?.Problem);
    }

    private static Refusal? Refusal(Situation<DepartmentFeedState> feed, DepartmentFact fact, string? user = null) =>
        DepartmentFeedRules.Check(feed.State, new(new("{}", 2, "hash", null, user), fact, null), TestPlan.State);
}
