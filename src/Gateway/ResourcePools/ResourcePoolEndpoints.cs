using System.Globalization;
using System.Text.Json;
using FuyangPlan.Histories;
using FuyangPlan.Tables;

namespace FuyangPlan.ResourcePools;

internal static class ResourcePoolEndpoints
{
    private const string NotFound = "请核对要素池编号，清单见 /pools。";

    public static void MapResourcePools(this RouteGroupBuilder plan)
    {
        var pools = plan.MapGroup("/pools").WithTags("要素池 Resource pools")
            .Naming("pool", "要素池编号：space-2021、talent-2021、funds-2021", text => PoolId.TryParse(text, out _), Problems.PoolNotFound,
                "要素池编号形如 space-2021、talent-2021、funds-2021。")
            .Numbering("resourceRequest", "要素申请的编号", Problems.ResourceRequestNotFound, "请核对申请编号，清单见 /requests。");
        pools.MapGet("", List).WithSummary("要素池清单：额度、预留、批准、余量 / Resource pools").Produces<ListPage<ResourcePoolView>>();
        pools.MapPost("", Open).Describe("设立要素池 / Open a pool", creates: true, new OpenPool(ResourceType.Space, 2021, 300, "land"));
        pools.MapGet("/{pool}", One).WithSummary("一个要素池 / One pool").Produces<ResourcePoolView>();

        pools.MapGroup("/{pool}").MapHistory(values => $"{ResourcePoolGrains.Prefix}{values["pool"]}", Problems.PoolNotFound, NotFound);

        var pool = pools.MapGroup("/{pool}").OfPool();
        pool.Map("/capacity", "调整额度 / Change its capacity", new ChangeCapacity(320, "省里追加指标二十亩，予以调增"));
        pool.Map("/closure", "关闭 / Close it", new ClosePool("年度指标已全部落实，不再受理"));
        pools.MapGet("/{pool}/queue", Queue).WithSummary("待办的申请，先需要的在前 / What waits for a decision, needed first first").Produces<ListPage<ResourceRequestView>>();

        pools.MapGet("/{pool}/requests", Requests).WithSummary("全部申请，按编号 / All requests by number").Produces<ListPage<ResourceRequestView>>();
        pool.Map("/requests", "申请要素 / Ask for resources",
            new RequestResource("project-4", 30, new(2021, 9, 30), "二期展馆用地", Space: new("江南新城 3 号地块", "商业用地，容积率 2.0", "新增建设用地")), creates: "requests");
        pools.MapGet("/{pool}/requests/{resourceRequest}", OneRequest).WithSummary("一件申请 / One request").Produces<ResourceRequestView>();

        var request = pools.MapGroup("/{pool}/requests/{resourceRequest}").OfPool("resourceRequest");
        request.Map("/pre-check", "预审 / Pre-check it", new PreCheckRequest("材料齐全，符合规划"));
        request.Map("/reservation", "预留 / Hold an amount for it", new ReserveForRequest(30, new(2021, 6, 30)));
        request.Map("/grant", "批准，全部或部分 / Grant it in full or in part", new GrantRequest(20, new("余量不足，其余十亩不予批准", "使用存量厂房改造")));
        request.Map("/refusal", "不予，须给替代办法 / Refuse it with an alternative", new RefuseRequest("选址不符合国土空间规划", "改用江南新城存量地块"));
        request.Map("/withdrawal", "撤回 / Withdraw it", new WithdrawRequest("项目选址调整，不再需要此地块"));
        request.Map("/delivery", "到位 / What was granted has arrived", new DeliverGrant(20, new(2021, 6, 18), [new(ApiWords.Hash, "交地单.pdf")]));
        request.Map("/use-verification", "使用核验 / Verify its use", new VerifyUse(15, "现场核对，五亩尚未动工"));
        request.Map("/claw-back", "收回未用的 / Take back what is not used", new ClawBack(5, "逾期未动工，收回未使用部分"));
    }

    private static Task<IResult> List(string plan, AsOf asOf, string? cursor, string? limit, HttpContext http, ListReader lists)
    {
        var parameters = new Parameters();
        return lists.Answer(plan, new ResourcePoolQuery(Cursor: cursor, Limit: parameters.Limit(limit, otherwise: 200)), parameters, asOf, http.Actor());
    }

    // The version is in the tag, so that a command can be bound to what was read.
    private static async Task<IResult> One(string plan, PoolId pool, AsOf asOf, PlanReader reader)
    {
        if (await reader.Pool(plan, pool, asOf.At) is not { } view) return ProblemAnswers.Refused(asOf.Missing(Problems.PoolNotFound, NotFound));
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

    private static async Task<IResult> OneRequest(string plan, PoolId pool, int resourceRequest, AsOf asOf, PlanReader reader, HttpContext http, ListReader lists) =>
        await lists.Find(plan, new ResourceRequestQuery(pool, resourceRequest), http.Actor(), asOf.At) is { Items: [var view] } ? JsonAnswer.Of(view)
        : await reader.Pool(plan, pool, asOf.At) is null ? ProblemAnswers.Refused(asOf.Missing(Problems.PoolNotFound, NotFound))
        : ProblemAnswers.Refused(asOf.Missing(Problems.ResourceRequestNotFound, "请核对申请编号，清单见 /requests。"));

    private static Task<IResult> Open(string plan, Command<OpenPool> command, IGrainFactory grains)
    {
        var id = new PoolId(command.Body.Type, command.Body.Year);
        // What cannot be an id wakes no grain.
        return Years.Include(id.Year)
            ? Sending.Send(() => grains.ResourcePool(plan, id).Do(command.Body, command.Context), $"/api/v1/plans/{plan}/pools/{id}")
            : Task.FromResult<IResult>(ProblemAnswers.Refused(Problems.OutOfRange, $"年度须在 {Years.InWords} 之间。", new Fault("/year", "超出范围")));
    }
}
