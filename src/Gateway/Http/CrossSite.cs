namespace FuyangPlan.Http;

/// <summary>Refuses what another site makes a browser send. Programs with a bearer token are exempt: no browser adds one by itself.</summary>
internal static class CrossSite
{
    public static void UseCrossSiteRefusal(this WebApplication app) => app.Use((context, next) =>
        IsForeign(context.Request)
            ? ProblemAnswers.Refused(Problems.CrossSite, "请从本系统的页面操作。").ExecuteAsync(context)
            : next(context));

    public static bool IsForeign(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return false;
        if (request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return false;
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site) && site.ToString() is not ("same-origin" or "none")) return true;
        return request.Headers.TryGetValue("Origin", out var origin)
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
