using FuyangPlan.EventSourcing;
using static FuyangPlan.Given;
using static FuyangPlan.Landings.Landed;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Landings;

public class LeadEnterpriseRulesTests
{
    [Fact]
    public void Link_ToTasksOfThePlan_ReplacesTheList()
    {
        var linked = Staffed.When(Who.ServiceOfficer, On(1, new LinkLanding(["project-1/3", "project-1/3", "campaign-1/12"], "道路")))
            .Then(new LandingLinked(1, ["project-1/3", "campaign-1/12"], "道路"));
        linked.When(Who.ServiceOfficer, On(1, new LinkLanding(["project-1/3", "campaign-1/12"], "道路"))).ThenNothing();
        Assert.Empty(linked.Do(Who.ServiceOfficer, On(1, new LinkLanding([]))).One().Tasks);
    }

    [Theory]
    [InlineData("project-1")]
    [InlineData("project-1/")]
    [InlineData("project-1/0")]
    [InlineData("project-1/03")]
    [InlineData("project-1/10000")]
    [InlineData("project-1/3/4")]
    [InlineData("project-1/３")]
    [InlineData("Project-1/3")]
    public void Link_WrittenOtherwise_IsRefused(string task)
    {
        var refusal = Staffed.When(Who.ServiceOfficer, On(1, new LinkLanding(["project-1/3", task]))).ThenRefused(Problems.TextInvalid);
        Assert.Equal("/tasks/1", Assert.Single(refusal.Faults).Pointer);
    }

    [Fact]
    public void Link_Unfit_IsRefused()
    {
        Staffed.When(Who.ServiceOfficer, On(1, new LinkLanding(["project-9/3"]))).ThenRefused(Problems.InitiativeNotFound);
        Staffed.When(Who.ServiceOfficer, On(1, new LinkLanding([.. Enumerable.Range(1, 101).Select(n => $"project-1/{n}")]))).ThenRefused(Problems.OutOfRange);
        Staffed.When(Who.ServiceOfficer, On(1, new LinkLanding([], ""))).ThenRefused(Problems.TextRequired);
    }

    [Fact]
    public void Promise_KeptOrBroken_HasItsOutcomeForEver()
    {
        Staffed.When(Who.ServiceOfficer, On(1, Promise)).Then(new PromiseRecorded(1, 1, Promise.Text, PromiseSide.Ours, Day(4, 30)));
        var kept = Promised.When(Who.ServiceOfficer, On(1, new KeepPromise(1, "已通电"))).Then(new PromiseKept(1, 1, "已通电"));
        kept.When(Who.ServiceOfficer, On(1, new BreakPromise(1, Why))).ThenRefused(Problems.IllegalTransition);
        var again = kept.Do(Who.ServiceOfficer, On(1, Promise)).When(Who.ServiceOfficer, On(1, new BreakPromise(2, Why))).Then(new PromiseBroken(1, 2, Why));
        Assert.Equal([PromiseStatus.Kept, PromiseStatus.Broken], again.One().Promises.Select(promise => promise.Status));
        Assert.Equal(["已通电", Why], again.One().Promises.Select(promise => promise.Outcome));
    }

    [Fact]
    public void Promise_Unfit_IsRefused()
    {
        Staffed.When(Who.ServiceOfficer, On(1, Promise with { Text = "" })).ThenRefused(Problems.TextRequired);
        Staffed.When(Who.ServiceOfficer, On(1, Promise with { Due = Day(1, 14) })).ThenRefused(Problems.BeforeStart);
        Staffed.When(Who.ServiceOfficer, On(1, new KeepPromise(1))).ThenRefused(Problems.PromiseNotFound);
        Promised.When(Who.ServiceOfficer, On(1, new KeepPromise(1, "\u200b"))).ThenRefused(Problems.TextInvalid);
        Promised.When(Who.ServiceOfficer, On(1, new BreakPromise(1, "短"))).ThenRefused(Problems.ReasonRequired);
        Promised.When(Who.Liaison, On(1, new KeepPromise(1))).ThenRefused(Problems.Forbidden);
    }

    [Fact]
    public void Promise_WhoseDayIsOver_IsOverdue()
    {
        int Overdue(int month, int day) => LandingViews.Of(Promised.On(Day(month, day)).State.Landings, Day(month, day))[0].OverduePromises;
        Assert.Equal((0, 1), (Overdue(4, 30), Overdue(5, 1)));
    }

    [Fact]
    public void Contact_IsKeptOnce_WithWhoWroteItDown()
    {
        var command = On(1, new RecordContact(Day(2, 28), "企业负责人", "了解设备到货情况"));
        var contacted = Staffed.When(Who.ServiceOfficer, command).Then(new ContactRecorded(1, Day(2, 28), "企业负责人", "了解设备到货情况"));
        contacted.When(Who.ServiceOfficer, command).ThenNothing();
        Assert.Equal(Who.ServiceOfficer.Name, Assert.Single(contacted.One().Contacts).By);
    }

    [Fact]
    public void Contact_Unfit_IsRefused()
    {
        Staffed.When(Who.ServiceOfficer, On(1, new RecordContact(Day(3, 2), "甲", "通话"))).ThenRefused(Problems.InFuture);
        Staffed.When(Who.ServiceOfficer, On(1, new RecordContact(Day(1, 14), "甲", "通话"))).ThenRefused(Problems.BeforeStart);
        Staffed.When(Who.ServiceOfficer, On(1, new RecordContact(Day(3, 1), "", "通话"))).ThenRefused(Problems.TextRequired);
        Staffed.When(Who.ServiceOfficer, On(1, new RecordContact(Day(3, 1), "甲", new('长', 1001)))).ThenRefused(Problems.TextTooLong);
        Staffed.When(Who.ServiceOfficer, On(9, new RecordContact(Day(3, 1), "甲", "通话"))).ThenRefused(Problems.LandingNotFound);
    }
}
