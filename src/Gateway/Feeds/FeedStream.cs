using System.Globalization;
using System.Runtime.CompilerServices;
using FuyangPlan.Histories;
using FuyangPlan.Telemetry;

namespace FuyangPlan.Feeds;

/// <summary>
/// What one listener is sent: <c>hello</c> at once, then what it missed, then what comes, each entry once and in order. <c>resync</c> says that
/// it has lost its place and must read anew; <c>heartbeat</c> that there is nothing to say.
/// </summary>
internal static class FeedStream
{
    /// <summary>A listener further behind than this reads anew.</summary>
    public const int Window = 10_000;

    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Where a listener wants to go on.</summary>
    /// <param name="After">The last position that it has seen; null: it starts now.</param>
    /// <param name="IsLost">It named a place that cannot be gone on from.</param>
    public readonly record struct Start(long? After, bool IsLost)
    {
        public static Start Of(string? after, long head) =>
            after is null ? new(null, IsLost: false)
            : long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position <= head && head - position <= Window
                ? new(position, IsLost: false)
                : new(null, IsLost: true);
    }

    /// <param name="listener">Already joined.</param>
    /// <param name="joined">It is pushed everything after this position.</param>
    /// <param name="after">What the listener sent as the last position that it has seen.</param>
    /// <param name="read">Lines after a position, oldest first, at most so many.</param>
    /// <param name="goesOn">Asked before each line and at every heartbeat: nobody is sent what came after the right to see it had ended.</param>
    public static async IAsyncEnumerable<FeedEvent> Items(
        FeedListener listener, long joined, string? after, Func<long, int, Task<ImmutableArray<LedgerLine>>> read,
        Func<ValueTask<bool>> goesOn, TimeSpan heartbeat, [EnumeratorCancellation] CancellationToken stop)
    {
        var start = Start.Of(after, joined);
        var sent = start.After ?? joined;
        yield return FeedEvent.Hello(sent, joined);
        if (start.IsLost) yield return Resync(sent);

        var known = joined;
        // One clock for all of a stream's waits.
        using var patience = new Patience(heartbeat, stop);
        while (!stop.IsCancellationRequested)
        {
            if (known - sent > Window)
            {
                sent = known;
                yield return Resync(sent);
            }
            while (sent < known)
            {
                var missed = await read(sent, (int)Math.Min(FeedFollower.Batch, known - sent));
                if (missed.IsEmpty)
                {
                    sent = known;
                    yield return Resync(sent);
                }
                foreach (var line in missed)
                {
                    if (!await goesOn()) yield break;
                    sent = line.Position;
                    yield return FeedEvent.Changed(line);
                }
            }
            while (listener.Next() is { } item)
            {
                if (item.Position <= sent) continue;
                if (!await goesOn()) yield break;
                sent = item.Position;
                yield return item;
            }
            if (listener.TakeMissed() is { } until) known = until;
            else if (await patience.EndsBefore(listener))
            {
                if (!await goesOn()) yield break;
                yield return FeedEvent.Heartbeat(sent);
            }
        }
    }

    private static FeedEvent Resync(long position)
    {
        Instruments.Resyncs.Add(1);
        return FeedEvent.Resync(position);
    }

    private sealed class Patience(TimeSpan heartbeat, CancellationToken stop) : IDisposable
    {
        private CancellationTokenSource clock = CancellationTokenSource.CreateLinkedTokenSource(stop);

        /// <summary>True when a listener got nothing for as long as a heartbeat.</summary>
        public async ValueTask<bool> EndsBefore(FeedListener listener)
        {
            clock.CancelAfter(heartbeat);
            try
            {
                await listener.Wait(clock.Token);
                return false;
            }
            catch (OperationCanceledException)
            {
                if (stop.IsCancellationRequested) return false;
                clock.Dispose();
                clock = CancellationTokenSource.CreateLinkedTokenSource(stop);
                return true;
            }
        }

        public void Dispose() => clock.Dispose();
    }
}
