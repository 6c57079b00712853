using FuyangPlan.Plans;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.EventSourcing;

/// <summary>
/// FOUR_EYES: nobody judges what is his own, under whichever account, for whichever department. What is not known is not taken for different: who
/// verifies or grants is a person whom the plan knows, of a department.
/// </summary>
internal static class FourEyes
{
    /// <summary>To decide what somebody asked for: another person.</summary>
    public static Refusal? MustBeAnother(Actor doer, Moment moment) => moment.Actor.IsSameAs(doer)
        ? Refuse(Problems.FourEyes, "报送者、提出者不能审批、核验自己的事项，请由另一人办理。")
        : null;

    /// <summary>To give somebody a position: not to oneself.</summary>
    public static Refusal? MustNotBe(string person, Moment moment, string pointer) => moment.Actor.IsPerson(person)
        ? Refuse(Problems.FourEyes, "不能任命自己，请由另一人办理。", [new(pointer, "是办理人本人")])
        : null;

    /// <summary>To grant what somebody asked for: another person, known by name and department.</summary>
    public static Refusal? MustBeKnownAndAnother(Actor doer, Moment moment) => MustBeAnother(doer, moment) ?? MustBeKnown(moment);

    /// <summary>To verify what somebody reported: another person, known, and of none of the departments that speak in it.</summary>
    /// <param name="also">A department that speaks in it beside the reporter's; null: none.</param>
    public static Refusal? MustBeOutside(Actor reporter, Moment moment, string? also = null) => MustBeKnownAndAnother(reporter, moment)
        ?? (Departments(moment.Actor, moment.Plan).Intersect([.. Departments(reporter, moment.Plan), also]).Any()
            ? Refuse(Problems.FourEyes, "报送单位、申请单位和主管、来源单位都不能核验，请由另一单位的另一人核验。")
            : null);

    private static Refusal? MustBeKnown(Moment moment) =>
        moment.Actor.Person is { } person && moment.Plan.Persons.ContainsKey(person) && Departments(moment.Actor, moment.Plan).Any()
            ? null
            : Refuse(Problems.IdentityRequired, "核验、批准须由登记在册、有所属单位的人员办理；请系统管理员把账号对应到人员和单位。");

    /// <summary>The one that the account speaks for, and the one in which the person is registered.</summary>
    private static IEnumerable<string> Departments(Actor actor, PlanState plan) =>
        ((string?[])[actor.Department, actor.Person is { } person ? plan.Persons.GetValueOrDefault(person)?.Department : null]).OfType<string>();
}
