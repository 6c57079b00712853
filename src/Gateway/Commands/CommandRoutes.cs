namespace FuyangPlan.Commands;

/// <summary>One line per command.</summary>
internal static class CommandRoutes
{
    /// <param name="summary">Chinese, then English.</param>
    /// <param name="reachesFurther">As <see cref="Sending.Send"/> has it.</param>
    public static RouteHandlerBuilder MapPlanCommand<T>(
        this IEndpointRouteBuilder routes, string path, string summary,
        Func<IPlanGrain, Command<T>, Task<CommandOutcome>> send, bool reachesFurther = false) where T : class =>
        routes.MapPost(path, (string plan, Command<T> command, IGrainFactory grains) =>
                Sending.Send(() => send(grains.GetGrain<IPlanGrain>(plan), command), reachesFurther: reachesFurther))
            .Describe<T>(summary, creates: false);

    public static RouteHandlerBuilder MapInitiativeCommand<T>(
        this IEndpointRouteBuilder routes, string path, string summary,
        Func<IInitiativeGrain, Command<T>, Task<CommandOutcome>> send, string? created = null) where T : class =>
        routes.MapPost(path, (string plan, InitiativeId id, Command<T> command, IGrainFactory grains) =>
                Sending.Send(() => send(grains.Initiative(plan, id), command), created is null ? null : $"/api/v1/plans/{plan}/initiatives/{id}/{created}"))
            .Describe<T>(summary, created is not null);

    /// <summary>A command that only a chain knows; any other initiative is refused with <c>not-a-chain</c>.</summary>
    public static RouteHandlerBuilder MapChainCommand<T>(
        this IEndpointRouteBuilder routes, string path, string summary,
        Func<IIndustryChainGrain, Command<T>, Task<CommandOutcome>> send, string? created = null) where T : class =>
        routes.MapInitiativeCommand<T>(path, summary, (initiative, c) => initiative is IIndustryChainGrain chain
            ? send(chain, c)
            : Task.FromResult(new CommandOutcome(0, Problems.NotAChain.Because("请核对事项编号：只有产业链可以这样办理。"))), created);

    public static RouteHandlerBuilder MapTaskCommand<T>(
        this IEndpointRouteBuilder routes, string path, string summary,
        Func<IInitiativeGrain, int, Command<T>, Task<CommandOutcome>> send) where T : class =>
        routes.MapPost($"/{{n}}{path}", (string plan, InitiativeId id, int n, Command<T> command, IGrainFactory grains) =>
                Sending.Send(() => send(grains.Initiative(plan, id), n, command)))
            .Describe<T>(summary, creates: false);

    public static RouteHandlerBuilder Describe<T>(this RouteHandlerBuilder route, string summary, bool creates) => route
        .WithSummary(summary)
        .WithName(char.ToLowerInvariant(typeof(T).Name[0]) + typeof(T).Name[1..])
        .Produces<Accepted>(creates ? StatusCodes.Status201Created : StatusCodes.Status200OK);
}
