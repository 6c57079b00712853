namespace FuyangPlan.Teams;

/// <inheritdoc cref="Authority"/>
/// <remarks><c>leader</c> is the person who leads the chain, null: nobody; <c>team</c> its members.</remarks>
public static class TeamAuthority
{
    /// <summary>To take people into the team.</summary>
    public static Refusal? ToCompose(Actor actor, string? leader) => actor.IsPerson(leader) ? null : actor.MustHaveRole(Role.Office);

    /// <summary>To work on what the chain has in hand, its landings and its map.</summary>
    public static Refusal? ToWork(Actor actor, string? leader, ImmutableArray<TeamMember> team) =>
        actor.Has(Role.Office) ? null : Of(actor, leader, team, Role.InvestmentOfficer, Role.ServiceOfficer);

    /// <summary>The leader, or a member of the team who has one of the roles.</summary>
    public static Refusal? Of(Actor actor, string? leader, ImmutableArray<TeamMember> team, params ReadOnlySpan<Role> roles) =>
        actor.IsPerson(leader) ? null
        : actor.MustHaveRole(roles) ?? (team.Have(actor) ? null : Problems.NotYours.Because("只有本链链长和专班成员可以办理。"));

    public static bool Have(this ImmutableArray<TeamMember> team, Actor actor) => team.Any(member => actor.IsPerson(member.Person));
}
