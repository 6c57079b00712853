namespace FuyangPlan.Commands;

/// <summary>Roles in Chinese.</summary>
public static class RoleWords
{
    public static string InWords(this Role role) => role switch
    {
        Role.LeadingGroup => "领导小组",
        Role.Office => "迎展办",
        Role.Liaison => "责任单位联络员",
        Role.Inspector => "督查",
        Role.Auditor => "审计",
        Role.Ops => "运维",
        Role.InvestmentOfficer => "招商专员",
        Role.ServiceOfficer => "企业服务专员",
        Role.ResourceDesk => "要素保障专员",
        _ => "系统管理员",
    };
}
