namespace FuyangPlan.Http;

internal static class Departures
{
    /// <summary>Says when the caller, for whose request this is asked, has gone; never where there is no request.</summary>
    public static CancellationToken Gone(this IHttpContextAccessor http) => http.HttpContext?.RequestAborted ?? CancellationToken.None;
}
