using FuyangPlan.DepartmentFeeds;
using FuyangPlan.EventSourcing;
using FuyangPlan.Evidences;
using FuyangPlan.Initiatives;
using FuyangPlan.Leaders;
using FuyangPlan.TaskBooks;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.Checklists;

/// <summary>The state machine of a checklist task (清单任务) and its guards.</summary>
internal static class ChecklistRules
{
    public static Decision Decide(InitiativeState initiative, TaskCommand command, Moment moment) => command switch
    {
        StartTask c => On(initiative, moment.Number, c, moment),
        ReportProgress c => On(initiative, moment.Number, c, moment),
        VerifyProgress c => On(initiative, moment.Number, c, moment),
        ReportDone c => On(initiative, moment.Number, c, moment),
        VerifyTask c => On(initiative, moment.Number, c, moment),
        RejectTask c => On(initiative, moment.Number, c, moment),
        StrikeOffTask c => On(initiative, moment.Number, c, moment),
        ReopenTask c => On(initiative, moment.Number, c, moment),
        RequestSuspension c => On(initiative, moment.Number, c, moment),
        DecideSuspension c => On(initiative, moment.Number, c, moment),
        ResumeTask c => On(initiative, moment.Number, c, moment),
        RecordFact c => FactRules.Decide(initiative, c, moment),
        _ => throw NoRule.For(command),
    };

    private static Decision On(InitiativeState initiative, int number, StartTask command, Moment moment)
    {
        if ((Find(initiative, number, out var task) ?? ChecklistAuthority.ToReport(moment.Actor, task.Planned.Department) ?? Stage(task, TaskStage.NotStarted)) is { } refusal)
            return refusal;
        var open = initiative.Checklist.Awaited(task);
        if (open.IsEmpty) return Record(new TaskStarted(number, null));
        return command.OverrideReason is null
            ? Refuse(Problems.PredecessorOpen, $"前置任务 {string.Join('、', open)} 尚未核验完成；确需先行启动的，请写明理由。", [new("/overrideReason", "须写明理由")])
            : Guard.MustBeReason("/overrideReason", command.OverrideReason) is { } unreasoned ? unreasoned
            : Record(new TaskStarted(number, command.OverrideReason));
    }

    private static Decision On(InitiativeState initiative, int number, ReportProgress command, Moment moment)
    {
        if ((Find(initiative, number, out var task) ?? ChecklistAuthority.ToReport(moment.Actor, task.Planned.Department) ?? Stage(task, TaskStage.InProgress)
            ?? Guard.MustBePercent("/percent", command.Percent) ?? Guard.MustBeTextIfAny("/note", command.Note, 1000)) is { } refusal) return refusal;
        if (command.Percent == task.Reported && (command.Note is null || command.Note == task.Note) && moment.Evidence.All(task.Evidence.Contains)) return Nothing;
        if (command.Percent < task.Reported)
        {
            if (command.Correction is null)
                return Refuse(Problems.ProgressWentBackwards, $"上次已报 {task.Reported:0.##}%，进度不得低于它；确属更正的，请写明更正理由。", [new("/percent", "低于上次报送")]);
            if (Guard.MustBeReason("/correction", command.Correction) is { } unreasoned) return unreasoned;
        }
        // The picture that showed half of it shows no more than half of it.
        var isNew = moment.Evidence.Any(file => task.Evidence.All(known => known.Hash != file.Hash));
        return command.Percent - task.Proven >= moment.Plan.Rules.EvidenceFromPoints && !isNew
            ? Refuse(
                Problems.EvidenceRequired,
                $"自有佐证或经核验的 {task.Proven:0.##}% 起，已上升 {command.Percent - task.Proven:0.##} 个百分点；满 {moment.Plan.Rules.EvidenceFromPoints:0.##} 个百分点须附新的佐证。",
                [new("/evidence", "须附新的佐证")])
            : Record(new ProgressReported(number, command.Percent, command.Note, moment.Evidence, command.Percent < task.Reported ? command.Correction : null));
    }

    private static Decision On(InitiativeState initiative, int number, VerifyProgress command, Moment moment)
    {
        if ((Find(initiative, number, out var task) ?? Authority.ToInspect(moment.Actor) ?? Stage(task, TaskStage.InProgress)
            ?? Guard.MustBeTextIfAny("/note", command.Note, 1000)) is { } refusal) return refusal;
        if (task.Reporter is null) return Refuse(Problems.NothingToVerify, "尚无报送，没有可核验的进展。");
        if (Outside(task, moment) is { } same) return same;
        if (command.Percent != task.Reported)
            return Refuse(Problems.VersionMoved, $"现报进度为 {task.Reported:0.##}%，请按最新报送核验。", [new("/percent", "与最新报送不一致")]);
        return task.Verified == task.Reported ? Nothing : Record(new ProgressVerified(number, command.Percent, command.Note));
    }

    private static Decision On(InitiativeState initiative, int number, ReportDone command, Moment moment)
    {
        if ((Find(initiative, number, out var task) ?? ChecklistAuthority.ToReport(moment.Actor, task.Planned.Department) ?? Stage(task, TaskStage.InProgress)
            ?? Guard.MustLieInPlan("/doneOn", command.DoneOn, moment) ?? Guard.MustBeTextIfAny("/note", command.Note, 1000)) is { } refusal) return refusal;
        if (command.DoneOn > moment.Today) return Refuse(Problems.InFuture, "完成日期不能在将来。", [new("/doneOn", "在将来")]);
        return moment.Evidence.IsEmpty
            ? Refuse(Problems.EvidenceRequired, "报完成须至少附一份佐证。", [new("/evidence", "须附佐证")])
            : Record(new DoneReported(number, command.DoneOn, Guard.IsBackDated(command.DoneOn, moment), moment.Evidence, command.Note));
    }

    private static Decision On(InitiativeState initiative, int number, VerifyTask command, Moment moment)
    {
        if ((Find(initiative, number, out var task) ?? Authority.ToInspect(moment.Actor) ?? Stage(task, TaskStage.ReportedDone)
            ?? Outside(task, moment) ?? Guard.MustBeTextIfAny("/note", command.Note, 1000)) is { } refusal) return refusal;
        var missing = (task.Planned.Criteria ?? []).Except(command.Criteria ?? []).ToArray();
        if (missing.Length > 0)
            return Refuse(Problems.CriteriaUnticked, $"完成标准尚有 {missing.Length} 条未核对：{string.Join('；', missing)}。", [new("/criteria", "须逐条核对")]);
        return task.Planned.Weight >= moment.Plan.Rules.OnSiteFromWeight && !command.OnSite
            ? Refuse(Problems.OnSiteRequired, $"权重 {task.Planned.Weight:0.##}，不低于 {moment.Plan.Rules.OnSiteFromWeight:0.##} 的任务须现场核验。", [new("/onSite", "须现场核验")])
            : Record(new TaskVerified(
                number, task.Planned.Criteria ?? [], command.OnSite, command.Note, moment.Plan.AddWorkdays(moment.Today, moment.Plan.Rules.StrikeOffWorkingDays)));
    }

    private static Decision On(InitiativeState initiative, int number, RejectTask command, Moment moment)
    {
        if ((Find(initiative, number, out var task) ?? Authority.ToInspect(moment.Actor) ?? Stage(task, TaskStage.ReportedDone)
            ?? Outside(task, moment) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        return Record(new TaskRejected(number, command.Reason));
    }

    private static Decision On(InitiativeState initiative, int number, StrikeOffTask command, Moment moment)
    {
        if ((Find(initiative, number, out var task) ?? Authority.ToInspect(moment.Actor) ?? Stage(task, TaskStage.Verified)
            ?? Outside(task, moment) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        return Record(new TaskStruckOff(number, command.Reason));
    }

    private static Decision On(InitiativeState initiative, int number, ReopenTask command, Moment moment)
    {
        if ((Find(initiative, number, out var task) ?? ChecklistAuthority.ToReopen(moment.Actor, initiative.LedBy(moment.Today))
            ?? Stage(task, TaskStage.Verified, TaskStage.StruckOff) ?? Guard.MustBePercent("/percent", command.Percent)
                ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        return command.Percent == 100
            ? Refuse(Problems.OutOfRange, "重新打开的任务，仍成立的进度须低于 100%。", [new("/percent", "须低于 100")])
            : Record(new TaskReopened(number, command.Reason, command.Percent));
    }

    private static Decision On(InitiativeState initiative, int number, RequestSuspension command, Moment moment)
    {
        if ((Find(initiative, number, out var task) ?? ChecklistAuthority.ToRequestSuspension(moment.Actor, initiative.LedBy(moment.Today), task.Planned.Department)
            ?? Stage(task, TaskStage.NotStarted, TaskStage.InProgress) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        return task.Request is not null
            ? Refuse(Problems.IllegalTransition, "本任务已有待审批的暂停申请。")
            : Record(new SuspensionRequested(number, command.Reason, command.Exempt));
    }

    private static Decision On(InitiativeState initiative, int number, DecideSuspension command, Moment moment)
    {
        if ((Find(initiative, number, out var task) ?? ChecklistAuthority.ToDecideSuspension(moment.Actor)
            ?? Stage(task, TaskStage.NotStarted, TaskStage.InProgress)) is { } refusal) return refusal;
        if (task.Request is not { } request) return Refuse(Problems.IllegalTransition, "本任务没有待审批的暂停申请。");
        if (FourEyes.MustBeAnother(request.By, moment) is { } own) return own;
        if (command.Approved) return Record(new TaskSuspended(number, request.Exempt));
        return Guard.MustBeReason("/reason", command.Reason) is { } unreasoned ? unreasoned : Record(new SuspensionRefused(number, command.Reason!));
    }

    private static Decision On(InitiativeState initiative, int number, ResumeTask command, Moment moment)
    {
        if ((Find(initiative, number, out var task) ?? ChecklistAuthority.ToResume(moment.Actor, initiative.LedBy(moment.Today), task.Planned.Department)
            ?? Stage(task, TaskStage.Suspended) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        return Record(new TaskResumed(number, command.Reason));
    }

    internal static Refusal? Find(InitiativeState initiative, int number, out TaskState task)
    {
        task = initiative.Checklist.Tasks.GetValueOrDefault(number)!;
        return !initiative.TaskBook.IsInForce && initiative.TaskBook.Status != TaskBookStatus.Withdrawn
                ? Refuse(Problems.NoBaseline, "任务书尚未签收，清单未生效。")
            : task is null ? Refuse(Problems.TaskNotFound, $"没有第 {number} 项清单任务。")
            : initiative.TaskBook.Status is TaskBookStatus.Closed or TaskBookStatus.Withdrawn
                ? Refuse(Problems.SubjectClosed, "任务书已办结或撤销，清单不再变动。")
            : task.Group ? Refuse(Problems.TaskIsGroup, "分组任务由下级任务汇总，请办理下级任务。")
            : null;
    }

    internal static Refusal? Stage(TaskState task, params ReadOnlySpan<TaskStage> stages) => stages.Contains(task.Stage)
        ? null
        : Refuse(Problems.IllegalTransition, $"任务现为“{task.Stage.InWords()}”，不能这样办理。");

    /// <summary>What a feed says is its department's report, whoever released it.</summary>
    private static Refusal? Outside(TaskState task, Moment moment) =>
        task.Reporter is { } reporter ? FourEyes.MustBeOutside(reporter, moment, task.Source?.Department) : null;
}
