using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace FuyangPlan.Http;

/// <summary>
/// Holds every address to its own query parameters, each at most once, and answers the refusal of any parameter that could not be read.
/// A handler's query parameters are its text parameters that are not in the route; it parses them itself.
/// </summary>
internal static class StrictParameters
{
    private static readonly ConcurrentDictionary<MethodInfo, ImmutableArray<string>> Known = new();

    public static TBuilder WithStrictParameters<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilterFactory((handler, next) => call => Check(call, handler.MethodInfo) is { } refusal
            ? ValueTask.FromResult<object?>(ProblemAnswers.Refused(refusal))
            : next(call));

    /// <summary>The query parameters that a handler reads; route parameters are told apart by <paramref name="endpoint"/>.</summary>
    public static ImmutableArray<string> Of(MethodInfo handler, RouteEndpoint endpoint)
    {
        var route = endpoint.RoutePattern.Parameters.Select(parameter => parameter.Name);
        return [.. Known.GetOrAdd(handler, Names).Except(route, StringComparer.Ordinal)];
    }

    private static Refusal? Check(EndpointFilterInvocationContext call, MethodInfo handler)
    {
        var query = call.HttpContext.Request.Query;
        if (query.Count > 0)
        {
            var known = Of(handler, (RouteEndpoint)call.HttpContext.GetEndpoint()!);
            foreach (var (name, values) in query)
            {
                if (!known.Contains(name, StringComparer.Ordinal))
                    return Problems.UnknownParameter.Because(
                        known.IsEmpty ? "该地址没有查询参数。" : $"可用的查询参数：{string.Join("、", known)}。", new Fault($"?{name}", "不认识。"));
                if (values.Count != 1)
                    return Problems.BadParameter.Because($"查询参数 {name} 只能出现一次。", new Fault($"?{name}", "只能出现一次。"));
            }
        }
        foreach (var argument in call.Arguments)
            if (argument is IBound { Refusal: { } refusal }) return refusal;
        return null;
    }

    private static ImmutableArray<string> Names(MethodInfo handler) =>
    [
        .. handler.GetParameters().SelectMany(parameter =>
            parameter.GetCustomAttribute<AsParametersAttribute>() is not null
                ? parameter.ParameterType.GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
                : parameter.ParameterType == typeof(string) || parameter.ParameterType == typeof(AsOf) ? [parameter.Name!] : []),
    ];
}
