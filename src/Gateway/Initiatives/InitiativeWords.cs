namespace FuyangPlan.Initiatives;

/// <summary>Kinds of initiatives and of carriers in Chinese.</summary>
internal static class InitiativeWords
{
    public static string InWords(this InitiativeKind kind) => kind switch
    {
        InitiativeKind.Project => "工程",
        InitiativeKind.IndustryChain => "产业链",
        _ => "提升行动",
    };

    public static string InWords(this CarrierKind kind) => kind switch
    {
        CarrierKind.Project => "项目",
        CarrierKind.Enterprise => "企业",
        CarrierKind.LeadEnterprise => "龙头企业",
        CarrierKind.Platform => "平台",
        _ => "地点",
    };
}
