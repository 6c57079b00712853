namespace FuyangPlan.Http;

/// <summary>Refuses a host that no address can be made with: pages make theirs from it.</summary>
internal static class HostNames
{
    private static string? known;

    public static void UseHostNames(this WebApplication app) => app.Use((http, next) =>
    {
        string? told = http.Request.Headers.Host;
        if (IsPossible(http.Request, told)) return next(http);
        http.Request.Host = new("localhost");
        // Not told at all by what only looks whether somebody is there.
        return string.IsNullOrEmpty(told) ? next(http) : ProblemAnswers.Refused(Problems.BadParameter, "请求头 Host 不是有效的主机名。").ExecuteAsync(http);
    });

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
