namespace FuyangPlan.DaySeals;

/// <inheritdoc cref="Authority"/>
public static class DaySealAuthority
{
    /// <summary>Whoever works in the plan or audits it; not who only runs the system.</summary>
    public static Refusal? ToRead(Actor actor) =>
        actor.Person is not null || actor.Roles.Any(role => role is not (Role.Ops or Role.Admin))
            ? null
            : Problems.Forbidden.Because("日封由在行动中承担业务的成员和审计查看。");
}
