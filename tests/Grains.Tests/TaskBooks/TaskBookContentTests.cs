using CsCheck;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.TaskBooks;

public class TaskBookContentTests
{
    private static readonly PlannedTask Task = Content.Tasks[1];

    public static TheoryData<string, string> Faults => new()
    {
        { "no goals", "/content/goals" }, { "too many goals", "/content/goals" }, { "too many tasks", "/content/tasks" },
        { "same goal twice", "/content/goals/1/id" }, { "goal text dirty", "/content/goals/0/text" }, { "goal deadline early", "/content/goals/0/deadline" },
        { "goal null", "/content/goals/0" }, { "task null", "/content/tasks/0" }, { "person null", "/content/tasks/1/people" }, { "criterion null", "/content/tasks/1/criteria" },
        { "title empty", "/content/tasks/1/title" }, { "title long", "/content/tasks/1/title" }, { "number 0", "/content/tasks/1/number" },
        { "number 10000", "/content/tasks/1/number" }, { "number twice", "/content/tasks/2/number" }, { "goal unknown", "/content/tasks/1/goal" },
        { "start early", "/content/tasks/1/start" }, { "due before start", "/content/tasks/1/due" }, { "due too late", "/content/tasks/1/due" },
        { "weight negative", "/content/tasks/1/weight" }, { "weight over 100", "/content/tasks/1/weight" }, { "weight fine", "/content/tasks/1/weight" },
        { "group with weight", "/content/tasks/0/weight" }, { "department unknown", "/content/tasks/1/department" }, { "person unknown", "/content/tasks/1/people" },
        { "parent unknown", "/content/tasks/1/parent" }, { "predecessor unknown", "/content/tasks/1/after" },
    };

    [Theory, MemberData(nameof(Faults))]
    public void DraftTaskBook_Contradictory_NamesThePlace(string fault, string pointer)
    {
        var goal = Content.Goals[0];
        TaskBookContent Change(Func<PlannedTask, PlannedTask> change) => Content.With(2, change);
        var content = fault switch
        {
            "no goals" => Content with { Goals = [] },
            "too many goals" => Content with { Goals = [.. Enumerable.Range(1, 21).Select(n => goal with { Id = $"G{n}" })] },
            "too many tasks" => Content with { Tasks = [.. Enumerable.Range(1, 501).Select(n => Task with { Number = n })] },
            "same goal twice" => Content with { Goals = [goal, goal] },
            "goal text dirty" => Content with { Goals = [goal with { Text = "轴\u202e线" }] },
            "goal deadline early" => Content with { Goals = [goal with { Deadline = new(2021, 1, 1) }] },
            "goal null" => Content with { Goals = [null!] },
            "task null" => Content with { Tasks = [null!] },
            "person null" => Change(task => task with { People = [null!] }),
            "criterion null" => Change(task => task with { Criteria = [null!] }),
            "title empty" => Change(task => task with { Title = "" }),
            "title long" => Change(task => task with { Title = new('长', 201) }),
            "number 0" => Change(task => task with { Number = 0 }),
            "number 10000" => Change(task => task with { Number = 10000 }),
            "number twice" => Content with { Tasks = [Content.Tasks[0], Content.Tasks[1], Content.Tasks[1], Content.Tasks[2], Content.Tasks[3]] },
            "goal unknown" => Change(task => task with { Goal = "G9" }),
            "start early" => Change(task => task with { Start = new(2021, 1, 14) }),
            "due before start" => Change(task => task with { Due = Day(1, 31) }),
            "due too late" => Change(task => task with { Due = new(2055, 1, 1) }),
            "weight negative" => Change(task => task with { Weight = -1 }),
            "weight over 100" => Change(task => task with { Weight = 100.01m }),
            "weight fine" => Change(task => task with { Weight = 50.001m }),
            "group with weight" => Content.With(1, task => task with { Weight = 1 }),
            "department unknown" => Change(task => task with { Department = "nowhere" }),
            "person unknown" => Change(task => task with { People = ["nobody-known"] }),
            "parent unknown" => Change(task => task with { Parent = 99 }),
            "predecessor unknown" => Change(task => task with { After = [99] }),
            _ => throw new ArgumentException(fault),
        };
        var refusal = Led.When(Who.Office, new DraftTaskBook(content)).ThenRefused(Problems.TaskBookInvalid);
        Assert.Contains(pointer, refusal.Faults.Select(each => each.Pointer));
    }

    [Fact]
    public void DraftTaskBook_PredecessorsInACircle_IsRefusedWithThePath()
    {
        var content = Content.With(2, task => task with { After = [4] });
        var refusal = Led.When(Who.Office, new DraftTaskBook(content)).ThenRefused(Problems.DependencyCycle);
        Assert.Contains("2 → 4 → 3 → 2", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void DraftTaskBook_AfterItself_IsRefusedWithThePath() => Assert.Contains("2 → 2",
        Led.When(Who.Office, new DraftTaskBook(Content.With(2, task => task with { After = [2] }))).ThenRefused(Problems.DependencyCycle).Detail, StringComparison.Ordinal);

    [Fact]
    public void DraftTaskBook_AfterItsOwnGroup_IsRefusedWithThePath()
    {
        var content = Content.With(1, task => task with { Weight = 0 }).With(2, task => task with { Parent = 1, After = [1] });
        Assert.Contains("1 → 2 → 1", Led.When(Who.Office, new DraftTaskBook(content)).ThenRefused(Problems.DependencyCycle).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "2 → 2")]
    [InlineData(4, "4 → 3 → 2 → 4")]
    public void DraftTaskBook_GroupAfterWhatWaitsForItsParts_IsRefusedWithThePath(int before, string path)
    {
        var content = Content.With(1, task => task with { After = [before] });
        var refusal = Led.When(Who.Office, new DraftTaskBook(content)).ThenRefused(Problems.DependencyCycle);
        Assert.Contains(path, refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void DraftTaskBook_PartsInACircle_IsRefusedWithThePath()
    {
        var content = Content.With(1, task => task with { Parent = 2 }).With(2, task => task with { Weight = 0 });
        Assert.Contains("1 → 2 → 1", Led.When(Who.Office, new DraftTaskBook(content)).ThenRefused(Problems.DependencyCycle).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void SubmitTaskBook_AnyWeights_IsAcceptedExactlyWhenTheySumToHundred() =>
        Gen.Int[1, 9999].Array[1, 12].Select(Gen.Bool).Sample((hundredths, fitted) =>
        {
            if (hundredths.Take(hundredths.Length - 1).Sum() is var others && fitted && others < 10000) hundredths[^1] = 10000 - others;
            var content = Content with
            {
                Tasks = [.. hundredths.Select((weight, i) => new PlannedTask(i + 1, $"任务{i + 1}", "G1", Day(2, 1), Day(3, 1), weight / 100m, "housing", ["liaison"]))],
            };
            var outcome = DraftedWith(content).When(Who.Office, new SubmitTaskBook());
            if (hundredths.Sum() == 10000) outcome.ThenAccepted();
            else outcome.ThenRefused(Problems.WeightsNotHundred);
        });
}
