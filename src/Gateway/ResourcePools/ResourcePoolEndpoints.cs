using System.Globalization;
using System.Text.Json;
using FuyangPlan.Checklists;
using FuyangPlan.Evidences;
using FuyangPlan.Tables;

namespace FuyangPlan.ResourcePools;

internal static class ResourcePoolEndpoints
{
    private const string NotFound = "请核对要素池编号，清单见 /pools。";

    public static void MapResourcePools(this RouteGroupBuilder plan)
    {
        var pools = plan.MapGroup("/pools").WithTags("要素池 Resource pools");
        pools.MapGet("", List).WithSummary("要素池清单：额度、预留、批准、余量 / Resource pools").Produces<ListPage<ResourcePoolView>>();
        pools.MapPost("", Open).Describe<OpenPool>("设立要素池 / Open a pool", creates: true);
        pools.MapGet("/{pool}", One).WithSummary("一个要素池 / One pool").Produces<ResourcePoolView>();
        pools.MapPoolCommand<ChangeCapacity>("/capacity", "调整额度 / Change its capacity", (pool, c) => pool.ChangeCapacity(c.Body, c.Context));
        pools.MapPoolCommand<ClosePool>("/closure", "关闭 / Close it", (pool, c) => pool.Close(c.Body, c.Context));
        pools.MapGet("/{pool}/queue", Queue).WithSummary("待办的申请，先需要的在前 / What waits for a decision, needed first first").Produces<ListPage<ResourceRequestView>>();

        pools.MapGet("/{pool}/requests", Requests).WithSummary("全部申请，按编号 / All requests by number").Produces<ListPage<ResourceRequestView>>();
        pools.MapPost("/{pool}/requests", Request).Describe<RequestResource>("申请要素 / Ask for resources", creates: true);
        pools.MapGet("/{pool}/requests/{number}", OneRequest).WithSummary("一件申请 / One request").Produces<ResourceRequestView>();
        pools.MapRequestCommand<PreCheckRequest>("/pre-check", "预审 / Pre-check it", (pool, number, c) => pool.PreCheck(number, c.Body, c.Context));
        pools.MapRequestCommand<ReserveForRequest>("/reservation", "预留 / Hold an amount for it", (pool, number, c) => pool.Reserve(number, c.Body, c.Context));
        pools.MapRequestCommand<GrantRequest>("/grant", "批准，全部或部分 / Grant it in full or in part", (pool, number, c) => pool.Grant(number, c.Body, c.Context));
        pools.MapRequestCommand<RefuseRequest>("/refusal", "不予，须给替代办法 / Refuse it with an alternative", (pool, number, c) => pool.Refuse(number, c.Body, c.Context));
        pools.MapRequestCommand<WithdrawRequest>("/withdrawal", "撤回 / Withdraw it", (pool, number, c) => pool.Withdraw(number, c.Body, c.Context));
        pools.MapPost("/{pool}/requests/{number}/delivery", Deliver).Describe<DeliverGrant>("到位 / What was granted has arrived", creates: false);
        pools.MapRequestCommand<VerifyUse>("/use-verification", "使用核验 / Verify its use", (pool, number, c) => pool.VerifyUse(number, c.Body, c.Context));
        pools.MapRequestCommand<ClawBack>("/claw-back", "收回未用的 / Take back what is not used", (pool, number, c) => pool.ClawBack(number, c.Body, c.Context));
    }

    private static bool TryNumber(string? text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0 && text![0] != '0';

    private static Task<IResult> List(string plan, AsOf asOf, string? cursor, string? limit, HttpContext http, ListReader lists)
    {
        var parameters = new Parameters();
        return lists.Answer(plan, new ResourcePoolQuery(Cursor: cursor, Limit: parameters.Limit(limit, otherwise: 200)), parameters, asOf, http.Actor());
    }

    // The version is in the tag, so that a command can be bound to what was read.
    private static async Task<IResult> One(string plan, PoolId pool, PlanReader reader)
    {
        if (await reader.Pool(plan, pool) is not { } view) return ProblemAnswers.Refused(Problems.PoolNotFound, NotFound);
        var body = JsonSerializer.SerializeToUtf8Bytes(view, GatewayJson.Output);
        return new JsonAnswer(body, string.Create(CultureInfo.InvariantCulture, $"\"{view.Version}.{JsonAnswer.Digest(body)}\""));
    }

    private static Task<IResult> Queue(string plan, PoolId pool, AsOf asOf, string? q, string? cursor, string? limit, HttpContext http, ListReader lists) =>
        Answer(plan, new(pool, Queued: true, Sort: "need", Cursor: cursor), asOf, q, limit, http, lists);

    private static Task<IResult> Requests(string plan, PoolId pool, AsOf asOf, string? q, string? cursor, string? limit, HttpContext http, ListReader lists) =>
        Answer(plan, new(pool, Cursor: cursor), asOf, q, limit, http, lists);

    private static async Task<IResult> Answer(string plan, ResourceRequestQuery query, AsOf asOf, string? q, string? limit, HttpContext http, ListReader lists)
    {
        var parameters = new Parameters();
        query = query with { Search = parameters.Search(q), Limit = parameters.Limit(limit, otherwise: 200) };
        return await lists.Find(plan, new ResourcePoolQuery(query.Pool?.Type, query.Pool?.Year), http.Actor(), asOf.At) is { Total: > 0 }
            ? await lists.Answer(plan, query, parameters, asOf, http.Actor())
            : ProblemAnswers.Refused(asOf.Missing(Problems.PoolNotFound, NotFound));
    }

    private static async Task<IResult> OneRequest(string plan, PoolId pool, string number, PlanReader reader) =>
        TryNumber(number, out var known) && await reader.ResourceRequest(plan, pool, known) is { } view ? JsonAnswer.Of(view)
        : await reader.Pool(plan, pool) is null ? ProblemAnswers.Refused(Problems.PoolNotFound, NotFound)
        : NoRequest();

    private static Task<IResult> Open(string plan, Command<OpenPool> command, IGrainFactory grains)
    {
        var id = new PoolId(command.Body.Type, command.Body.Year);
        // What cannot be an id wakes no grain.
        return PoolId.IsYear(id.Year)
            ? Sending.Send(() => grains.ResourcePool(plan, id).Open(command.Body, command.Context), $"/api/v1/plans/{plan}/pools/{id}")
            : Task.FromResult<IResult>(ProblemAnswers.Refused(Problems.OutOfRange, "年度须在 2015 至 2060 之间。", new Fault("/year", "超出范围")));
    }

    private static async Task<IResult> Request(string plan, PoolId pool, Command<RequestResource> command, IGrainFactory grains)
    {
        var grain = grains.ResourcePool(plan, pool);
        var outcome = await Sending.Outcome(() => grain.Request(command.Body, command.Context));
        var number = outcome.IsAccepted ? await Doubt.Ask(() => grain.NumberAt(outcome.Version)) : null;
        return Sending.ToHttp(outcome, string.Create(CultureInfo.InvariantCulture, $"/api/v1/plans/{plan}/pools/{pool}/requests/{number}"));
    }

    // What was uploaded is looked up before the grain decides.
    private static async Task<IResult> Deliver(string plan, PoolId pool, string number, Command<DeliverGrant> command, IGrainFactory grains, EvidenceStore store)
    {
        if (!TryNumber(number, out var known)) return NoRequest();
        var (evidence, refusal) = store.Resolve(command.Body.Evidence);
        return refusal is null
            ? await Sending.Send(() => grains.ResourcePool(plan, pool).Deliver(known, command.Body, evidence, command.Context))
            : ProblemAnswers.Refused(refusal);
    }

    private static void MapPoolCommand<T>(
        this RouteGroupBuilder pools, string path, string summary, Func<IResourcePoolGrain, Command<T>, Task<CommandOutcome>> send) where T : class =>
        pools.MapPost($"/{{pool}}{path}", (string plan, PoolId pool, Command<T> command, IGrainFactory grains) =>
                Sending.Send(() => send(grains.ResourcePool(plan, pool), command)))
            .Describe<T>(summary, creates: false);

    private static void MapRequestCommand<T>(
        this RouteGroupBuilder pools, string path, string summary, Func<IResourcePoolGrain, int, Command<T>, Task<CommandOutcome>> send) where T : class =>
        pools.MapPost($"/{{pool}}/requests/{{number}}{path}", (string plan, PoolId pool, string number, Command<T> command, IGrainFactory grains) =>
                TryNumber(number, out var known)
                    ? Sending.Send(() => send(grains.ResourcePool(plan, pool), known, command))
                    : Task.FromResult<IResult>(NoRequest()))
            .Describe<T>(summary, creates: false);

    private static ProblemAnswer NoRequest() => ProblemAnswers.Refused(Problems.ResourceRequestNotFound, "请核对申请编号，清单见 /requests。");
}
