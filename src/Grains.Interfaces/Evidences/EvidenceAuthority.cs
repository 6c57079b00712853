namespace FuyangPlan.Evidences;

/// <inheritdoc cref="Authority"/>
public static class EvidenceAuthority
{
    /// <summary>To hand in a file: whoever has a business role, or leads as the person that the account is.</summary>
    public static Refusal? ToUpload(Actor actor) =>
        actor.Person is not null || actor.HasAny(
            Role.LeadingGroup, Role.Office, Role.Liaison, Role.Inspector, Role.InvestmentOfficer, Role.ServiceOfficer, Role.ResourceDesk)
            ? null
            : Problems.Forbidden.Because("只有承担任务的人员可以上传佐证。");
}
