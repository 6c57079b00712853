using FuyangPlan.Initiatives;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Checklists;

public class SuspensionRulesTests
{
    private static readonly Actor Both = Who.Liaison with { Roles = [Role.Liaison, Role.Inspector, Role.Office] };

    [Fact]
    public void RequestSuspension_WhileOneWaits_IsRefused() =>
        SuspensionAsked.When(Who.Chief, On(2, new RequestSuspension(Why))).ThenRefused(Problems.IllegalTransition);

    [Fact]
    public void DecideSuspension_NothingAsked_IsRefused() => Started.When(Who.Office, On(2, new DecideSuspension(true))).ThenRefused(Problems.IllegalTransition);

    [Fact]
    public void RequestSuspension_Accepted_IsShownToWhoDecides()
    {
        var asked = InitiativeViews.Of(SuspensionAsked.State, new(new("test", "project-1"), 1, TestPlan.State, SuspensionAsked.Now))!.Tasks.Single(task => task.Number == 2);
        Assert.True(asked.SuspensionRequested);
        Assert.Equal(new SuspensionView(Why, true, Who.Liaison.Name, Who.Liaison.Person), asked.Suspension);
        Assert.Null(InitiativeViews.Of(Suspended.State, new(new("test", "project-1"), 1, TestPlan.State, Suspended.Now))!.Tasks.Single(task => task.Number == 2).Suspension);
    }

    [Fact]
    public void DecideSuspension_ByWhoAsked_IsRefused()
    {
        var asked = Started.Do(Both, On(2, new RequestSuspension(Why)));
        asked.When(Both, On(2, new DecideSuspension(true))).ThenRefused(Problems.FourEyes);
        asked.When(Both with { Account = "other" }, On(2, new DecideSuspension(true))).ThenRefused(Problems.FourEyes);
    }

    [Fact]
    public void DecideSuspension_Refused_NeedsAReasonAndForgetsTheRequest()
    {
        SuspensionAsked.When(Who.Office, On(2, new DecideSuspension(false))).ThenRefused(Problems.ReasonRequired);
        var task = SuspensionAsked.When(Who.Office, On(2, new DecideSuspension(false, Why))).Then(new SuspensionRefused(2, Why)).Task2();
        Assert.Null(task.Request);
    }

    [Fact]
    public void DecideSuspension_ReportedDoneMeanwhile_HasNothingToDecideAnyMore()
    {
        var reopened = SuspensionAsked.Do(Who.Liaison, On(2, new ReportDone(Day(2, 1), []), Photo)).Do(Who.Inspector, On(2, new RejectTask(Why)));
        reopened.When(Who.Office, On(2, new DecideSuspension(true))).ThenRefused(Problems.IllegalTransition);
    }

    [Fact]
    public void ResumeTask_Suspended_GoesBackToItsStage()
    {
        Assert.Equal(TaskStage.InProgress, Suspended.On(Day(2, 11)).When(Who.Office, On(2, new ResumeTask(Why))).Then(new TaskResumed(2, Why)).Task2().Stage);
        var notStarted = Accepted.Do(Who.Liaison, On(2, new RequestSuspension(Why))).Do(Who.Office, On(2, new DecideSuspension(true)));
        Assert.Equal(TaskStage.NotStarted, notStarted.Do(Who.Chief, On(2, new ResumeTask(Why))).Task2().Stage);
    }

    [Fact]
    public void Suspension_Exempt_StopsTheClockForItsDays()
    {
        var task = Suspended.On(Day(2, 11)).Do(Who.Office, On(2, new ResumeTask(Why))).Task2();
        Assert.Equal((0, 5, 10, 10), (task.PausedDays(Day(2, 1)), task.PausedDays(Day(2, 6)), task.PausedDays(Day(2, 11)), task.PausedDays(Day(12, 31))));
    }

    [Fact]
    public void Suspension_NotExempt_StopsNothing() => Assert.Equal(0,
        Started.Do(Who.Liaison, On(2, new RequestSuspension(Why))).Do(Who.Office, On(2, new DecideSuspension(true))).Task2().PausedDays(Day(12, 31)));
}
