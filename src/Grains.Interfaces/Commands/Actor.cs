namespace FuyangPlan.Commands;

/// <summary>What somebody may do in a plan beyond their own tasks. Leaders have no role here: they lead because the journal says that they were appointed.</summary>
public enum Role
{
    /// <summary>领导小组: issues task books, approves closures and large amendments.</summary>
    LeadingGroup,
    /// <summary>迎展办: drafts, appoints by document, approves small amendments.</summary>
    Office,
    /// <summary>责任单位联络员: reports the progress of the department's own tasks.</summary>
    Liaison,
    /// <summary>督查: verifies and rejects.</summary>
    Inspector,
    /// <summary>审计: reads everything, changes nothing.</summary>
    Auditor,
    /// <summary>运维: the Orleans dashboard; no business commands.</summary>
    Ops,
    /// <summary>系统管理员: accounts and plan files.</summary>
    Admin,
    /// <summary>招商专员: the investment leads of the chains whose team the person belongs to.</summary>
    InvestmentOfficer,
    /// <summary>企业服务专员: enterprises and their requests, and the landings of the chains whose team the person belongs to.</summary>
    ServiceOfficer,
    /// <summary>要素保障专员: the resource pools of the department.</summary>
    ResourceDesk,
}

/// <summary>Who acts: a person with a department and roles in one plan. It is stored in every journal entry.</summary>
/// <param name="Account">Sign-in name, or <c>system</c>.</param>
/// <param name="Person">The plan's person id, where the account belongs to one.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Department">Code of the department, where there is one.</param>
/// <param name="Roles">Roles in this plan.</param>
/// <param name="OnBehalfOf">Person id for whom a deputy acts.</param>
[GenerateSerializer, Immutable, Alias("actor")]
public sealed record Actor(
    string Account, string? Person, string Name, string? Department, ImmutableArray<Role> Roles, string? OnBehalfOf = null)
{
    /// <summary>The passage of time itself: months that close, tasks struck off after their waiting days.</summary>
    public static Actor System { get; } = new("system", null, "系统", null, []);

    public bool Has(Role role) => Roles.Contains(role);

    /// <summary>The same account, or the same person with another one.</summary>
    public bool IsSameAs(Actor other) => Account == other.Account || IsPerson(other.Person);

    /// <summary>Speaks for the department (责任单位联络员).</summary>
    public bool LiaisesFor(string? department) => Has(Role.Liaison) && IsOf(department);

    /// <summary>False where either is nobody that the plan knows.</summary>
    public bool IsPerson(string? person) => person is not null && person == Person;

    /// <summary>False where either has no department.</summary>
    public bool IsOf(string? department) => department is not null && department == Department;

    public bool HasAny(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
            if (Has(role)) return true;
        return false;
    }
}
