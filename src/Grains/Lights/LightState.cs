using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Lights;

/// <summary>The months of an initiative that are closed, in order. Every other light is judged when it is asked for.</summary>
internal sealed record LightState(ImmutableArray<ClosedMonth> Months) : IPart<LightState>
{
    public static LightState Initial { get; } = new([]);

    public LightState Apply(InitiativeState initiative, Entry entry) => entry.Event switch
    {
        MonthClosed e => new(Months.Add(e.Month)),
        _ => throw NoFold.For(entry),
    };

    /// <summary>A month closes at 00:00 of the next one, from the month of the first baseline on.</summary>
    public (JournalEvent Event, DateTimeOffset At)? NextDue(InitiativeState initiative, PlanState plan, DateTimeOffset until)
    {
        if (initiative.TaskBook.Baselines.IsEmpty) return null;
        var month = Months is [.., var last] ? last.Month.AddMonths(1) : FirstOfMonth(initiative.TaskBook.Baselines[0].FrozenAt.Day());
        var ends = month.AddMonths(1).Start();
        if (ends > until) return null;
        var light = LightRules.OfInitiative(initiative, ends.Day(), plan.Rules);
        return (new MonthClosed(new(month, light?.Light, light?.Planned ?? 0, light?.Reported ?? 0, light?.Verified ?? 0)), ends);
    }

    public InitiativeView Show(InitiativeView view, InitiativeState initiative, Seen seen)
    {
        var reasons = LightRules.OfInitiative(initiative, seen.Today, seen.Plan.Rules);
        var lines = initiative.TaskBook.Current?.Tasks.ToDictionary(line => line.Number) ?? [];
        return view with
        {
            Light = reasons?.Light,
            Percent = reasons?.Verified ?? 0,
            LightReasons = reasons,
            Months = Months,
            Trajectory = Trajectory(initiative),
            Tasks =
            [
                .. view.Tasks.Select(task => !task.Group && task.Stage != TaskStage.Cancelled && lines.TryGetValue(task.Number, out var line)
                    && LightRules.OfTask(initiative.Checklist.Tasks[task.Number], line, seen.Today, seen.Plan.Rules) is var judged
                    ? task with
                    {
                        Light = judged.Light,
                        LightReasons = judged,
                        OverdueDays = Deadline.Of(initiative.Checklist.Tasks[task.Number], line)?.OverdueDays(seen.Today) ?? 0,
                    }
                    : task),
            ],
        };
    }

    public IEnumerable<Statement> Says(InitiativeView view) =>
    [
        new("light", "灯", LightRules.Words(view.Light)), new("percent", "已核验进度", Statement.Number(view.Percent)),
        .. view.Tasks.Select(task => new Statement($"tasks/{task.Number}/light", $"任务 {task.Number} 灯", LightRules.Words(task.Light))),
    ];

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>What the current baseline asks for at each month's end, from its first start to its last due day.</summary>
    private static ImmutableArray<TrajectoryPoint> Trajectory(InitiativeState initiative)
    {
        if (initiative.TaskBook.Current is not { Tasks.IsEmpty: false } baseline) return [];
        var (first, last) = (baseline.Tasks.Min(line => line.Start), baseline.Tasks.Max(line => line.Due));
        var points = ImmutableArray.CreateBuilder<TrajectoryPoint>();
        for (var month = new DateOnly(first.Year, first.Month, 1); month <= last; month = month.AddMonths(1))
        {
            var next = month.AddMonths(1);
            points.Add(new(next.AddDays(-1), Math.Round(
                LightRules.Tasks(initiative, baseline).Sum(task => task.Line.Weight * LightRules.Planned(task.Line, task.State.Planned.Kind, next)) / 100, 2)));
        }
        return points.ToImmutable();
    }
}

/// <summary>What this room adds to an initiative.</summary>
internal static class LightPart
{
    extension(InitiativeState initiative)
    {
        public LightState Lights => initiative.Part<LightState>();
    }
}
