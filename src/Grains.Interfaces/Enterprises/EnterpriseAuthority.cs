namespace FuyangPlan.Enterprises;

/// <inheritdoc cref="Authority"/>
public static class EnterpriseAuthority
{
    /// <summary>To register an enterprise, to say what is its own, to open and see its links: who has the address is the enterprise.</summary>
    public static Refusal? ToRegister(Actor actor) => actor.MustHaveRole(Role.ServiceOfficer, Role.Office);

    /// <summary>To record visits and promises.</summary>
    public static Refusal? ToVisit(Actor actor) => actor.MustHaveRole(Role.ServiceOfficer, Role.LeadingGroup);

    /// <summary>To write down a request that did not come through the enterprise's own link.</summary>
    public static Refusal? ToSubmit(Actor actor) => actor.MustHaveRole(Role.ServiceOfficer);

    public static Refusal? ToAssign(Actor actor) => actor.MustHaveRole(Role.ServiceOfficer, Role.Office);

    /// <param name="handler">Whose request it is; null: nobody's yet.</param>
    public static Refusal? ToHandle(Actor actor, string? handler) =>
        actor.IsPerson(handler) ? null
        : handler is null && actor.IsServiceOfficer() ? Problems.IllegalTransition.Because("诉求尚未分派，请先分派给办理人。")
        : Problems.NotYours.Because("只有办理人可以办理；换人的请先重新分派。");

    public static bool IsServiceOfficer(this Actor actor) => actor.Has(Role.ServiceOfficer);

    /// <summary>Whom to call at the enterprise.</summary>
    public static bool SeesContacts(this Actor actor) => actor.HasAny(Role.ServiceOfficer, Role.Office, Role.LeadingGroup, Role.Auditor);
}
