using System.Globalization;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.Enterprises;
using FuyangPlan.Evidences;
using FuyangPlan.ResourcePools;

namespace FuyangPlan.Commands;

/// <summary>A door by which commands come to the streams of one concept: a line for each command says its address, its summary and an example.</summary>
/// <param name="grain">Whose door it is, from the address.</param>
/// <param name="number">The part of the address that is the number of what the command is about; null: it is about the stream as a whole.</param>
internal sealed class Door(IEndpointRouteBuilder routes, Func<IGrainFactory, string, RouteValueDictionary, IStreamGrain> grain, string? number = null)
{
    /// <param name="summary">Chinese, then English.</param>
    /// <param name="example">Shown in the API's description.</param>
    /// <param name="creates">The part of the address, such as <c>landings</c>, under which what an accepted command makes is found, by its number where it has one.</param>
    public Door Map<T>(string path, string summary, T example, string? creates = null) where T : Command
    {
        routes.MapPost(path, async (Command<T> command, HttpContext http, IGrainFactory grains, EvidenceStore store) =>
            {
                var values = http.Request.RouteValues;
                var about = number is null ? 0 : int.Parse((string)values[number]!, CultureInfo.InvariantCulture);
                var outcome = await Sending.Do(grain(grains, (string)values["plan"]!, values), command.Body, command.Context with { Number = about }, store);
                return Sending.ToHttp(outcome, creates is null ? null : Made(http.Request.Path.Value!, creates, outcome.Number));
            })
            .Describe<T>(summary, creates is not null, example);
        return this;
    }

    private static string Made(string path, string collection, int? number)
    {
        var place = path[..(path.LastIndexOf($"/{collection}", StringComparison.Ordinal) + collection.Length + 1)];
        return number is null ? place : string.Create(CultureInfo.InvariantCulture, $"{place}/{number}");
    }
}

/// <summary>The doors of each concept.</summary>
internal static class CommandRoutes
{
    public static Door OfPlan(this IEndpointRouteBuilder routes) => new(routes, (grains, plan, _) => grains.GetGrain<IPlanGrain>(plan));

    public static Door OfInitiative(this IEndpointRouteBuilder routes, string? number = null) =>
        new(routes, (grains, plan, values) => grains.Initiative(plan, InitiativeId.Parse((string)values["id"]!)), number);

    public static Door OfPool(this IEndpointRouteBuilder routes, string? number = null) =>
        new(routes, (grains, plan, values) => grains.ResourcePool(plan, PoolId.TryParse((string)values["pool"]!, out var id) ? id : default), number);

    public static Door OfEnterprise(this IEndpointRouteBuilder routes, string? number = null) =>
        new(routes, (grains, plan, values) => grains.Enterprise(plan, (string)values["enterprise"]!), number);

    public static Door OfDepartmentFeed(this IEndpointRouteBuilder routes, string? number = null) =>
        new(routes, (grains, plan, values) => grains.DepartmentFeed(plan, (string)values["feed"]!), number);

    public static RouteHandlerBuilder Describe<T>(this RouteHandlerBuilder route, string summary, bool creates, T? example = null) where T : class
    {
        if (example is not null) route.WithMetadata(new ExampleMetadata(example));
        return route
            .WithSummary(summary)
            .WithName(char.ToLowerInvariant(typeof(T).Name[0]) + typeof(T).Name[1..])
            .Produces<Accepted>(creates ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }
}

/// <summary>What may be sent to an address.</summary>
internal sealed record ExampleMetadata(object Example);
