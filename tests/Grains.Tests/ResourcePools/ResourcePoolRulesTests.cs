using FuyangPlan.EventSourcing;
using FuyangPlan.Plans;
using static FuyangPlan.Given;
using static FuyangPlan.ResourcePools.Pools;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.ResourcePools;

public class ResourcePoolRulesTests
{
    [Fact]
    public void Open_OncePerTypeAndYear()
    {
        NoPool.When(Who.Office, Opening).Then(new ResourcePoolOpened(ResourceType.Space, 2021, 300, "housing", null));
        Pool.When(Who.Office, Opening).ThenNothing();
        Pool.When(Who.Office, Opening with { Capacity = 301 }).ThenRefused(Problems.PoolExists);
    }

    [Fact]
    public void Open_WithWhatCannotBe_IsRefused()
    {
        NoPool.When(Who.ResourceDesk, Opening).ThenRefused(Problems.Forbidden);
        NoPool.When(Who.Office, Opening with { Department = "none" }).ThenRefused(Problems.DepartmentNotFound);
        foreach (var year in (int[])[2014, 2061]) NoPool.When(Who.Office, Opening with { Year = year }).ThenRefused(Problems.OutOfRange);
        foreach (var capacity in (decimal[])[0, -1, 0.001m, 1_000_000_000.01m]) NoPool.When(Who.Office, Opening with { Capacity = capacity }).ThenRefused(Problems.OutOfRange);
        NoPool.When(Who.Office, Opening with { Type = ResourceType.Talent, Capacity = 0.5m }).ThenRefused(Problems.OutOfRange);
        NoPool.When(Who.Office, Opening with { Note = "甲\u202E乙" }).ThenRefused(Problems.TextInvalid);
        (NoPool with { Facts = PlanState.Initial }).When(Who.Office, Opening).ThenRefused(Problems.PlanNotFound);
    }

    [Fact]
    public void ChangeCapacity_NeverBelowWhatIsReservedAndGranted()
    {
        var pool = Granted(100).With(50).Do(Who.ResourceDesk, On(2, new ReserveForRequest(50)));
        pool.When(Who.Office, new ChangeCapacity(149.99m, Why)).ThenRefused(Problems.CapacityBelowUse);
        pool.When(Who.Office, new ChangeCapacity(300, Why)).ThenNothing();
        pool.When(Who.Office, new ChangeCapacity(150, "短")).ThenRefused(Problems.ReasonRequired);
        var full = pool.When(Who.Office, new ChangeCapacity(150, Why)).Then(new PoolCapacityChanged(ResourceType.Space, 150, Why));
        Assert.Equal(0, full.State.Free);
        NoPool.When(Who.Office, new ChangeCapacity(150, Why)).ThenRefused(Problems.PoolNotFound);
    }

    [Fact]
    public void Close_WithOpenRequests_IsRefused_AndLeavesOnlyWhatWasGranted()
    {
        NoPool.When(Who.Office, new ClosePool(Why)).ThenRefused(Problems.PoolNotFound);
        Assert.Contains("第 1 号", Asked(30).When(Who.Office, new ClosePool(Why)).ThenRefused(Problems.ResourceRequestsOpen).Detail, StringComparison.Ordinal);
        var closed = Granted(30).Do(Who.Office, new ClosePool(Why));
        closed.When(Who.Office, new ClosePool(Why)).ThenNothing();
        closed.When(Who.Office, new ChangeCapacity(400, Why)).ThenRefused(Problems.PoolClosed);
        closed.When(Who.Liaison, Asking(10)).ThenRefused(Problems.PoolClosed);
        foreach (var command in (object[])[new PreCheckRequest(), new ReserveForRequest(1), new GrantRequest(1), new RefuseRequest(Why, "存量"), new WithdrawRequest(Why)])
            closed.When(command is WithdrawRequest ? Who.Liaison : Who.ResourceDesk, On(1, command)).ThenRefused(Problems.PoolClosed);
        var used = closed.Do(Who.ResourceDesk, On(1, new DeliverGrant(30, Day(2, 8), []), Photo)).Do(Who.Inspector, On(1, new VerifyUse(20)));
        Assert.Equal(280, used.Do(Who.ResourceDesk, On(1, new ClawBack(10, Why))).State.Free);
    }

    [Fact]
    public void Hold_IsOverAfterItsLastDay_TheFirstOneFirst()
    {
        var pool = PreChecked(30).With(20).With(10)
            .Do(Who.ResourceDesk, On(1, new ReserveForRequest(30)))
            .Do(Who.ResourceDesk, On(2, new ReserveForRequest(20, Day(3, 1))))
            .Do(Who.ResourceDesk, On(3, new ReserveForRequest(10, Day(3, 1))));
        Assert.Equal(Day(2, 8).AddDays(90), pool.Request().ReservedUntil);
        Assert.Equal(240, pool.On(Day(3, 1), 23).Aged().State.Free);
        var over = pool.On(Day(3, 2), 0).Aged();
        Assert.Equal(
            [new ReservationExpired(ResourceType.Space, 2, 20), new ReservationExpired(ResourceType.Space, 3, 10)], over.Entries[^2..].Select(entry => entry.Event));
        Assert.Equal((270, ResourceRequestStatus.PreChecked), (over.State.Free, over.Request(2).Status));
        Assert.Equal(300, pool.On(Day(5, 10), 0).Aged().State.Free);
    }

    [Fact]
    public void Hold_RenewedOrGranted_IsNotOverAtItsOldDay()
    {
        var held = PreChecked(30).Do(Who.ResourceDesk, On(1, new ReserveForRequest(30, Day(3, 1))));
        Assert.Equal(275, held.Do(Who.ResourceDesk, On(1, new ReserveForRequest(25, Day(4, 1)))).On(Day(3, 2)).Aged().State.Free);
        Assert.Equal(270, held.Do(Who.ResourceDesk, On(1, new GrantRequest(30))).On(Day(3, 2)).Aged().State.Free);
        Assert.Equal(290, held.Do(Who.ResourceDesk, On(1, new GrantRequest(10))).On(Day(3, 2)).Aged().State.Free);
        foreach (var end in (object[])[new RefuseRequest(Why, "存量"), new GrantRequest(10, new(Why, "存量"))])
            Assert.Null(held.Do(Who.ResourceDesk, On(1, end)).State.Requests.Next);
        Assert.Null(held.Do(Who.Liaison, On(1, new WithdrawRequest(Why))).State.Requests.Next);
    }

    [Theory]
    [InlineData("space-2021", true)]
    [InlineData("talent-2015", true)]
    [InlineData("funds-2060", true)]
    [InlineData("funds-2061", false)]
    [InlineData("funds-2014", false)]
    [InlineData("space-021", false)]
    [InlineData("Space-2021", false)]
    [InlineData("land-2021", false)]
    [InlineData("space-20211", false)]
    [InlineData("space-２０２１", false)]
    [InlineData("space", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void PoolId_OfText_IsTheSameTextOrNone(string? text, bool isOne)
    {
        Assert.Equal(isOne, PoolId.TryParse(text, out var id));
        if (isOne) Assert.Equal(text, id.ToString());
    }
}
