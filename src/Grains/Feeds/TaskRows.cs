using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;
using FuyangPlan.Lights;
using FuyangPlan.Plans;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Feeds;

/// <summary>The rows of the task table that follow from one initiative's state.</summary>
internal static class TaskRows
{
    /// <summary>What was projected last of an initiative: as long as plan, charter and baseline are the same, only tasks that changed get new rows.</summary>
    public sealed record Projected(InitiativeState State, PlanState Plan, ImmutableSortedDictionary<int, TaskRow> Rows);

    public static Projected Of(InitiativeState initiative, PlanState plan, Projected? last = null)
    {
        var rows = ImmutableSortedDictionary<int, TaskRow>.Empty;
        if (initiative.Charter is not { } charter || !plan.IsImported) return new(initiative, plan, rows);
        var baseline = initiative.TaskBook.Current;
        var tasks = initiative.Checklist.Tasks.Values.Where(task => !task.Group);
        if (last is not null && ReferenceEquals(last.Plan, plan) && ReferenceEquals(last.State.Charter, charter) && ReferenceEquals(last.State.TaskBook.Current, baseline))
        {
            rows = last.Rows;
            tasks = tasks.Where(task => !ReferenceEquals(task, last.State.Checklist.Tasks.GetValueOrDefault(task.Number)));
        }
        return new(initiative, plan, rows.SetItems(tasks.Select(task =>
            KeyValuePair.Create(task.Number, Of(task, charter, baseline?.Tasks.FirstOrDefault(line => line.Number == task.Number), plan)))));
    }

    private static TaskRow Of(TaskState task, InitiativeCharter charter, BaselineTask? planned, PlanState plan)
    {
        var department = task.Planned.Department is { } code ? plan.Departments.GetValueOrDefault(code)?.Name : null;
        var people = string.Join(' ', (task.Planned.People ?? []).Select(person => plan.Persons.GetValueOrDefault(person)?.Name));
        var names = $"{charter.Name.Shown} {charter.Name.Printed} {Pinyin.Initials(charter.Name.Shown)} {charter.Id}";
        var line = task.Stage == TaskStage.Cancelled ? null : planned;
        return new TaskRow(
            charter.Id, InitiativeId.Parse(charter.Id).Kind, charter.Name.Shown, task.Number, task.Planned.Title, task.Planned.Kind,
            task.Planned.Department, department, task.Planned.People ?? [],
            task.Planned.Start, task.Planned.Due, task.Planned.Weight, task.Stage, task.Reported, task.Verified,
            line is not null, task.Stage == TaskStage.StruckOff,
            line is null ? null : LightRules.TurnsOn(task, line, Light.Yellow, plan.Rules), line is null ? null : LightRules.TurnsOn(task, line, Light.Red, plan.Rules),
            line is not null && !task.IsDone,
            $"{task.Planned.Title} {Pinyin.Initials(task.Planned.Title)} {names} {department} {people}".ToLowerInvariant());
    }
}
