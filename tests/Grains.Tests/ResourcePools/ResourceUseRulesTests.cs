using static FuyangPlan.Given;
using static FuyangPlan.ResourcePools.Pools;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.ResourcePools;

public class ResourceUseRulesTests
{
    [Fact]
    public void Deliver_UpToWhatWasGranted_WithEvidence()
    {
        DeliverGrant arrived = new(10, Day(2, 8), []);
        Granted(30).When(Who.ResourceDesk, On(1, arrived)).ThenRefused(Problems.EvidenceRequired);
        Granted(30).When(Who.ResourceDesk, On(1, arrived with { On = Day(2, 9) }, Photo)).ThenRefused(Problems.InFuture);
        Granted(30).When(Who.ResourceDesk, On(1, arrived with { On = Day(1, 14) }, Photo)).ThenRefused(Problems.BeforeStart);
        Granted(30).When(Who.ResourceDesk, On(1, arrived with { Amount = 30.01m }, Photo)).ThenRefused(Problems.OutOfRange);
        PreChecked(30).When(Who.ResourceDesk, On(1, arrived, Photo)).ThenRefused(Problems.IllegalTransition);
        var part = Granted(30).When(Who.ResourceDesk, On(1, arrived, Photo)).Then(new ResourceDelivered(ResourceType.Space, 1, 10, Day(2, 8), Photo));
        Assert.Equal((ResourceRequestStatus.Granted, 10m), (part.Request().Status, part.Request().Delivered));
        Assert.Equal(ResourceRequestStatus.Delivered, part.Do(Who.ResourceDesk, On(1, arrived with { Amount = 20 }, Photo)).Request().Status);
    }

    [Fact]
    public void VerifyUse_ByAnInspectorOfNeitherSide()
    {
        Granted(30).When(Who.Inspector, On(1, new VerifyUse(0))).ThenRefused(Problems.NothingToVerify);
        Delivered(30).When(Who.Inspector with { Department = "housing" }, On(1, new VerifyUse(20))).ThenRefused(Problems.FourEyes);
        foreach (var used in (decimal[])[-0.01m, 30.01m, 0.001m]) Delivered(30).When(Who.Inspector, On(1, new VerifyUse(used))).ThenRefused(Problems.OutOfRange);
        Delivered(30).When(Who.Inspector, On(1, new VerifyUse(20, "甲\u200B乙"))).ThenRefused(Problems.TextInvalid);
        var used20 = Delivered(30).When(Who.Inspector, On(1, new VerifyUse(20))).Then(new ResourceUseVerified(ResourceType.Space, 1, 20, null));
        used20.When(Who.Inspector, On(1, new VerifyUse(20))).ThenNothing();
        used20.When(Who.Inspector, On(1, new VerifyUse(15, "复核"))).ThenAccepted();
        Assert.Equal(ResourceRequestStatus.Closed, used20.Do(Who.Inspector, On(1, new VerifyUse(30))).Request().Status);
        Used(30, 30).When(Who.Inspector, On(1, new VerifyUse(20))).ThenRefused(Problems.IllegalTransition);
    }

    [Fact]
    public void ClawBack_ReturnsExactlyWhatWasUnused()
    {
        var pool = Used(30, 20);
        var refusal = pool.When(Who.ResourceDesk, On(1, new ClawBack(10.01m, Why))).ThenRefused(Problems.ClawBackBeyondUnused);
        Assert.Contains("10 亩", refusal.Detail, StringComparison.Ordinal);
        pool.When(Who.ResourceDesk, On(1, new ClawBack(10, "短"))).ThenRefused(Problems.ReasonRequired);
        var part = pool.When(Who.ResourceDesk, On(1, new ClawBack(4, Why))).Then(new ResourceClawedBack(ResourceType.Space, 1, 4, Why));
        Assert.Equal((274m, 26m, 6m), (part.State.Free, part.Request().Delivered, part.Request().Unused));
        var all = part.Do(Who.ResourceDesk, On(1, new ClawBack(6, Why)));
        Assert.Equal((280m, ResourceRequestStatus.Closed), (all.State.Free, all.Request().Status));
    }

    [Fact]
    public void ClawBack_OfWhatArrivedAndNobodyLookedAt_IsRefused()
    {
        Delivered(30).When(Who.ResourceDesk, On(1, new ClawBack(1, Why))).ThenRefused(Problems.ClawBackBeyondUnused);
        var part = Granted(30).Do(Who.ResourceDesk, On(1, new DeliverGrant(10, Day(2, 8), []), Photo));
        var seen = part.Do(Who.Inspector, On(1, new VerifyUse(5))).Do(Who.ResourceDesk, On(1, new DeliverGrant(10, Day(2, 8), []), Photo));
        // 10 never arrived, 5 were seen unused, 10 arrived since.
        Assert.Equal(15, seen.Request().Unused);
        Assert.Equal((20m, 10m), (seen.Do(Who.ResourceDesk, On(1, new ClawBack(10, Why))).Request().Delivered,
            seen.Do(Who.ResourceDesk, On(1, new ClawBack(10, Why))).Request().Seen));
        var back = seen.Do(Who.ResourceDesk, On(1, new ClawBack(15, Why)));
        Assert.Equal((15m, 0m, 285m), (back.Request().Delivered, back.Request().Unused, back.State.Free));
    }

    [Fact]
    public void ClawBack_OfAllThatNeverArrived_ClosesTheRequest()
    {
        var back = Granted(30).Do(Who.ResourceDesk, On(1, new ClawBack(30, Why)));
        Assert.Equal((ResourceRequestStatus.Closed, 300m), (back.Request().Status, back.State.Free));
        back.When(Who.ResourceDesk, On(1, new DeliverGrant(1, Day(2, 8), []), Photo)).ThenRefused(Problems.IllegalTransition);
    }
}
