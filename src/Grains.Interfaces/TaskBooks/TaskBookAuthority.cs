using FuyangPlan.Leaders;
using FuyangPlan.Plans;

namespace FuyangPlan.TaskBooks;

/// <inheritdoc cref="Authority"/>
/// <remarks><c>leader</c> is the person who leads the initiative; null: nobody.</remarks>
public static class TaskBookAuthority
{
    /// <summary>To draft and to submit.</summary>
    public static Refusal? ToDraft(Actor actor) => actor.MustHaveRole(Role.Office);

    public static Refusal? ToReturn(Actor actor) => actor.MustHaveRole(Role.LeadingGroup, Role.Office);

    public static Refusal? ToIssue(Actor actor) => actor.MustHaveRole(Role.LeadingGroup);

    /// <summary>To accept or to contest: the leader who was appointed; whoever only acts may not.</summary>
    /// <param name="name">The leader's.</param>
    public static Refusal? ToAccept(Actor actor, string? leader, string? name, TenureKind? kind) =>
        kind != TenureKind.Appointed ? Problems.LeaderVacant.Because("三长岗位空缺，须先任命再签收。")
        : actor.IsPerson(leader) ? null
        : Problems.NotTheLeader.Because($"只有在任的{name}可以办理。");

    /// <summary>To propose an amendment: the office, the leader, a liaison of a department that is in the book.</summary>
    public static Refusal? ToPropose(Actor actor, string? leader, TaskBookContent? content) =>
        actor.Has(Role.Office) || actor.IsPerson(leader) ? null
        : !actor.Has(Role.Liaison) ? actor.MustHaveRole(Role.Office, Role.Liaison)
        : content?.Tasks.Any(task => actor.IsOf(task.Department)) is true ? null
        : Problems.NotYours.Because("本单位不在该任务书的责任单位之列。");

    /// <summary>Of another's amendment.</summary>
    public static Refusal? ToDecideAmendment(Actor actor, int slipDays, RuleSet rules) =>
        actor.MustHaveRole(Role.Office, Role.LeadingGroup) is { } refusal ? refusal
        : slipDays <= rules.SlipForLeadingGroupDays || actor.Has(Role.LeadingGroup) ? null
        : Problems.Forbidden.Because($"推迟 {slipDays} 天，超过 {rules.SlipForLeadingGroupDays} 天的变更须由领导小组审批。");

    public static Refusal? ToRequestClosure(Actor actor, string? leader) => actor.IsPerson(leader) ? null : actor.MustHaveRole(Role.Office);

    /// <summary>Of another's request.</summary>
    public static Refusal? ToDecideClosure(Actor actor) => actor.MustHaveRole(Role.LeadingGroup);

    public static Refusal? ToWithdraw(Actor actor) => actor.MustHaveRole(Role.LeadingGroup);
}
