using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace FuyangPlan.Feeds;

/// <summary>
/// Sends events until they end or the reader is gone. What is ready together goes together: it is flushed when there is nothing more to say for now. A reader
/// that takes nothing for a while is gone.
/// </summary>
internal sealed class FeedResult(IAsyncEnumerable<FeedEvent> events) : IResult
{
    private const int Most = 64 * 1024;

    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(10);

    public async Task ExecuteAsync(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache,no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        await using var stall = new Timer(_ => http.Abort());
        var body = http.Response.BodyWriter;
        await using var each = events.GetAsyncEnumerator(http.RequestAborted);
        for (; ; )
        {
            var next = each.MoveNextAsync();
            // Before the first event nothing goes out, not even the headers: whoever has them is being listened for.
            if (body.UnflushedBytes > (next.IsCompleted ? Most : 0)) await Flush(body, stall, http.RequestAborted);
            if (!await next) return;
            body.Write(each.Current.Bytes.Span);
        }
    }

    // Nearly always it is done at once, and no clock is set.
    private static async ValueTask Flush(PipeWriter body, Timer stall, CancellationToken gone)
    {
        var flushed = body.FlushAsync(gone);
        if (flushed.IsCompletedSuccessfully)
        {
            _ = flushed.Result;
            return;
        }
        stall.Change(Stall, Timeout.InfiniteTimeSpan);
        await flushed;
        stall.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
