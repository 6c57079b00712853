using FuyangPlan.Initiatives;
using FuyangPlan.Lights;
using FuyangPlan.Tables;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Checklists;

/// <summary>A task in the list across initiatives. The light is a function of the day, so the row holds the days on which it turns.</summary>
/// <param name="Deadline">Null: it cannot be overdue.</param>
internal sealed record TaskRow(
    string Initiative, string InitiativeName, int Number, string Title, TaskKind Kind, string? Department, string? DepartmentName, ImmutableArray<string> People,
    DateOnly Start, DateOnly Due, decimal Weight, TaskStage Stage, decimal Reported, decimal Verified, bool HasLight, DateOnly? YellowFrom, DateOnly? RedFrom,
    Deadline? Deadline);

/// <summary>Tasks across initiatives; groups stand where their tasks stand and have no rows.</summary>
internal sealed class TaskTable : Table<InitiativeState, TaskRow, TaskQuery, TaskLine>
{
    private readonly Column initiative, kind, stage, due, department, people;
    private readonly Condition overdue;
    private readonly Choice light;

    public TaskTable() : base("tasks")
    {
        initiative = KeyColumn("initiative", row => Order(InitiativeId.Parse(row.Initiative)));
        KeyColumn("number", row => row.Number);
        stage = Column("stage", row => row.Stage);
        due = Column("due", row => row.Due);
        var (late, still) = (Column("late_after", row => row.Deadline?.Due), Column("still_since", row => row.Deadline?.StillSince));
        overdue = late.Before(Term.Today) & late.Before(still);
        var (hasLight, yellow, red) = (Column("has_light", row => row.HasLight), Column("yellow_from", row => row.YellowFrom), Column("red_from", row => row.RedFrom));
        light = new(
            [
                (hasLight.IsNot(true), 4), (stage.Is(TaskStage.StruckOff)!, Light.Red - Light.Blue), (red.AtMost(Term.Today), 0),
                (yellow.AtMost(Term.Today), Light.Red - Light.Yellow),
            ],
            Light.Red - Light.Green);
        kind = Column("kind", row => InitiativeId.Parse(row.Initiative).Kind);
        department = Column("department", row => row.Department);
        people = Column("people", row => row.People);

        Sort("due", due);
        Sort("percent", Column("verified", row => row.Verified));
        Sort("light", light);
        Sort("title", NameColumn("title_key", row => row.Title));
        Sort("initiative", initiative);
        Group(department, stage);
        Group(stage);
        Rows(
            state => state.Checklist, checklist => checklist.Tasks.Values.Where(task => !task.Group),
            state => state.Charter is { } charter ? (charter, state.TaskBook.Current) : (object?)null, RowOf,
            (task, state, source) => SearchText.Of(
                [
                    task.Planned.Title, state.Charter!.Name.Shown, state.Charter.Name.Printed, source.DepartmentName(task.Planned.Department),
                    .. (task.Planned.People ?? []).Select(source.PersonName),
                ],
                [state.Charter.Id, task.Note, .. task.Evidence.Select(evidence => evidence.Name)]));
    }

    protected override IEnumerable<Condition?> Where(TaskQuery query) =>
    [
        query.Stage is { } wanted ? stage.Is(wanted) : stage.IsNot(TaskStage.Cancelled),
        kind.Is(query.Kind),
        initiative.Is(query.Initiative is not { } name ? null : InitiativeId.TryParse(name, out var id) ? Order(id) : -1),
        light.Is(query.Light is { } asked ? Light.Red - asked : null),
        department.Is(query.Department),
        people.Has(query.Person),
        due.AtLeast(query.DueFrom),
        due.AtMost(query.DueTo),
        overdue.Is(query.Overdue),
    ];

    protected override TaskLine Line(TaskRow row, Sight sight, DateOnly today) => new(
        Id: $"{row.Initiative}/{row.Number}", Initiative: row.Initiative, InitiativeName: row.InitiativeName, Number: row.Number, Title: row.Title,
        Kind: row.Kind, Department: row.Department, DepartmentName: row.DepartmentName, People: row.People, Start: row.Start, Due: row.Due,
        Weight: row.Weight, Stage: row.Stage, Reported: row.Reported, Percent: row.Verified,
        Light: !row.HasLight ? null
            : row.Stage == TaskStage.StruckOff ? Light.Blue
            : row.RedFrom <= today ? Light.Red
            : row.YellowFrom <= today ? Light.Yellow
            : Light.Green,
        OverdueDays: row.Deadline?.OverdueDays(today) ?? 0);

    private static TaskRow RowOf(TaskState task, InitiativeState state, Source source)
    {
        var (charter, planned, rules) = (state.Charter!, task.Planned, source.Plan.Rules);
        var line = task.Stage == TaskStage.Cancelled ? null : state.TaskBook.Current?.Tasks.FirstOrDefault(line => line.Number == task.Number);
        return new(
            Initiative: charter.Id, InitiativeName: charter.Name.Shown, Number: task.Number, Title: planned.Title, Kind: planned.Kind,
            Department: planned.Department, DepartmentName: source.DepartmentName(planned.Department), People: planned.People ?? [],
            Start: planned.Start, Due: planned.Due, Weight: planned.Weight, Stage: task.Stage, Reported: task.Reported, Verified: task.Verified,
            HasLight: line is not null, YellowFrom: line is null ? null : LightRules.TurnsOn(task, line, Light.Yellow, rules),
            RedFrom: line is null ? null : LightRules.TurnsOn(task, line, Light.Red, rules), Deadline: Deadline.Of(task, line));
    }

    /// <summary>Projects, then chains, then campaigns, each by number.</summary>
    private static int Order(InitiativeId id) => (int)id.Kind * 10_000 + id.Number;
}
