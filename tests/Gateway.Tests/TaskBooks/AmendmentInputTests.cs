using System.Collections.Immutable;

namespace FuyangPlan.TaskBooks;

public class AmendmentInputTests
{
    private static readonly DateOnly Start = new(2021, 3, 1), Due = new(2021, 5, 31);

    private static readonly TaskBookContent Book = new(
        [new("G1", "目标", "标准", "项数", new(2021, 12, 31))],
        [
            new(1, "前期", "G1", Start, Due),
            new(2, "方案", "G1", Start, Due, 40.00m, "d1", ["p1", "p2"], ["有批复"], Parent: 1),
            new(3, "审定", "G1", Start, Due, 20, "d1", ["p1"], Kind: TaskKind.Milestone, Parent: 1),
            new(4, "建设", "G1", Start, Due, 40, "d2", ["p2"], After: [1, 3]),
        ]);

    [Fact]
    public void Content_OfAnEmptyForm_IsTheBook() => Assert.Equal(Book.Tasks, Filled().Tasks);

    [Fact]
    public void Content_OfAFormThatChangesNothing_IsTheBook()
    {
        var same = Filled(("start-2", "2021-03-01"), ("due-2", "2021-05-31"), ("weight-2", "40"), ("department-2", "d1"), ("people-2", "p1 p2"), ("deadline-0", "2021-12-31"),
            ("waiver-0", ""));
        Assert.Equal(Book.Tasks, same.Tasks);
        Assert.Equal(Book.Goals, same.Goals);
        Assert.Equal("40.00", same.Tasks[1].Weight.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Content_OfChangedCells_HasThem()
    {
        var next = Filled(("start-4", "2021-04-01"), ("due-4", "2021-07-01"), ("weight-4", "35.5"), ("department-4", "d1"), ("people-4", "p1"), ("deadline-0", "2022-01-31"),
            ("waiver-0", "资金延后"));
        var task = next.Tasks[3];
        Assert.Equal((new(2021, 4, 1), new(2021, 7, 1), 35.5m, "d1"), (task.Start, task.Due, task.Weight, task.Department));
        Assert.Equal(["p1"], task.People!.Value);
        Assert.Equal((new DateOnly(2022, 1, 31), "资金延后"), (next.Goals[0].Deadline, next.Goals[0].Waiver));
    }

    [Fact]
    public void Content_OfWhatCannotBeRead_IsWhatTheRulesRefuse()
    {
        var next = Filled(("due-4", "明天"), ("weight-4", "很多"), ("deadline-0", "年底"));
        Assert.Equal((default, -1m), (next.Tasks[3].Due, next.Tasks[3].Weight));
        Assert.Equal(default(DateOnly), next.Goals[0].Deadline);
    }

    [Fact]
    public void Content_WithATaskRemoved_IsWaitedForByNobody()
    {
        var next = Filled(("remove-3", "true"));
        Assert.Equal([1, 2, 4], next.Tasks.Select(task => task.Number));
        Assert.Equal([1], next.Tasks[2].After!.Value);
    }

    [Fact]
    public void Content_WithAllPartsOfAGroupRemoved_HasNoGroup()
    {
        var next = Filled(("remove-2", "true"), ("remove-3", "true"));
        Assert.Equal([4], next.Tasks.Select(task => task.Number));
        Assert.Null(next.Tasks[0].After);
    }

    [Fact]
    public void Content_WithNewTasks_NumbersThemAfterEveryOther()
    {
        var next = Filled(("lines", "3"), ("new-title-0", "甲"), ("new-goal-0", "G1"), ("new-parent-0", "1"), ("new-weight-0", "5"), ("new-criteria-0", "一\n二"),
            ("new-milestone-0", "true"),
            ("new-goal-1", "G1"), ("new-due-2", "2021-09-01"), ("new-goal-2", "G1"), ("remove-2", "true"), ("remove-3", "true"));
        Assert.Equal([1, 4, 10, 11], next.Tasks.Select(task => task.Number));
        Assert.Equal(("甲", 1, 5m, TaskKind.Milestone), (next.Tasks[2].Title, next.Tasks[2].Parent, next.Tasks[2].Weight, next.Tasks[2].Kind));
        Assert.Equal(["一", "二"], next.Tasks[2].Criteria!.Value);
        Assert.Equal(("", new DateOnly(2021, 9, 1)), (next.Tasks[3].Title, next.Tasks[3].Due));
    }

    [Theory]
    [InlineData("1", false, 1)]
    [InlineData("2", true, 3)]
    [InlineData("50", true, 50)]
    [InlineData("999999", false, 50)]
    [InlineData("-1", false, 1)]
    [InlineData("x", true, 1)]
    public void NewLines_AreAsManyAsWereThere_AndOneMoreWhereAsked(string lines, bool more, int expected) =>
        Assert.Equal(expected, Input(more ? [("lines", lines), ("more", "true")] : [("lines", lines)]).NewLines);

    private static TaskBookContent Filled(params (string Field, string Text)[] fields) => Input(fields).Content();

    private static AmendmentInput Input(params (string Field, string Text)[] fields) =>
        new(Book, 9, field => fields.FirstOrDefault(each => each.Field == field).Text);
}
