namespace FuyangPlan.DaySeals;

internal static class DaySealEndpoints
{
    public static void MapDaySeals(this RouteGroupBuilder plan)
    {
        var seals = plan.MapGroup("/seals").WithTags("行动 Plans");
        seals.MapGet("", List)
            .WithSummary("日封的根与签名，新的在前，以及核对签名的公钥 / Roots of sealed days, newest first, and the keys that judge their signatures")
            .Produces<DaySealsView>();
        seals.MapGet("/check", Check).WithSummary("每日核验流水的结果 / What the last daily check of the journal found").Produces<JournalCheckView>();
    }

    private static async Task<IResult> Check(string plan, PlanReader reader, HttpContext http) =>
        DaySealAuthority.ToRead(http.Actor()) is { } refused ? ProblemAnswers.Refused(refused)
        : await reader.Clock(plan) is null ? ProblemAnswers.Refused(Problems.PlanNotFound, "请核对行动编号。")
        : JsonAnswer.Of(await reader.JournalCheck(plan));

    private static async Task<IResult> List(string plan, AsOf asOf, string? cursor, string? limit, PlanReader reader, HttpContext http)
    {
        if (DaySealAuthority.ToRead(http.Actor()) is { } refused) return ProblemAnswers.Refused(refused);
        var parameters = new Parameters();
        var size = parameters.Limit(limit, otherwise: 200);
        if (parameters.Refusal is { } refusal) return ProblemAnswers.Refused(refusal);
        var before = parameters.Position("cursor", cursor);
        if (parameters.Refusal is not null) return ProblemAnswers.Refused(Problems.BadCursor, "请用上一页给出的 nextCursor，或从第一页重新开始。");
        return await reader.Seals(plan, before, size, asOf.At) is { } seals
            ? JsonAnswer.Of(seals)
            : ProblemAnswers.Refused(asOf.Missing(Problems.PlanNotFound, "请核对行动编号。"));
    }
}
