using System.Diagnostics;
using System.Net.Sockets;

namespace FuyangPlan.Benchmarks;

/// <summary>Clients of a live feed that note when the event of each position reaches them.</summary>
internal sealed class Listeners : IDisposable
{
    private const int AtATime = 50;

    private readonly Socket[] sockets;
    private readonly SemaphoreSlim greeted = new(0);
    private Expected expected = new(0, 0, 0);
    private string? refusal;

    private Listeners(int count) => sockets = [.. Enumerable.Range(0, count).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })];

    private static ReadOnlySpan<byte> IdName => "\nid: "u8;

    /// <summary>Completes when all have been greeted; so many come at a time.</summary>
    public static async Task<Listeners> Open(int count, Func<int, Uri> address, Func<int, byte[]> request)
    {
        var all = new Listeners(count);
        for (var number = 0; number < count; number++)
        {
            await all.sockets[number].ConnectAsync(address(number).Host, address(number).Port);
            await all.sockets[number].SendAsync(request(number));
            var mine = number;
            _ = Task.Run(() => all.Listen(mine));
            if ((number + 1) % AtATime != 0 && number + 1 < count) continue;
            for (var come = number % AtATime; come >= 0; come--)
                if (!await all.greeted.WaitAsync(TimeSpan.FromSeconds(30)) || all.refusal is not null)
                    throw new IOException(all.refusal ?? "A listener is not greeted.");
        }
        return all;
    }

    /// <summary>Milliseconds from when a sending was answered until its event was at a listener, of all listeners and all events; none may be missing.</summary>
    /// <param name="first">Position of the first event.</param>
    public async Task<List<double>> Hear(long first, int events, TimeSpan pace, Func<Task> send)
    {
        Expect(first, events);
        var (times, lost) = await Heard((await Pace.Keep(events, pace, send)).Answered);
        return lost == 0 ? times : throw new TimeoutException($"{lost} events are missing.");
    }

    public void Expect(long first, int events) => expected = new(first, events, sockets.Length);

    /// <summary>Waits until all that is expected has come, but not for ever.</summary>
    /// <param name="answered">When the sending of each event was answered.</param>
    public async Task<(List<double> Times, int Lost)> Heard(long[] answered)
    {
        await expected.All.Task.WaitAsync(TimeSpan.FromSeconds(30)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        List<double> times = [.. from mine in expected.Arrived from number in Enumerable.Range(0, answered.Length) where mine[number] > 0
            select Math.Max(0, Stopwatch.GetElapsedTime(answered[number], mine[number]).TotalMilliseconds)];
        return (times, expected.Arrived.Length * answered.Length - times.Count);
    }

    public void Dispose()
    {
        foreach (var socket in sockets) socket.Dispose();
        greeted.Dispose();
    }

    private async Task Listen(int number)
    {
        try
        {
            var (buffer, read, isGreeted) = (new byte[16 * 1024], 0, false);
            while (await sockets[number].ReceiveAsync(buffer.AsMemory(read)) is > 0 and var more)
            {
                var at = Stopwatch.GetTimestamp();
                read += more;
                if (!isGreeted && !buffer.AsSpan(0, read).StartsWith("HTTP/1.1 200"u8))
                {
                    refusal = System.Text.Encoding.UTF8.GetString(buffer.AsSpan(0, read));
                    break;
                }
                var begin = 0;
                while (Next(buffer.AsSpan(begin, read - begin), out var id) is > 0 and var end)
                {
                    begin += end;
                    expected.Note(number, id, at);
                    if (!isGreeted) greeted.Release();
                    isGreeted = true;
                }
                // What is left may be the beginning of the next.
                if (read - begin == buffer.Length) begin = read - 64;
                buffer.AsSpan(begin, read - begin).CopyTo(buffer);
                read -= begin;
            }
            refusal ??= "A feed ended.";
            greeted.Release();
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
        }
    }

    /// <summary>Where the line of the next id ends; 0: it is not there yet.</summary>
    private static int Next(ReadOnlySpan<byte> text, out long id)
    {
        id = 0;
        var line = text.IndexOf(IdName);
        if (line < 0) return 0;
        var value = text[(line + IdName.Length)..];
        var end = value.IndexOf((byte)'\n');
        return end > 0 && long.TryParse(value[..end], System.Globalization.CultureInfo.InvariantCulture, out id) ? line + IdName.Length + end : 0;
    }

    private sealed class Expected(long first, int events, int listeners)
    {
        private int left = events * listeners;

        public TaskCompletionSource All { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long[][] Arrived { get; } = [.. Enumerable.Range(0, listeners).Select(_ => new long[events])];

        public void Note(int listener, long id, long at)
        {
            if (id < first || id >= first + events || Arrived[listener][id - first] > 0) return;
            Arrived[listener][id - first] = at;
            if (Interlocked.Decrement(ref left) == 0) All.TrySetResult();
        }
    }
}
