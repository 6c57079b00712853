using FuyangPlan.Histories;

namespace FuyangPlan.Initiatives;

internal static class InitiativeEndpoints
{
    public const string NotFound = "请核对事项编号，清单见 /initiatives。";

    public static void MapInitiatives(this RouteGroupBuilder plan, RouteGroupBuilder initiative)
    {
        plan.MapGet("/initiatives", List).WithTags("事项 Initiatives")
            .WithSummary("事项清单：三长、红黄绿灯、进度 / All initiatives").Produces<Page<InitiativeSummary>>();

        initiative.Naming("id", "事项编号：project-4、chain-5、campaign-2", text => InitiativeId.TryParse(text, out _), Problems.InitiativeNotFound,
            "事项编号形如 project-4、chain-5、campaign-2。");
        var one = initiative.MapGroup("").WithTags("事项 Initiatives");
        one.MapGet("", Get).WithSummary("一个事项 / One initiative, now or as of an instant").Produces<InitiativeView>();
        one.MapHistory(values => (string)values["id"]!, Problems.InitiativeNotFound, NotFound);
    }

    /// <summary>Answers with a part of an initiative, now or as it was.</summary>
    public static async Task<IResult> Read(PlanReader reader, string plan, InitiativeId id, AsOf asOf, Func<InitiativeView, IResult> answer) =>
        await reader.Initiative(plan, id, asOf.At) is { } view
            ? answer(view)
            : ProblemAnswers.Refused(asOf.Missing(Problems.InitiativeNotFound, NotFound));

    private static async Task<IResult> List(
        string plan, AsOf asOf, [AsParameters] InitiativeFilter filter, string? cursor, string? limit, PlanReader reader)
    {
        var all = await reader.Initiatives(plan, asOf.At);
        if (all.IsEmpty && await reader.Plan(plan, asOf.At) is null)
            return ProblemAnswers.Refused(asOf.Missing(Problems.PlanNotFound, "请核对行动编号。"));
        var parameters = new Parameters();
        var found = filter.Apply(all, parameters);
        var page = Page.Of(found, cursor, parameters.Limit(limit, otherwise: 200), parameters);
        return parameters.Refusal is { } refusal ? ProblemAnswers.Refused(refusal) : JsonAnswer.Of(page);
    }

    private static Task<IResult> Get(string plan, InitiativeId id, AsOf asOf, PlanReader reader, InitiativeAnswers answers) =>
        Read(reader, plan, id, asOf, view => asOf.At is null ? answers.Live(view) : InitiativeAnswers.Past(view));
}
