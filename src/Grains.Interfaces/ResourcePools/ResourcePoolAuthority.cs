namespace FuyangPlan.ResourcePools;

/// <inheritdoc cref="Authority"/>
public static class ResourcePoolAuthority
{
    /// <summary>To open a pool, to change its capacity, to close it.</summary>
    public static Refusal? ToKeep(Actor actor) => actor.MustHaveRole(Role.Office);

    /// <summary>To decide requests and to deliver: the resource desk of the pool's department.</summary>
    public static Refusal? ToDecide(Actor actor, string department) => actor.MustHaveRole(Role.ResourceDesk)
        ?? (actor.IsOf(department) ? null : Problems.NotYours.Because("不是本单位的要素池，请由主管单位的要素保障专员办理。"));

    /// <param name="leader">Who leads the initiative that needs it; null: nobody.</param>
    public static Refusal? ToAsk(Actor actor, string? leader) =>
        actor.IsPerson(leader) ? null : actor.MustHaveRole(Role.Liaison, Role.InvestmentOfficer, Role.ServiceOfficer);

    /// <param name="asked">Whether it was this one who asked.</param>
    public static Refusal? ToWithdraw(Actor actor, bool asked) =>
        asked || actor.Has(Role.Office) ? null : Problems.NotYours.Because("只有申请人或迎展办可以撤回。");
}
