namespace FuyangPlan.Leads;

/// <summary>The eleven stages of an investment lead (招商线索), S0 to S10, one after the other (domain 3.7).</summary>
public enum LeadStage { Lead, Screening, Negotiation, Offer, Memorandum, Signed, Landed, GroundBroken, Completed, InProduction, AtCapacity }

/// <summary>Whether a lead is being worked on: open (在办), dormant (暂缓), lost (流失), ended (终止).</summary>
public enum LeadStanding { Open, Dormant, Lost, Ended }

/// <summary>Where a lead comes from: 链主推荐、以商招商、展会、驻点、中介、上门、其他.</summary>
public enum LeadSource { LeaderReferral, EnterpriseReferral, Fair, Outpost, Agent, WalkIn, Other }

/// <summary>How a lead ends: the investor is gone (流失), or we have stopped (终止).</summary>
public enum LeadEnding { Lost, Ended }

/// <summary>Why it ended: 落户他地、政策不合、空间不足、资金问题、市场变化、投资方放弃、研判不符、其他.</summary>
public enum LeadEndCode { SettledElsewhere, Policy, Space, Funding, Market, Withdrawn, Unfit, Other }

/// <summary>What was done: contact (联系) and visit (考察走访) with the investor, a progress note (进展记录), feedback to the referrer (反馈推荐人).</summary>
public enum LeadActivityKind { Contact, Visit, Note, Feedback }

/// <summary>
/// What must be done in time, see <see cref="LeadThresholds"/>: first response, screening and feedback to the referrer after the recording, a progress
/// note from negotiation until capacity is reached.
/// </summary>
public enum LeadDuty { Response, Screening, Feedback, Note }

/// <summary>
/// What a file proves: 研判意见、对接记录、考察记录、书面方案、意向（框架）协议、投资协议、企业注册、用地或厂房落实、施工许可、带位置的现场照片、
/// 仪式照片（不作佐证）、竣工验收、首批产出、发票、用电记录、达产季度记录.
/// </summary>
public enum LeadProofKind
{
    ScreeningOpinion, ContactRecord, VisitRecord, Proposal, Memorandum, Agreement, CompanyRegistration, LandOrPlant, ConstructionPermit, GeoPhoto,
    CeremonyPhoto, Acceptance, FirstOutput, Invoice, PowerRecord, CapacityRecord,
}

/// <summary>What a stage asks for.</summary>
public static class LeadStageProofs
{
    private static readonly ImmutableArray<ImmutableArray<ImmutableArray<LeadProofKind>>> Lines =
    [
        [],
        [[LeadProofKind.ScreeningOpinion]],
        [[LeadProofKind.ContactRecord]],
        [[LeadProofKind.VisitRecord, LeadProofKind.Proposal]],
        [[LeadProofKind.Memorandum]],
        [[LeadProofKind.Agreement]],
        [[LeadProofKind.CompanyRegistration], [LeadProofKind.LandOrPlant]],
        [[LeadProofKind.ConstructionPermit], [LeadProofKind.GeoPhoto]],
        [[LeadProofKind.Acceptance]],
        [[LeadProofKind.FirstOutput, LeadProofKind.Invoice, LeadProofKind.PowerRecord]],
        // One for each of the two quarters.
        [[LeadProofKind.CapacityRecord], [LeadProofKind.CapacityRecord]],
    ];

    /// <summary>What must be proven to enter the stage; of each line one kind.</summary>
    public static ImmutableArray<ImmutableArray<LeadProofKind>> Proofs(this LeadStage stage) => Lines[(int)stage];

    /// <summary>The same in words; empty for the first stage, which asks for nothing.</summary>
    public static string ProofsInWords(this LeadStage stage) => stage == LeadStage.AtCapacity
        ? "两个季度的达产记录"
        : string.Join('和', stage.Proofs().Select(InWords));

    public static string InWords(ImmutableArray<LeadProofKind> line) => string.Join('或', line.Select(kind => kind.InWords()));
}

/// <summary>Leads in Chinese.</summary>
public static class LeadWords
{
    public static string InWords(this LeadStage stage) => stage switch
    {
        LeadStage.Lead => "线索",
        LeadStage.Screening => "研判",
        LeadStage.Negotiation => "对接洽谈",
        LeadStage.Offer => "考察方案",
        LeadStage.Memorandum => "意向框架",
        LeadStage.Signed => "签约",
        LeadStage.Landed => "落地",
        LeadStage.GroundBroken => "开工",
        LeadStage.Completed => "竣工",
        LeadStage.InProduction => "投产",
        _ => "达产",
    };

    public static string InWords(this LeadStanding standing) => standing switch
    {
        LeadStanding.Open => "在办",
        LeadStanding.Dormant => "暂缓",
        LeadStanding.Lost => "流失",
        _ => "终止",
    };

    public static string InWords(this LeadSource source) => source switch
    {
        LeadSource.LeaderReferral => "链主推荐",
        LeadSource.EnterpriseReferral => "以商招商",
        LeadSource.Fair => "展会",
        LeadSource.Outpost => "驻点",
        LeadSource.Agent => "中介",
        LeadSource.WalkIn => "上门",
        _ => "其他",
    };

    public static string InWords(this LeadEndCode code) => code switch
    {
        LeadEndCode.SettledElsewhere => "落户他地",
        LeadEndCode.Policy => "政策不合",
        LeadEndCode.Space => "空间不足",
        LeadEndCode.Funding => "资金问题",
        LeadEndCode.Market => "市场变化",
        LeadEndCode.Withdrawn => "投资方放弃",
        LeadEndCode.Unfit => "研判不符",
        _ => "其他原因",
    };

    public static string InWords(this LeadActivityKind kind) => kind switch
    {
        LeadActivityKind.Contact => "联系投资方",
        LeadActivityKind.Visit => "考察走访",
        LeadActivityKind.Note => "记录进展",
        _ => "反馈推荐人",
    };

    public static string InWords(this LeadDuty duty) => duty switch
    {
        LeadDuty.Response => "首次响应",
        LeadDuty.Screening => "研判",
        LeadDuty.Feedback => "反馈推荐人",
        _ => "进展记录",
    };

    public static string InWords(this LeadProofKind kind) => kind switch
    {
        LeadProofKind.ScreeningOpinion => "研判意见",
        LeadProofKind.ContactRecord => "对接记录",
        LeadProofKind.VisitRecord => "考察记录",
        LeadProofKind.Proposal => "书面方案",
        LeadProofKind.Memorandum => "意向协议",
        LeadProofKind.Agreement => "投资协议",
        LeadProofKind.CompanyRegistration => "企业注册",
        LeadProofKind.LandOrPlant => "用地或厂房落实文件",
        LeadProofKind.ConstructionPermit => "施工许可",
        LeadProofKind.GeoPhoto => "带位置的现场照片",
        LeadProofKind.CeremonyPhoto => "仪式照片",
        LeadProofKind.Acceptance => "竣工验收",
        LeadProofKind.FirstOutput => "首批产出记录",
        LeadProofKind.Invoice => "发票",
        LeadProofKind.PowerRecord => "用电记录",
        _ => "达产季度记录",
    };
}
