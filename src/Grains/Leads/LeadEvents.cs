using FuyangPlan.Journal;
using static FuyangPlan.Journal.Classification;

namespace FuyangPlan.Leads;

/// <summary>Something happened to a lead.</summary>
/// <param name="Confidential">As it was then: the ledger then says no more than that something happened.</param>
internal abstract record LeadEvent(int Lead, bool Confidential) : JournalEvent(Confidential ? Classification.Confidential : Working)
{
    // Who works on it has its own history.
    internal sealed override bool IsVeiled => Confidential;

    internal sealed override string Sentence => Confidential ? "一条保密的招商线索有变动" : Plain;

    /// <summary>Of a lead that is not confidential; no names and no words all the same.</summary>
    private protected abstract string Plain { get; }
}

/// <summary>A file that proves a stage.</summary>
internal sealed record LeadProof(LeadProofKind Kind, string Hash, SealedText Name, string MediaType, long Size);

/// <param name="Key">The lead's key, sealed.</param>
/// <param name="InvestorHash">A keyed hash of the name.</param>
/// <param name="Suspects">Ids of chains that had a lead that may be of the same investor.</param>
/// <param name="Terms">From now on; so in every event that changes them.</param>
[JournalName("lead.recorded")]
internal sealed record LeadRecorded(
    int Lead, bool Confidential, string Key, SealedText Investor, string InvestorHash, decimal Amount, decimal? Land, LeadSource Source,
    SealedText? ContactName, SealedText? ContactPhone, SealedText? Summary, SealedText? Referrer, DateOnly ReportedOn, string Holder, string HolderName,
    ImmutableArray<string> Suspects, LeadTerms Terms) : LeadEvent(Lead, Confidential)
{
    private protected override string Plain => $"登记招商线索 {Lead}：{Amount:0.##} 万元{(Land is null ? "" : $"，{Land:0.##} 亩")}，来源{Source.InWords()}，首报 {ReportedOn:yyyy-MM-dd}";

    internal override int? Made => Lead;
}

/// <param name="BackDated">The day lies further back than the plan's rules let pass without a mark.</param>
/// <param name="Score">Points that it brings; 0 when the stage has brought some before.</param>
[JournalName("lead.advanced")]
internal sealed record LeadAdvanced(
    int Lead, bool Confidential, LeadStage Stage, DateOnly On, bool BackDated, ImmutableArray<LeadProof> Proofs, decimal Score, SealedText? Note, SealedText? Reason,
    LeadTerms Terms) : LeadEvent(Lead, Confidential)
{
    private protected override string Plain =>
        $"线索 {Lead} 进入“{Stage.InWords()}”，日期 {On:yyyy-MM-dd}{(BackDated ? "（补记）" : "")}，佐证 {Proofs.Length} 份{(Score == 0 ? "" : $"，计 {Score:0.####} 分")}";
}

/// <param name="Score">Points that it takes.</param>
[JournalName("lead.regressed")]
internal sealed record LeadRegressed(int Lead, bool Confidential, LeadStage Stage, DateOnly On, decimal Score, SealedText Reason, LeadTerms Terms) : LeadEvent(Lead, Confidential)
{
    private protected override string Plain => $"线索 {Lead} 退回“{Stage.InWords()}”{(Score == 0 ? "" : $"，扣回 {Score:0.####} 分")}";
}

[JournalName("lead.ended")]
internal sealed record LeadEnded(int Lead, bool Confidential, LeadEnding Kind, LeadEndCode Code, SealedText Reason) : LeadEvent(Lead, Confidential)
{
    private protected override string Plain => $"线索 {Lead} {(Kind == LeadEnding.Lost ? "流失" : "终止")}：{Code.InWords()}";
}

[JournalName("lead.parked")]
internal sealed record LeadParked(int Lead, bool Confidential, DateOnly WakeOn, SealedText Reason) : LeadEvent(Lead, Confidential)
{
    private protected override string Plain => $"线索 {Lead} 暂缓，{WakeOn:yyyy-MM-dd} 唤醒";
}

/// <summary>By time, or by a person before it.</summary>
[JournalName("lead.woken")]
internal sealed record LeadWoken(int Lead, bool Confidential, LeadTerms Terms) : LeadEvent(Lead, Confidential)
{
    private protected override string Plain => $"线索 {Lead} 唤醒，恢复办理";
}

/// <summary>What is null is as it was.</summary>
[JournalName("lead.revised")]
internal sealed record LeadRevised(int Lead, bool Confidential, decimal? Amount, decimal? Land, SealedText? ContactName, SealedText? ContactPhone) : LeadEvent(Lead, Confidential)
{
    private protected override string Plain => $"线索 {Lead} 更新{(Amount is null ? "" : $"：{Amount:0.##} 万元")}{(Land is null ? "" : $"{(Amount is null ? "：" : "，")}{Land:0.##} 亩")}";
}

[JournalName("lead.activity-recorded")]
internal sealed record LeadActivityRecorded(int Lead, bool Confidential, LeadActivityKind Kind, DateOnly On, SealedText Summary, LeadTerms Terms) : LeadEvent(Lead, Confidential)
{
    private protected override string Plain => $"线索 {Lead} {Kind.InWords()}，{On:yyyy-MM-dd}";
}

[JournalName("lead.claimed")]
internal sealed record LeadClaimed(int Lead, bool Confidential, string Holder, string HolderName, LeadTerms Terms) : LeadEvent(Lead, Confidential)
{
    private protected override string Plain => $"{HolderName}从公海池认领线索 {Lead}";
}

[JournalName("lead.assigned")]
internal sealed record LeadAssigned(int Lead, bool Confidential, string Holder, string HolderName, LeadTerms Terms) : LeadEvent(Lead, Confidential)
{
    private protected override string Plain => $"线索 {Lead} 转交{HolderName}";
}

/// <summary>It is part of another lead from now on: that one takes the points of stages that it has not scored itself.</summary>
[JournalName("lead.merged")]
internal sealed record LeadMerged(int Lead, bool Confidential, int Into, SealedText Reason) : LeadEvent(Lead, Confidential)
{
    private protected override string Plain => $"线索 {Lead} 并入线索 {Into}";
}

[JournalName("lead.confidentiality-set")]
internal sealed record LeadConfidentialitySet(int Lead, bool Confidential, SealedText Reason) : LeadEvent(Lead, Confidential)
{
    private protected override string Plain => $"线索 {Lead} 不再保密";
}

/// <summary>The first-report right ends soon.</summary>
[JournalName("lead.protection-expiring")]
internal sealed record LeadProtectionExpiring(int Lead, bool Confidential, DateOnly Until, int Days) : LeadEvent(Lead, Confidential)
{
    private protected override string Plain => $"线索 {Lead} 的首报保护期将于 {Days} 天后到期（{Until:yyyy-MM-dd}）";
}

/// <summary>The first-report right is over: whoever of the chain claims the lead may have it.</summary>
[JournalName("lead.released-to-pool")]
internal sealed record LeadReleasedToPool(int Lead, bool Confidential) : LeadEvent(Lead, Confidential)
{
    private protected override string Plain => $"线索 {Lead} 首报保护期满，转入公海池";
}

[JournalName("lead.overdue")]
internal sealed record LeadOverdue(int Lead, bool Confidential, LeadDuty Duty) : LeadEvent(Lead, Confidential)
{
    private protected override string Plain => $"线索 {Lead} 超时：{Duty.InWords()}";
}
