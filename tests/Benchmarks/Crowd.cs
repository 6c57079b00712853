using System.Collections.Concurrent;
using System.Diagnostics;

namespace FuyangPlan.Benchmarks;

/// <summary>What came of the requests of a crowd.</summary>
/// <param name="Times">Of each accepted one, in milliseconds, from its first sending; what was turned away meanwhile and sent again is in it.</param>
/// <param name="Overloaded">Answers 429 and 503.</param>
/// <param name="Errors">All other answers, and connections that broke.</param>
internal sealed record Sent(List<double> Times, double PerSecond, int Overloaded, IReadOnlyCollection<string> Errors);

/// <summary>Senders with a connection each that all send at once, one request after the other.</summary>
internal static class Crowd
{
    /// <param name="each">Requests of each sender.</param>
    public static async Task<Sent> Send(int senders, int each, Func<int, Uri> address, Func<int, byte[]> request)
    {
        var wires = await Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Wire.Open(address(sender))));
        var errors = new ConcurrentQueue<string>();
        var overloaded = 0;
        var watch = Stopwatch.StartNew();
        var times = await Task.WhenAll(wires.Select((wire, sender) => Task.Run(async () =>
        {
            List<double> mine = [];
            try
            {
                for (var count = 0; count < each; count++)
                {
                    var (began, what) = (Stopwatch.GetTimestamp(), request(sender));
                    int status;
                    for (var pause = 100; (status = await wire.Send(what)) is 429 or 503; pause = Math.Min(2 * pause, 1000))
                    {
                        Interlocked.Increment(ref overloaded);
                        await Task.Delay(pause);
                    }
                    if (status == 200) mine.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                    else errors.Enqueue(wire.Text);
                }
            }
            catch (Exception broken) when (broken is IOException or System.Net.Sockets.SocketException)
            {
                errors.Enqueue(broken.Message);
            }
            return mine;
        })));
        var seconds = watch.Elapsed.TotalSeconds;
        foreach (var wire in wires) wire.Dispose();
        List<double> all = [.. times.SelectMany(mine => mine)];
        return new(all, all.Count / seconds, overloaded, errors);
    }
}
