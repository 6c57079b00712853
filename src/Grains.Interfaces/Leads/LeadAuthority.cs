using FuyangPlan.Initiatives;
using FuyangPlan.Teams;

namespace FuyangPlan.Leads;

/// <inheritdoc cref="Authority"/>
public static class LeadAuthority
{
    /// <summary>To record leads and to move them.</summary>
    /// <param name="leader">Who leads the chain; null: nobody.</param>
    public static Refusal? ToWork(Actor actor, string? leader, ImmutableArray<TeamMember> team) => TeamAuthority.Of(actor, leader, team, Role.InvestmentOfficer);

    public static bool WorksLeads(this InitiativeView chain, Actor actor) => ToWork(actor, chain.Leader?.Person, chain.Team).IsGiven();

    /// <summary>To see leads of the plan's chains that are not confidential, without being of a chain's team.</summary>
    public static bool SeesLeads(this Actor actor) => actor.HasAny(Role.LeadingGroup, Role.Office, Role.Auditor, Role.Inspector);

    /// <summary>Whoever attracts investment holds leads; others look after all.</summary>
    public static bool IsInvestmentOfficer(this Actor actor) => actor.Has(Role.InvestmentOfficer);
}
