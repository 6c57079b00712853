using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FuyangPlan.Health;

internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Each is asked of whichever silo the gateway turns to next.
    private const int Ways = 4;

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

    // Ids of plans are not for everybody. Null: it is not so.
    private static async Task<IEnumerable<string>?> Answers(HealthCheckService checks, IGrainFactory grains)
    {
        var report = await checks.CheckHealthAsync(check => check.Tags.Contains("ready"));
        if (report.Status != HealthStatus.Healthy) return null;
        await Reach(grains);
        return report.Entries.Values.Select(entry => entry.Description).OfType<string>();
    }

    /// <summary>Some silo reads the journal. Whatever one grain or one silo does, no gateway is taken for gone because of it.</summary>
    private static async Task Reach(IGrainFactory grains)
    {
        List<Task> ways = [.. Enumerable.Range(0, Ways).Select(way => grains.GetGrain<IPlanListGrain>($"health-{way}").Get())];
        for (; ; )
        {
            var first = await Task.WhenAny(ways);
            ways.Remove(first);
            if (first.IsCompletedSuccessfully || ways.Count == 0)
            {
                await first;
                return;
            }
        }
    }
}
