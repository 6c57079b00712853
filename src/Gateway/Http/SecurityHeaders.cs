namespace FuyangPlan.Http;

/// <summary>What browsers are told about every answer.</summary>
internal static class SecurityHeaders
{
    private const string Ours =
        "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; object-src 'none'; base-uri 'self'; form-action 'self'";

    // The two embedded tools bring their scripts inline.
    private const string Tools =
        "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; style-src 'self' 'unsafe-inline'; "
        + "script-src 'self' 'unsafe-inline' 'unsafe-eval'; worker-src 'self' blob:; frame-ancestors 'none'; object-src 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        Put(context);
        return next(context);
    });

    /// <summary>An accident takes away all that was said before it.</summary>
    public static void Put(HttpContext context)
    {
        var path = context.Request.Path;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = path.StartsWithSegments("/api-docs") || path.StartsWithSegments("/ops/dashboard") ? Tools : Ours;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        if (context.Request.IsForPrograms()) headers.CacheControl = "no-store";
    }
}
