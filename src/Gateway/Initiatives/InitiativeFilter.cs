using FuyangPlan.Lights;

namespace FuyangPlan.Initiatives;

/// <summary>Narrows and orders the list of initiatives.</summary>
/// <param name="Kind"><c>project</c>, <c>industryChain</c>, <c>campaign</c>.</param>
/// <param name="Light"><c>blue</c>, <c>green</c>, <c>yellow</c>, <c>red</c>.</param>
/// <param name="Q">Words of name, goal, carriers or leader, printed or restored, or pinyin initials.</param>
/// <param name="Leader"><c>vacant</c> or <c>held</c>.</param>
/// <param name="Department">Code of a department that one of its tasks is given to.</param>
/// <param name="Person">Id of its leader, or of a person that one of its tasks is given to.</param>
/// <param name="DueFrom">Its next open task is due on this day or later.</param>
/// <param name="DueTo">Its next open task is due on this day or earlier.</param>
/// <param name="Overdue"><c>true</c>: a task of it is overdue; <c>false</c>: none is.</param>
/// <param name="Sort"><c>number</c>, <c>percent</c>, <c>-percent</c>, <c>light</c> (red first), <c>name</c>.</param>
internal sealed record InitiativeFilter(
    string? Kind, string? Light, string? Q, string? Leader, string? Department, string? Person, string? DueFrom, string? DueTo, string? Overdue, string? Sort)
{
    public IReadOnlyList<InitiativeSummary> Apply(ImmutableArray<InitiativeSummary> all, Parameters parameters)
    {
        var kind = parameters.Choice<InitiativeKind>("kind", Kind);
        var light = parameters.Choice<Light>("light", Light);
        var leader = parameters.OneOf("leader", Leader, "vacant", "held");
        var (department, person) = (parameters.Code("department", Department), parameters.Code("person", Person));
        var (from, to, overdue) = (parameters.Day("dueFrom", DueFrom), parameters.Day("dueTo", DueTo), parameters.Flag("overdue", Overdue));
        var search = parameters.Search(Q);
        var sort = parameters.OneOf("sort", Sort, "number", "percent", "-percent", "light", "name");
        var found = all.Where(each =>
            (kind is null || each.Kind == kind)
            && (light is null || each.Light == light)
            && (leader is null || each.Leader is null == (leader == "vacant"))
            && (department is null || each.Departments.Contains(department))
            && (person is null || each.People.Contains(person))
            && (from is null || each.NextDue >= from)
            && (to is null || each.NextDue <= to)
            && (overdue is null || each.OverdueTasks > 0 == overdue)
            && (search is null || Matches(each, search)));
        return [.. Sorted(found, sort)];
    }

    public static bool Matches(InitiativeSummary initiative, string search) =>
        Text.Words(search).All(word => initiative.SearchText.Contains(word, StringComparison.Ordinal));

    private static IEnumerable<InitiativeSummary> Sorted(IEnumerable<InitiativeSummary> found, string? sort) => sort switch
    {
        "percent" => found.OrderBy(each => each.Percent),
        "-percent" => found.OrderByDescending(each => each.Percent),
        "light" => found.OrderByDescending(each => each.Light is { } light ? (int)light : -1),
        "name" => found.OrderBy(each => each.NameKey, StringComparer.Ordinal),
        _ => found,
    };
}
