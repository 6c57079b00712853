namespace FuyangPlan.Health;

internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("/health").AllowAnonymous().ExcludeFromDescription();
        health.MapGet("/live", () => TypedResults.Text("live"));
        health.MapGet("/ready", Ready);
    }

    // Ready: the start is complete, and a grain answers.
    private static async Task<IResult> Ready(FirstStart start, IGrainFactory grains)
    {
        try
        {
            if (start.HowToSignIn.IsCompletedSuccessfully && await grains.GetGrain<IAccountGrain>(FirstStart.Admin).Get().WaitAsync(Patience) is not null) return TypedResults.Text("ready");
        }
        catch (Exception e) when (Sending.IsDoubt(e))
        {
        }
        return ProblemAnswers.Refused(Problems.NotReady, "请稍后重试。");
    }
}
