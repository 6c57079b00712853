using System.Diagnostics;

namespace FuyangPlan.Benchmarks;

/// <summary>One sending after the other, at its time or as soon after it as the one before is answered.</summary>
internal static class Pace
{
    /// <summary>When each was answered, how long each took, and how many a second it came to.</summary>
    public static async Task<(long[] Answered, List<double> Milliseconds, double PerSecond)> Keep(int count, TimeSpan pace, Func<Task> send)
    {
        var (answered, times, watch) = (new long[count], new List<double>(), Stopwatch.StartNew());
        for (var number = 0; number < count; number++)
        {
            if (number * pace - watch.Elapsed is var wait && wait > TimeSpan.Zero) await Task.Delay(wait);
            var began = Stopwatch.GetTimestamp();
            await send();
            answered[number] = Stopwatch.GetTimestamp();
            times.Add(Stopwatch.GetElapsedTime(began, answered[number]).TotalMilliseconds);
        }
        // The last one has its time too.
        return (answered, times, count / Math.Max(watch.Elapsed.TotalSeconds, (count * pace).TotalSeconds));
    }
}
