using System.Diagnostics;
using System.Globalization;

namespace FuyangPlan.Http;

/// <summary>The body of every refusal (RFC 9457).</summary>
/// <param name="Type"><c>urn:fuyang:problem:</c> and the code.</param>
/// <param name="Title">Chinese, the same for every refusal of this code.</param>
/// <param name="Detail">Chinese: what to do.</param>
/// <param name="Code">For programs; never renamed.</param>
/// <param name="TraceId">Name it when asking for help.</param>
/// <param name="Errors">Where in the request the faults lie.</param>
internal sealed record ProblemBody(
    string Type, string Title, int Status, string Detail, string Code, string TraceId, ImmutableArray<Fault> Errors)
{
    public static ProblemBody Of(Refusal refusal, int status, string traceId)
    {
        var (problem, detail, faults) = refusal.Told();
        return new($"urn:fuyang:problem:{problem.Code}", problem.Title, status, detail, problem.Code, traceId, faults);
    }
}

/// <summary>A refusal as <c>application/problem+json</c>.</summary>
/// <param name="status">Where it differs from the status that follows from the kind of problem.</param>
internal sealed class ProblemAnswer(Refusal refusal, int? status = null, TimeSpan? retryAfter = null) : IResult
{
    public Refusal Refusal => refusal;

    public Task ExecuteAsync(HttpContext context)
    {
        var problem = refusal.Problem;
        var response = context.Response;
        response.StatusCode = status ?? problem.Status();
        if ((retryAfter ?? DefaultRetry(response.StatusCode)) is { } wait)
            response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (context.Request.IsForPeople()) return PagesSetup.Problem(response.StatusCode, problem).ExecuteAsync(context);
        var body = ProblemBody.Of(refusal, response.StatusCode, Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);
        return response.WriteAsJsonAsync(body, GatewayJson.Output, "application/problem+json", context.RequestAborted);
    }

    private static TimeSpan? DefaultRetry(int status) => status switch
    {
        429 => TimeSpan.FromSeconds(60),
        // Those who were turned away together must not come back together.
        503 => TimeSpan.FromSeconds(Random.Shared.Next(1, 5)),
        _ => null,
    };
}

internal static class ProblemAnswers
{
    public static ProblemAnswer Refused(Refusal refusal) => new(refusal);

    public static ProblemAnswer Refused(Problem problem, string detail, params ReadOnlySpan<Fault> faults) => new(problem.Because(detail, faults));
}
