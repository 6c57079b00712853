namespace FuyangPlan.TaskBooks;

internal static class TaskBookEndpoints
{
    private static readonly TaskBookContent Example = new(
        [new("G1", "秦望城市眼雏形初现", "主体结构封顶并通过验收", "封顶栋数", new(2022, 6, 30))],
        [new(1, "主体结构封顶", "G1", new(2021, 1, 15), new(2022, 6, 30), 100, "housing", ["zhang"], ["主体结构封顶", "验收通过"])]);

    public static void MapTaskBooks(this RouteGroupBuilder initiative)
    {
        var taskBook = initiative.MapGroup("/task-book").WithTags("任务书 Task books");
        taskBook.MapGet("", (string plan, InitiativeId id, AsOf asOf, PlanReader reader) =>
                InitiativeEndpoints.Read(reader, plan, id, asOf, view => InitiativeAnswers.Part(view, view.TaskBook)))
            .WithSummary("任务书 / The task book").Produces<TaskBookView>();

        var door = taskBook.OfInitiative();
        door.Map("/drafts", "起草或改写草稿 / Write or rewrite the draft",
            new DraftTaskBook(Example));
        door.Map("/submission", "提交会审 / Submit for review", new SubmitTaskBook());
        door.Map("/return", "退回 / Send it back", new ReturnTaskBook("目标二缺少衡量办法，请补齐再报"));
        door.Map("/issue", "颁发任务书 / Issue it", new IssueTaskBook("任务书〔2021〕4号"));
        door.Map("/acceptance", "签收，冻结基线 / Accept it; freezes baseline 1", new AcceptTaskBook(ApiWords.Hash));
        door.Map("/contest", "提出异议，仅一次 / Contest the standard, once", new ContestTaskBook("完成标准与现场条件不符，请再议"));
        door.Map("/amendments", "提出变更 / Propose an amendment", new ProposeAmendment(Example, "汛期影响，二期推迟一个月完成", "不影响总目标"));
        door.Map("/amendments/approval", "批准变更 / Approve the amendment", new ApproveAmendment());
        door.Map("/amendments/rejection", "不予变更 / Reject the amendment", new RejectAmendment("推迟的理由不足，请按原期限推进"));
        door.Map("/closure", "申请办结 / Ask for closure", new RequestClosure("全部任务已销号，圆满闭环"));
        door.Map("/closure/approval", "批准办结 / Close it", new ApproveClosure());
        door.Map("/closure/rejection", "不同意办结 / Do not close it yet", new RefuseClosure("两项资料尚未归档，补齐后再报"));
        door.Map("/withdrawal", "撤销 / Withdraw it", new WithdrawTaskBook("领导小组会议纪要〔2021〕6号"));
    }
}
