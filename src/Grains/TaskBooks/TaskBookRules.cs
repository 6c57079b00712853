using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Leaders;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.TaskBooks;

/// <summary>The state machine of the task book (任务书) and its guards.</summary>
internal static class TaskBookRules
{
    public static Decision Decide(InitiativeState initiative, TaskBookCommand command, Moment moment) => command switch
    {
        DraftTaskBook c => On(initiative, c, moment),
        SubmitTaskBook c => On(initiative, c, moment),
        ReturnTaskBook c => On(initiative, c, moment),
        IssueTaskBook c => On(initiative, c, moment),
        AcceptTaskBook c => On(initiative, c, moment),
        ContestTaskBook c => On(initiative, c, moment),
        ProposeAmendment c => On(initiative, c, moment),
        ApproveAmendment c => On(initiative, c, moment),
        RejectAmendment c => On(initiative, c, moment),
        RequestClosure c => On(initiative, c, moment),
        ApproveClosure c => On(initiative, c, moment),
        RefuseClosure c => On(initiative, c, moment),
        WithdrawTaskBook c => On(initiative, c, moment),
        _ => throw NoRule.For(command),
    };

    private static Decision On(InitiativeState initiative, DraftTaskBook command, Moment moment)
    {
        if ((TaskBookAuthority.ToDraft(moment.Actor) ?? Allowed(initiative, nameof(DraftTaskBook))
            ?? TaskBookContentRules.Contradictions(command.Content, moment) ?? NumbersAreFresh(initiative, command.Content)) is { } refusal) return refusal;
        return initiative.TaskBook is { Status: TaskBookStatus.Draft, Content: { } known } && Same(known, command.Content)
            ? Nothing
            : Record(new TaskBookDrafted(command.Content));
    }

    private static Decision On(InitiativeState initiative, SubmitTaskBook command, Moment moment)
    {
        if ((TaskBookAuthority.ToDraft(moment.Actor) ?? Allowed(initiative, nameof(SubmitTaskBook))
            ?? TaskBookContentRules.Incompleteness(initiative.TaskBook.Content!, moment.Plan)) is { } refusal) return refusal;
        return Record(new TaskBookSubmitted());
    }

    private static Decision On(InitiativeState initiative, ReturnTaskBook command, Moment moment)
    {
        if ((TaskBookAuthority.ToReturn(moment.Actor) ?? Allowed(initiative, nameof(ReturnTaskBook))
            ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        return Record(new TaskBookReturned(command.Reason));
    }

    private static Decision On(InitiativeState initiative, IssueTaskBook command, Moment moment)
    {
        if ((TaskBookAuthority.ToIssue(moment.Actor) ?? Allowed(initiative, nameof(IssueTaskBook))
            ?? Guard.MustBeText("/document", command.Document, 100)
            ?? TaskBookContentRules.Incompleteness(initiative.TaskBook.Content!, moment.Plan)) is { } refusal) return refusal;
        return Record(new TaskBookIssued(command.Document, TaskBookState.HashOf(initiative.TaskBook.Content!)));
    }

    private static Decision On(InitiativeState initiative, AcceptTaskBook command, Moment moment)
    {
        if ((Accepting(initiative, moment) ?? Allowed(initiative, nameof(AcceptTaskBook))) is { } refusal) return refusal;
        var book = initiative.TaskBook;
        if (command.ContentHash != book.ContentHash)
            return Refuse(Problems.HashMismatch, "签收的内容与签发的不一致，请重新打开任务书核对后再签收。", [new("/contentHash", "不一致")]);
        if (FourEyes.MustBeAnother(book.Drafter!, moment) is { } own) return own;
        return Record(
            new TaskBookAccepted(book.ContentHash),
            new BaselineFrozen(book.Baselines.Length + 1, book.ContentHash, TaskBookContentRules.Weighted(book.Content!), Scoring: true));
    }

    private static Decision On(InitiativeState initiative, ContestTaskBook command, Moment moment)
    {
        if ((Accepting(initiative, moment) ?? Allowed(initiative, nameof(ContestTaskBook))
            ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        if (initiative.TaskBook.Contested) return Refuse(Problems.AlreadyContested, "本任务书已提出过一次异议。");
        var last = moment.Plan.AddWorkdays(initiative.TaskBook.IssuedAt!.Value.Day(), moment.Plan.Rules.ContestWorkingDays);
        return moment.Today > last
            ? Refuse(Problems.ContestTooLate, $"提出异议的期限是 {last:yyyy-MM-dd}（签发后 {moment.Plan.Rules.ContestWorkingDays} 个工作日）。")
            : Record(new TaskBookContested(command.Reason));
    }

    private static Decision On(InitiativeState initiative, ProposeAmendment command, Moment moment)
    {
        if ((TaskBookAuthority.ToPropose(moment.Actor, initiative.LedBy(moment.Today), initiative.TaskBook.Content) ?? Allowed(initiative, nameof(ProposeAmendment))
            ?? Guard.MustBeReason("/reason", command.Reason) ?? Guard.MustBeText("/impact", command.Impact, 1000)
            ?? TaskBookContentRules.Contradictions(command.Content, moment)
            ?? TaskBookContentRules.Incompleteness(command.Content, moment.Plan)
            ?? BegunStay(initiative, command.Content) ?? NumbersAreFresh(initiative, command.Content)) is { } refusal) return refusal;
        return Same(initiative.TaskBook.Content!, command.Content)
            ? Refuse(Problems.TaskBookInvalid, "变更内容与现行任务书相同。")
            : Record(new AmendmentProposed(command.Content, command.Reason, command.Impact, command.Exempt,
                initiative.TaskBook.First.Slip(initiative.TaskBook.Content!, command.Content)));
    }

    private static Decision On(InitiativeState initiative, ApproveAmendment command, Moment moment)
    {
        if (Decidable(initiative, nameof(ApproveAmendment), moment) is { } refusal) return refusal;
        var amendment = initiative.TaskBook.Amendment!;
        if (BegunStay(initiative, amendment.Content) is { } begun) return begun;
        var hash = TaskBookState.HashOf(amendment.Content);
        return Record(
            new AmendmentApproved(hash),
            new BaselineFrozen(initiative.TaskBook.Baselines.Length + 1, hash, TaskBookContentRules.Weighted(amendment.Content), Scoring: amendment.Exempt));
    }

    private static Decision On(InitiativeState initiative, RejectAmendment command, Moment moment)
    {
        if ((Decidable(initiative, nameof(RejectAmendment), moment) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        return Record(new AmendmentRejected(command.Reason));
    }

    private static Decision On(InitiativeState initiative, RequestClosure command, Moment moment)
    {
        if ((TaskBookAuthority.ToRequestClosure(moment.Actor, initiative.LedBy(moment.Today))
            ?? Allowed(initiative, nameof(RequestClosure)) ?? Guard.MustBeText("/closeOut", command.CloseOut, 2000)) is { } refusal) return refusal;
        return AllStruckOff(initiative) is { } open ? open : Record(new ClosureRequested(command.CloseOut));
    }

    private static Decision On(InitiativeState initiative, ApproveClosure command, Moment moment)
    {
        if ((TaskBookAuthority.ToDecideClosure(moment.Actor) ?? Allowed(initiative, nameof(ApproveClosure))
            ?? FourEyes.MustBeAnother(initiative.TaskBook.Closure!.By, moment) ?? AllStruckOff(initiative)) is { } refusal) return refusal;
        return Record(new TaskBookClosed());
    }

    private static Decision On(InitiativeState initiative, RefuseClosure command, Moment moment)
    {
        if ((TaskBookAuthority.ToDecideClosure(moment.Actor) ?? Allowed(initiative, nameof(RefuseClosure))
            ?? FourEyes.MustBeAnother(initiative.TaskBook.Closure!.By, moment) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        return Record(new ClosureRefused(command.Reason));
    }

    private static Decision On(InitiativeState initiative, WithdrawTaskBook command, Moment moment)
    {
        if ((TaskBookAuthority.ToWithdraw(moment.Actor) ?? Allowed(initiative, nameof(WithdrawTaskBook))
            ?? Guard.MustBeText("/resolution", command.Resolution, 100)) is { } refusal) return refusal;
        return Record(new TaskBookWithdrawn(command.Resolution));
    }

    private static Refusal? Allowed(InitiativeState initiative, string command) => TaskBookTransitions.Check(command, initiative.TaskBook.Status);

    private static Refusal? Accepting(InitiativeState initiative, Moment moment)
    {
        var leader = initiative.Leader.HolderOn(moment.Today);
        return TaskBookAuthority.ToAccept(moment.Actor, leader?.Person, leader?.Name, leader?.Kind);
    }

    private static Refusal? Decidable(InitiativeState initiative, string command, Moment moment) =>
        TaskBookAuthority.ToDecideAmendment(moment.Actor, initiative.TaskBook.Amendment?.SlipDays ?? 0, moment.Plan.Rules)
        ?? Allowed(initiative, command) ?? FourEyes.MustBeAnother(initiative.TaskBook.Amendment!.ProposedBy, moment);

    private static Refusal? AllStruckOff(InitiativeState initiative) =>
        initiative.Checklist.Leaves.Where(task => !task.Planned.Optional && task.Stage != TaskStage.StruckOff).ToArray() is { Length: > 0 } open
            ? Refuse(Problems.TasksStillOpen, $"尚有 {open.Length} 项任务未销号：{string.Join('、', open.Take(5).Select(task => task.Planned.Title))}。")
            : null;

    /// <summary>A task that has begun cannot disappear from the list, nor become a group.</summary>
    private static Refusal? BegunStay(InitiativeState initiative, TaskBookContent content) =>
        initiative.Checklist.Leaves.FirstOrDefault(task => task.Stage != TaskStage.NotStarted
            && content.Tasks.FirstOrDefault(planned => planned.Number == task.Number) is var planned
            && (planned is null || TaskBookContentRules.IsGroup(content, planned))) is { } begun
            ? Refuse(Problems.TaskBookInvalid, $"任务 {begun.Number}“{begun.Planned.Title}”已经启动，不能去掉，也不能改为分组。", [new("/content/tasks", $"缺少已启动的任务 {begun.Number}")])
            : null;

    /// <summary>The number of a cancelled task means that task for ever.</summary>
    private static Refusal? NumbersAreFresh(InitiativeState initiative, TaskBookContent content) =>
        content.Tasks.FirstOrDefault(task => initiative.Checklist.Tasks.GetValueOrDefault(task.Number) is { Stage: TaskStage.Cancelled }) is { } reused
            ? Refuse(Problems.TaskBookInvalid, $"编号 {reused.Number} 属于已取消的任务，不能再用，请换新的编号。", [new($"/content/tasks/{content.Tasks.IndexOf(reused)}/number", "编号已用过")])
            : null;

    private static bool Same(TaskBookContent one, TaskBookContent other) => TaskBookState.HashOf(one) == TaskBookState.HashOf(other);
}
