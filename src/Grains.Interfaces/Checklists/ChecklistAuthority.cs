namespace FuyangPlan.Checklists;

/// <inheritdoc cref="Authority"/>
/// <remarks><c>leader</c> is the person who leads the initiative, null: nobody; <c>department</c> the one responsible for the task.</remarks>
public static class ChecklistAuthority
{
    /// <summary>To start a task and to report of it.</summary>
    public static Refusal? ToReport(Actor actor, string? department) => actor.LiaisesFor(department) ? null
        : actor.MustHaveRole(Role.Liaison) ?? Problems.NotYours.Because("不是本单位的任务，请由责任单位办理。");

    public static Refusal? ToReopen(Actor actor, string? leader) => actor.IsPerson(leader) ? null : Authority.ToInspect(actor);

    public static Refusal? ToRequestSuspension(Actor actor, string? leader, string? department) => actor.IsPerson(leader) ? null : ToReport(actor, department);

    /// <summary>Of another's request.</summary>
    public static Refusal? ToDecideSuspension(Actor actor) => actor.MustHaveRole(Role.Office);

    public static Refusal? ToResume(Actor actor, string? leader, string? department) =>
        actor.Has(Role.Office) ? null : ToRequestSuspension(actor, leader, department);
}
