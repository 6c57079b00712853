using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FuyangPlan.Histories;
using FuyangPlan.Leads;
using FuyangPlan.Telemetry;

namespace FuyangPlan.Feeds;

internal static class FeedEndpoints
{
    /// <summary>Streams that one account may hold open.</summary>
    private const int MostStreams = 8;

    private static readonly ConcurrentDictionary<string, int> Streams = new(StringComparer.Ordinal);

    public static void MapFeed(this RouteGroupBuilder plan) =>
        plan.MapGet("/feed", Listen).DisableRateLimiting().WithTags("实时 Feed")
            .WithSummary("实时流水（SSE），按 Last-Event-ID 续传 / Server-Sent Events, resumed by Last-Event-ID")
            .WithDescription("事件：hello（起点）、changed（一条台账，id 为位置）、resync（请重新读取）、heartbeat（15 秒一次）。 / Events: hello, changed, resync, heartbeat.")
            .Produces<string>(contentType: "text/event-stream");

    private static async Task<IResult> Listen(string plan, string? after, HttpContext context, PlanReader reader, LiveFeed feed, SignIns signIns, IHostApplicationLifetime host)
    {
        var parameters = new Parameters();
        parameters.Place("after", after);
        if (parameters.Refusal is { } refusal) return ProblemAnswers.Refused(refusal);
        if (await reader.Clock(plan) is null) return ProblemAnswers.Refused(Problems.PlanNotFound, "请核对行动编号。");
        if (context.IsHead()) return Results.Text("", "text/event-stream");
        var account = context.Account()!;
        if (Streams.AddOrUpdate(account.Name, 1, (_, open) => open + 1) > MostStreams)
        {
            Close(account.Name);
            return ProblemAnswers.Refused(Problems.TooManyStreams, $"一个账号最多同时打开 {MostStreams} 个实时连接，请关闭多余的页面。");
        }
        context.Response.OnCompleted(() =>
        {
            Close(account.Name);
            return Task.CompletedTask;
        });
        var last = context.Request.Headers["Last-Event-ID"];
        return new FeedResult(Items(plan, last.Count > 0 ? last.ToString() : after, context, feed, signIns, host, context.RequestAborted));
    }

    private static async IAsyncEnumerable<FeedEvent> Items(
        string plan, string? after, HttpContext context, LiveFeed feed, SignIns signIns, IHostApplicationLifetime host,
        [EnumeratorCancellation] CancellationToken stop)
    {
        // A stream without end must not hold up the host's.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, host.ApplicationStopping);
        var sight = LedgerSight.Of(context.Actor());
        var listener = new FeedListener(sight);
        var joined = await feed.Join(plan, listener);
        // Who sees another part than when he came reads anew.
        async ValueTask<bool> GoesOn() => (await signIns.Visit(context.User)).Account is { } now && now.In(plan) is { } reader && LedgerSight.Of(reader) == sight;
        async Task<ImmutableArray<LedgerLine>> Read(long from, int limit) => [.. (await feed.Read(plan, from, limit)).Select(sight.Show)];
        Instruments.Listeners.Add(1);
        try
        {
            var items = FeedStream.Items(
                listener, joined, after, Read, GoesOn, FeedStream.Heartbeat, end.Token);
            await foreach (var item in items) yield return item;
        }
        finally
        {
            Instruments.Listeners.Add(-1);
            await feed.Leave(plan, listener);
        }
    }

    private static void Close(string account)
    {
        if (Streams.AddOrUpdate(account, 0, (_, open) => open - 1) <= 0) Streams.TryRemove(new(account, 0));
    }
}
