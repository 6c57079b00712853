namespace FuyangPlan.Leads;

/// <summary>The ledger's sentences about leads. Everybody reads them: of a confidential lead only that something happened, of others no names and no words.</summary>
internal static class LeadPhrases
{
    public static string Of(LeadEvent fact) => fact switch
    {
        { Confidential: true } => "一条保密的招商线索有变动",
        LeadRecorded e => $"登记招商线索 {e.Lead}：{e.Amount:0.##} 万元{(e.Land is null ? "" : $"，{e.Land:0.##} 亩")}，来源{e.Source.InWords()}，首报 {e.ReportedOn:yyyy-MM-dd}",
        LeadAdvanced e => $"线索 {e.Lead} 进入“{e.Stage.InWords()}”，日期 {e.On:yyyy-MM-dd}{(e.BackDated ? "（补记超过 7 天）" : "")}，佐证 {e.Proofs.Length} 份{(e.Score == 0 ? "" : $"，计 {e.Score:0.####} 分")}",
        LeadRegressed e => $"线索 {e.Lead} 退回“{e.Stage.InWords()}”{(e.Score == 0 ? "" : $"，扣回 {e.Score:0.####} 分")}",
        LeadEnded e => $"线索 {e.Lead} {(e.Kind == LeadEnding.Lost ? "流失" : "终止")}：{e.Code.InWords()}",
        LeadParked e => $"线索 {e.Lead} 暂缓，{e.WakeOn:yyyy-MM-dd} 唤醒",
        LeadWoken e => $"线索 {e.Lead} 唤醒，恢复办理",
        LeadRevised e => $"线索 {e.Lead} 更新{(e.Amount is null ? "" : $"：{e.Amount:0.##} 万元")}{(e.Land is null ? "" : $"{(e.Amount is null ? "：" : "，")}{e.Land:0.##} 亩")}",
        LeadActivityRecorded e => $"线索 {e.Lead} {e.Kind.InWords()}，{e.On:yyyy-MM-dd}",
        LeadClaimed e => $"{e.HolderName}从公海池认领线索 {e.Lead}",
        LeadAssigned e => $"线索 {e.Lead} 转交{e.HolderName}",
        LeadMerged e => $"线索 {e.Lead} 并入线索 {e.Into}",
        LeadConfidentialitySet e => $"线索 {e.Lead} 不再保密",
        LeadProtectionExpiring e => $"线索 {e.Lead} 的首报保护期将于 {e.Days} 天后到期（{e.Until:yyyy-MM-dd}）",
        LeadReleasedToPool e => $"线索 {e.Lead} 首报保护期满，转入公海池",
        LeadOverdue e => $"线索 {e.Lead} 超时：{e.Duty.InWords()}",
        _ => throw new System.Diagnostics.UnreachableException($"No phrase for {fact.GetType().Name}."),
    };
}
