using System.Globalization;
using FuyangPlan.Lights;

namespace FuyangPlan.Initiatives;

/// <summary>Narrows and orders the list of initiatives.</summary>
/// <param name="Kind"><c>project</c>, <c>industryChain</c>, <c>campaign</c>.</param>
/// <param name="Light"><c>blue</c>, <c>green</c>, <c>yellow</c>, <c>red</c>.</param>
/// <param name="Q">Two characters or more of name or goal, printed or restored, or pinyin initials.</param>
/// <param name="Leader"><c>vacant</c> or <c>held</c>.</param>
/// <param name="Sort"><c>number</c>, <c>percent</c>, <c>-percent</c>, <c>light</c> (red first), <c>name</c>.</param>
internal sealed record InitiativeFilter(string? Kind, string? Light, string? Q, string? Leader, string? Sort)
{
    private static readonly StringComparer Chinese = StringComparer.Create(CultureInfo.GetCultureInfo("zh-CN"), CompareOptions.None);

    public IReadOnlyList<InitiativeSummary> Apply(ImmutableArray<InitiativeSummary> all, Parameters parameters)
    {
        var kind = parameters.Choice<InitiativeKind>("kind", Kind);
        var light = parameters.Choice<Light>("light", Light);
        var leader = parameters.OneOf("leader", Leader, "vacant", "held");
        var search = parameters.Search(Q);
        var sort = parameters.OneOf("sort", Sort, "number", "percent", "-percent", "light", "name");
        var found = all.Where(each =>
            (kind is null || each.Kind == kind)
            && (light is null || each.Light == light)
            && (leader is null || each.Leader is null == (leader == "vacant"))
            && (search is null || Matches(each, search)));
        return [.. Sorted(found, sort)];
    }

    public static bool Matches(InitiativeSummary initiative, string search) =>
        initiative.Name.Contains(search, StringComparison.OrdinalIgnoreCase)
        || initiative.NameAsPrinted.Contains(search, StringComparison.OrdinalIgnoreCase)
        || initiative.Goal.Contains(search, StringComparison.OrdinalIgnoreCase)
        || initiative.GoalAsPrinted.Contains(search, StringComparison.OrdinalIgnoreCase)
        || search.All(char.IsAsciiLetterOrDigit)
            && (Pinyin.Initials(initiative.Name).Contains(search, StringComparison.OrdinalIgnoreCase)
                || Pinyin.Initials(initiative.Goal).Contains(search, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<InitiativeSummary> Sorted(IEnumerable<InitiativeSummary> found, string? sort) => sort switch
    {
        "percent" => found.OrderBy(each => each.Percent),
        "-percent" => found.OrderByDescending(each => each.Percent),
        "light" => found.OrderByDescending(each => each.Light is { } light ? (int)light : -1),
        "name" => found.OrderBy(each => each.Name, Chinese),
        _ => found,
    };
}
