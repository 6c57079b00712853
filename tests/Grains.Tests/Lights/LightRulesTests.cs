using FuyangPlan.EventSourcing;
using FuyangPlan.Checklists;
using FuyangPlan.Plans;
using FuyangPlan.TaskBooks;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Lights;

public class LightRulesTests
{
    private static readonly RuleSet Rules = new();

    /// <summary>Ten days: the plan asks for ten points a day.</summary>
    private static readonly BaselineTask TenDays = new(2, Day(3, 1), Day(3, 10), 100);

    [Fact]
    public void Light_Planned80Verified62Reported85_IsYellowAndSaysWhy()
    {
        var light = LightRules.OfTask(InProgress(62, 85), TenDays, Day(3, 9), Rules);
        Assert.Equal((Light.Yellow, 80m, 85m, 62m, 18m, 0, null), (light.Light, light.Planned, light.Reported, light.Verified, light.Gap, light.OverdueDays, light.Gate));
        Assert.Equal("计划 80，已核验 62，待核验 85 → 差 18 个百分点 → 黄", light.Why);
    }

    [Theory]
    [InlineData(0, Light.Green)]
    [InlineData(9.99, Light.Green)]
    [InlineData(10, Light.Yellow)]
    [InlineData(30, Light.Yellow)]
    [InlineData(30.01, Light.Red)]
    [InlineData(-5, Light.Green)]
    public void Light_Gap_TurnsAtTenAndAboveThirtyPoints(decimal gap, Light expected) =>
        Assert.Equal(expected, LightRules.OfTask(InProgress(80 - gap, 80 - gap), TenDays, Day(3, 9), Rules).Light);

    [Theory]
    [InlineData(0, Light.Green)]
    [InlineData(1, Light.Yellow)]
    [InlineData(30, Light.Yellow)]
    [InlineData(31, Light.Red)]
    public void Light_FinishOverdue_TurnsAtOneAndThirtyOneDays(int days, Light expected)
    {
        var light = LightRules.OfTask(InProgress(95, 95), TenDays, Day(3, 10).AddDays(days), Rules);
        Assert.Equal((expected, days), (light.Light, light.OverdueDays));
        if (days > 0) Assert.Contains($"超过完成期限 {days} 天", light.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, Light.Green)]
    [InlineData(1, Light.Yellow)]
    [InlineData(89, Light.Yellow)]
    [InlineData(90, Light.Red)]
    public void Light_StartOverdue_TurnsAtOneAndNinetyDays(int days, Light expected)
    {
        var longTask = new BaselineTask(2, Day(3, 1), Day(3, 1).AddDays(1999), 100);
        var light = LightRules.OfTask(NotStarted, longTask, Day(3, 1).AddDays(days), Rules);
        Assert.Equal((expected, days), (light.Light, light.OverdueDays));
    }

    [Theory]
    [InlineData("2021-02-28", 0)]
    [InlineData("2021-03-01", 0)]
    [InlineData("2021-03-02", 10)]
    [InlineData("2021-03-10", 90)]
    [InlineData("2021-03-11", 100)]
    [InlineData("2022-03-11", 100)]
    public void Planned_OfATask_IsLinearFromTheFirstMorningToTheLastEvening(string day, decimal planned) =>
        Assert.Equal(planned, LightRules.Planned(TenDays, TaskKind.Task, DateOnly.Parse(day, null)));

    [Theory]
    [InlineData("2021-03-10", 0)]
    [InlineData("2021-03-11", 100)]
    public void Planned_OfAMilestone_JumpsAtTheEndOfItsDay(string day, decimal planned) =>
        Assert.Equal(planned, LightRules.Planned(TenDays, TaskKind.Milestone, DateOnly.Parse(day, null)));

    [Fact]
    public void Light_DoneButNotVerified_IsNotOverdueButStillBehind()
    {
        var light = LightRules.OfTask(InProgress(80, 100) with { Stage = TaskStage.ReportedDone }, TenDays, Day(6, 1), Rules);
        Assert.Equal((Light.Yellow, 0, 20m), (light.Light, light.OverdueDays, light.Gap));
    }

    [Fact]
    public void Light_StruckOff_IsBlueForEver()
    {
        var light = LightRules.OfTask(InProgress(100, 100) with { Stage = TaskStage.StruckOff }, TenDays, Day(12, 31), Rules);
        Assert.Equal((Light.Blue, "已销号。"), (light.Light, light.Why));
        Assert.Null(LightRules.TurnsOn(InProgress(100, 100) with { Stage = TaskStage.StruckOff }, TenDays, Light.Yellow, Rules));
    }

    [Fact]
    public void Light_ExemptPause_StopsTheClockAndGoesOnWhereItStood()
    {
        var task = InProgress(0, 0) with { Stage = TaskStage.Suspended, Pauses = [new(Day(3, 2), null)] };
        Assert.Equal(10, LightRules.OfTask(task, TenDays, Day(12, 31), Rules).Planned);
        Assert.Null(LightRules.TurnsOn(task, TenDays, Light.Red, Rules));
        var resumed = task with { Stage = TaskStage.InProgress, Pauses = [new(Day(3, 2), Day(3, 12))] };
        Assert.Equal(20, LightRules.OfTask(resumed, TenDays, Day(3, 13), Rules).Planned);
        Assert.Equal((5, Light.Yellow), LightRules.OfTask(resumed with { Verified = 95 }, TenDays, Day(3, 25), Rules) is var late ? (late.OverdueDays, late.Light) : default);
    }

    [Fact]
    public void Light_OfTheInitiative_WeighsItsTasksAndNamesTheOverdueGate()
    {
        var accepted = Accepted.State;
        Assert.Equal(Light.Green, LightRules.OfInitiative(accepted, Day(2, 1), Rules)!.Light);
        var light = LightRules.OfInitiative(accepted, Day(11, 2), Rules)!;
        Assert.Equal(("通车", 2), (light.Gate, light.OverdueDays));
        Assert.Contains("节点“通车”超期 2 天", light.Why, StringComparison.Ordinal);
        Assert.Equal(50 + 30 + 15 + Math.Round(5 * Math.Round(100m * 246 / 306, 2) / 100, 2), light.Planned);
    }

    [Fact]
    public void Light_OfTheInitiative_AnOverdueGateTurnsItRedEvenWithoutAGap()
    {
        var nearly = AcceptedWith(Content.With(4, task => task with { Weight = 1 }).With(2, task => task with { Weight = 64 })).State;
        var done = nearly.With(nearly.Checklist with
        {
            Tasks = Items<TaskState>.Of(nearly.Checklist.Tasks.Values.Select(task => task.Number == 4 ? task : task with { Verified = 100, Reported = 100 })),
        });
        Assert.Equal(Light.Green, LightRules.OfInitiative(done, Day(10, 31), Rules)!.Light);
        Assert.Equal(Light.Yellow, LightRules.OfInitiative(done, Day(11, 1), Rules)!.Light);
        Assert.Equal(Light.Red, LightRules.OfInitiative(done, Day(12, 1), Rules)!.Light);
    }

    [Fact]
    public void Light_NoBaseline_IsNotLit()
    {
        Assert.Null(LightRules.OfInitiative(Issued.State, Day(8, 1), Rules));
        Assert.Equal("未亮灯", LightRules.Words(null));
    }

    [Fact]
    public void Light_Closed_IsBlue() => Assert.Equal(Light.Blue, LightRules.OfInitiative(Closed.State, Day(12, 31), Rules)!.Light);

    [Fact]
    public void TurnsOn_Untouched_IsTheFirstDayOfTheColour()
    {
        Assert.Equal(Day(3, 2), LightRules.TurnsOn(NotStarted, TenDays, Light.Yellow, Rules));
        Assert.Equal(Day(3, 5), LightRules.TurnsOn(NotStarted, TenDays, Light.Red, Rules));
        Assert.Equal(Day(4, 10), LightRules.TurnsOn(InProgress(95, 95), TenDays, Light.Red, Rules));
    }

    private static TaskState NotStarted => TaskState.New(Content.Tasks[1], group: false);

    private static TaskState InProgress(decimal verified, decimal reported) => NotStarted with { Stage = TaskStage.InProgress, Verified = verified, Reported = reported };
}
