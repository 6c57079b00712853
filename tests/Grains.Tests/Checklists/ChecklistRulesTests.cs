using FuyangPlan.Initiatives;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Checklists;

public class ChecklistRulesTests
{
    [Fact]
    public void StartTask_NotStarted_IsInProgress() =>
        Assert.Equal(TaskStage.InProgress, Accepted.When(Who.Liaison, On(2, new StartTask())).Then(new TaskStarted(2, null)).Task2().Stage);

    [Fact]
    public void StartTask_PredecessorOpen_NeedsAReasonOfTenCharacters()
    {
        var refusal = Accepted.When(Who.Liaison, On(3, new StartTask())).ThenRefused(Problems.PredecessorOpen);
        Assert.Contains('2', refusal.Detail);
        Accepted.When(Who.Liaison, On(3, new StartTask(OverrideReason: "太短"))).ThenRefused(Problems.ReasonRequired);
        Accepted.When(Who.Liaison, On(3, new StartTask(OverrideReason: Why))).Then(new TaskStarted(3, Why));
    }

    [Fact]
    public void StartTask_PredecessorVerified_NeedsNoReasonAndKeepsNone() =>
        Verified.When(Who.Liaison, On(3, new StartTask(OverrideReason: Why))).Then(new TaskStarted(3, null));

    [Fact]
    public void StartTask_PredecessorIsAGroup_WaitsForEveryTaskOfIt()
    {
        var afterGroup = AcceptedWith(Content.With(4, task => task with { After = [1] })).On(Day(2, 8));
        Situation<InitiativeState> Finish(Situation<InitiativeState> situation, int number) => situation
            .Do(Who.Liaison, On(number, new StartTask())).Do(Who.Liaison, On(number, new ReportDone(Day(2, 8), []), Photo)).Do(Who.Inspector, On(number, Verify));
        Finish(afterGroup, 2).When(Who.PowerLiaison, On(4, new StartTask())).ThenRefused(Problems.PredecessorOpen);
        Finish(Finish(afterGroup, 2), 3).When(Who.PowerLiaison, On(4, new StartTask())).Then(new TaskStarted(4, null));
    }

    /// <summary>Group 1 comes after 5, so all below it do, whichever way they are started and however deep they lie.</summary>
    [Fact]
    public void StartTask_PredecessorOfItsGroup_IsWaitedForByEveryTaskBelow()
    {
        var content = Content.With(1, task => task with { After = [5] }).With(3, task => task with { Weight = 0 });
        content = content with { Tasks = content.Tasks.Add(new(6, "三期", "G1", Day(7, 1), Day(9, 30), 30, "housing", ["liaison"], Parent: 3)) };
        var waiting = AcceptedWith(content).On(Day(3, 1));
        Assert.Contains('5', waiting.When(Who.Liaison, On(2, new StartTask())).ThenRefused(Problems.PredecessorOpen).Detail);
        Assert.Contains("2、5", waiting.When(Who.Liaison, On(6, new StartTask())).ThenRefused(Problems.PredecessorOpen).Detail, StringComparison.Ordinal);
        waiting.When(DepartmentFeeds.Facts.Sender, DepartmentFeeds.Facts.Straight(DepartmentFeeds.Facts.Progress(1, 10))).ThenRefused(Problems.PredecessorOpen);
        waiting.When(Who.Liaison, On(2, new StartTask(OverrideReason: Why))).Then(new TaskStarted(2, Why));
        var done = waiting.Do(Who.Liaison, On(5, new StartTask())).Do(Who.Liaison, On(5, new ReportDone(Day(3, 1), []), Photo))
            .Do(Who.Inspector, On(5, new VerifyTask([], OnSite: true)));
        done.When(Who.Liaison, On(2, new StartTask())).Then(new TaskStarted(2, null));
        done.When(Who.Liaison, On(6, new StartTask())).ThenRefused(Problems.PredecessorOpen);
    }

    [Fact]
    public void ReportProgress_Rises_IsRecordedWithItsEvidence() =>
        Started.When(Who.Liaison, On(2, new ReportProgress(60, "主体过半"), Photo)).Then(new ProgressReported(2, 60, "主体过半", Photo, null));

    [Theory]
    [InlineData(-0.01)]
    [InlineData(100.01)]
    [InlineData(50.001)]
    public void ReportProgress_OutOfRange_IsRefused(decimal percent) =>
        Started.When(Who.Liaison, On(2, new ReportProgress(percent), Photo)).ThenRefused(Problems.OutOfRange);

    [Theory]
    [InlineData(19.99, true)]
    [InlineData(20, false)]
    public void ReportProgress_RiseOfTwentyPoints_NeedsEvidence(decimal percent, bool accepted)
    {
        var outcome = Started.When(Who.Liaison, On(2, new ReportProgress(percent)));
        if (accepted) outcome.ThenAccepted();
        else outcome.ThenRefused(Problems.EvidenceRequired);
    }

    /// <summary>However small the steps, and whatever was taken back in between: what counts is how far evidence reaches.</summary>
    [Fact]
    public void ReportProgress_InSmallSteps_NeedsEvidenceWhereTheStepsMakeTwentyPoints()
    {
        var slowly = Started.Do(Who.Liaison, On(2, new ReportProgress(10))).Do(Who.Liaison, On(2, new ReportProgress(19)));
        slowly.When(Who.Liaison, On(2, new ReportProgress(20))).ThenRefused(Problems.EvidenceRequired);
        slowly.Do(Who.Liaison, On(2, new ReportProgress(5, Correction: Why))).When(Who.Liaison, On(2, new ReportProgress(24))).ThenRefused(Problems.EvidenceRequired);
        slowly.Do(Who.Inspector, On(2, new VerifyProgress(19))).When(Who.Liaison, On(2, new ReportProgress(38))).ThenAccepted();
        var proven = slowly.Do(Who.Liaison, On(2, new ReportProgress(40), Photo));
        proven.When(Who.Liaison, On(2, new ReportProgress(59))).ThenAccepted();
        // The same picture again proves nothing new.
        proven.When(Who.Liaison, On(2, new ReportProgress(60), Photo)).ThenRefused(Problems.EvidenceRequired);
        proven.When(Who.Liaison, On(2, new ReportProgress(60), [Photo[0] with { Hash = new('b', 64) }])).ThenAccepted();
    }

    [Fact]
    public void ReportProgress_BelowTheLast_NeedsACorrection()
    {
        Reported(60).When(Who.Liaison, On(2, new ReportProgress(59))).ThenRefused(Problems.ProgressWentBackwards);
        Reported(60).When(Who.Liaison, On(2, new ReportProgress(59, Correction: "错了"))).ThenRefused(Problems.ReasonRequired);
        Reported(60).When(Who.Liaison, On(2, new ReportProgress(59, Correction: Why))).Then(new ProgressReported(2, 59, null, [], Why));
    }

    [Fact]
    public void ReportProgress_CorrectedBelowTheVerified_LowersTheVerifiedToo()
    {
        var task = Reported(60).Do(Who.Inspector, On(2, new VerifyProgress(60))).Do(Who.Liaison, On(2, new ReportProgress(40, Correction: Why))).Task2();
        Assert.Equal((40m, 40m), (task.Reported, task.Verified));
    }

    [Fact]
    public void ReportProgress_TheSameWithItsNoteAndEvidenceAgain_RecordsNothing() =>
        Started.Do(Who.Liaison, On(2, new ReportProgress(60, "主体过半"), Photo))
            .When(Who.Liaison, On(2, new ReportProgress(60, "主体过半"), Photo)).ThenNothing();

    [Fact]
    public void ReportProgress_BadNote_IsRefused()
    {
        Started.When(Who.Liaison, On(2, new ReportProgress(1, "主体\u202e过半"))).ThenRefused(Problems.TextInvalid);
        Started.When(Who.Liaison, On(2, new ReportProgress(1, new('长', 1001)))).ThenRefused(Problems.TextTooLong);
        Started.When(Who.Liaison, On(2, new ReportProgress(1, ""))).ThenRefused(Problems.TextRequired);
    }

    [Fact]
    public void ReportProgress_OfAnotherDepartment_IsRefused() => Started.When(Who.PowerLiaison, On(2, new ReportProgress(10))).ThenRefused(Problems.NotYours);

    [Fact]
    public void VerifyProgress_LastReport_IsVerified()
    {
        var task = Reported(60).When(Who.Inspector, On(2, new VerifyProgress(60, "属实"))).Then(new ProgressVerified(2, 60, "属实")).Task2();
        Assert.Equal((60m, 60m), (task.Reported, task.Verified));
    }

    [Fact]
    public void VerifyProgress_OtherPercent_IsRefused() => Reported(60).When(Who.Inspector, On(2, new VerifyProgress(59))).ThenRefused(Problems.VersionMoved);

    [Fact]
    public void VerifyProgress_NothingReported_IsRefused() => Started.When(Who.Inspector, On(2, new VerifyProgress(0))).ThenRefused(Problems.NothingToVerify);

    [Fact]
    public void VerifyProgress_BadNote_IsRefused() => Reported(60).When(Who.Inspector, On(2, new VerifyProgress(60, "\u0007"))).ThenRefused(Problems.TextInvalid);

    public static TheoryData<string, bool> Verifiers => new()
    {
        { "same account", false }, { "other account of the same person", false }, { "other person of the same department", false },
        { "other account, registered in the same department", false }, { "other person of another department", true },
    };

    [Theory, MemberData(nameof(Verifiers))]
    public void Verify_ByPersonAccountAndDepartment_NeedsFourEyes(string who, bool accepted)
    {
        var verifier = who switch
        {
            "same account" => Who.Inspector with { Account = Who.Liaison.Account, Person = null },
            "other account of the same person" => Who.Inspector with { Person = Who.Liaison.Person },
            "other person of the same department" => Who.Inspector with { Department = Who.Liaison.Department },
            "other account, registered in the same department" => Who.Inspector with { Person = Who.ResourceDesk.Person },
            _ => Who.Inspector,
        };
        Outcome<InitiativeState>[] outcomes =
        [
            Reported(60).When(verifier, On(2, new VerifyProgress(60))), ReportedDone.When(verifier, On(2, Verify)), ReportedDone.When(verifier, On(2, new RejectTask(Why))),
        ];
        foreach (var outcome in outcomes)
            if (accepted) outcome.ThenAccepted();
            else outcome.ThenRefused(Problems.FourEyes);
    }

    [Fact]
    public void ReportDone_WithEvidence_IsReportedWhole()
    {
        var task = Started.On(Day(2, 8)).When(Who.Liaison, On(2, new ReportDone(Day(2, 1), [], "完工"), Photo)).Then(new DoneReported(2, Day(2, 1), false, Photo, "完工")).Task2();
        Assert.Equal((100m, 0m, TaskStage.ReportedDone), (task.Reported, task.Verified, task.Stage));
    }

    [Fact]
    public void ReportDone_EightDaysBack_IsMarked() =>
        Started.On(Day(2, 9)).When(Who.Liaison, On(2, new ReportDone(Day(2, 1), []), Photo)).Then(new DoneReported(2, Day(2, 1), true, Photo, null));

    [Fact]
    public void ReportDone_Unfit_IsRefused()
    {
        Started.When(Who.Liaison, On(2, new ReportDone(Day(2, 1), []))).ThenRefused(Problems.EvidenceRequired);
        Started.When(Who.Liaison, On(2, new ReportDone(Day(2, 2), []), Photo)).ThenRefused(Problems.InFuture);
        Started.When(Who.Liaison, On(2, new ReportDone(Day(1, 14), []), Photo)).ThenRefused(Problems.BeforeStart);
        Started.When(Who.Liaison, On(2, new ReportDone(new(1, 1, 1), []), Photo)).ThenRefused(Problems.InvalidDate);
        Started.When(Who.Liaison, On(2, new ReportDone(Day(2, 1), [], "\u200b"), Photo)).ThenRefused(Problems.TextInvalid);
    }

    [Fact]
    public void VerifyTask_EverythingTickedOnSite_IsVerified()
    {
        var task = ReportedDone.When(Who.Inspector, On(2, Verify)).Then(new TaskVerified(2, ["主体完工", "资料齐全"], true, null, Day(2, 20))).Task2();
        Assert.Equal((100m, TaskStage.Verified, "inspector"), (task.Verified, task.Stage, task.Verifier!.Account));
    }

    [Fact]
    public void VerifyTask_ACriterionMissing_IsRefused() =>
        ReportedDone.When(Who.Inspector, On(2, new VerifyTask(["主体完工"], true))).ThenRefused(Problems.CriteriaUnticked);

    [Fact]
    public void VerifyTask_CriteriaThatNobodySet_AreNotRecorded() =>
        ReportedDone.When(Who.Inspector, On(2, new VerifyTask(["资料齐全", "主体完工", "别的\u202e"], true))).Then(new TaskVerified(2, ["主体完工", "资料齐全"], true, null, Day(2, 20)));

    [Fact]
    public void VerifyTask_BadNote_IsRefused() => ReportedDone.When(Who.Inspector, On(2, Verify with { Note = "\ufeff" })).ThenRefused(Problems.TextInvalid);

    [Theory]
    [InlineData(10, false)]
    [InlineData(9.99, true)]
    public void VerifyTask_FromTheDesk_IsForLightTasks(decimal weight, bool accepted)
    {
        var content = Content.With(5, task => task with { Weight = weight }).With(2, task => task with { Weight = 55 - weight });
        var outcome = AcceptedWith(content).Do(Who.Liaison, On(5, new StartTask())).Do(Who.Liaison, On(5, new ReportDone(Day(1, 18), []), Photo))
            .When(Who.Inspector, On(5, new VerifyTask()));
        if (accepted) outcome.ThenAccepted();
        else outcome.ThenRefused(Problems.OnSiteRequired);
    }

    [Fact]
    public void RejectTask_ReportedDone_GoesBackToTheVerifiedPercent()
    {
        var task = Reported(60).Do(Who.Inspector, On(2, new VerifyProgress(60))).Do(Who.Liaison, On(2, new ReportDone(Day(2, 8), []), Photo))
            .When(Who.Inspector, On(2, new RejectTask(Why))).Then(new TaskRejected(2, Why)).Task2();
        Assert.Equal((60m, 60m, TaskStage.InProgress, 1, null), (task.Reported, task.Verified, task.Stage, task.Rejections, task.DoneOn));
    }

    [Fact]
    public void StrikeOffTask_Verified_IsStruckOff() =>
        Assert.Equal(TaskStage.StruckOff, Verified.When(Who.Inspector, On(2, new StrikeOffTask(Why))).Then(new TaskStruckOff(2, Why)).Task2().Stage);

    [Fact]
    public void ReopenTask_StruckOff_FallsAndIsMarkedForEver()
    {
        var task = StruckOff.When(Who.Chief, On(2, new ReopenTask(Why, 40))).Then(new TaskReopened(2, Why, 40)).Task2();
        Assert.Equal((40m, 40m, 1, TaskStage.InProgress, null), (task.Reported, task.Verified, task.Reopened, task.Stage, task.VerifiedAt));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(-1)]
    [InlineData(100.01)]
    public void ReopenTask_PercentOutOfRange_IsRefused(decimal percent) =>
        Verified.When(Who.Inspector, On(2, new ReopenTask(Why, percent))).ThenRefused(Problems.OutOfRange);
}
