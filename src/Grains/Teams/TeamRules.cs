using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Leaders;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.Teams;

/// <summary>Who belongs to a chain.</summary>
internal static class TeamRules
{
    public static Decision Decide(InitiativeState chain, TeamCommand command, Moment moment) => command switch
    {
        JoinTeam c => On(chain, c, moment),
        LeaveTeam c => On(chain, c, moment),
        _ => throw NoRule.For(command),
    };

    private static Decision On(InitiativeState chain, JoinTeam command, Moment moment)
    {
        if ((Composer(chain, moment) ?? Guard.Person("/person", command.Person, moment.Plan) ?? Guard.Text("/duty", command.Duty, 100)) is { } refusal) return refusal;
        return chain.Team.Of(command.Person) is { } known && known.Duty == command.Duty
            ? Nothing
            : Record(new TeamMemberJoined(command.Person, moment.Plan.Persons[command.Person].Name, command.Duty));
    }

    private static Decision On(InitiativeState chain, LeaveTeam command, Moment moment) =>
        (Composer(chain, moment) ?? Guard.Reason("/reason", command.Reason)) is { } refusal ? refusal
        : chain.Team.Of(command.Person) is { } member ? Record(new TeamMemberLeft(member.Person, member.Name, command.Reason))
        : Refuse(Problems.NotInTeam, "此人不在专班内。", [new("/person", "不在专班内")]);

    /// <summary>The leader and the team: they may see what is confidential in the chain.</summary>
    public static bool IsOfChain(this InitiativeState chain, Actor actor, DateOnly day) =>
        chain.Leader.IsHeldBy(actor, day) || (actor.Person is not null && chain.Team.Of(actor.Person) is not null);

    /// <summary>The leader, or a member of the team who has one of the roles.</summary>
    public static Refusal? Of(InitiativeState chain, Moment moment, params ReadOnlySpan<Role> roles) =>
        chain.Leader.IsHeldBy(moment.Actor, moment.Today) ? null
        : Guard.Role(moment, roles) ?? (chain.Team.Of(moment.Actor.Person) is null ? Refuse(Problems.NotYours, "只有本链链长和专班成员可以办理。") : null);

    /// <summary>Who works on what the chain has in hand: the office, the leader, investment and service officers of the team.</summary>
    public static Refusal? Works(InitiativeState chain, Moment moment) =>
        moment.Actor.Has(Role.Office) ? null : Of(chain, moment, Role.InvestmentOfficer, Role.ServiceOfficer);

    private static Refusal? Composer(InitiativeState chain, Moment moment) =>
        chain.Leader.IsHeldBy(moment.Actor, moment.Today) ? null : Guard.Role(moment, Role.Office);
}
