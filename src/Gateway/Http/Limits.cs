using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace FuyangPlan.Http;

/// <summary>
/// How much anybody may ask for, and how much all together. Commands and reads have places of their own, and fewer reads may wait: under overload
/// they are turned away first. Health, sign-in, live feeds and files are outside.
/// </summary>
internal static class Limits
{
    /// <summary>Rate limit of everything that checks a password, per address.</summary>
    public const string SignIn = "sign-in";

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.SayWhy();
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
        var places = new Places(builder.Configuration);
        builder.Services.AddSingleton(new CommandPace(Positive(builder.Configuration, "Fuyang:CommandsPerSecond", 50)));
        var signIns = builder.Configuration.GetValue("Fuyang:SignInsPerMinute", 30);
        builder.Services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(places.For);
            options.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method)
                ? RateLimitPartition.GetFixedWindowLimiter(
                    context.Connection.RemoteIpAddress?.ToString() ?? "",
                    _ => new() { PermitLimit = signIns, Window = TimeSpan.FromMinutes(1) })
                : RateLimitPartition.GetNoLimiter("reading"));
            // A rate knows when to come again; that all places are taken is nobody's fault.
            options.OnRejected = (rejected, _) => new((rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
                ? TooMany(after)
                : ProblemAnswers.Refused(Problems.Overloaded, "请稍后重试；这一次没有办理任何事项。")).ExecuteAsync(rejected.HttpContext));
        });
    }

    /// <summary>Holds every account to its pace of commands; after it is known who asks.</summary>
    public static void UseCommandPace(this WebApplication app)
    {
        var pace = app.Services.GetRequiredService<CommandPace>();
        app.Use((context, next) =>
        {
            if (IsRead(context.Request) || context.Account() is not { } account) return next(context);
            return pace.Refusal(account.Name) is { } wait ? TooMany(wait).ExecuteAsync(context) : next(context);
        });
    }

    private static ProblemAnswer TooMany(TimeSpan wait)
    {
        var seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return new(Problems.TooManyRequests.Because($"请在 {seconds} 秒后再试。"), retryAfter: TimeSpan.FromSeconds(Math.Max(1, wait.TotalSeconds)));
    }

    private static bool IsRead(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    private static int Positive(IConfiguration configuration, string key, int otherwise) => Math.Max(1, configuration.GetValue(key, otherwise));

    /// <summary>Requests that are worked on at the same time.</summary>
    private sealed class Places(IConfiguration configuration)
    {
        // A little less than a grain's queue holds: readers of one page wait here, instead of being turned away there.
        private const int Most = 192;

        private readonly ConcurrencyLimiterOptions commands = Limit(Positive(configuration, "Fuyang:ConcurrentCommands", Most), waiting: 4);
        private readonly ConcurrencyLimiterOptions reads = Limit(Positive(configuration, "Fuyang:ConcurrentReads", Most), waiting: 2);

        public RateLimitPartition<string> For(HttpContext context) =>
            context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null ? RateLimitPartition.GetNoLimiter("sign-in")
            : IsRead(context.Request) ? RateLimitPartition.GetConcurrencyLimiter("reads", _ => reads)
            : RateLimitPartition.GetConcurrencyLimiter("commands", _ => commands);

        private static ConcurrencyLimiterOptions Limit(int places, int waiting) => new() { PermitLimit = places, QueueLimit = waiting * places };
    }
}

/// <summary>Commands that one account may send: so many a second, twice as many at once.</summary>
internal sealed class CommandPace(int perSecond) : IDisposable
{
    private readonly PartitionedRateLimiter<string> accounts = PartitionedRateLimiter.Create<string, string>(account =>
        RateLimitPartition.GetTokenBucketLimiter(account, _ => new()
        {
            TokenLimit = 2 * perSecond,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));

    /// <summary>Null when the account may send one now; else how long it waits.</summary>
    public TimeSpan? Refusal(string account)
    {
        using var lease = accounts.AttemptAcquire(account);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
    }

    public void Dispose() => accounts.Dispose();
}
