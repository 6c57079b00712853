namespace FuyangPlan.Indicators;

/// <inheritdoc cref="Authority"/>
/// <remarks><c>leader</c> is the person who leads the campaign, null: nobody; <c>department</c> the source of the indicator.</remarks>
public static class IndicatorAuthority
{
    /// <summary>To say what is measured and what is wanted: the indicators, their targets, their baselines.</summary>
    public static Refusal? ToDirect(Actor actor, string? leader) => actor.IsPerson(leader) ? null : actor.MustHaveRole(Role.Office);

    /// <summary>To report values and to confirm the baseline: a liaison of the source.</summary>
    public static Refusal? ToReport(Actor actor, string department) => actor.LiaisesFor(department) ? null
        : actor.MustHaveRole(Role.Liaison) ?? Problems.NotYours.Because("不是本单位的指标，请由来源单位办理。");

    public static Refusal? ToDeclareMethod(Actor actor, string department) => actor.Has(Role.Office) ? null : ToReport(actor, department);

    /// <summary>To accept what stands out, to publish, to end an indicator.</summary>
    public static Refusal? ToKeep(Actor actor) => actor.MustHaveRole(Role.Office);
}
