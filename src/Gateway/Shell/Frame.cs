namespace FuyangPlan.Shell;

/// <summary>What every page of a plan stands in.</summary>
/// <param name="Plan">What the plan says of itself at the instant shown; its clock and position are now's.</param>
/// <param name="Account">Who looks.</param>
/// <param name="Actor">The same, as an actor of this plan.</param>
/// <param name="AsOf">The instant shown; null: now.</param>
/// <param name="Fault">Why the instant that was asked for is not shown.</param>
public sealed record Frame(PlanFacts Plan, AccountView Account, Actor Actor, DateTimeOffset? AsOf, Refusal? Fault)
{
    /// <summary>The day that is shown, by the plan's clock.</summary>
    public DateOnly Today => (AsOf ?? Plan.Clock.Now).Day();

    /// <summary>What every address of the product begins with.</summary>
    public string Root { get; init; } = "";

    public string Home => $"{Root}/plans/{Plan.Id}";

    /// <summary>Why a position is empty. A plan of facts says that its source is silent.</summary>
    public string Vacancy => Plan is { Label: null, Source: not null } ? "文章未载明，待任命" : "待任命";

    public string InitiativeName(string id) => Plan.Initiatives.FirstOrDefault(each => each.Id == id)?.Name ?? id;

    public string DepartmentName(string? code) => Plan.Departments.FirstOrDefault(d => d.Code == code)?.Name ?? code ?? "—";

    public string PersonName(string id) => Plan.Persons.FirstOrDefault(p => p.Id == id)?.Name ?? id;

    public string PeopleNames(ImmutableArray<string> ids) => ids.IsDefaultOrEmpty ? "—" : string.Join("、", ids.Select(PersonName));

    /// <summary>A link within the plan that keeps the instant shown.</summary>
    public string Link(string path) => AsOf is { } at
        ? $"{Home}{path}{(path.Contains('?') ? '&' : '?')}asOf={Words.Instant(at).Replace("+", "%2B", StringComparison.Ordinal)}"
        : Home + path;
}
