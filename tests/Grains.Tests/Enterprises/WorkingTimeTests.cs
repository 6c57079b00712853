using System.Globalization;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Enterprises;

public class WorkingTimeTests
{
    [Theory]
    [InlineData("2021-07-06 09:20", 60, "2021-07-06 10:20")]
    [InlineData("2021-07-06 11:00", 60, "2021-07-06 12:00")]
    [InlineData("2021-07-06 11:40", 60, "2021-07-06 14:10")]
    [InlineData("2021-07-06 12:30", 60, "2021-07-06 14:30")]
    [InlineData("2021-07-06 05:00", 60, "2021-07-06 09:30")]
    [InlineData("2021-07-06 17:10", 60, "2021-07-07 09:10")]
    [InlineData("2021-07-06 17:30", 60, "2021-07-07 09:30")]
    [InlineData("2021-07-06 20:00", 60, "2021-07-07 09:30")]
    [InlineData("2021-07-09 17:10", 60, "2021-07-12 09:10")]
    [InlineData("2021-06-11 17:10", 60, "2021-06-15 09:10")]
    [InlineData("2021-02-06 10:00", 60, "2021-02-07 09:30")]
    [InlineData("2021-07-06 09:20", 600, "2021-07-07 11:50")]
    public void Add_CountsWorkingHoursOfWorkingDays(string start, int minutes, string due) =>
        Assert.Equal(At(due), WorkingTime.Add(State, At(start), TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void Add_FromAnotherOffset_AnswersChinasTime()
    {
        var due = WorkingTime.Add(State, new(2021, 7, 6, 1, 20, 0, TimeSpan.Zero), TimeSpan.FromHours(1));
        Assert.Equal((At("2021-07-06 10:20"), TimeSpan.FromHours(8)), (due, due.Offset));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse($"{text}+08:00", CultureInfo.InvariantCulture);
}
