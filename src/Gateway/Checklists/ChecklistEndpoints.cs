using FuyangPlan.Tables;

namespace FuyangPlan.Checklists;

internal static class ChecklistEndpoints
{
    public static void MapChecklists(this RouteGroupBuilder plan, RouteGroupBuilder initiative)
    {
        plan.MapGet("/tasks", Across).WithTags("清单 Checklists")
            .WithSummary("跨事项任务清单：筛选、排序、搜索 / Tasks across initiatives").Produces<ListPage<TaskLine>>();

        var tasks = initiative.MapGroup("/tasks").WithTags("清单 Checklists")
            .Numbering("n", "任务编号", Problems.TaskNotFound, "任务编号为 1 至 9999 的整数。", digits: 4);
        tasks.MapGet("", List).WithSummary("一个事项的清单 / The checklist of one initiative").Produces<Page<TaskView>>();
        tasks.MapGet("/{n}", One).WithSummary("一项任务 / One task").Produces<TaskView>();

        var door = tasks.MapGroup("/{n}").OfInitiative("n");
        door.Map("/start", "启动 / Start", new StartTask());
        door.Map("/progress", "报送进展 / Report progress",
            new ReportProgress(85, "栈道主体完成", [new(ApiWords.Hash, "现场.jpg")], HappenedAt: new(2021, 6, 18, 16, 5, 0, China.Offset)));
        door.Map("/progress-verification", "核验进展 / Verify the progress", new VerifyProgress(85, "现场核对"));
        door.Map("/done", "报送完成 / Report it done", new ReportDone(new(2021, 6, 18), [new(ApiWords.Hash, "验收单.pdf")]));
        door.Map("/verification", "核验完成 / Verify that it is done", new VerifyTask(["主体结构封顶", "验收通过"], OnSite: true));
        door.Map("/rejection", "驳回 / Reject the report", new RejectTask("资料不齐，请补齐验收单再报"));
        door.Map("/strike-off", "销号 / Strike it off", new StrikeOffTask("公示期内各方无异议，提前销号"));
        door.Map("/reopening", "反弹重开 / Reopen it", new ReopenTask("现场复查发现栏杆缺失，须整改", 80));
        door.Map("/suspension", "申请暂停 / Ask to suspend it", new RequestSuspension("汛期河道管制，水上作业暂停", Exempt: true));
        door.Map("/suspension-decision", "审批暂停 / Decide the suspension", new DecideSuspension(true));
        door.Map("/resumption", "恢复 / Resume it", new ResumeTask("汛期结束，河道管制已解除"));
    }

    private static Task<IResult> Across(string plan, AsOf asOf, [AsParameters] TaskFilter filter, HttpContext http, ListReader lists)
    {
        var parameters = new Parameters();
        return lists.Answer(plan, filter.ToQuery(parameters), parameters, asOf, http.Actor());
    }

    private static async Task<IResult> List(string plan, InitiativeId id, AsOf asOf, string? cursor, string? limit, PlanReader reader)
    {
        var parameters = new Parameters();
        var size = parameters.Limit(limit, otherwise: 200);
        return await InitiativeEndpoints.Read(reader, plan, id, asOf, view =>
        {
            var page = Page.Of(view.Tasks, cursor, size, parameters);
            return parameters.Refusal is { } refusal ? ProblemAnswers.Refused(refusal) : JsonAnswer.Of(page);
        });
    }

    private static Task<IResult> One(string plan, InitiativeId id, int n, AsOf asOf, PlanReader reader) =>
        InitiativeEndpoints.Read(reader, plan, id, asOf, view => view.Tasks.FirstOrDefault(task => task.Number == n) is { } task
            ? InitiativeAnswers.Part(view, task)
            : ProblemAnswers.Refused(asOf.Missing(Problems.TaskNotFound, "请核对任务编号。")));
}
