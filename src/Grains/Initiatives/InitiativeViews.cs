using FuyangPlan.ChainMaps;
using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Landings;
using FuyangPlan.Leaders;
using FuyangPlan.Lights;
using FuyangPlan.Plans;
using FuyangPlan.Tables;
using FuyangPlan.TaskBooks;
using FuyangPlan.Texts;

namespace FuyangPlan.Initiatives;

/// <summary>Phrases an initiative for its readers.</summary>
internal static class InitiativeViews
{
    public static InitiativeView Of(InitiativeState state, string planId, int version, PlanState plan, DateTimeOffset now)
    {
        var (charter, id, today) = (state.Charter!, InitiativeId.Parse(state.Charter!.Id), now.Day());
        var reasons = LightRules.OfInitiative(state, today, plan.Rules);
        var tasks = Tasks(state, today, plan.Rules);
        var leaves = tasks.Where(task => task is { Group: false, Stage: not TaskStage.Cancelled }).ToArray();
        var title = plan.FamilyOf(id.Kind).LeaderTitle;
        var leader = state.Leader.HolderOn(today) is { } holder
            ? new LeaderView(holder.Person, holder.Name, holder.Kind, holder.From, holder.Document)
            : null;
        ImmutableArray<Carrier> carriers = [.. (charter.Carriers ?? []).Where(carrier => carrier.Kind is not (CarrierKind.Platform or CarrierKind.Place))];
        var summary = new InitiativeSummary(
            charter.Id, id.Kind, id.Number, charter.Name.Shown, charter.Name.Printed, charter.Goal.Shown, charter.Goal.Printed, carriers,
            title, state.Leader.StatusOn(today), leader, state.TaskBook.Status, reasons?.Light, reasons?.Why,
            reasons?.Planned ?? 0, reasons?.Reported ?? 0, reasons?.Verified ?? 0,
            leaves.Length, leaves.Count(IsOpen), Overdue(state, today),
            leaves.Where(IsOpen).Select(task => (DateOnly?)task.Due).Min(),
            [.. leaves.Select(task => task.Department).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            [.. leaves.SelectMany(task => task.People).Concat(leader is null ? [] : [leader.Person]).Distinct().Order(StringComparer.Ordinal)], version,
            Text.Fold(SearchText.Of(
                [charter.Name.Shown, charter.Name.Printed, charter.Goal.Shown, charter.Goal.Printed, leader?.Name, .. carriers.Select(carrier => carrier.Name)], [charter.Id])),
            Pinyin.Key(charter.Name.Shown));
        return new(
            planId, charter.Id, id.Kind, id.Number, summary.Name, summary.NameAsPrinted, summary.Goal, summary.GoalAsPrinted, carriers,
            title, summary.Position, leader, summary.Light, summary.Percent, reasons, charter, state.Leader.Tenures, state.TaskBook.ToView(),
            tasks, state.Months, Trajectory(state), state.Team.Members,
            LandingViews.Of(state.Landings, today), id.Kind == InitiativeKind.IndustryChain ? ChainMapViews.Of(state.ChainMap, state.Landings) : null, summary, version, plan.Version, now);
    }

    private static int Overdue(InitiativeState state, DateOnly today) =>
        state.TaskBook.Current?.Tasks.Count(line => state.Checklist.Tasks.TryGetValue(line.Number, out var task) && Deadline.Of(task, line)?.OverdueDays(today) > 0) ?? 0;

    private static bool IsOpen(TaskView task) => task.Stage is TaskStage.NotStarted or TaskStage.InProgress or TaskStage.Suspended;

    private static ImmutableArray<TaskView> Tasks(InitiativeState state, DateOnly today, RuleSet rules)
    {
        var lines = state.TaskBook.Current?.Tasks.ToDictionary(line => line.Number) ?? [];
        return [.. state.Checklist.Tasks.Values.Select(task =>
        {
            var planned = task.Planned;
            var reasons = !task.Group && task.Stage != TaskStage.Cancelled && lines.TryGetValue(task.Number, out var line)
                ? LightRules.OfTask(task, line, today, rules)
                : null;
            var (stage, weight, reported, verified) = task.Group
                ? OfGroup(state, task)
                : (task.Stage, planned.Weight, task.Reported, task.Verified);
            return new TaskView(
                task.Number, planned.Title, planned.Kind, planned.Parent, task.Group, planned.Goal, planned.Department, planned.People ?? [],
                planned.Start, planned.Due, weight, planned.After ?? [], planned.Criteria ?? [], planned.Optional, stage, reported, verified,
                reasons?.Light, reasons, task.ReportedAt?.ToOffset(China.Offset), task.Reporter?.Name, task.Note, task.DoneOn, task.IsBackDated,
                task.Verifier?.Name, task.VerifiedAt?.ToOffset(China.Offset), task.Rejections, task.Reopened, task.Request is not null, task.Evidence,
                task.Request is { } request ? new(request.Reason, request.Exempt, request.By.Name, request.By.Person) : null, task.Source);
        })];
    }

    /// <summary>A group stands where the tasks below it stand; its percents are theirs, by weight.</summary>
    private static (TaskStage Stage, decimal Weight, decimal Reported, decimal Verified) OfGroup(InitiativeState state, TaskState group)
    {
        var below = Below(group.Number).ToArray();
        var weight = below.Sum(task => task.Planned.Weight);
        if (weight == 0) return (group.Stage, 0, 0, 0);
        var stage = below.All(task => task.Stage == TaskStage.StruckOff) ? TaskStage.StruckOff
            : below.All(task => task.Stage is TaskStage.Verified or TaskStage.StruckOff) ? TaskStage.Verified
            : below.All(task => task.IsDone) ? TaskStage.ReportedDone
            : below.All(task => task.Stage == TaskStage.NotStarted) ? TaskStage.NotStarted
            : TaskStage.InProgress;
        return (
            stage, weight,
            Math.Round(below.Sum(task => task.Planned.Weight * task.Reported) / weight, 2),
            Math.Round(below.Sum(task => task.Planned.Weight * task.Verified) / weight, 2));

        IEnumerable<TaskState> Below(int parent) => state.Checklist.Tasks.Values.Where(task => task.Planned.Parent == parent && task.Stage != TaskStage.Cancelled)
            .SelectMany(task => task.Group ? Below(task.Number) : [task]);
    }

    /// <summary>What the current baseline asks for at each month's end, from its first start to its last due day.</summary>
    private static ImmutableArray<TrajectoryPoint> Trajectory(InitiativeState state)
    {
        if (state.TaskBook.Current is not { Tasks.IsEmpty: false } baseline) return [];
        var (first, last) = (baseline.Tasks.Min(line => line.Start), baseline.Tasks.Max(line => line.Due));
        var points = ImmutableArray.CreateBuilder<TrajectoryPoint>();
        for (var month = new DateOnly(first.Year, first.Month, 1); month <= last; month = month.AddMonths(1))
        {
            var next = month.AddMonths(1);
            points.Add(new(next.AddDays(-1), Math.Round(
                LightRules.Tasks(state, baseline).Sum(task => task.Line.Weight * LightRules.Planned(task.Line, task.State.Planned.Kind, next)) / 100, 2)));
        }
        return points.ToImmutable();
    }
}
