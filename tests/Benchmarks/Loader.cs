using System.Diagnostics;

namespace FuyangPlan.Benchmarks;

/// <summary>Many connections that ask for the same.</summary>
internal static class Loader
{
    /// <summary>Answers per second.</summary>
    public static async Task<double> Run(Uri address, string path, string? token, int connections, TimeSpan time)
    {
        var request = Wire.Get(address, path, token);
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => Connection(address, request, watch, time))));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    private static async Task<int> Connection(Uri address, byte[] request, Stopwatch watch, TimeSpan time)
    {
        using var wire = await Wire.Open(address);
        var count = 0;
        for (; watch.Elapsed < time; count++)
            if (await wire.Send(request) != 200) throw new IOException(wire.Text);
        return count;
    }
}
