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
        if ((TeamAuthority.ToCompose(moment.Actor, chain.LedBy(moment.Today)) ?? Guard.MustBeRegistered("/person", command.Person, moment.Plan)
            ?? Guard.MustBeText("/duty", command.Duty, 100)) is { } refusal) return refusal;
        return chain.Team.Of(command.Person) is { } known && known.Duty == command.Duty
            ? Nothing
            : Record(new TeamMemberJoined(command.Person, moment.Plan.Persons[command.Person].Name, command.Duty));
    }

    private static Decision On(InitiativeState chain, LeaveTeam command, Moment moment) =>
        (TeamAuthority.ToCompose(moment.Actor, chain.LedBy(moment.Today)) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal ? refusal
        : chain.Team.Of(command.Person) is { } member ? Record(new TeamMemberLeft(member.Person, member.Name, command.Reason))
        : Refuse(Problems.NotInTeam, "此人不在专班内。", [new("/person", "不在专班内")]);

    /// <summary>Who works on what the chain has in hand: the office, the leader, investment and service officers of the team.</summary>
    public static Refusal? Working(InitiativeState chain, Moment moment) => TeamAuthority.ToWork(moment.Actor, chain.LedBy(moment.Today), chain.Team.Members);
}
