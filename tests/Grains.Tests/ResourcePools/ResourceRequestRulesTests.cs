using FuyangPlan.Tables;

using static FuyangPlan.Given;
using static FuyangPlan.ResourcePools.Pools;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.ResourcePools;

public class ResourceRequestRulesTests
{
    private static readonly RefuseRequest No = new(Why, "改用存量厂房");

    [Fact]
    public void Request_ByTheLeaderOrARole_IsNumberedAndNamesWhoAsked()
    {
        Pool.When(Who.Chief, Asking(30)).Then(new ResourceRequested(ResourceType.Space, 1, "project-1", null, null, 30, Day(9, 30), "演示用地", new("演示地块"), null, null));
        var asked = Asked(30).Do(Who.ServiceOfficer, Asking(20) with { Initiative = "chain-1", Landing = 3, Lead = 7 });
        Assert.Equal((2, Who.ServiceOfficer, 300m), (asked.Request(2).Number, asked.Request(2).By, asked.State.Free));
    }

    [Fact]
    public void Request_WithWhatCannotBe_IsRefused()
    {
        NoPool.When(Who.Liaison, Asking(30)).ThenRefused(Problems.PoolNotFound);
        Pool.When(Who.Office, Asking(30)).ThenRefused(Problems.Forbidden);
        Pool.When(Who.Liaison, Asking(30) with { Initiative = "project-9" }).ThenRefused(Problems.InitiativeNotFound);
        Pool.When(Who.Liaison, Asking(30) with { Landing = 1 }).ThenRefused(Problems.NotAChain);
        Pool.When(Who.Liaison, Asking(30) with { Initiative = "chain-1", Lead = 0 }).ThenRefused(Problems.OutOfRange);
        foreach (var amount in (decimal[])[0, -5, 1.001m, 1_000_000_001]) Pool.When(Who.Liaison, Asking(amount)).ThenRefused(Problems.OutOfRange);
        Pool.When(Who.Liaison, Asking(30, needBy: Day(2, 7))).ThenRefused(Problems.InvalidDate);
        Pool.When(Who.Liaison, Asking(30, needBy: Day(1, 14))).ThenRefused(Problems.BeforeStart);
        Pool.When(Who.Liaison, Asking(30, needBy: new(2061, 1, 1))).ThenRefused(Problems.InvalidDate);
        Pool.When(Who.Liaison, Asking(30, " ")).ThenRefused(Problems.TextRequired);
        Pool.When(Who.Liaison, Asking(30) with { Space = null }).ThenRefused(Problems.ResourceDetailsWrong);
        Pool.When(Who.Liaison, Asking(30) with { Talent = new("工程师") }).ThenRefused(Problems.ResourceDetailsWrong);
        Pool.When(Who.Liaison, Asking(30) with { Space = new("") }).ThenRefused(Problems.TextRequired);
        Pool.When(Who.Liaison, Asking(30) with { Space = new("地块", new('长', 201)) }).ThenRefused(Problems.TextTooLong);
    }

    [Fact]
    public void Request_TheSameWhileOneIsOpen_IsRefused()
    {
        Assert.Contains("第 1 号", Asked(30).When(Who.Chief, Asking(30)).ThenRefused(Problems.ResourceRequestRepeated).Detail, StringComparison.Ordinal);
        Asked(30).When(Who.Liaison, Asking(30, "演示用地二期")).ThenAccepted();
        Granted(30).When(Who.Liaison, Asking(30)).ThenAccepted();
    }

    [Theory]
    [InlineData(ResourceType.Talent)]
    [InlineData(ResourceType.Funds)]
    public void Request_OfAnotherType_NeedsItsOwnDetails(ResourceType type)
    {
        var pool = NoPool.Do(Who.Office, Opening with { Type = type });
        pool.When(Who.Liaison, Asking(30)).ThenRefused(Problems.ResourceDetailsWrong);
        var right = Asking(30) with { Space = null, Talent = type == ResourceType.Talent ? new("工程师") : null, Funds = type == ResourceType.Funds ? new(FundsSource.Budget) : null };
        pool.When(Who.Liaison, right).ThenAccepted();
        var half = pool.When(Who.Liaison, right with { Amount = 0.5m });
        if (type == ResourceType.Talent) half.ThenRefused(Problems.OutOfRange);
        else half.ThenAccepted();
    }

    [Fact]
    public void PreCheck_ByTheDeskOfThePoolsDepartment_ComesBeforeAnyDecision()
    {
        Asked(30).When(Who.ResourceDesk with { Department = "power" }, On(1, new PreCheckRequest())).ThenRefused(Problems.NotYours);
        Asked(30).When(Who.ResourceDesk, On(1, new PreCheckRequest("齐全"))).Then(new ResourceRequestPreChecked(ResourceType.Space, 1, "齐全"));
        PreChecked(30).When(Who.ResourceDesk, On(1, new PreCheckRequest())).ThenRefused(Problems.IllegalTransition);
        Asked(30).When(Who.ResourceDesk, On(2, new PreCheckRequest())).ThenRefused(Problems.ResourceRequestNotFound);
        foreach (var command in (object[])[new GrantRequest(30), new ReserveForRequest(30)])
            Asked(30).When(Who.ResourceDesk, On(1, command)).ThenRefused(Problems.IllegalTransition);
        Asked(30).When(Who.ResourceDesk, On(1, No)).ThenAccepted();
    }

    [Fact]
    public void Grant_MoreThanIsLeft_SaysWhatIsLeftAndWhoTookTheLast()
    {
        // Journey 9: 300, 260 granted; 30 and 25 are wanted at once.
        var pool = PreChecked(260).With(30).With(25).Do(Who.ResourceDesk, On(1, new GrantRequest(260))).Do(Who.ResourceDesk, On(2, new GrantRequest(30)));
        var version = pool.Version;
        var refusal = pool.When(Who.ResourceDesk, On(3, new GrantRequest(25))).ThenRefused(Problems.PoolExhausted);
        Assert.StartsWith("余 10 亩，可部分批准或排队。", refusal.Detail, StringComparison.Ordinal);
        Assert.Contains($"第 2 号申请 30 亩（{Who.ResourceDesk.Name}，第 {version} 版）", refusal.Detail, StringComparison.Ordinal);
        var part = pool.When(Who.ResourceDesk, On(3, new GrantRequest(10))).Then(new ResourceGranted(ResourceType.Space, 3, 10));
        Assert.Equal((ResourceRequestStatus.PartlyGranted, 15m, 0m), (part.Request(3).Status, part.Request(3).Outstanding, part.State.Free));
        Assert.StartsWith("余 0 亩，只能排队。", part.When(Who.ResourceDesk, On(3, new GrantRequest(15))).ThenRefused(Problems.PoolExhausted).Detail, StringComparison.Ordinal);
        part.When(Who.ResourceDesk, On(3, new ReserveForRequest(1))).ThenRefused(Problems.PoolExhausted);
    }

    [Fact]
    public void Grant_UsesWhatIsHeldForItFirst()
    {
        var pool = PreChecked(300).Do(Who.ResourceDesk, On(1, new ReserveForRequest(300))).With(10);
        pool.When(Who.ResourceDesk, On(2, new GrantRequest(10))).ThenRefused(Problems.PoolExhausted);
        var granted = pool.Do(Who.ResourceDesk, On(1, new GrantRequest(200)));
        Assert.Equal((100m, 200m, 0m), (granted.Request().Reserved, granted.Request().Kept, granted.State.Free));
        granted.When(Who.ResourceDesk, On(1, new GrantRequest(100.01m))).ThenRefused(Problems.OutOfRange);
        Assert.Equal(ResourceRequestStatus.Granted, granted.Do(Who.ResourceDesk, On(1, new GrantRequest(100))).Request().Status);
    }

    [Fact]
    public void Grant_InPart_RefusesTheRestOnlyWithReasonAndAlternative()
    {
        var pool = PreChecked(30).Do(Who.ResourceDesk, On(1, new ReserveForRequest(30)));
        var granted = pool.When(Who.ResourceDesk, On(1, new GrantRequest(20, No)))
            .Then(new ResourceGranted(ResourceType.Space, 1, 20), new ResourceRequestRefused(ResourceType.Space, 1, 10, Why, "改用存量厂房"));
        Assert.Equal((ResourceRequestStatus.Granted, 280m), (granted.Request().Status, granted.State.Free));
        pool.When(Who.ResourceDesk, On(1, new GrantRequest(30, No))).ThenRefused(Problems.OutOfRange);
        Assert.Equal("/rest/alternative", pool.When(Who.ResourceDesk, On(1, new GrantRequest(20, new(Why, "")))).ThenRefused(Problems.TextRequired).Faults[0].Pointer);
        pool.When(Who.ResourceDesk, On(1, new GrantRequest(0))).ThenRefused(Problems.OutOfRange);
    }

    [Fact]
    public void Reserve_Again_TakesThePlaceOfTheEarlierHold()
    {
        var held = PreChecked(200).Do(Who.ResourceDesk, On(1, new ReserveForRequest(200)));
        held.When(Who.ResourceDesk, On(1, new ReserveForRequest(200))).ThenNothing();
        Assert.Equal((150m, 150m), (held.Do(Who.ResourceDesk, On(1, new ReserveForRequest(150))).State.Free, held.Do(Who.ResourceDesk, On(1, new ReserveForRequest(150))).Request().Reserved));
        held.When(Who.ResourceDesk, On(1, new ReserveForRequest(200, Day(2, 7)))).ThenRefused(Problems.InvalidDate);
        held.When(Who.ResourceDesk, On(1, new ReserveForRequest(200, new(2022, 2, 9)))).ThenRefused(Problems.InvalidDate);
        held.When(Who.ResourceDesk, On(1, new ReserveForRequest(200, new(2022, 2, 8)))).ThenAccepted();
        held.When(Who.ResourceDesk, On(1, new ReserveForRequest(201))).ThenRefused(Problems.OutOfRange);
    }

    [Fact]
    public void Refuse_WithoutAlternative_IsRefused()
    {
        Asked(30).When(Who.ResourceDesk, On(1, No with { Alternative = " " })).ThenRefused(Problems.TextRequired);
        Asked(30).When(Who.ResourceDesk, On(1, No with { Reason = "短" })).ThenRefused(Problems.ReasonRequired);
        var refused = Asked(30).Do(Who.ResourceDesk, On(1, No));
        Assert.Equal((ResourceRequestStatus.Refused, "改用存量厂房"), (refused.Request().Status, refused.Request().Alternative));
        refused.When(Who.ResourceDesk, On(1, new GrantRequest(30))).ThenRefused(Problems.IllegalTransition);
        refused.When(Who.ResourceDesk, On(1, new DeliverGrant(1, Day(2, 8), []), Photo)).ThenRefused(Problems.IllegalTransition);
    }

    [Fact]
    public void Withdraw_ByWhoeverAskedOrTheOffice_EndsWhatIsOutstanding()
    {
        Asked(30).When(Who.PowerLiaison, On(1, new WithdrawRequest(Why))).ThenRefused(Problems.NotYours);
        Asked(30).When(Who.Liaison, On(1, new WithdrawRequest("短"))).ThenRefused(Problems.ReasonRequired);
        Assert.Equal(ResourceRequestStatus.Withdrawn, Asked(30).Do(Who.Liaison, On(1, new WithdrawRequest(Why))).Request().Status);
        var part = PreChecked(30).Do(Who.ResourceDesk, On(1, new GrantRequest(10))).Do(Who.Office, On(1, new WithdrawRequest(Why)));
        Assert.Equal((ResourceRequestStatus.Granted, 10m, 290m), (part.Request().Status, part.Request().Kept, part.State.Free));
        Granted(30).When(Who.Liaison, On(1, new WithdrawRequest(Why))).ThenRefused(Problems.IllegalTransition);
    }

    [Fact]
    public void Queue_IsByNeedThenAge()
    {
        var pool = Pool.With(10, Day(9, 1)).With(20, Day(6, 1)).With(30, Day(9, 1)).With(40, Day(7, 1)).Do(Who.ResourceDesk, On(4, new GrantRequest(40)));
        var (query, today) = (new ResourceRequestQuery(Queued: true, Sort: "need"), pool.Now.Day());
        var queue = ReadTables.Of(query);
        var found = Answer.From(((Table)queue).Rows(new(new("test", "pool-space-2021"), pool.State, pool.Version, pool.Plan)), queue.Ask(query, "", Who.Auditor, today));
        Assert.Equal([2, 1, 3], queue.Page(query, "", found, Who.Auditor, today).Items.Select(request => request.Number));
        var view = ResourcePoolViews.Of(pool.State, new(new("test", "pool-space-2021"), pool.Version, State, pool.Now))!;
        Assert.Equal((40m, 0m, 260m, 4, 3, 60m), (view.Granted, view.Reserved, view.Free, view.Requests, view.Queued, view.Wanted));
    }
}
