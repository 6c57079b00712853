using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.Leads;

/// <summary>The way of a lead through its stages (domain 3.7): forward one at a time and only with proof, back with a reason, to rest, to its end.</summary>
internal static class LeadStageRules
{
    public static Decision Decide(InitiativeState chain, int number, AdvanceLead command, SealedWords words, Moment moment)
    {
        var (proofs, rules) = (words.Proofs, moment.Plan.Rules.Leads);
        if ((LeadRules.Find(chain, number, moment, out var lead) ?? LeadRules.Standing(lead, LeadStanding.Open) ?? LeadRules.Held(lead) ?? Next(lead, command.Stage)
            ?? Day(lead, command, moment) ?? Proofs(command.Stage, proofs) ?? Names(command.Proofs)
                ?? Guard.MustBeTextIfAny("/note", command.Note, 2000)) is { } refusal) return refusal;
        var points = lead.Scores.Any(score => score.Stage == command.Stage) ? 0 : Points(rules.Of(command.Stage), lead.Amount);
        var isBackDated = Guard.IsBackDated(command.On, moment);
        return Record(new LeadAdvanced(
            Lead: number, Confidential: lead.Confidential, Stage: command.Stage, On: command.On, BackDated: isBackDated, Proofs: proofs,
            Score: points, Note: words[Places.Note], Reason: isBackDated ? words[Places.Reason] : null,
            Terms: LeadTermRules.Advanced(lead, command.Stage, command.On, moment.Today, rules)));
    }

    public static Decision Decide(InitiativeState chain, int number, RegressLead command, SealedWords words, Moment moment)
    {
        if ((LeadRules.Find(chain, number, moment, out var lead) ?? LeadRules.Standing(lead, LeadStanding.Open) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal)
            return refusal;
        return command.Stage >= lead.Stage
            ? Refuse(Problems.IllegalTransition, $"线索现在“{lead.Stage.InWords()}”，只能退回到更早的阶段。", [new("/stage", "不早于现阶段")])
            : Record(new LeadRegressed(
                number, lead.Confidential, command.Stage, moment.Today,
                lead.Scores.Where(score => score.Stage > command.Stage && !score.Taken).Sum(score => score.Points), words[Places.Reason]!,
                LeadTermRules.Regressed(lead, command.Stage, moment.Today, moment.Plan.Rules.Leads)));
    }

    public static Decision Decide(InitiativeState chain, int number, EndLead command, SealedWords words, Moment moment)
    {
        if ((LeadRules.Find(chain, number, moment, out var lead) ?? LeadRules.Standing(lead, LeadStanding.Open, LeadStanding.Dormant)
            ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        return Record(new LeadEnded(number, lead.Confidential, command.Kind, command.ReasonCode, words[Places.Reason]!));
    }

    public static Decision Decide(InitiativeState chain, int number, ParkLead command, SealedWords words, Moment moment)
    {
        if ((LeadRules.Find(chain, number, moment, out var lead) ?? LeadRules.Standing(lead, LeadStanding.Open) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal)
            return refusal;
        var (days, longest) = (command.WakeOn.DayNumber - moment.Today.DayNumber, moment.Plan.Rules.Leads.LongestRestDays);
        return days < 1 || days > longest
            ? Refuse(Problems.InvalidDate, $"唤醒日期须在今天之后、{longest} 天之内。", [new("/wakeOn", "超出范围")])
            : Record(new LeadParked(number, lead.Confidential, command.WakeOn, words[Places.Reason]!));
    }

    public static Decision Decide(InitiativeState chain, int number, WakeLead command, Moment moment) =>
        (LeadRules.Find(chain, number, moment, out var lead) ?? LeadRules.Standing(lead, LeadStanding.Dormant)) is { } refusal
            ? refusal
            : Record(new LeadWoken(number, lead.Confidential, LeadTermRules.Woken(lead, moment.Today, moment.Plan.Rules.Leads)));

    /// <summary>Of the funnel: value × log10(1 + 投资亿元) / log10(11), 4 decimals.</summary>
    /// <param name="amount">万元.</param>
    private static decimal Points(LeadStageThresholds stage, decimal amount) => stage.Points is 0
        ? 0
        : decimal.Round(stage.Points * (decimal)(Math.Log10(1 + ((double)amount / 10_000)) / Math.Log10(11)), 4, MidpointRounding.AwayFromZero);

    private static Refusal? Next(LeadState lead, LeadStage wanted)
    {
        if (wanted == lead.Stage + 1) return null;
        return wanted <= lead.Stage
            ? Refuse(Problems.IllegalTransition, $"线索现在“{lead.Stage.InWords()}”；要退回更早的阶段，请用退回，并写明理由。", [new("/stage", "不是下一阶段")])
            : Refuse(
                Problems.StageSkipped, $"须逐级推进，下一步是“{(lead.Stage + 1).InWords()}”；{wanted.InWords()}需{wanted.ProofsInWords()}。", [new("/stage", "不是下一阶段")]);
    }

    private static Refusal? Day(LeadState lead, AdvanceLead command, Moment moment) =>
        Guard.MustLieInPlan("/on", command.On, moment)
        ?? (command.On > moment.Today ? Refuse(Problems.InFuture, "日期不能在将来。", [new("/on", "在将来")])
        : command.On < lead.StageSince ? Refuse(Problems.InvalidDate, $"日期不能早于上一阶段的 {lead.StageSince:yyyy-MM-dd}。", [new("/on", "早于上一阶段")])
        : !Guard.IsBackDated(command.On, moment) ? null
        : command.Reason is null ? Refuse(Problems.Backdated, $"日期在 {moment.Plan.Rules.BackDatedAfterDays} 天以前；确属补记的，请写明理由。", [new("/reason", "须写明理由")])
        : Guard.MustBeReason("/reason", command.Reason));

    private static Refusal? Proofs(LeadStage stage, ImmutableArray<LeadProof> proofs)
    {
        if (Missing(stage, proofs) is not { IsEmpty: false } missing) return null;
        return proofs.Any(proof => proof.Kind == LeadProofKind.CeremonyPhoto)
            ? Refuse(Problems.CeremonyIsNoProof, $"仪式照片不能作为佐证；{stage.InWords()}须有{string.Join('、', missing)}。", [new("/proofs", "仪式照片不作佐证")])
            : Refuse(Problems.ProofMissing, $"进入“{stage.InWords()}”还缺{string.Join('、', missing)}，请补齐后再推进。", [new("/proofs", $"缺{missing[0]}")]);
    }

    /// <summary>In words; empty when nothing is. One file proves one thing.</summary>
    private static ImmutableArray<string> Missing(LeadStage stage, ImmutableArray<LeadProof> proofs)
    {
        var left = proofs.DistinctBy(proof => (proof.Kind, proof.Hash)).ToList();
        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (var line in stage.Proofs())
            if (left.FindIndex(proof => line.Contains(proof.Kind)) is >= 0 and var found) left.RemoveAt(found);
            else missing.Add(LeadStageProofs.InWords(line));
        return missing.ToImmutable();
    }

    private static Refusal? Names(ImmutableArray<LeadProofReference> proofs)
    {
        for (var i = 0; i < proofs.Length; i++)
            if (Guard.MustBeText($"/proofs/{i}/name", proofs[i].Name, 200) is { } refusal) return refusal;
        return proofs.Length > 20 ? Refuse(Problems.OutOfRange, "一次最多附 20 份佐证。", [new("/proofs", "最多 20 份")]) : null;
    }
}
