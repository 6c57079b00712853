using System.Security.Cryptography;
using System.Text.Json;
using FuyangPlan.Initiatives;
using FuyangPlan.Plans;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.TaskBooks;

public class TaskBookRulesTests
{
    /// <summary>Who leads and sits in the office has not both ends of a promise.</summary>
    [Fact]
    public void Accept_WhatOneHasDrafted_IsRefused()
    {
        var own = Led.Do(Who.Office with { Account = "other", Person = Who.Chief.Person }, new DraftTaskBook(Content)).Do(Who.Office, new SubmitTaskBook())
            .Do(Who.Group, new IssueTaskBook("任务书1号"));
        own.When(Who.Chief, new AcceptTaskBook(own.State.TaskBook.ContentHash!)).ThenRefused(Problems.FourEyes);
    }

    [Fact]
    public void DraftTaskBook_Chartered_IsRecordedWhole() =>
        Chartered.When(Who.Office, new DraftTaskBook(Content)).Then(new TaskBookDrafted(Content));

    [Fact]
    public void DraftTaskBook_Incomplete_IsStillADraft() =>
        Chartered.When(Who.Office, new DraftTaskBook(new([new("G1", "目标")], []))).ThenAccepted();

    [Fact]
    public void DraftTaskBook_AfterWithdrawal_KeepsTheOldBaselines()
    {
        var book = Withdrawn.Do(Who.Office, new DraftTaskBook(Content)).State.TaskBook;
        Assert.Equal(TaskBookStatus.Draft, book.Status);
        Assert.Single(book.Baselines);
        Assert.Null(book.Current);
    }

    [Fact]
    public void SubmitTaskBook_Complete_GoesToReview() => Drafted.When(Who.Office, new SubmitTaskBook()).Then(new TaskBookSubmitted());

    [Fact]
    public void SubmitTaskBook_Incomplete_NamesEveryFault()
    {
        var content = new TaskBookContent(
            [new("G1", "目标")], [new(1, "任务", "G1", Day(2, 1), Day(3, 1))]);
        var refusal = DraftedWith(content).When(Who.Office, new SubmitTaskBook()).ThenRefused(Problems.TaskBookIncomplete);
        Assert.Equal(
            ["/content/goals/0/standard", "/content/goals/0/metric", "/content/goals/0/deadline", "/content/tasks/0/department", "/content/tasks/0/people",
                "/content/tasks/0/weight"],
            refusal.Faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void SubmitTaskBook_NoTasks_IsRefused() =>
        DraftedWith(Content with { Tasks = [] }).When(Who.Office, new SubmitTaskBook()).ThenRefused(Problems.TaskBookIncomplete);

    [Fact]
    public void SubmitTaskBook_DeadlineAfterTheEvent_NeedsAWaiver()
    {
        var late = Content.Goals[0] with { Deadline = new(2022, 9, 11) };
        DraftedWith(Content with { Goals = [late] }).When(Who.Office, new SubmitTaskBook()).ThenRefused(Problems.TaskBookIncomplete);
        DraftedWith(Content with { Goals = [late with { Waiver = "赛后移交" }] }).When(Who.Office, new SubmitTaskBook()).ThenAccepted();
    }

    [Fact]
    public void SubmitTaskBook_WhileTheEventHasNoDate_AsksForADeadlineOnly()
    {
        var postponed = Given.Postponed.State;
        var late = Content with { Goals = [Content.Goals[0] with { Deadline = new(2023, 9, 11) }] };
        DraftedWith(late).In(postponed).When(Who.Office, new SubmitTaskBook()).ThenAccepted();
    }

    [Theory]
    [InlineData(49.99)]
    [InlineData(50.01)]
    [InlineData(100)]
    public void SubmitTaskBook_WeightsNotHundred_IsRefused(decimal weight) =>
        DraftedWith(Content.With(2, task => task with { Weight = weight })).When(Who.Office, new SubmitTaskBook()).ThenRefused(Problems.WeightsNotHundred);

    [Fact]
    public void ReturnTaskBook_WithReason_IsADraftAgain()
    {
        var returned = UnderReview.When(Who.Office, new ReturnTaskBook(Why)).Then(new TaskBookReturned(Why));
        Assert.Equal(TaskBookStatus.Draft, returned.State.TaskBook.Status);
    }

    [Fact]
    public void ReturnTaskBook_ShortReason_IsRefused() => UnderReview.When(Who.Group, new ReturnTaskBook("太短")).ThenRefused(Problems.ReasonRequired);

    [Fact]
    public void IssueTaskBook_UnderReview_FixesTheHashOfTheApiJson()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Content, StrictJson.Options)));
        var issued = UnderReview.When(Who.Group, new IssueTaskBook("任务书1号")).Then(new TaskBookIssued("任务书1号", hash));
        Assert.Equal(hash, TaskBookState.HashOf(JsonSerializer.Deserialize<TaskBookContent>(JsonSerializer.Serialize(Content, StrictJson.Options), StrictJson.Options)!));
        Assert.Equal(hash, issued.State.TaskBook.ContentHash);
    }

    [Fact]
    public void IssueTaskBook_WhileVacant_IsAllowed() =>
        Chartered.Do(Who.Office, new DraftTaskBook(Content)).Do(Who.Office, new SubmitTaskBook()).When(Who.Group, new IssueTaskBook("任务书1号")).ThenAccepted();

    [Fact]
    public void IssueTaskBook_NoDocument_IsRefused() => UnderReview.When(Who.Group, new IssueTaskBook("")).ThenRefused(Problems.TextRequired);

    [Fact]
    public void IssueTaskBook_EventMovedAheadOfADeadline_IsRefused()
    {
        var earlier = Imported.Do(Who.Group, new RescheduleEvent(new(2022, 3, 1), "公告")).State;
        UnderReview.In(earlier).When(Who.Group, new IssueTaskBook("任务书1号")).ThenRefused(Problems.TaskBookIncomplete);
    }

    [Fact]
    public void AcceptTaskBook_ByTheLeader_FreezesBaselineOneForScoring()
    {
        var hash = Issued.State.TaskBook.ContentHash!;
        var book = Issued.When(Who.Chief, new AcceptTaskBook(hash))
            .Then(new TaskBookAccepted(hash), new BaselineFrozen(1, hash, TaskBookContentRules.Weighted(Content), true)).State.TaskBook;
        Assert.Equal([2, 3, 4, 5], book.Current!.Tasks.Select(task => task.Number));
        Assert.Equal(1, book.ScoringBaseline);
    }

    [Fact]
    public void AcceptTaskBook_OtherHash_IsRefused() => Issued.When(Who.Chief, new AcceptTaskBook(new('0', 64))).ThenRefused(Problems.HashMismatch);

    [Fact]
    public void AcceptTaskBook_VacantOrActing_IsRefused()
    {
        var vacant = Chartered.Do(Who.Office, new DraftTaskBook(Content)).Do(Who.Office, new SubmitTaskBook()).Do(Who.Group, new IssueTaskBook("任务书1号"));
        vacant.When(Who.Chief, new AcceptTaskBook(vacant.State.TaskBook.ContentHash!)).ThenRefused(Problems.LeaderVacant);
        vacant.Do(Who.Office, LetAct("chief", Day(1, 18))).When(Who.Chief, new AcceptTaskBook(vacant.State.TaskBook.ContentHash!)).ThenRefused(Problems.LeaderVacant);
    }

    [Fact]
    public void AcceptTaskBook_ByTheFormerLeader_IsRefused() =>
        Issued.Do(Who.Office, Appoint("successor", Day(2, 1))).On(Day(2, 1))
            .When(Who.Chief, new AcceptTaskBook(Issued.State.TaskBook.ContentHash!)).ThenRefused(Problems.NotTheLeader);

    [Fact]
    public void ContestTaskBook_InTime_GoesBackToReviewWithoutItsHash()
    {
        var book = Issued.When(Who.Chief, new ContestTaskBook(Why)).Then(new TaskBookContested(Why)).State.TaskBook;
        Assert.Equal(TaskBookStatus.UnderReview, book.Status);
        Assert.Null(book.ContentHash);
    }

    [Fact]
    public void ContestTaskBook_SecondTime_IsRefused() =>
        Issued.Do(Who.Chief, new ContestTaskBook(Why)).Do(Who.Group, new ReturnTaskBook(Why)).Do(Who.Office, new DraftTaskBook(Content))
            .Do(Who.Office, new DraftTaskBook(Content.With(5, task => task with { Title = "绿化提升" })))
            .Do(Who.Office, new SubmitTaskBook()).Do(Who.Group, new IssueTaskBook("任务书2号"))
            .When(Who.Chief, new ContestTaskBook(Why)).ThenRefused(Problems.AlreadyContested);

    [Fact]
    public void ContestTaskBook_ShortReason_IsRefused() => Issued.When(Who.Chief, new ContestTaskBook("不")).ThenRefused(Problems.ReasonRequired);

    // The Spring Festival of 2021: off from 02-11 to 02-17, Saturday 02-20 worked. National Day: off from 10-01 to 10-07, Saturday 10-09 worked.
    [Theory]
    [InlineData("2021-02-10", "2021-02-23")]
    [InlineData("2021-02-05", "2021-02-18")]
    [InlineData("2021-09-30", "2021-10-13")]
    [InlineData("2021-03-01", "2021-03-08")]
    public void ContestTaskBook_AroundHolidays_IsOpenForFiveWorkingDays(string issued, string last)
    {
        var book = UnderReview.On(DateOnly.Parse(issued, null)).Do(Who.Group, new IssueTaskBook("任务书1号"));
        book.On(DateOnly.Parse(last, null), 23).When(Who.Chief, new ContestTaskBook(Why)).ThenAccepted();
        book.On(DateOnly.Parse(last, null).AddDays(1), 0).When(Who.Chief, new ContestTaskBook(Why)).ThenRefused(Problems.ContestTooLate);
    }

    [Fact]
    public void RequestClosure_MandatoryTasksOpen_IsRefused() => Verified.When(Who.Chief, new RequestClosure("圆满闭环")).ThenRefused(Problems.TasksStillOpen);

    [Fact]
    public void RequestClosure_OnlyOptionalTasksOpen_IsAccepted() => AllStruckOff.When(Who.Chief, new RequestClosure("圆满闭环")).Then(new ClosureRequested("圆满闭环"));

    [Fact]
    public void RequestClosure_NoStatement_IsRefused() => AllStruckOff.When(Who.Chief, new RequestClosure(" ")).ThenRefused(Problems.TextRequired);

    [Fact]
    public void ApproveClosure_ByAnother_Closes() => Closing.When(Who.Group, new ApproveClosure()).Then(new TaskBookClosed());

    [Fact]
    public void RefuseClosure_ByAnother_GoesOn()
    {
        Closing.When(Who.Group, new RefuseClosure(Why)).Then(new ClosureRefused(Why));
        Assert.Equal(TaskBookStatus.Active, Closing.Do(Who.Group, new RefuseClosure(Why)).State.TaskBook.Status);
        Closing.When(Who.Group, new RefuseClosure("不行")).ThenRefused(Problems.ReasonRequired);
    }

    [Fact]
    public void RequestClosure_Accepted_IsShownToWhoDecides_UntilItIsRefused()
    {
        var closure = Shown(Closing).Closure!;
        Assert.Equal(("圆满闭环", Closing.State.TaskBook.Closure!.By.Person), (closure.CloseOut, closure.Requester));
        Assert.Null(Shown(Closing.Do(Who.Group, new RefuseClosure(Why))).Closure);
        Assert.Equal("圆满闭环", Shown(Closing.Do(Who.Group, new ApproveClosure())).Closure?.CloseOut);
    }

    private static TaskBookView Shown(Situation<InitiativeState> situation) =>
        InitiativeViews.Of(situation.State, new(new("test", "project-1"), situation.Version, TestPlan.State, situation.Now))!.TaskBook;

    [Fact]
    public void ApproveClosure_ByWhoAsked_IsRefused()
    {
        var both = Who.Office with { Roles = [Role.Office, Role.LeadingGroup] };
        AllStruckOff.Do(both, new RequestClosure("圆满闭环")).When(both, new ApproveClosure()).ThenRefused(Problems.FourEyes);
        AllStruckOff.Do(both, new RequestClosure("圆满闭环")).When(both with { Account = "other" }, new ApproveClosure()).ThenRefused(Problems.FourEyes);
    }

    [Fact]
    public void ApproveClosure_TaskReopenedMeanwhile_IsRefused() =>
        Closing.Do(Who.Inspector, On(2, new Checklists.ReopenTask(Why))).When(Who.Group, new ApproveClosure()).ThenRefused(Problems.TasksStillOpen);

    [Fact]
    public void WithdrawTaskBook_Accepted_KeepsHistoryAndPutsTheLightOut()
    {
        var state = Accepted.When(Who.Group, new WithdrawTaskBook("决议1号")).Then(new TaskBookWithdrawn("决议1号")).State;
        Assert.NotEmpty(state.TaskBook.Baselines);
        Assert.Null(Lights.LightRules.OfInitiative(state, Day(8, 1), new()));
    }

    [Fact]
    public void WithdrawTaskBook_NoResolution_IsRefused() => Accepted.When(Who.Group, new WithdrawTaskBook("")).ThenRefused(Problems.TextRequired);

    /// <summary>What each state allows, asked of the rules themselves; everything else is an illegal transition, or closed for good.</summary>
    [Fact]
    public void EveryState_EveryCommand_AllowsExactlyWhatItsViewSays()
    {
        (TaskBookStatus Status, Situation<InitiativeState> Given)[] situations =
        [
            (TaskBookStatus.None, Led), (TaskBookStatus.Draft, Drafted), (TaskBookStatus.UnderReview, UnderReview), (TaskBookStatus.Issued, Issued),
            (TaskBookStatus.Active, AllStruckOff), (TaskBookStatus.Amending, Amending), (TaskBookStatus.Closing, Closing), (TaskBookStatus.Closed, Closed),
            (TaskBookStatus.Withdrawn, Withdrawn),
        ];
        foreach (var (status, given) in situations)
        {
            var book = given.State.TaskBook;
            Assert.Equal(status, book.Status);
            (object Command, Actor Actor)[] commands =
            [
                (new DraftTaskBook(Content), Who.Office), (new SubmitTaskBook(), Who.Office), (new ReturnTaskBook(Why), Who.Office),
                (new IssueTaskBook("任务书1号"), Who.Group), (new AcceptTaskBook(book.ContentHash ?? ""), Who.Chief), (new ContestTaskBook(Why), Who.Chief),
                (Slipping(31), Who.Office), (new ApproveAmendment(), Who.Group), (new RejectAmendment(Why), Who.Group),
                (new RequestClosure("圆满闭环"), Who.Office), (new ApproveClosure(), Who.Group),
                (new RefuseClosure(Why), Who.Group), (new WithdrawTaskBook("决议1号"), Who.Group),
            ];
            foreach (var (command, actor) in commands)
            {
                var outcome = given.When(actor, command);
                if (TaskBookTransitions.From(status).Contains(command.GetType().Name)) outcome.ThenAccepted();
                else outcome.ThenRefused(status == TaskBookStatus.Closed ? Problems.SubjectClosed : Problems.IllegalTransition);
            }
        }
    }
}
