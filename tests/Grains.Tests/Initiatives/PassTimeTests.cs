using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Lights;
using FuyangPlan.TaskBooks;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Initiatives;

public class PassTimeTests
{
    [Fact]
    public void PassTime_NoBaseline_BringsNothing() => Assert.Empty(Aging.Age(Issued.State, 1, State, Day(12, 31).Start()).Due);

    [Fact]
    public void PassTime_MonthIsOver_ClosesAtMidnightInChina()
    {
        Assert.Empty(Accepted.On(Day(1, 31), 23).Aged().State.Lights.Months);
        var entry = Accepted.On(Day(2, 1), 0).Aged().Entries[^1];
        Assert.Equal(Day(2, 1).Start(), entry.HappenedAt);
        Assert.Equal(new ClosedMonth(Day(1, 1), Light.Green, 0, 0, 0), ((MonthClosed)entry.Event).Month);
        Assert.Equal(Actor.System, entry.Actor);
    }

    [Fact]
    public void PassTime_MonthsOver_AreContiguousFromTheFirstBaseline() =>
        Assert.Equal(Enumerable.Range(1, 7).Select(month => Day(month, 1)), Accepted.On(Day(8, 31), 23).Aged().State.Lights.Months.Select(month => month.Month));

    [Fact]
    public void PassTime_ReportedAfterTheMonthClosed_LeavesTheMonthAsItWas()
    {
        var march = Started.On(Day(4, 1), 0).Aged();
        var filled = march.On(Day(4, 2)).Do(Who.Liaison, On(2, new ReportProgress(100, HappenedAt: Day(3, 31).Start()), Photo)).Do(Who.Inspector, On(2, new VerifyProgress(100)));
        Assert.Equal(march.State.Lights.Months, filled.State.Lights.Months.Take(march.State.Lights.Months.Length));
        Assert.Equal(0, filled.On(Day(4, 30)).Aged().State.Lights.Months[^1].Verified);
        Assert.Equal(50, filled.On(Day(5, 1)).Aged().State.Lights.Months[^1].Verified);
    }

    [Fact]
    public void PassTime_ClosedLate_EqualsClosedInTime()
    {
        var late = Started.On(Day(8, 2)).Aged().State.Lights.Months;
        var inTime = Started;
        for (var day = Day(2, 1); day <= Day(8, 2); day = day.AddDays(1)) inTime = inTime.On(day, 0).Aged();
        Assert.Equal(late, inTime.State.Lights.Months);
    }

    // Verified on a day; 5 working days wait; struck off at 00:00 of the next day. Holidays as in 2021.
    [Theory]
    [InlineData("2021-03-01", "2021-03-09")]
    [InlineData("2021-02-10", "2021-02-24")]
    [InlineData("2021-09-30", "2021-10-14")]
    [InlineData("2021-04-30", "2021-05-12")]
    public void PassTime_Verified_IsStruckOffAfterFiveWorkingDays(string verified, string struckOff)
    {
        var day = DateOnly.Parse(verified, null);
        var waiting = Started.On(day).Do(Who.Liaison, On(2, new ReportDone(day, []), Photo)).Do(Who.Inspector, On(2, Given.Verify));
        var morning = DateOnly.Parse(struckOff, null);
        Assert.Equal(TaskStage.Verified, waiting.On(morning.AddDays(-1), 23).Aged().Task2().Stage);
        var aged = waiting.On(morning, 0).Aged();
        Assert.Equal(TaskStage.StruckOff, aged.Task2().Stage);
        Assert.Equal(morning.Start(), aged.Entries.Last(entry => entry.Event is TaskStruckOff).HappenedAt);
        Assert.Equal(new TaskStruckOff(2, null), aged.Entries.Last(entry => entry.Event is TaskStruckOff).Event);
    }

    [Fact]
    public void PassTime_ReopenedWhileWaiting_IsNotStruckOff() =>
        Assert.Equal(TaskStage.InProgress, Verified.Do(Who.Inspector, On(2, new ReopenTask(Why))).On(Day(12, 31)).Aged().Task2().Stage);

    [Fact]
    public void PassTime_VerifiedAgain_WaitsAnew()
    {
        var again = Verified.Do(Who.Inspector, On(2, new ReopenTask(Why))).On(Day(3, 1))
            .Do(Who.Liaison, On(2, new ReportDone(Day(3, 1), []), Photo)).Do(Who.Inspector, On(2, Given.Verify));
        Assert.Equal(TaskStage.Verified, again.On(Day(3, 8), 23).Aged().Task2().Stage);
        Assert.Equal(TaskStage.StruckOff, again.On(Day(3, 9), 0).Aged().Task2().Stage);
    }

    [Fact]
    public void PassTime_Withdrawn_StrikesNothingOffButClosesMonthsWithoutALight()
    {
        var state = Verified.Do(Who.Group, new WithdrawTaskBook("决议1号")).On(Day(4, 1)).Aged().State;
        Assert.Equal(TaskStage.Verified, state.Checklist.Tasks[2].Stage);
        Assert.Equal([Light.Green, null, null], state.Lights.Months.Select(month => month.Light));
    }

    /// <summary>Verified on 24 August, the fifth working day is the 31st: both fall on 00:00 of 1 September, and August is judged before.</summary>
    [Fact]
    public void PassTime_MonthEndsAsTheWaitDoes_ClosesTheMonthFirst()
    {
        var waiting = Started.On(Day(8, 24)).Do(Who.Liaison, On(2, new ReportDone(Day(8, 24), []), Photo)).Do(Who.Inspector, On(2, Given.Verify));
        var aged = waiting.On(Day(10, 2)).Aged().Entries[waiting.Version..];
        Assert.Equal(["MonthClosed", "TaskStruckOff", "MonthClosed"], aged.Select(entry => entry.Event.GetType().Name));
        Assert.Equal([Day(9, 1).Start(), Day(9, 1).Start(), Day(10, 1).Start()], aged.Select(entry => entry.HappenedAt));
    }

    [Fact]
    public void PassTime_Twice_BringsNothingMore() => Assert.Empty(Aging.Age(Verified.On(Day(8, 2)).Aged().State, 1, State, Day(8, 2).Start().AddHours(10)).Due);

    [Fact]
    public void AnyCommand_AfterMonthsOfSilence_IsDecidedOnTheAgedState() =>
        Verified.On(Day(4, 2)).When(Who.Inspector, On(2, new StrikeOffTask(Why))).ThenRefused(Problems.IllegalTransition);
}
