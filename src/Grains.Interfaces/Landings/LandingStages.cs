namespace FuyangPlan.Landings;

/// <summary>Where an existing project of a chain stands (拟建、供地、开工、主体结顶、设备安装、竣工验收、试产、投产、达产/规上), in this order. Source: domain 3.8.</summary>
public enum LandingStage { Planned, LandSupplied, Started, ToppedOut, Equipping, Completed, TrialProduction, InProduction, AtCapacity }

/// <summary>What a piece of evidence is said to be. A picture of a ceremony can be kept with the others; it proves nothing.</summary>
public enum ProofKind
{
    ProjectFiling, LandContract, PlanningPermit, ConstructionPermit, GeoPhoto, CeremonyPhoto, SitePhoto, AcceptanceDocument,
    FirstOutput, Invoice, PowerRecord, StatisticsRecord, TaxRecord,
}

/// <summary>What proves each stage, and stages and proofs in Chinese.</summary>
public static class LandingStages
{
    public const LandingStage Last = LandingStage.AtCapacity;

    /// <summary>
    /// Of every group one kind must be there. Source: domain 3.8, which takes the evidence of 3.7 over: land secured (S6), permit and geo-photo, not a
    /// ceremony (S7), acceptance (S8), first output, invoice or power curve (S9), output or tax (S10); a filing for what is only planned, and
    /// photos of the site between start and completion, are ours.
    /// </summary>
    public static ImmutableArray<ImmutableArray<ProofKind>> Proofs(this LandingStage stage) => stage switch
    {
        LandingStage.Planned => [[ProofKind.ProjectFiling]],
        LandingStage.LandSupplied => [[ProofKind.LandContract, ProofKind.PlanningPermit]],
        LandingStage.Started => [[ProofKind.ConstructionPermit], [ProofKind.GeoPhoto]],
        LandingStage.ToppedOut or LandingStage.Equipping => [[ProofKind.SitePhoto]],
        LandingStage.Completed => [[ProofKind.AcceptanceDocument]],
        LandingStage.TrialProduction or LandingStage.InProduction => [[ProofKind.FirstOutput, ProofKind.Invoice, ProofKind.PowerRecord]],
        _ => [[ProofKind.StatisticsRecord, ProofKind.TaxRecord]],
    };

    public static string InWords(this LandingStage stage) => stage switch
    {
        LandingStage.Planned => "拟建",
        LandingStage.LandSupplied => "供地",
        LandingStage.Started => "开工",
        LandingStage.ToppedOut => "主体结顶",
        LandingStage.Equipping => "设备安装",
        LandingStage.Completed => "竣工验收",
        LandingStage.TrialProduction => "试产",
        LandingStage.InProduction => "投产",
        _ => "达产/规上",
    };

    public static string InWords(this PromiseStatus status) => status switch
    {
        PromiseStatus.Open => "待兑现",
        PromiseStatus.Kept => "已兑现",
        _ => "未兑现",
    };

    public static string InWords(this ProofKind kind) => kind switch
    {
        ProofKind.ProjectFiling => "立项或备案文件",
        ProofKind.LandContract => "土地合同",
        ProofKind.PlanningPermit => "规划许可证",
        ProofKind.ConstructionPermit => "施工许可证",
        ProofKind.GeoPhoto => "带定位的现场照片",
        ProofKind.CeremonyPhoto => "仪式照片",
        ProofKind.SitePhoto => "现场照片",
        ProofKind.AcceptanceDocument => "验收文件",
        ProofKind.FirstOutput => "首批产品记录",
        ProofKind.Invoice => "销售发票",
        ProofKind.PowerRecord => "用电记录",
        ProofKind.StatisticsRecord => "统计入库记录",
        _ => "纳税记录",
    };
}
