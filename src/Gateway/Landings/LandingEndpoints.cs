using FuyangPlan.Evidences;
using FuyangPlan.Tables;

namespace FuyangPlan.Landings;

internal static class LandingEndpoints
{
    public static void MapLandings(this RouteGroupBuilder plan, RouteGroupBuilder initiative)
    {
        plan.MapGet("/landings", Across).WithTags("落地项目 Landings").WithSummary("各链的落地项目 / Landings of all chains").Produces<ListPage<LandingLine>>();

        var landings = initiative.MapGroup("/landings").WithTags("落地项目 Landings");
        landings.MapGet("", List).WithSummary("产业链的存量项目与企业 / The existing projects and enterprises of a chain").Produces<Page<LandingView>>();
        landings.MapGet("/{landing}", One).WithSummary("一个落地项目 / One landing").Produces<LandingView>();
        landings.MapChainCommand<AddLanding>("", "增补落地项目 / Add one to an open list", (chain, c) => chain.AddLanding(c.Body, c.Context), created: "landings");
        landings.MapPost("/{landing}/stage", Report).Describe<ReportLandingStage>("报送阶段 / Report the stage that is reached", creates: false);
        landings.MapLandingCommand<VerifyLandingStage>("/stage-verification", "核验阶段 / Verify the stage",
            (chain, landing, c) => chain.VerifyLandingStage(landing, c.Body, c.Context));
        landings.MapLandingCommand<RejectLandingStage>("/stage-rejection", "退回阶段报送 / Reject the report of the stage",
            (chain, landing, c) => chain.RejectLandingStage(landing, c.Body, c.Context));
        landings.MapLandingCommand<RegressLanding>("/regression", "阶段回退 / Go back by stages",
            (chain, landing, c) => chain.RegressLanding(landing, c.Body, c.Context));
        landings.MapLandingCommand<StopLanding>("/stop", "停缓建 / Stop it", (chain, landing, c) => chain.StopLanding(landing, c.Body, c.Context));
        landings.MapLandingCommand<ResumeLanding>("/resumption", "复工 / Resume it", (chain, landing, c) => chain.ResumeLanding(landing, c.Body, c.Context));
        landings.MapLandingCommand<MarkLeadEnterprise>("/lead-mark", "列为龙头企业 / Mark it as a lead enterprise",
            (chain, landing, c) => chain.MarkLeadEnterprise(landing, c.Body, c.Context));
        landings.MapLandingCommand<UnmarkLeadEnterprise>("/lead-mark/removal", "不再列为龙头企业 / Take the mark away",
            (chain, landing, c) => chain.UnmarkLeadEnterprise(landing, c.Body, c.Context));
        landings.MapLandingCommand<LinkLanding>("/links", "关联任务 / Link it to tasks", (chain, landing, c) => chain.LinkLanding(landing, c.Body, c.Context));
        landings.MapLandingCommand<RecordPromise>("/promises", "记录承诺 / Record a promise", (chain, landing, c) => chain.RecordPromise(landing, c.Body, c.Context));
        landings.MapLandingCommand<KeepPromise>("/promises/kept", "承诺已兑现 / A promise was kept", (chain, landing, c) => chain.KeepPromise(landing, c.Body, c.Context));
        landings.MapLandingCommand<BreakPromise>("/promises/broken", "承诺未兑现 / A promise was broken", (chain, landing, c) => chain.BreakPromise(landing, c.Body, c.Context));
        landings.MapLandingCommand<RecordContact>("/contacts", "记录联系 / Record a visit or a call", (chain, landing, c) => chain.RecordContact(landing, c.Body, c.Context));
    }

    private static void MapLandingCommand<T>(
        this IEndpointRouteBuilder landings, string path, string summary, Func<IIndustryChainGrain, int, Command<T>, Task<CommandOutcome>> send) where T : class =>
        landings.MapPost($"/{{landing}}{path}", (string plan, InitiativeId id, int landing, Command<T> command, IGrainFactory grains) =>
                OfChain(plan, id, grains, chain => send(chain, landing, command)))
            .Describe<T>(summary, creates: false);

    // A report names its proofs by hash; what was uploaded is looked up before the grain decides.
    private static async Task<IResult> Report(string plan, InitiativeId id, int landing, Command<ReportLandingStage> command, IGrainFactory grains, EvidenceStore store)
    {
        var (evidence, refusal) = store.Resolve([.. command.Body.Proofs.Select(proof => proof.Evidence)], "/proofs/{0}/evidence/hash");
        return refusal is null
            ? await OfChain(plan, id, grains, chain => chain.ReportLandingStage(landing, command.Body, evidence, command.Context))
            : ProblemAnswers.Refused(refusal);
    }

    private static Task<IResult> OfChain(string plan, InitiativeId id, IGrainFactory grains, Func<IIndustryChainGrain, Task<CommandOutcome>> send) =>
        Sending.Send(() => grains.Initiative(plan, id) is IIndustryChainGrain chain
            ? send(chain)
            : Task.FromResult(new CommandOutcome(0, Problems.NotAChain.Because("请核对事项编号：只有产业链可以这样办理。"))));

    private static Task<IResult> Across(string plan, AsOf asOf, [AsParameters] LandingFilter filter, HttpContext http, ListReader lists)
    {
        var parameters = new Parameters();
        return lists.Answer(plan, filter.ToQuery(parameters), parameters, asOf, http.Actor());
    }

    private static Task<IResult> List(string plan, InitiativeId id, AsOf asOf, string? cursor, string? limit, PlanReader reader)
    {
        var parameters = new Parameters();
        var size = parameters.Limit(limit, otherwise: 200);
        return InitiativeEndpoints.Read(reader, plan, id, asOf, view =>
        {
            var page = Page.Of(view.Landings, cursor, size, parameters);
            return parameters.Refusal is { } refusal ? ProblemAnswers.Refused(refusal) : JsonAnswer.Of(page);
        });
    }

    private static Task<IResult> One(string plan, InitiativeId id, int landing, AsOf asOf, PlanReader reader) =>
        InitiativeEndpoints.Read(reader, plan, id, asOf, view => view.Landings.FirstOrDefault(one => one.Number == landing) is { } found
            ? InitiativeAnswers.Part(view, found)
            : ProblemAnswers.Refused(asOf.Missing(Problems.LandingNotFound, "请核对落地项目的编号，清单见 /landings。")));
}
