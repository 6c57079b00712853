namespace FuyangPlan.Http;

/// <summary>
/// The path under which a proxy shows the product: <c>Fuyang:PathBase</c>. The proxy may pass it on or cut it off; the product's own addresses have it
/// either way, and cookies belong to it.
/// </summary>
internal static class PathBases
{
    public static void UsePathBases(this WebApplication app)
    {
        if (app.Configuration["Fuyang:PathBase"]?.TrimEnd('/') is not { Length: > 0 } configured) return;
        var root = new PathString(configured);
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (request.Path.StartsWithSegments(root, out var rest)) request.Path = rest.HasValue ? rest : "/";
            request.PathBase = root;
            return next(context);
        });
    }

    /// <summary>What every address of the product begins with: nothing, unless it is shown under a path.</summary>
    public static string Root(this HttpContext context) => context.Request.PathBase.Value ?? "";
}
