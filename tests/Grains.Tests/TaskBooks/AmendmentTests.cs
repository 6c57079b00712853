using FuyangPlan.Checklists;
using System.Text.Json;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.TaskBooks;

public class AmendmentTests
{
    [Fact]
    public void ProposeAmendment_SomeDatesMove_RecordsTheLargestSlip() =>
        Accepted.When(Who.Chief, Slipping(30)).Then(new AmendmentProposed(Slipping(30).Content, Why, "不影响总目标", false, 30));

    [Fact]
    public void ProposeAmendment_ADeadlineMoves_CountsAsSlip()
    {
        var content = Content with { Goals = [Content.Goals[0] with { Deadline = new(2022, 7, 10) }] };
        Assert.Equal(10, Accepted.Do(Who.Office, new ProposeAmendment(content, Why, "无")).State.TaskBook.Amendment!.SlipDays);
    }

    [Fact]
    public void ProposeAmendment_DatesMoveForward_IsNoSlip() =>
        Assert.Equal(0, Accepted.Do(Who.Office, Slipping(-10)).State.TaskBook.Amendment!.SlipDays);

    [Fact]
    public void ProposeAmendment_Unchanged_IsRefused() =>
        Accepted.When(Who.Office, new ProposeAmendment(Content, Why, "无")).ThenRefused(Problems.TaskBookInvalid);

    [Fact]
    public void ProposeAmendment_Unfit_IsRefused()
    {
        Accepted.When(Who.Office, Slipping(1) with { Reason = "短" }).ThenRefused(Problems.ReasonRequired);
        Accepted.When(Who.Office, Slipping(1) with { Impact = "" }).ThenRefused(Problems.TextRequired);
        Accepted.When(Who.Office, new ProposeAmendment(Content.With(5, task => task with { Weight = 6 }), Why, "无")).ThenRefused(Problems.WeightsNotHundred);
        Accepted.When(Who.Office, new ProposeAmendment(Content.With(5, task => task with { People = [] }), Why, "无")).ThenRefused(Problems.TaskBookIncomplete);
        Accepted.When(Who.Office, new ProposeAmendment(Content.With(2, task => task with { After = [3] }), Why, "无")).ThenRefused(Problems.DependencyCycle);
    }

    [Fact]
    public void ProposeAmendment_DropsATaskThatHasBegun_IsRefused()
    {
        var content = Content with { Tasks = [.. Content.Tasks.Where(task => task.Number != 2).Select(task => task.Number == 3 ? task with { Weight = 80, After = null } : task)] };
        Started.When(Who.Office, new ProposeAmendment(content, Why, "无")).ThenRefused(Problems.TaskBookInvalid);
        Accepted.When(Who.Office, new ProposeAmendment(content, Why, "无")).ThenAccepted();
    }

    [Fact]
    public void ProposeAmendment_MakesATaskThatHasBegunAGroup_IsRefused()
    {
        var content = Content.With(2, task => task with { Weight = 0 }) with
        {
            Tasks = [.. Content.Tasks.Select(task => task.Number == 2 ? task with { Weight = 0 } : task),
                new(6, "细项", "G1", Day(2, 1), Day(6, 30), 50, "housing", ["liaison"], Parent: 2)],
        };
        Started.When(Who.Office, new ProposeAmendment(content, Why, "无")).ThenRefused(Problems.TaskBookInvalid);
        Accepted.When(Who.Office, new ProposeAmendment(content, Why, "无")).ThenAccepted();
    }

    [Fact]
    public void ProposeAmendment_ByALiaisonOfADepartmentThatIsNotInIt_IsRefused() =>
        Accepted.When(Who.StrangerLiaison, Slipping(1)).ThenRefused(Problems.NotYours);

    [Fact]
    public void ApproveAmendment_Approved_FreezesTheNextBaselineAndKeepsTheOldOneByteForByte()
    {
        var before = JsonSerializer.SerializeToUtf8Bytes(Amending.State.TaskBook.Baselines[0], StrictJson.Options);
        var content = Slipping(30).Content;
        var book = Amending.When(Who.Office, new ApproveAmendment()).Then(
            new AmendmentApproved(TaskBookState.HashOf(content)),
            new BaselineFrozen(2, TaskBookState.HashOf(content), TaskBookContentRules.Weighted(content), false)).State.TaskBook;
        Assert.Equal(before, JsonSerializer.SerializeToUtf8Bytes(book.Baselines[0], StrictJson.Options));
        Assert.Equal(2, book.Current!.Number);
        Assert.Equal(1, book.ScoringBaseline);
    }

    [Fact]
    public void ApproveAmendment_Exempt_MovesTheScoringBaselineToo() =>
        Assert.Equal(2, Accepted.Do(Who.Chief, Slipping(5, exempt: true)).Do(Who.Office, new ApproveAmendment()).State.TaskBook.ScoringBaseline);

    [Fact]
    public void ApproveAmendment_Slip31Days_IsForTheLeadingGroup()
    {
        var amending = Accepted.Do(Who.Chief, Slipping(31));
        amending.When(Who.Office, new ApproveAmendment()).ThenRefused(Problems.Forbidden);
        amending.When(Who.Office, new RejectAmendment(Why)).ThenRefused(Problems.Forbidden);
        amending.When(Who.Group, new ApproveAmendment()).ThenAccepted();
    }

    /// <summary>Thirty days and thirty more are sixty, for whoever approves them, under whichever number.</summary>
    [Fact]
    public void ApproveAmendment_InSteps_IsMeasuredAgainstWhatWasPromisedFirst()
    {
        var once = Accepted.Do(Who.Chief, Slipping(30)).Do(Who.Office, new ApproveAmendment());
        var twice = once.Do(Who.Chief, new ProposeAmendment(Slipping(31).Content, Why, "不影响总目标"));
        Assert.Equal(31, twice.State.TaskBook.Amendment!.SlipDays);
        twice.When(Who.Office, new ApproveAmendment()).ThenRefused(Problems.Forbidden);
        twice.When(Who.Group, new ApproveAmendment()).ThenAccepted();

        // What is not touched is not counted again.
        var approved = twice.Do(Who.Group, new ApproveAmendment());
        var other = Slipping(31).Content.With(5, task => task with { Due = task.Due.AddDays(2) });
        var late = approved.State.TaskBook.Content!.Tasks.Single(task => task.Number == 5).Due.DayNumber - Content.Tasks.Single(task => task.Number == 5).Due.DayNumber;
        Assert.Equal(late + 2, approved.Do(Who.Chief, new ProposeAmendment(other, Why, "不影响总目标")).State.TaskBook.Amendment!.SlipDays);

        // Nor does a task get more time by another number.
        var renumbered = Content with { Tasks = [.. Content.Tasks.Select(task => task.Number == 5 ? task with { Number = 6, Due = task.Due.AddDays(40) } : task)] };
        Assert.Equal(40, Accepted.Do(Who.Chief, new ProposeAmendment(renumbered, Why, "不影响总目标")).State.TaskBook.Amendment!.SlipDays);
    }

    [Fact]
    public void ApproveAmendment_ByTheProposer_IsRefused()
    {
        var amending = Accepted.Do(Who.Office, Slipping(1));
        amending.When(Who.Office, new ApproveAmendment()).ThenRefused(Problems.FourEyes);
        amending.When(Who.Office, new RejectAmendment(Why)).ThenRefused(Problems.FourEyes);
        amending.When(Who.Office with { Account = "another-account-of-the-same-person" }, new ApproveAmendment()).ThenRefused(Problems.FourEyes);
        amending.When(Who.Office with { Account = "another", Person = null }, new ApproveAmendment()).ThenAccepted();
    }

    [Fact]
    public void ApproveAmendment_ATaskItDropsHasBegunMeanwhile_IsRefused()
    {
        var content = Content with { Tasks = [.. Content.Tasks.Where(task => task.Number != 2).Select(task => task.Number == 3 ? task with { Weight = 80, After = null } : task)] };
        Accepted.Do(Who.Chief, new ProposeAmendment(content, Why, "无")).Do(Who.Liaison, On(2, new Checklists.StartTask()))
            .When(Who.Office, new ApproveAmendment()).ThenRefused(Problems.TaskBookInvalid);
    }

    [Fact]
    public void ApproveAmendment_ATaskIsDropped_CancelsItAndItsNumberIsGone()
    {
        var content = Content with { Tasks = [.. Content.Tasks.Where(task => task.Number != 5).Select(task => task.Number == 2 ? task with { Weight = 55 } : task)] };
        var amended = Accepted.Do(Who.Chief, new ProposeAmendment(content, Why, "无")).Do(Who.Office, new ApproveAmendment());
        Assert.Equal(Checklists.TaskStage.Cancelled, amended.State.Checklist.Tasks[5].Stage);
        amended.When(Who.Liaison, On(5, new Checklists.StartTask())).ThenRefused(Problems.IllegalTransition);
        amended.When(Who.Office, new ProposeAmendment(Content, Why, "无")).ThenRefused(Problems.TaskBookInvalid);
    }

    [Fact]
    public void RejectAmendment_WithReason_LeavesTheBaseline()
    {
        var book = Amending.When(Who.Office, new RejectAmendment(Why)).Then(new AmendmentRejected(Why)).State.TaskBook;
        Assert.Equal(TaskBookStatus.Active, book.Status);
        Assert.Equal(1, book.Current!.Number);
    }

    [Fact]
    public void RejectAmendment_ShortReason_IsRefused() => Amending.When(Who.Office, new RejectAmendment("不行")).ThenRefused(Problems.ReasonRequired);
}
