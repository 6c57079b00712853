using System.Globalization;
using System.Text.Json;
using FuyangPlan.Checklists;
using FuyangPlan.Evidences;
using FuyangPlan.Tables;

namespace FuyangPlan.Enterprises;

/// <summary>A link with the address that opens it; null once it is over or revoked.</summary>
internal sealed record EnterpriseLinkBody(EnterpriseLinkView Link, string? Address);

internal static class EnterpriseEndpoints
{
    private const string NotFound = "请核对企业编号，清单见 /enterprises。";

    public static void MapEnterprises(this RouteGroupBuilder plan)
    {
        plan.MapGet("/common-requests", Common).WithTags("企业服务 Enterprises")
            .WithSummary("共性诉求：同一产业链 30 天内三件以上 / Three or more requests of one kind within 30 days").Produces<Page<CommonRequestsView>>();

        plan.MapGet("/open-requests", Open).WithTags("企业服务 Enterprises")
            .WithSummary("各企业未办结的诉求，先到期的在前 / Open requests of all enterprises, due first").Produces<ListPage<ServiceRequestView>>();

        var enterprises = plan.MapGroup("/enterprises").WithTags("企业服务 Enterprises");
        enterprises.MapGet("", List).WithSummary("企业名册 / Enterprises").Produces<ListPage<EnterpriseView>>();
        enterprises.MapPost("", Register).Describe<RegisterEnterprise>("登记企业 / Register an enterprise", creates: true);

        var one = enterprises.MapGroup("/{enterprise}");
        one.MapGet("", One).WithSummary("一家企业：走访、承诺、诉求 / One enterprise").Produces<EnterpriseView>();
        one.MapEnterpriseCommand<ReviseEnterprise>("/revision", "修订登记 / Revise the register", (grain, c) => grain.Revise(c.Body, c.Context));
        one.MapEnterpriseCommand<LinkEnterprise>("/landings-and-leads", "关联落地项目和招商线索 / Say which landings and leads are its own", (grain, c) => grain.Link(c.Body, c.Context));
        one.MapEnterpriseCommand<RecordEnterpriseVisit>("/visits", "记录走访 / Record a visit", (grain, c) => grain.RecordVisit(c.Body, c.Context));
        one.MapCreating<RecordEnterprisePromise>("promises", "记录承诺 / Record a promise", (grain, c) => grain.RecordPromise(c.Body, c.Context));
        one.MapPromiseCommand<KeepEnterprisePromise>("/keeping", "承诺已兑现 / It was kept", (grain, number, c) => grain.KeepPromise(number, c.Body, c.Context));
        one.MapPromiseCommand<BreakEnterprisePromise>("/breach", "承诺未兑现 / It will not be kept", (grain, number, c) => grain.BreakPromise(number, c.Body, c.Context));

        one.MapGet("/links", Links).WithSummary("企业链接，不含地址 / Links, without their addresses").Produces<Page<EnterpriseLinkView>>();
        one.MapCreating<IssueLink>("links", "开通企业链接 / Issue a link", (grain, c) => grain.IssueLink(c.Body, c.Context));
        one.MapGet("/links/{link}", Link).WithSummary("一个企业链接及其地址 / A link and its address").Produces<EnterpriseLinkBody>();
        one.MapPost("/links/{link}/revocation", Revoke).Describe<RevokeLink>("撤销链接 / Revoke a link", creates: false);

        one.MapGet("/requests", Requests).WithSummary("企业诉求，按编号 / Requests by number").Produces<ListPage<ServiceRequestView>>();
        one.MapCreating<SubmitRequest>("requests", "代企业提出诉求 / Submit a request for the enterprise", (grain, c) => grain.Submit(c.Body, c.Context));
        one.MapGet("/requests/{request}", OneRequest).WithSummary("一件诉求 / One request").Produces<ServiceRequestView>();
        one.MapRequestCommand<AssignRequest>("/assignment", "分派 / Assign it", (grain, number, c) => grain.Assign(number, c.Body, c.Context));
        one.MapRequestCommand<ContactRequest>("/contact", "已联系企业 / The enterprise was contacted", (grain, number, c) => grain.Contact(number, c.Body, c.Context));
        one.MapRequestCommand<AnswerRequest>("/answers", "阶段答复 / Interim answer", (grain, number, c) => grain.Answer(number, c.Body, c.Context));
        one.MapRequestCommand<PromiseRequest>("/next-date", "一跟到底：承诺下次答复日期 / Promise the next date", (grain, number, c) => grain.Promise(number, c.Body, c.Context));
        one.MapPost("/requests/{request}/closure", Close).Describe<CloseRequest>("办结 / Close it", creates: false);
    }

    private static Task<IResult> List(string plan, AsOf asOf, [AsParameters] EnterpriseFilter filter, HttpContext http, ListReader lists)
    {
        var parameters = new Parameters();
        return lists.Answer(plan, filter.ToQuery(parameters), parameters, asOf, http.Actor());
    }

    private static Task<IResult> Open(string plan, AsOf asOf, [AsParameters] ServiceRequestFilter filter, HttpContext http, ListReader lists)
    {
        var parameters = new Parameters();
        return lists.Answer(plan, filter.ToQuery(parameters) with { Open = true }, parameters, asOf, http.Actor());
    }

    private static async Task<IResult> Common(string plan, AsOf asOf, string? cursor, string? limit, PlanReader reader, IGrainFactory grains)
    {
        if (await reader.Clock(plan) is null) return ProblemAnswers.Refused(Problems.PlanNotFound, "请核对行动编号。");
        return Page.Answer(await Doubt.Ask(() => grains.GetGrain<IEnterpriseListGrain>(plan).GetCommonRequests(asOf.At)), cursor, limit);
    }

    // The version is in the tag, so that a command can be bound to what was read.
    private static async Task<IResult> One(string plan, string enterprise, IGrainFactory grains)
    {
        if (await Doubt.Ask(() => grains.Enterprise(plan, enterprise).Get()) is not { } view) return Unknown();
        var body = JsonSerializer.SerializeToUtf8Bytes(view, GatewayJson.Output);
        return new JsonAnswer(body, string.Create(CultureInfo.InvariantCulture, $"\"{view.Version}.{JsonAnswer.Digest(body)}\""));
    }

    private static async Task<IResult> Links(string plan, string enterprise, string? all, string? cursor, string? limit, IGrainFactory grains, HttpContext http)
    {
        if (MayIssue(http) is { } refusal) return refusal;
        var parameters = new Parameters();
        var ever = parameters.Flag("all", all);
        if (parameters.Refusal is { } wrong) return ProblemAnswers.Refused(wrong);
        var grain = grains.Enterprise(plan, enterprise);
        return await Doubt.Ask(() => grain.Get()) is null ? Unknown() : Page.Answer(await Doubt.Ask(() => grain.GetLinks(ever == true)), cursor, limit);
    }

    private static async Task<IResult> Link(string plan, string enterprise, int link, IGrainFactory grains, EnterpriseLinks links, HttpContext http)
    {
        if (MayIssue(http) is { } refusal) return refusal;
        var grain = grains.Enterprise(plan, enterprise);
        return (await Doubt.Ask(() => grain.GetLinks(all: true))).FirstOrDefault(each => each.Number == link) is { } found
            ? TypedResults.Json(new EnterpriseLinkBody(found, found.IsValid ? links.Address(plan, enterprise, link) : null), GatewayJson.Output)
            : await Doubt.Ask(() => grain.Get()) is null ? Unknown()
            : ProblemAnswers.Refused(Problems.LinkNotFound, "请核对链接编号，清单见 /links。");
    }

    // Who has the address is the enterprise.
    private static ProblemAnswer? MayIssue(HttpContext http) => http.Actor().HasAny(Role.ServiceOfficer, Role.Office)
        ? null
        : ProblemAnswers.Refused(Problems.Forbidden, "只有企业服务专员和迎展办可以查看企业链接。");

    private static async Task<IResult> Requests(string plan, string enterprise, AsOf asOf, [AsParameters] ServiceRequestFilter filter, HttpContext http, ListReader lists)
    {
        var parameters = new Parameters();
        var query = filter.ToQuery(parameters) with { Enterprise = enterprise, Sort = filter.Sort ?? "number" };
        return await lists.Find(plan, new EnterpriseQuery(Code: enterprise), http.Actor(), asOf.At) is { Total: > 0 }
            ? await lists.Answer(plan, query, parameters, asOf, http.Actor())
            : ProblemAnswers.Refused(asOf.Missing(Problems.EnterpriseNotFound, NotFound));
    }

    private static async Task<IResult> OneRequest(string plan, string enterprise, int request, IGrainFactory grains, HttpContext http)
    {
        var grain = grains.Enterprise(plan, enterprise);
        return await Doubt.Ask(() => grain.GetRequest(request, EnterpriseGrains.MaySeeContacts(http.Actor()))) is { } view ? JsonAnswer.Of(view)
            : await Doubt.Ask(() => grain.Get()) is null ? Unknown()
            : ProblemAnswers.Refused(Problems.ServiceRequestNotFound, "请核对诉求编号，清单见 /requests。");
    }

    private static Task<IResult> Register(string plan, Command<RegisterEnterprise> command, IGrainFactory grains) =>
        // What cannot be an id wakes no grain.
        EnterpriseGrains.IsCode(command.Body.Code)
            ? Sending.Send(() => grains.Enterprise(plan, command.Body.Code).Register(command.Body, command.Context), $"/api/v1/plans/{plan}/enterprises/{command.Body.Code}")
            : Task.FromResult<IResult>(ProblemAnswers.Refused(
                Problems.TextInvalid, "编号由小写字母开头，只含小写字母、数字和连字符，2 至 40 位。", new Fault("/code", "编号不合要求")));

    private static Task<IResult> Revoke(string plan, string enterprise, int link, Command<RevokeLink> command, IGrainFactory grains) =>
        Sending.Send(() => grains.Enterprise(plan, enterprise).RevokeLink(link, command.Body, command.Context));

    // What was uploaded is looked up before the grain decides.
    private static async Task<IResult> Close(string plan, string enterprise, int request, Command<CloseRequest> command, IGrainFactory grains, EvidenceStore store)
    {
        var (evidence, refusal) = store.Resolve(command.Body.Evidence ?? []);
        return refusal is null
            ? await Sending.Send(() => grains.Enterprise(plan, enterprise).Close(request, command.Body, evidence, command.Context))
            : ProblemAnswers.Refused(refusal);
    }

    private static void MapEnterpriseCommand<T>(
        this RouteGroupBuilder one, string path, string summary, Func<IEnterpriseGrain, Command<T>, Task<CommandOutcome>> send) where T : class =>
        one.MapPost(path, (string plan, string enterprise, Command<T> command, IGrainFactory grains) =>
                Sending.Send(() => send(grains.Enterprise(plan, enterprise), command)))
            .Describe<T>(summary, creates: false);

    private static void MapCreating<T>(
        this RouteGroupBuilder one, string what, string summary, Func<IEnterpriseGrain, Command<T>, Task<CommandOutcome>> send) where T : class =>
        one.MapPost($"/{what}", async (string plan, string enterprise, Command<T> command, IGrainFactory grains) =>
            {
                var outcome = await Sending.Outcome(() => send(grains.Enterprise(plan, enterprise), command));
                return Sending.ToHttp(outcome, string.Create(CultureInfo.InvariantCulture, $"/api/v1/plans/{plan}/enterprises/{enterprise}/{what}/{outcome.Number}"));
            })
            .Describe<T>(summary, creates: true);

    private static void MapPromiseCommand<T>(
        this RouteGroupBuilder one, string path, string summary, Func<IEnterpriseGrain, int, Command<T>, Task<CommandOutcome>> send) where T : class =>
        one.MapPost($"/promises/{{promise}}{path}", (string plan, string enterprise, int promise, Command<T> command, IGrainFactory grains) =>
                Sending.Send(() => send(grains.Enterprise(plan, enterprise), promise, command)))
            .Describe<T>(summary, creates: false);

    private static void MapRequestCommand<T>(
        this RouteGroupBuilder one, string path, string summary, Func<IEnterpriseGrain, int, Command<T>, Task<CommandOutcome>> send) where T : class =>
        one.MapPost($"/requests/{{request}}{path}", (string plan, string enterprise, int request, Command<T> command, IGrainFactory grains) =>
                Sending.Send(() => send(grains.Enterprise(plan, enterprise), request, command)))
            .Describe<T>(summary, creates: false);

    private static ProblemAnswer Unknown() => ProblemAnswers.Refused(Problems.EnterpriseNotFound, NotFound);
}
