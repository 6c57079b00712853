namespace FuyangPlan.Accounts;

/// <summary>Roles that control each other, and never meet in one membership: what one of them does the other judges (docs/adr/0034).</summary>
public static class RoleSeparation
{
    private static readonly ImmutableArray<Role> All = [.. Enum.GetValues<Role>()];

    /// <summary>Every such pair, each once.</summary>
    public static ImmutableArray<(Role One, Role Other)> Pairs { get; } =
    [
        // Who audits has no part in anything.
        .. All.Where(role => role != Role.Auditor).Select(role => (Role.Auditor, role)),
        // Who verifies neither reports, drafts, decides nor grants, and gives nobody a role.
        .. All.Where(role => role is not (Role.Inspector or Role.Auditor or Role.Ops)).Select(role => (Role.Inspector, role)),
        // Drafts and small amendments go one way: from the departments to the office, from there to the leading group.
        (Role.LeadingGroup, Role.Office), (Role.LeadingGroup, Role.Liaison), (Role.Office, Role.Liaison),
        // Who grants resources asks for none.
        (Role.ResourceDesk, Role.Liaison), (Role.ResourceDesk, Role.InvestmentOfficer), (Role.ResourceDesk, Role.ServiceOfficer),
    ];

    /// <summary>The first pair that meets here; null: none.</summary>
    public static (Role One, Role Other)? In(ImmutableArray<Role> roles)
    {
        foreach (var pair in Pairs)
            if (roles.Contains(pair.One) && roles.Contains(pair.Other)) return pair;
        return null;
    }
}
