using System.Text.Json;
using FuyangPlan.Histories;
using Microsoft.AspNetCore.Mvc;

namespace FuyangPlan.Plans;

/// <summary>A plan in the list of those that the account takes part in.</summary>
internal sealed record PlanLine(string Id, string Name, string? Label, string EventName, DateOnly? EventDate, int? DaysToEvent);

internal static class PlanEndpoints
{
    /// <summary>Bytes that a plan file may have.</summary>
    private const int PlanFileLimit = 1024 * 1024;

    public static void MapPlans(this RouteGroupBuilder api, RouteGroupBuilder plan)
    {
        var plans = api.MapGroup("/plans").WithTags("行动 Plans");
        plans.MapGet("", List).WithSummary("可见的行动 / Plans that the account takes part in").Produces<Page<PlanLine>>();
        plans.MapPost("", Import).RequireAuthorization(Role.Admin.Policy())
            .WithMetadata(new RequestSizeLimitAttribute(PlanFileLimit), new WrittenAsFile())
            .Describe<PlanDocument>("导入行动文件 / Import a plan file", creates: true);

        var one = plan.MapGroup("").WithTags("行动 Plans");
        one.MapGet("", Get).WithSummary("行动、倒计时、基线 / One plan, its countdown and baselines").Produces<PlanView>();
        one.MapGet("/journal", Journal).WithSummary("全行动台账，新的在前 / The ledger of the plan, newest first").Produces<Page<LedgerLine>>();

        var door = one.OfPlan();
        door.Map("/event/postponements", "赛事延期，日期待定 / The event is postponed without a date", new PostponeEvent("组委会公告", "因疫情推迟举办"));
        door.Map("/event/dates", "赛事新日期 / The event has a new date", new RescheduleEvent(new(2023, 9, 23), "组委会公告"));
        door.Map("/clock", "拨快演练时钟，须再次确认 / Move a rehearsal's clock forward, asked twice",
            new AdvanceClock(new(2021, 3, 1, 9, 0, 0, China.Offset), new(2021, 3, 1)));
        door.Map("/departments", "登记单位 / Register a department", new RegisterDepartment("housing", "住建局"));
        door.Map("/persons", "登记人员 / Register a person", new RegisterPerson("zhang", "区领导甲", "副区长", "housing"));
    }

    private static async Task<IResult> List(string? cursor, string? limit, PlanList list, PlanReader reader, HttpContext context)
    {
        var parameters = new Parameters();
        var ids = await list.VisibleTo(context.Account()!);
        var page = Page.Of(ids, cursor, parameters.Limit(limit, otherwise: 50), parameters);
        if (parameters.Refusal is { } refusal) return ProblemAnswers.Refused(refusal);
        var plans = await Task.WhenAll(page.Items.Select(plan => reader.Facts(plan)));
        return JsonAnswer.Of(new Page<PlanLine>([.. plans.OfType<PlanFacts>().Select(Line)], page.NextCursor));
    }

    private static PlanLine Line(PlanFacts plan) =>
        new(plan.Id, plan.Name, plan.Label, plan.EventName, plan.EventDate, plan.DaysToEvent);

    private static Task<IResult> Import(Command<PlanDocument> command, IGrainFactory grains, HttpContext context)
    {
        var document = command.Body;
        var actor = context.Account()!.In(document.Id);
        var faults = PlanDocumentRules.Check(document);
        if (!faults.IsEmpty)
            return Task.FromResult<IResult>(ProblemAnswers.Refused(new(Problems.PlanInvalid, "请按所列位置逐条修改。", faults)));
        if (actor is null || !PlanAuthority.ToImport(actor).IsGiven())
            return Task.FromResult<IResult>(ProblemAnswers.Refused(Problems.Forbidden, "须为该行动的系统管理员。"));
        return Sending.Send(
            () => grains.GetGrain<IPlanGrain>(document.Id).Import(new(document), command.Context with { Actor = actor }),
            $"/api/v1/plans/{document.Id}", reachesFurther: true);
    }

    private static async Task<IResult> Get(string plan, AsOf asOf, PlanReader reader) =>
        await reader.Plan(plan, asOf.At) is { } view
            ? PlanAnswer(view)
            : ProblemAnswers.Refused(asOf.Missing(Problems.PlanNotFound, "请核对行动编号。"));

    // The clock moves with every reading; the tag says whether anything else did.
    private static JsonAnswer PlanAnswer(PlanView view)
    {
        var still = view with { Clock = view.Clock with { Now = view.Clock.Now.Day().End() } };
        var digest = JsonAnswer.Digest(JsonSerializer.SerializeToUtf8Bytes(still, GatewayJson.Output));
        return new(JsonSerializer.SerializeToUtf8Bytes(view, GatewayJson.Output), $"\"{view.Version}.{digest}\"");
    }

    private static async Task<IResult> Journal(string plan, AsOf asOf, string? cursor, string? limit, PlanReader reader) =>
        await LedgerPage.Answer(reader, plan, stream: null, asOf, cursor, limit) ?? ProblemAnswers.Refused(asOf.Missing(Problems.PlanNotFound, "请核对行动编号。"));
}
