namespace FuyangPlan.Indicators;

internal static class IndicatorEndpoints
{
    public static void MapIndicators(this RouteGroupBuilder initiative)
    {
        var indicators = initiative.MapGroup("/indicators").WithTags("指标 Indicators")
            .Numbering("indicator", "指标编号", Problems.IndicatorNotFound, "指标编号为 1 至 9999 的整数。", digits: 4);
        indicators.MapGet("", List).WithSummary("提升行动的指标与原文所设指数 / Indicators of a campaign, and the index that the source names").Produces<IndicatorsView>();
        indicators.MapGet("/{indicator}", One).WithSummary("一项指标：各版口径、各期数值的来历 / One indicator, with all that was ever reported").Produces<IndicatorView>();
        indicators.OfInitiative().Map("", "设立指标 / Define an indicator",
            new DefineIndicator("营商环境指数", "分", IndicatorDirection.HigherIsBetter, IndicatorFrequency.Quarterly, "d01", new("2020版", "一位小数", "不含乡镇")), creates: "indicators");

        var door = indicators.MapGroup("/{indicator}").OfInitiative("indicator");
        door.Map("/targets", "定各期目标 / Set the targets of all periods", new SetIndicatorTargets([new("2021-Q2", 83.5m), new("2021-Q3", 84)]));
        door.Map("/baseline", "拟定基线 / Set the baseline", new SetIndicatorBaseline("2020", 82.4m, "上年度公布数"));
        door.Map("/baseline-confirmation", "来源单位确认基线 / Confirm the baseline", new ConfirmIndicatorBaseline(82.4m));
        door.Map("/points", "报送一期的数，或更正 / Report the value of a period, or correct it", new ReportPoint("2021-Q2", 84.1m, "季度监测数"));
        door.Map("/points/outlier-review", "复核异常值 / Let an outlier go on", new AcceptOutlier("2021-Q2", "与来源单位逐项核对，数值属实"));
        door.Map("/points/confirmation", "核定 / Confirm what was reported", new ConfirmPoint("2021-Q2", 84.1m, "与原始台账一致"));
        door.Map("/points/rejection", "退回报送 / Reject what was reported", new RejectPoint("2021-Q2", "与原始台账不一致，请核对后重报"));
        door.Map("/points/publication", "发布 / Make it public", new PublishPoint("2021-Q2"));
        door.Map("/methods", "申报新口径 / Declare a new method", new DeclareMethod(new("2022版", Limits: "与 2020版 不可比"), "上级调整了指标体系，口径随之变更"));
        door.Map("/end", "停用 / End it", new EndIndicator("上级不再发布该指数，予以停用"));
    }

    private static Task<IResult> List(string plan, InitiativeId id, AsOf asOf, PlanReader reader) =>
        InitiativeEndpoints.Read(reader, plan, id, asOf, view => view.Part<IndicatorsView>() is { } indicators
            ? InitiativeAnswers.Part(view, indicators)
            : ProblemAnswers.Refused(Problems.NotACampaign, "请核对事项编号：只有提升行动有指标。"));

    private static Task<IResult> One(string plan, InitiativeId id, int indicator, AsOf asOf, PlanReader reader) =>
        InitiativeEndpoints.Read(reader, plan, id, asOf, view => view.Part<IndicatorsView>()?.Items.FirstOrDefault(one => one.Number == indicator) is { } found
            ? InitiativeAnswers.Part(view, found)
            : ProblemAnswers.Refused(asOf.Missing(Problems.IndicatorNotFound, "请核对指标的编号，清单见 /indicators。")));
}
