using System.Reflection;
using Microsoft.AspNetCore.Routing;

namespace FuyangPlan;

/// <summary>
/// The addresses of the API. What binds a request to its handler is compiled when somebody first asks there, not for every address at every start,
/// which would be a third of it.
/// </summary>
internal static class LateRoutes
{
    public static RouteHandlerBuilder MapGet(this IEndpointRouteBuilder routes, string path, Delegate handler) => Map(routes, path, handler, HttpMethods.Get);

    public static RouteHandlerBuilder MapPost(this IEndpointRouteBuilder routes, string path, Delegate handler) => Map(routes, path, handler, HttpMethods.Post);

    private static RouteHandlerBuilder Map(IEndpointRouteBuilder routes, string path, Delegate handler, string method) =>
        RouteHandlerServices.Map(routes, path, handler, [method], RequestDelegateFactory.InferMetadata, Late);

    private static RequestDelegateResult Late(Delegate handler, RequestDelegateFactoryOptions options, RequestDelegateMetadataResult? metadata)
    {
        var compiled = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, options, metadata).RequestDelegate);
        return new(http => compiled.Value(http), metadata?.EndpointMetadata ?? []);
    }
}
