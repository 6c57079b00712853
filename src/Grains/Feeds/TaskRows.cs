using FuyangPlan.Initiatives;
using FuyangPlan.Lights;
using FuyangPlan.Plans;

namespace FuyangPlan.Feeds;

/// <summary>The rows of the task table that follow from one initiative's state.</summary>
internal static class TaskRows
{
    public static ImmutableDictionary<int, TaskRow> Of(InitiativeState initiative, PlanState plan)
    {
        if (initiative.Charter is not { } charter || !plan.IsImported) return ImmutableDictionary<int, TaskRow>.Empty;
        var id = InitiativeId.Parse(charter.Id);
        var lines = initiative.TaskBook.Current?.Tasks.ToDictionary(line => line.Number) ?? [];
        var names = $"{charter.Name.Shown} {charter.Name.Printed} {Pinyin.Initials(charter.Name.Shown)} {charter.Id}";
        return initiative.Checklist.Tasks.Values.Where(task => !task.Group).ToImmutableDictionary(task => task.Number, task =>
        {
            var planned = task.Planned;
            var department = planned.Department is { } code ? plan.Departments.GetValueOrDefault(code)?.Name : null;
            var people = string.Join(' ', (planned.People ?? []).Select(person => plan.Persons.GetValueOrDefault(person)?.Name));
            var line = task.Stage == Checklists.TaskStage.Cancelled ? null : lines.GetValueOrDefault(task.Number);
            return new TaskRow(
                charter.Id, id.Kind, charter.Name.Shown, task.Number, planned.Title, planned.Kind, planned.Department, department, planned.People ?? [],
                planned.Start, planned.Due, planned.Weight, task.Stage, task.Reported, task.Verified,
                line is not null, task.Stage == Checklists.TaskStage.StruckOff,
                line is null ? null : LightRules.TurnsOn(task, line, Light.Yellow, plan.Rules), line is null ? null : LightRules.TurnsOn(task, line, Light.Red, plan.Rules),
                line is not null && !task.IsDone,
                $"{planned.Title} {Pinyin.Initials(planned.Title)} {names} {department} {people}".ToLowerInvariant());
        });
    }
}
