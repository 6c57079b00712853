namespace FuyangPlan.TaskBooks;

internal static class TaskBookEndpoints
{
    public static void MapTaskBooks(this RouteGroupBuilder initiative)
    {
        var taskBook = initiative.MapGroup("/task-book").WithTags("任务书 Task books");
        taskBook.MapGet("", (string plan, InitiativeId id, AsOf asOf, PlanReader reader) =>
                InitiativeEndpoints.Read(reader, plan, id, asOf, view => InitiativeAnswers.Part(view, view.TaskBook)))
            .WithSummary("任务书 / The task book").Produces<TaskBookView>();
        taskBook.MapInitiativeCommand<DraftTaskBook>("/drafts", "起草或改写草稿 / Write or rewrite the draft",
            (initiative, c) => initiative.DraftTaskBook(c.Body, c.Context));
        taskBook.MapInitiativeCommand<SubmitTaskBook>("/submission", "提交会审 / Submit for review",
            (initiative, c) => initiative.SubmitTaskBook(c.Body, c.Context));
        taskBook.MapInitiativeCommand<ReturnTaskBook>("/return", "退回 / Send it back",
            (initiative, c) => initiative.ReturnTaskBook(c.Body, c.Context));
        taskBook.MapInitiativeCommand<IssueTaskBook>("/issue", "颁发任务书 / Issue it",
            (initiative, c) => initiative.IssueTaskBook(c.Body, c.Context));
        taskBook.MapInitiativeCommand<AcceptTaskBook>("/acceptance", "签收，冻结基线 / Accept it; freezes baseline 1",
            (initiative, c) => initiative.AcceptTaskBook(c.Body, c.Context));
        taskBook.MapInitiativeCommand<ContestTaskBook>("/contest", "提出异议，仅一次 / Contest the standard, once",
            (initiative, c) => initiative.ContestTaskBook(c.Body, c.Context));
        taskBook.MapInitiativeCommand<ProposeAmendment>("/amendments", "提出变更 / Propose an amendment",
            (initiative, c) => initiative.ProposeAmendment(c.Body, c.Context));
        taskBook.MapInitiativeCommand<ApproveAmendment>("/amendments/approval", "批准变更 / Approve the amendment",
            (initiative, c) => initiative.ApproveAmendment(c.Body, c.Context));
        taskBook.MapInitiativeCommand<RejectAmendment>("/amendments/rejection", "不予变更 / Reject the amendment",
            (initiative, c) => initiative.RejectAmendment(c.Body, c.Context));
        taskBook.MapInitiativeCommand<RequestClosure>("/closure", "申请办结 / Ask for closure",
            (initiative, c) => initiative.RequestClosure(c.Body, c.Context));
        taskBook.MapInitiativeCommand<ApproveClosure>("/closure/approval", "批准办结 / Close it",
            (initiative, c) => initiative.ApproveClosure(c.Body, c.Context));
        taskBook.MapInitiativeCommand<RefuseClosure>("/closure/rejection", "不同意办结 / Do not close it yet",
            (initiative, c) => initiative.RefuseClosure(c.Body, c.Context));
        taskBook.MapInitiativeCommand<WithdrawTaskBook>("/withdrawal", "撤销 / Withdraw it",
            (initiative, c) => initiative.WithdrawTaskBook(c.Body, c.Context));
    }
}
