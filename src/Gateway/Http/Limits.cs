using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using FuyangPlan.Commands;

namespace FuyangPlan.Http;

/// <summary>How much anybody may ask for.</summary>
internal static class Limits
{
    /// <summary>Rate limit of everything that checks a password, per address.</summary>
    public const string SignIn = "sign-in";

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            var limits = kestrel.Limits;
            // A body somewhat over its limit is refused and then read to its end, so that the connection stays usable; one far over it ends it.
            limits.MaxRequestBodySize = 4 * JsonBody.Limit;
            limits.MaxRequestHeadersTotalSize = 16 * 1024;
            limits.MaxRequestHeaderCount = 64;
            limits.MaxRequestLineSize = 4 * 1024;
            limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
            limits.MaxConcurrentConnections = 4000;
        });
        var signIns = builder.Configuration.GetValue("Fuyang:SignInsPerMinute", 30);
        builder.Services.AddRateLimiter(options =>
        {
            options.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method)
                ? RateLimitPartition.GetFixedWindowLimiter(
                    context.Connection.RemoteIpAddress?.ToString() ?? "",
                    _ => new() { PermitLimit = signIns, Window = TimeSpan.FromMinutes(1) })
                : RateLimitPartition.GetNoLimiter("reading"));
            options.OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
                var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return new(new ProblemAnswer(Problems.TooManyRequests.Because($"请在 {seconds} 秒后再试。"), retryAfter: wait)
                    .ExecuteAsync(rejected.HttpContext));
            };
        });
    }
}
