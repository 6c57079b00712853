using FuyangPlan.Evidences;
using FuyangPlan.Tables;

namespace FuyangPlan.Checklists;

internal static class ChecklistEndpoints
{
    public static void MapChecklists(this RouteGroupBuilder plan, RouteGroupBuilder initiative)
    {
        plan.MapGet("/tasks", Across).WithTags("清单 Checklists")
            .WithSummary("跨事项任务清单：筛选、排序、搜索 / Tasks across initiatives").Produces<ListPage<TaskLine>>();

        var tasks = initiative.MapGroup("/tasks").WithTags("清单 Checklists");
        tasks.MapGet("", List).WithSummary("一个事项的清单 / The checklist of one initiative").Produces<Page<TaskView>>();
        tasks.MapGet("/{n}", One).WithSummary("一项任务 / One task").Produces<TaskView>();
        tasks.MapTaskCommand<StartTask>("/start", "启动 / Start",
            (initiative, task, c) => initiative.StartTask(task, c.Body, c.Context));
        tasks.MapReport<ReportProgress>("/progress", "报送进展 / Report progress", report => report.Evidence,
            (initiative, task, c, evidence) => initiative.ReportProgress(task, c.Body, evidence, c.Context));
        tasks.MapTaskCommand<VerifyProgress>("/progress-verification", "核验进展 / Verify the progress",
            (initiative, task, c) => initiative.VerifyProgress(task, c.Body, c.Context));
        tasks.MapReport<ReportDone>("/done", "报送完成 / Report it done", report => report.Evidence,
            (initiative, task, c, evidence) => initiative.ReportDone(task, c.Body, evidence, c.Context));
        tasks.MapTaskCommand<VerifyTask>("/verification", "核验完成 / Verify that it is done",
            (initiative, task, c) => initiative.VerifyTask(task, c.Body, c.Context));
        tasks.MapTaskCommand<RejectTask>("/rejection", "驳回 / Reject the report",
            (initiative, task, c) => initiative.RejectTask(task, c.Body, c.Context));
        tasks.MapTaskCommand<StrikeOffTask>("/strike-off", "销号 / Strike it off",
            (initiative, task, c) => initiative.StrikeOffTask(task, c.Body, c.Context));
        tasks.MapTaskCommand<ReopenTask>("/reopening", "反弹重开 / Reopen it",
            (initiative, task, c) => initiative.ReopenTask(task, c.Body, c.Context));
        tasks.MapTaskCommand<RequestSuspension>("/suspension", "申请暂停 / Ask to suspend it",
            (initiative, task, c) => initiative.RequestSuspension(task, c.Body, c.Context));
        tasks.MapTaskCommand<DecideSuspension>("/suspension-decision", "审批暂停 / Decide the suspension",
            (initiative, task, c) => initiative.DecideSuspension(task, c.Body, c.Context));
        tasks.MapTaskCommand<ResumeTask>("/resumption", "恢复 / Resume it",
            (initiative, task, c) => initiative.ResumeTask(task, c.Body, c.Context));
    }

    // A report names its evidence by hash; what was uploaded is looked up before the grain decides.
    private static void MapReport<T>(
        this IEndpointRouteBuilder tasks, string path, string summary, Func<T, ImmutableArray<EvidenceReference>?> named,
        Func<IInitiativeGrain, int, Command<T>, ImmutableArray<Evidence>, Task<CommandOutcome>> send) where T : class =>
        tasks.MapPost($"/{{n}}{path}", async (string plan, InitiativeId id, int n, Command<T> command, IGrainFactory grains, EvidenceStore store) =>
            {
                var (evidence, refusal) = store.Resolve(named(command.Body) ?? []);
                return refusal is null
                    ? await Sending.Send(() => send(grains.Initiative(plan, id), n, command, evidence))
                    : ProblemAnswers.Refused(refusal);
            })
            .Describe<T>(summary, creates: false);

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
