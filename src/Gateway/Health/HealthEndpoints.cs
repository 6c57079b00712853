using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FuyangPlan.Health;

internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("/health").AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
        health.MapGet("/live", () => TypedResults.Text("live"));
        health.MapGet("/ready", Ready);
    }

    private static async Task<IResult> Ready(FirstStart start, HealthCheckService checks, IGrainFactory grains)
    {
        try
        {
            if (start.HowToSignIn.IsCompletedSuccessfully && await Answers(checks, grains).WaitAsync(Patience) is { } details)
                return TypedResults.Text(string.Join('\n', ["ready", .. details]));
        }
        catch (Exception e) when (Doubt.Is(e))
        {
        }
        return ProblemAnswers.Refused(Problems.NotReady, "请稍后重试。");
    }

    // The journal can be read, a grain answers, and somebody can sign in. Ids of plans are not for everybody. Null: it is not so.
    private static async Task<IEnumerable<string>?> Answers(HealthCheckService checks, IGrainFactory grains) =>
        await checks.CheckHealthAsync(check => check.Tags.Contains("ready")) is { Status: HealthStatus.Healthy } report
        && await grains.GetGrain<IAccountGrain>(FirstStart.Admin).Get() is not null
            ? report.Entries.Values.Select(entry => entry.Description).OfType<string>()
            : null;
}
