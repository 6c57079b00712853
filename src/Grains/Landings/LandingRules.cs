using FuyangPlan.Evidences;
using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Teams;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.Landings;

/// <summary>The way of an existing project from plan to capacity, and its guards (domain 3.8).</summary>
internal static class LandingRules
{
    public static Decision Decide(InitiativeState chain, LandingCommand command, Moment moment) => command switch
    {
        AddLanding c => On(chain, c, moment),
        ReportLandingStage c => On(chain, moment.Number, c, moment),
        VerifyLandingStage c => On(chain, moment.Number, c, moment),
        RejectLandingStage c => On(chain, moment.Number, c, moment),
        RegressLanding c => On(chain, moment.Number, c, moment),
        StopLanding c => On(chain, moment.Number, c, moment),
        ResumeLanding c => On(chain, moment.Number, c, moment),
        MarkLeadEnterprise c => On(chain, moment.Number, c, moment),
        UnmarkLeadEnterprise c => On(chain, moment.Number, c, moment),
        LinkLanding c => LeadEnterpriseRules.Decide(chain, moment.Number, c, moment),
        RecordPromise c => LeadEnterpriseRules.Decide(chain, moment.Number, c, moment),
        KeepPromise c => LeadEnterpriseRules.Decide(chain, moment.Number, c, moment),
        BreakPromise c => LeadEnterpriseRules.Decide(chain, moment.Number, c, moment),
        RecordContact c => LeadEnterpriseRules.Decide(chain, moment.Number, c, moment),
        _ => throw NoRule.For(command),
    };

    private static Decision On(InitiativeState chain, AddLanding command, Moment moment)
    {
        if ((TeamRules.Working(chain, moment) ?? Guard.MustBeText("/name", command.Name, 100)) is { } refusal) return refusal;
        if (!chain.Charter!.OpenEnded)
            return Refuse(Problems.ListIsClosed, "本链的载体名单没有“等”字，不能增加；确有新项目的，请按招商线索登记。");
        return chain.Landings.ByNumber.Values.FirstOrDefault(known => Text.Key(known.Name) == Text.Key(command.Name)) is { } same
            ? Refuse(Problems.LandingExists, $"已有第 {same.Number} 项“{same.Name}”，请直接在其下办理。", [new("/name", "已有同名")])
            : Record(new LandingAdded(chain.Landings.ByNumber.NextNumber, command.Name, command.Kind, command.LeadEnterprise));
    }

    private static Decision On(InitiativeState chain, int number, ReportLandingStage command, Moment moment)
    {
        if ((Find(chain, number, out var landing) ?? TeamRules.Working(chain, moment) ?? Guard.MustLieInPlan("/reachedOn", command.ReachedOn, moment)
            ?? Guard.MustBeTextIfAny("/note", command.Note, 1000)) is { } refusal) return refusal;
        if (command.ReachedOn > moment.Today) return Refuse(Problems.InFuture, "到达日期不能在将来。", [new("/reachedOn", "在将来")]);
        ImmutableArray<Proof> proofs = [.. command.Proofs.Zip(moment.Evidence, (named, stored) => new Proof(named.Kind, stored))];
        if (landing.Current is { } now && (now.Stage, now.ReachedOn) == (command.Stage, command.ReachedOn) && proofs.All(now.Proofs.Contains)) return Nothing;
        if (landing.Stop is { } stop) return Refuse(Problems.LandingStopped, $"自 {stop.On:yyyy-MM-dd} 起停缓建，请先办理复工再报送。");
        return (Forward(landing, command) ?? Proven(command.Stage, proofs)) is { } no ? no : Record(new LandingStageReported(
            number, command.Stage, command.ReachedOn, Guard.IsBackDated(command.ReachedOn, moment), proofs, command.Note));
    }

    private static Decision On(InitiativeState chain, int number, VerifyLandingStage command, Moment moment)
    {
        if ((Find(chain, number, out var landing) ?? Authority.ToInspect(moment.Actor) ?? Reported(landing, command.Stage, moment)
            ?? Guard.MustBeTextIfAny("/note", command.Note, 1000)) is { } refusal) return refusal;
        return landing.Current!.Verifier is not null ? Nothing : Record(new LandingStageVerified(number, command.Stage, command.Note));
    }

    private static Decision On(InitiativeState chain, int number, RejectLandingStage command, Moment moment)
    {
        if ((Find(chain, number, out var landing) ?? Authority.ToInspect(moment.Actor) ?? Reported(landing, command.Stage, moment)
            ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        return landing.Current!.Verifier is not null
            ? Refuse(Problems.IllegalTransition, "这一阶段已经核验，不能再退回报送；情况有变的，请办理阶段回退。")
            : Record(new LandingStageRejected(number, command.Stage, command.Reason));
    }

    private static Decision On(InitiativeState chain, int number, RegressLanding command, Moment moment)
    {
        if ((Find(chain, number, out var landing) ?? TeamRules.Working(chain, moment) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        return landing.Current is { } now && command.Stage < now.Stage
            ? Record(new LandingRegressed(number, now.Stage, command.Stage, command.Reason))
            : Refuse(Problems.IllegalTransition, $"现为“{Words(landing)}”，只能回退到更早的阶段。", [new("/stage", "不早于现阶段")]);
    }

    private static Decision On(InitiativeState chain, int number, StopLanding command, Moment moment) =>
        (Find(chain, number, out var landing) ?? TeamRules.Working(chain, moment) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal ? refusal
        : landing.Stop is not null ? Nothing
        : Record(new LandingStopped(number, command.Reason));

    private static Decision On(InitiativeState chain, int number, ResumeLanding command, Moment moment) =>
        (Find(chain, number, out var landing) ?? TeamRules.Working(chain, moment) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal ? refusal
        : landing.Stop is null ? Nothing
        : Record(new LandingResumed(number, command.Reason));

    private static Decision On(InitiativeState chain, int number, MarkLeadEnterprise command, Moment moment) =>
        (Find(chain, number, out var landing) ?? TeamRules.Working(chain, moment) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal ? refusal
        : landing.LeadEnterprise ? Nothing
        : Record(new LeadEnterpriseMarked(number, command.Reason));

    private static Decision On(InitiativeState chain, int number, UnmarkLeadEnterprise command, Moment moment) =>
        (Find(chain, number, out var landing) ?? TeamRules.Working(chain, moment) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal ? refusal
        : !landing.LeadEnterprise ? Nothing
        : Record(new LeadEnterpriseUnmarked(number, command.Reason));

    internal static Refusal? Find(InitiativeState chain, int number, out LandingState landing) =>
        chain.Landings.ByNumber.TryGetValue(number, out landing!) ? null : Refuse(Problems.LandingNotFound, $"本链没有第 {number} 项落地项目，清单见 /landings。");

    private static string Words(LandingState landing) => landing.Current?.Stage.InWords() ?? "未报送";

    private static Refusal? Forward(LandingState landing, ReportLandingStage command)
    {
        if (landing.Current is not { } now || (now.Stage == command.Stage && now.Proofs.IsEmpty)) return null;
        if (command.Stage <= now.Stage)
            return Refuse(Problems.IllegalTransition, $"现已到“{now.Stage.InWords()}”，不能再报“{command.Stage.InWords()}”；情况有变的，请办理阶段回退。", [new("/stage", "不晚于现阶段")]);
        if (command.Stage > now.Stage + 1)
            return Refuse(Problems.StageSkipped, $"现为“{now.Stage.InWords()}”，下一阶段是“{(now.Stage + 1).InWords()}”，请逐阶段报送。", [new("/stage", "跳过了阶段")]);
        return command.ReachedOn < now.Since
            ? Refuse(Problems.InvalidDate, $"“{now.Stage.InWords()}”自 {now.Since:yyyy-MM-dd} 起，到达日期不能早于该日。", [new("/reachedOn", "早于上一阶段")])
            : null;
    }

    private static Refusal? Proven(LandingStage stage, ImmutableArray<Proof> proofs)
    {
        ImmutableArray<ImmutableArray<ProofKind>> missing = [.. stage.Proofs().Where(kinds => !proofs.Any(proof => kinds.Contains(proof.Kind)))];
        if (missing.IsEmpty) return null;
        var wanted = string.Join('、', missing.Select(kinds => string.Join('或', kinds.Select(kind => kind.InWords()))));
        return !proofs.IsEmpty && proofs.All(proof => proof.Kind == ProofKind.CeremonyPhoto)
            ? Refuse(Problems.CeremonyIsNoProof, $"仪式照片不能证明“{stage.InWords()}”，请附{wanted}。", [new("/proofs", "只有仪式照片")])
            : Refuse(Problems.ProofMissing, $"报“{stage.InWords()}”还须附{wanted}。", [new("/proofs", $"缺{wanted}")]);
    }

    /// <summary>What an inspector of another department has before them is what stands.</summary>
    private static Refusal? Reported(LandingState landing, LandingStage stage, Moment moment) =>
        landing.Current is not { Proofs.IsEmpty: false } now ? Refuse(Problems.NothingToVerify, "没有附佐证的阶段报送，无可核验。")
        : now.Stage != stage ? Refuse(Problems.VersionMoved, $"现报阶段为“{now.Stage.InWords()}”，请按最新报送办理。", [new("/stage", "与最新报送不一致")])
        : FourEyes.MustBeOutside(now.Reporter, moment);
}
