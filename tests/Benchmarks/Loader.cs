using System.Diagnostics;

namespace FuyangPlan.Benchmarks;

/// <summary>Many connections that ask for the same.</summary>
internal static class Loader
{
    /// <summary>Answers per second.</summary>
    public static async Task<double> Run(Uri address, byte[] request, int connections, TimeSpan time, int status = 200)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => Connection(address, request, watch, time, status))));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    private static async Task<int> Connection(Uri address, byte[] request, Stopwatch watch, TimeSpan time, int status)
    {
        using var wire = await Wire.Open(address);
        var count = 0;
        for (; watch.Elapsed < time; count++) await wire.Answered(request, status);
        return count;
    }
}
