namespace FuyangPlan.Histories;

/// <summary>Ledger and differences of a stream, under its own address, whatever concept it is of.</summary>
internal static class HistoryEndpoints
{
    /// <param name="one">The stream's address.</param>
    /// <param name="name">Its name within the plan, such as <c>pool-space-2021</c>, from the address.</param>
    /// <param name="absent">What is said where there is no such stream.</param>
    public static void MapHistory(this RouteGroupBuilder one, Func<RouteValueDictionary, string> name, Problem absent, string detail)
    {
        one.MapGet("/journal", async Task<IResult> (string plan, AsOf asOf, string? cursor, string? limit, HttpContext http, PlanReader reader) =>
                await LedgerPage.Answer(reader, plan, name(http.Request.RouteValues), asOf, cursor, limit) ?? ProblemAnswers.Refused(asOf.Missing(absent, detail)))
            .WithSummary("台账，新的在前 / Its ledger, newest first").Produces<Page<LedgerLine>>();
        one.MapGet("/diff", async Task<IResult> (string plan, AsOf from, AsOf to, HttpContext http, PlanReader reader) =>
            {
                if (await reader.Clock(plan) is not { } clock) return ProblemAnswers.Refused(Problems.PlanNotFound, "请核对行动编号。");
                const string message = "须给出起始时点。";
                if (from.At is not { } start) return ProblemAnswers.Refused(Problems.BadParameter, $"查询参数 from {message}", new Fault("?from", message));
                var end = to.At ?? clock.Now;
                if (start > end) return ProblemAnswers.Refused(Problems.BadParameter, "查询参数 from 不能晚于 to。", new Fault("?from", "不能晚于 to。"));
                return await reader.Diff(plan, name(http.Request.RouteValues), start, end) is { } diff
                    ? JsonAnswer.Of(diff)
                    : ProblemAnswers.Refused(to.Missing(absent, detail));
            })
            .WithSummary("两个时点之间的变化 / What changed between two instants").Produces<DiffView>();
    }
}
