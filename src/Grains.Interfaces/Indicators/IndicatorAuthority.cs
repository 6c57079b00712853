namespace FuyangPlan.Indicators;

/// <inheritdoc cref="Authority"/>
/// <remarks><c>leader</c> is the person who leads the campaign, null: nobody; <c>department</c> the source of the indicator.</remarks>
public static class IndicatorAuthority
{
    /// <summary>To say which indicators there are, and what is wanted of them.</summary>
    public static Refusal? ToDirect(Actor actor, string? leader) => actor.IsPerson(leader) ? null : ToKeep(actor);

    /// <summary>To end an indicator, to look at an outlier again, to publish.</summary>
    public static Refusal? ToKeep(Actor actor) => actor.MustHaveRole(Role.Office);

    /// <summary>To report its values.</summary>
    public static Refusal? ToReport(Actor actor, string department) => actor.LiaisesFor(department) ? null
        : actor.MustHaveRole(Role.Liaison) ?? Problems.NotYours.Because("不是本单位的指标，请由来源单位办理。");

    /// <summary>To say that it is counted in another way now.</summary>
    public static Refusal? ToDeclareMethod(Actor actor, string department) => ToKeep(actor) is null ? null : ToReport(actor, department);
}
