using FuyangPlan.Evidences;
using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;
using static FuyangPlan.DepartmentFeeds.Facts;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.DepartmentFeeds;

public class FactRulesTests
{
    private static FactSource Source(long offset, string? document = null) => new("permits", "housing", offset, document);

    private static Situation<InitiativeState> After(params DepartmentFeeds.V1.DepartmentFact[] facts) =>
        facts.Aggregate(Started.On(Day(2, 8)), (situation, fact) => situation.Do(Sender, Straight(fact)));

    [Fact]
    public void RecordFact_OfATaskNotStarted_StartsItAndNeedsNoFile() =>
        Accepted.On(Day(2, 8)).When(Sender, Straight(Progress(1, 60, "主体过半")))
            .Then(new TaskStarted(2, null), new ProgressFactRecorded(2, Source(1), 60, "主体过半", null));

    [Fact]
    public void RecordFact_BeforeItsPredecessors_IsRefusedUntilSomebodyReleasesIt()
    {
        var fact = Progress(1, 10) with { Task = 3 };
        Accepted.On(Day(2, 8)).When(Sender, Straight(fact)).ThenRefused(Problems.PredecessorOpen);
        Accepted.On(Day(2, 8)).When(Who.Office, new RecordFact(fact, "housing", Why))
            .Then(new TaskStarted(3, Why), new ProgressFactRecorded(3, Source(1), 10, null, null));
    }

    [Fact]
    public void RecordFact_Lower_IsRefusedUntilSomebodyReleasesIt()
    {
        After(Progress(1, 60)).When(Sender, Straight(Progress(2, 50))).ThenRefused(Problems.ProgressWentBackwards);
        var released = After(Progress(1, 60)).When(Who.Office, new RecordFact(Progress(2, 50), "housing", Why))
            .Then(new ProgressFactRecorded(2, Source(2), 50, null, Why));
        Assert.Equal((50m, 2L), (released.Task2().Reported, released.Task2().Facts["permits"].Offset));
    }

    [Fact]
    public void RecordFact_EarlierThanWhatStands_IsSupersededUnlessItIsAhead()
    {
        After(Progress(5, 60)).When(Sender, Straight(Progress(4, 60))).ThenRefused(Problems.FactSuperseded);
        After(Progress(5, 60)).When(Sender, Straight(Progress(5, 60))).ThenRefused(Problems.FactSuperseded);
        After(Progress(5, 60)).When(Sender, Straight(Progress(4, 70))).Then(new ProgressFactRecorded(2, Source(4), 70, null, null));
        After(Progress(5, 60)).When(Sender, Straight(Done(4, Day(2, 3)))).Then(new CompletionFactRecorded(2, Source(4, "证4号"), Day(2, 3), false, null));
        After(Done(5, Day(2, 3))).When(Sender, Straight(Progress(4, 70))).ThenRefused(Problems.FactSuperseded);
    }

    [Fact]
    public void RecordFact_EarlierThanWhatStands_NeverOverrulesAPerson()
    {
        var corrected = After(Progress(5, 60)).Do(Who.Liaison, On(2, new ReportProgress(40, Correction: Why)));
        corrected.When(Sender, Straight(Progress(4, 70))).ThenRefused(Problems.FactSuperseded);
        corrected.When(Sender, Straight(Progress(6, 30))).ThenRefused(Problems.ProgressWentBackwards);
        corrected.When(Sender, Straight(Progress(6, 50))).ThenAccepted();
    }

    [Fact]
    public void RecordFact_OfCompletion_WaitsForAnInspectorOfAnotherDepartment()
    {
        var done = After(Done(1, Day(2, 3)));
        Assert.Equal((TaskStage.ReportedDone, 100m, 0m, Day(2, 3)), (done.Task2().Stage, done.Task2().Reported, done.Task2().Verified, done.Task2().DoneOn));
        Assert.Empty(done.Task2().Evidence);
        done.When(Who.Inspector with { Department = "housing" }, On(2, Given.Verify)).ThenRefused(Problems.FourEyes);
        Assert.Equal(TaskStage.Verified, done.Do(Who.Inspector, On(2, Given.Verify)).Task2().Stage);
    }

    [Fact]
    public void RecordFact_Released_BindsWhoReleasedItAndTheFeedsDepartment()
    {
        var released = Started.On(Day(2, 8)).Do(Who.Office, new RecordFact(Done(1, Day(2, 3)), "housing", Why));
        released.When(Who.Office with { Roles = [Role.Inspector] }, On(2, Given.Verify)).ThenRefused(Problems.FourEyes);
        released.When(Who.Inspector with { Department = "office" }, On(2, Given.Verify)).ThenRefused(Problems.FourEyes);
        released.When(Who.Inspector with { Department = "housing" }, On(2, Given.Verify)).ThenRefused(Problems.FourEyes);
        released.When(Who.Inspector, On(2, Given.Verify)).ThenAccepted();
    }

    [Fact]
    public void RecordFact_OfCompletionTwice_TakesTheLaterAndItsMark()
    {
        var backDated = After(Done(1, Day(1, 18)));
        Assert.True(backDated.Task2().IsBackDated);
        var later = backDated.Do(Sender, Straight(Done(2, Day(2, 5))));
        Assert.Equal((Day(2, 5), false), (later.Task2().DoneOn, later.Task2().IsBackDated));
    }

    [Fact]
    public void RecordFact_OfWhatAPersonReportedDone_IsRefused()
    {
        ReportedDone.When(Sender, Straight(Done(1, Day(2, 3)))).ThenRefused(Problems.IllegalTransition);
        ReportedDone.When(Sender, Straight(Progress(1, 100))).ThenRefused(Problems.IllegalTransition);
        Verified.When(Sender, Straight(Done(1, Day(2, 3)))).ThenRefused(Problems.IllegalTransition);
    }

    [Fact]
    public void RecordFact_AfterARejection_StartsAnew()
    {
        var rejected = After(Done(5, Day(2, 3))).Do(Who.Inspector, On(2, new RejectTask(Why)));
        rejected.When(Sender, Straight(Progress(4, 70))).ThenRefused(Problems.FactSuperseded);
        rejected.When(Sender, Straight(Progress(6, 80))).ThenAccepted();
        rejected.When(Sender, Straight(Done(6, Day(2, 6)))).ThenAccepted();
    }

    [Fact]
    public void RecordFact_OfWhatItMayNotTouch_IsRefused()
    {
        var accepted = Accepted.On(Day(2, 8));
        accepted.When(Sender, Straight(Progress(1, 10) with { Task = 4 })).ThenRefused(Problems.NotYours);
        accepted.When(Sender, Straight(Progress(1, 10) with { Task = 1 })).ThenRefused(Problems.TaskIsGroup);
        accepted.When(Sender, Straight(Progress(1, 10) with { Task = 99 })).ThenRefused(Problems.TaskNotFound);
        accepted.When(Sender with { Account = "feed:other" }, Straight(Progress(1, 10) with { Task = 5 })).ThenAccepted();
        accepted.When(Who.StrangerLiaison, new RecordFact(Progress(1, 10), "housing", Why)).ThenRefused(Problems.NotYours);
        accepted.When(Who.Inspector, new RecordFact(Progress(1, 10), "housing", Why)).ThenRefused(Problems.Forbidden);
        accepted.When(Sender, Straight(Done(1, Day(2, 9)))).ThenRefused(Problems.InFuture);
        accepted.When(Sender, Straight(Done(1, Day(1, 14)))).ThenRefused(Problems.BeforeStart);
        Issued.When(Sender, Straight(Progress(1, 10))).ThenRefused(Problems.NoBaseline);
        Suspended.When(Sender, Straight(Progress(1, 10))).ThenRefused(Problems.IllegalTransition);
        Withdrawn.When(Sender, Straight(Progress(1, 10))).ThenRefused(Problems.SubjectClosed);
    }
}
