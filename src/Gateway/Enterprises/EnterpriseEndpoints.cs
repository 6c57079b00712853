using System.Globalization;
using System.Text.Json;
using FuyangPlan.Histories;
using FuyangPlan.Tables;

namespace FuyangPlan.Enterprises;

/// <summary>A link with the address that opens it; null once it is over or revoked, and for everybody but who issued it.</summary>
internal sealed record EnterpriseLinkBody(EnterpriseLinkView Link, string? Address);

internal static class EnterpriseEndpoints
{
    private const string NotFound = "请核对企业编号，清单见 /enterprises。";

    public static void MapEnterprises(this RouteGroupBuilder plan)
    {
        plan.MapGet("/common-requests", Common).WithTags("企业服务 Enterprises")
            .WithSummary("共性诉求：同一产业链短期内多件同类，件数和天数依规则集 / Requests of one kind, as many and as close as the rules say").Produces<Page<CommonRequestsView>>();

        plan.MapGet("/open-requests", Open).WithTags("企业服务 Enterprises")
            .WithSummary("各企业未办结的诉求，先到期的在前 / Open requests of all enterprises, due first").Produces<ListPage<ServiceRequestView>>();

        var enterprises = plan.MapGroup("/enterprises").WithTags("企业服务 Enterprises")
            .Naming("enterprise", "企业编号，如 demo-a", text => text.IsSlug(), Problems.EnterpriseNotFound, "企业编号由小写字母开头，只含小写字母、数字和连字符。")
            .Numbering("promise", "承诺编号", Problems.EnterprisePromiseNotFound, "请核对承诺编号，见企业的 promises。")
            .Numbering("link", "企业链接编号", Problems.LinkNotFound, "请核对链接编号，清单见 /links。")
            .Numbering("request", "企业诉求编号", Problems.ServiceRequestNotFound, "请核对诉求编号，清单见 /requests。");
        enterprises.MapGet("", List).WithSummary("企业名册 / Enterprises").Produces<ListPage<EnterpriseView>>();
        enterprises.MapPost("", Register)
            .Describe("登记企业 / Register an enterprise", creates: true, new RegisterEnterprise("demo-a", "演示企业A", "chain-4", "91330111MA00000000", "员工 300 人", "wang"));

        var one = enterprises.MapGroup("/{enterprise}");
        one.MapHistory(values => $"{EnterpriseGrains.Prefix}{values["enterprise"]}", Problems.EnterpriseNotFound, NotFound);
        var (door, promise) = (one.OfEnterprise(), one.MapGroup("/promises/{promise}").OfEnterprise("promise"));
        var (link, request) = (one.MapGroup("/links/{link}").OfEnterprise("link"), one.MapGroup("/requests/{request}").OfEnterprise("request"));
        one.MapGet("", One).WithSummary("一家企业：走访、承诺、诉求 / One enterprise").Produces<EnterpriseView>();
        door.Map("/revision", "修订登记 / Revise the register", new ReviseEnterprise("演示企业A", "chain-4", Officer: "wang"));
        door.Map("/landings-and-leads", "关联落地项目和招商线索 / Say which landings and leads are its own", new LinkEnterprise([2], [7]));
        door.Map("/visits", "记录走访 / Record a visit", new RecordEnterpriseVisit(new(2021, 6, 18), "区领导甲", "了解用工与住房"));
        door.Map("/promises", "记录承诺 / Record a promise", new RecordEnterprisePromise("九月底前开通公交", new(2021, 9, 30)), creates: "promises");
        promise.Map("/keeping", "承诺已兑现 / It was kept", new KeepEnterprisePromise("已开通"));
        promise.Map("/breach", "承诺未兑现 / It will not be kept", new BreakEnterprisePromise("地块尚未落实，须延后配套"));

        one.MapGet("/links", Links).WithSummary("企业链接，不含地址 / Links, without their addresses").Produces<Page<EnterpriseLinkView>>();
        door.Map("/links", "开通企业链接 / Issue a link", new IssueLink("企业行政负责人"), creates: "links");
        one.MapGet("/links/{link}", Link).WithSummary("一个企业链接及其地址 / A link and its address").Produces<EnterpriseLinkBody>();
        link.Map("/revocation", "撤销链接 / Revoke a link", new RevokeLink("联系人已更换，须重新开通"));

        one.MapGet("/requests", Requests).WithSummary("企业诉求，按编号 / Requests by number").Produces<ListPage<ServiceRequestView>>();
        door.Map("/requests", "代企业提出诉求 / Submit a request for the enterprise",
            new SubmitRequest(ServiceCategory.Housing, "员工公寓 40 间", "0571-00000000"), creates: "requests");
        one.MapGet("/requests/{request}", OneRequest).WithSummary("一件诉求 / One request").Produces<ServiceRequestView>();
        request.Map("/assignment", "分派 / Assign it", new AssignRequest("wang"));
        request.Map("/contact", "已联系企业 / The enterprise was contacted", new ContactRequest("已电话联系，核实间数"));
        request.Map("/answers", "阶段答复 / Interim answer", new AnswerRequest("住建正在找房源", new(2021, 7, 20)));
        request.Map("/next-date", "一跟到底：承诺下次答复日期 / Promise the next date", new PromiseRequest(new(2021, 7, 30), "房源尚未落实，月底再答复"));
        request.Map("/closure", "办结 / Close it", new CloseRequest("落实公寓 40 间", [new(ApiWords.Hash, "交付单.pdf")]));
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

    private static async Task<IResult> Common(string plan, AsOf asOf, string? cursor, string? limit, IGrainFactory grains) =>
        await Doubt.Ask(() => grains.GetGrain<IEnterpriseListGrain>(plan).GetCommonRequests(asOf.At), asOf.At) is { } found
            ? Page.Answer(found, cursor, limit)
            : ProblemAnswers.Refused(asOf.Missing(Problems.PlanNotFound, "请核对行动编号。"));

    // The version is in the tag, so that a command can be bound to what was read.
    private static async Task<IResult> One(string plan, string enterprise, AsOf asOf, PlanReader reader)
    {
        if (await reader.Enterprise(plan, enterprise, asOf.At) is not { } view) return ProblemAnswers.Refused(asOf.Missing(Problems.EnterpriseNotFound, NotFound));
        var body = JsonSerializer.SerializeToUtf8Bytes(view, GatewayJson.Output);
        return new JsonAnswer(body, string.Create(CultureInfo.InvariantCulture, $"\"{view.Version}.{JsonAnswer.Digest(body)}\""));
    }

    private static async Task<IResult> Links(string plan, string enterprise, string? all, string? cursor, string? limit, IGrainFactory grains, HttpContext http)
    {
        if (EnterpriseAuthority.ToRegister(http.Actor()) is { } refusal) return ProblemAnswers.Refused(refusal);
        var parameters = new Parameters();
        var ever = parameters.Flag("all", all);
        if (parameters.Refusal is { } wrong) return ProblemAnswers.Refused(wrong);
        var grain = grains.Enterprise(plan, enterprise);
        return await Doubt.Ask(() => grain.Get()) is null ? Unknown() : Page.Answer(await Doubt.Ask(() => grain.GetLinks(ever == true)), cursor, limit);
    }

    private static async Task<IResult> Link(string plan, string enterprise, int link, IGrainFactory grains, EnterpriseLinks links, HttpContext http)
    {
        if (EnterpriseAuthority.ToRegister(http.Actor()) is { } refusal) return ProblemAnswers.Refused(refusal);
        var grain = grains.Enterprise(plan, enterprise);
        return (await Doubt.Ask(() => grain.GetLinks(all: true))).FirstOrDefault(each => each.Number == link) is { } found
            ? TypedResults.Json(
                new EnterpriseLinkBody(found, found.IsValid && found.Account == http.Actor().Account ? links.Address(plan, enterprise, link) : null), GatewayJson.Output)
            : await Doubt.Ask(() => grain.Get()) is null ? Unknown()
            : ProblemAnswers.Refused(Problems.LinkNotFound, "请核对链接编号，清单见 /links。");
    }

    private static async Task<IResult> Requests(string plan, string enterprise, AsOf asOf, [AsParameters] ServiceRequestFilter filter, HttpContext http, ListReader lists)
    {
        var parameters = new Parameters();
        var query = filter.ToQuery(parameters) with { Enterprise = enterprise, Sort = filter.Sort ?? "number" };
        return await lists.Find(plan, new EnterpriseQuery(Code: enterprise), http.Actor(), asOf.At) is { Total: > 0 }
            ? await lists.Answer(plan, query, parameters, asOf, http.Actor())
            : ProblemAnswers.Refused(asOf.Missing(Problems.EnterpriseNotFound, NotFound));
    }

    private static async Task<IResult> OneRequest(string plan, string enterprise, int request, AsOf asOf, PlanReader reader, HttpContext http, ListReader lists) =>
        await lists.Find(plan, new ServiceRequestQuery(Enterprise: enterprise, Number: request), http.Actor(), asOf.At) is { Items: [var view] } ? JsonAnswer.Of(view)
        : await reader.Enterprise(plan, enterprise, asOf.At) is null ? ProblemAnswers.Refused(asOf.Missing(Problems.EnterpriseNotFound, NotFound))
        : ProblemAnswers.Refused(asOf.Missing(Problems.ServiceRequestNotFound, "请核对诉求编号，清单见 /requests。"));

    private static Task<IResult> Register(string plan, Command<RegisterEnterprise> command, IGrainFactory grains) =>
        // What cannot be an id wakes no grain.
        command.Body.Code.IsSlug()
            ? Sending.Send(() => grains.Enterprise(plan, command.Body.Code).Do(command.Body, command.Context), $"/api/v1/plans/{plan}/enterprises/{command.Body.Code}")
            : Task.FromResult<IResult>(ProblemAnswers.Refused(
                Problems.TextInvalid, "编号由小写字母开头，只含小写字母、数字和连字符，2 至 40 位。", new Fault("/code", "编号不合要求")));

    private static ProblemAnswer Unknown() => ProblemAnswers.Refused(Problems.EnterpriseNotFound, NotFound);
}
