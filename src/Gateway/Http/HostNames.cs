using Microsoft.AspNetCore.HostFiltering;

namespace FuyangPlan.Http;

/// <summary>
/// Refuses a host that no address can be made with, or that is not one of <c>AllowedHosts</c>. Beyond that the name that a request calls this machine by is
/// believed nowhere: where to go next is said without it.
/// </summary>
internal static class HostNames
{
    private static string? known;

    /// <summary>The framework's own filter would answer before anything of the product, without a code.</summary>
    public static void AddHostNames(this IServiceCollection services) => services.PostConfigure<HostFilteringOptions>(options => options.AllowedHosts = ["*"]);

    public static void UseHostNames(this WebApplication app)
    {
        string[] allowed = [.. (app.Configuration["AllowedHosts"] ?? "*").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        app.Use((http, next) =>
        {
            string? told = http.Request.Headers.Host;
            http.Response.OnStarting(SayWithoutHost, http.Response);
            if (IsPossible(http.Request, told))
                // Health is asked by address.
                return IsAllowed(http.Request.Host.Host, allowed) || http.Request.Path.StartsWithSegments("/health") ? next(http)
                    : Refuse(http, "请求头 Host 不是本系统的名称，请从公布的地址访问（配置项 AllowedHosts）。");
            http.Request.Host = new("localhost");
            // Not told at all by what only looks whether somebody is there.
            return string.IsNullOrEmpty(told) ? next(http) : Refuse(http, "请求头 Host 不是有效的主机名。");
        });
    }

    private static Task Refuse(HttpContext http, string why) =>
        ProblemAnswers.Refused(Problems.BadParameter, why, new Fault("Host", "不是有效的主机名。")).ExecuteAsync(http);

    private static Task SayWithoutHost(object answer)
    {
        var headers = ((HttpResponse)answer).Headers;
        if (headers.Location is [{ } next] && !next.StartsWith('/') && Uri.TryCreate(next, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            // Two slashes at its beginning would name another host.
            headers.Location = $"/{address.PathAndQuery.TrimStart('/')}{address.Fragment}";
        return Task.CompletedTask;
    }

    private static bool IsAllowed(string host, string[] allowed) => allowed.Length == 0 || allowed.Any(name =>
        name == "*" || name.Equals(host, StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase));

    private static bool IsPossible(HttpRequest request, string? told)
    {
        // Nearly all name the same.
        if (told is not null && told == known) return true;
        try
        {
            _ = new Uri($"{request.Scheme}://{request.Host.ToUriComponent()}/");
        }
        // Whoever reads the host of such a request gets this instead.
        catch (Exception impossible) when (impossible is ArgumentException or UriFormatException)
        {
            return false;
        }
        known = told;
        return true;
    }
}
