using FuyangPlan.Initiatives;
using FuyangPlan.Leaders;
using FuyangPlan.Teams;

namespace FuyangPlan.Leads;

/// <summary>How much of a chain's leads somebody sees; more than one role: the most.</summary>
internal enum LeadSight
{
    /// <summary>Not even how many.</summary>
    Nothing,
    /// <summary>督查: of leads that are not confidential stages, amounts and proofs, without names.</summary>
    Stages,
    /// <summary>领导小组、迎展办、审计: the investors of those, too.</summary>
    Names,
    /// <summary>The chain's leader and team.</summary>
    Everything,
}

internal static class LeadSights
{
    public static LeadSight SightOf(this InitiativeState chain, Actor reader, DateOnly day) =>
        reader.IsPerson(chain.LedBy(day)) || chain.Team.Members.Have(reader) ? LeadSight.Everything
        : reader.HasAny(Role.LeadingGroup, Role.Office, Role.Auditor) ? LeadSight.Names
        : reader.Has(Role.Inspector) ? LeadSight.Stages
        : LeadSight.Nothing;

    public static bool Shows(this LeadSight sight, LeadState lead) => sight == LeadSight.Everything || (sight != LeadSight.Nothing && !lead.Confidential);
}
