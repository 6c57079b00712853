using FuyangPlan.Tables;

namespace FuyangPlan.Landings;

internal static class LandingEndpoints
{
    public static void MapLandings(this RouteGroupBuilder plan, RouteGroupBuilder initiative)
    {
        plan.MapGet("/landings", Across).WithTags("落地项目 Landings").WithSummary("各链的落地项目 / Landings of all chains").Produces<ListPage<LandingLine>>();

        var landings = initiative.MapGroup("/landings").WithTags("落地项目 Landings")
            .Numbering("landing", "落地项目编号", Problems.LandingNotFound, "落地项目编号为 1 至 9999 的整数。", digits: 4);
        landings.MapGet("", List).WithSummary("产业链的存量项目与企业 / The existing projects and enterprises of a chain").Produces<Page<LandingView>>();
        landings.MapGet("/{landing}", One).WithSummary("一个落地项目 / One landing").Produces<LandingView>();
        landings.OfInitiative().Map("", "增补落地项目 / Add one to an open list", new AddLanding("演示产业园四期", LandingKind.Project), creates: "landings");

        var door = landings.MapGroup("/{landing}").OfInitiative("landing");
        door.Map("/stage", "报送阶段 / Report the stage that is reached",
            new ReportLandingStage(
                LandingStage.Started, new(2021, 1, 15),
                [new(ProofKind.ConstructionPermit, new(ApiWords.Hash, "施工许可证.pdf")), new(ProofKind.GeoPhoto, new(ApiWords.Hash, "工地.jpg"))], "桩机进场"));
        door.Map("/stage-verification", "核验阶段 / Verify the stage", new VerifyLandingStage(LandingStage.Started, "现场核对"));
        door.Map("/stage-rejection", "退回阶段报送 / Reject the report of the stage", new RejectLandingStage(LandingStage.Started, "照片中的地块与许可证不一致"));
        door.Map("/regression", "阶段回退 / Go back by stages", new RegressLanding(LandingStage.LandSupplied, "施工单位撤场，须重新招标"));
        door.Map("/stop", "停缓建 / Stop it", new StopLanding("资金未到位，现场暂时停工"));
        door.Map("/resumption", "复工 / Resume it", new ResumeLanding("资金已到位，现场恢复施工"));
        door.Map("/lead-mark", "列为龙头企业 / Mark it as a lead enterprise", new MarkLeadEnterprise("产值居本链首位，列为龙头企业"));
        door.Map("/lead-mark/removal", "不再列为龙头企业 / Take the mark away", new UnmarkLeadEnterprise("产值连续下滑，不再列为龙头"));
        door.Map("/links", "关联任务 / Link it to tasks", new LinkLanding(["project-4/3"], "园区道路与供电"));
        door.Map("/promises", "记录承诺 / Record a promise", new RecordPromise("三个月内接通双回路供电", PromiseSide.Ours, new(2021, 6, 30)));
        door.Map("/promises/kept", "承诺已兑现 / A promise was kept", new KeepPromise(1, "已通电"));
        door.Map("/promises/broken", "承诺未兑现 / A promise was broken", new BreakPromise(1, "供电线路未批复，须延后三个月"));
        door.Map("/contacts", "记录联系 / Record a visit or a call", new RecordContact(new(2021, 1, 15), "企业负责人", "了解设备到货情况"));
    }

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
