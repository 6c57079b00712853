namespace FuyangPlan.Health;

/// <summary>A gateway of a cluster listens before it has met a silo. Until it has, it answers that it lives, and everything else with <c>not-ready</c>.</summary>
internal static class StartGate
{
    public static void UseStartGate(this WebApplication app) => app.Use((context, next) =>
        app.Lifetime.ApplicationStarted.IsCancellationRequested || context.Request.Path.StartsWithSegments("/health")
            ? next(context)
            : ProblemAnswers.Refused(Problems.NotReady, "请稍后重试。").ExecuteAsync(context));
}
