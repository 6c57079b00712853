using System.Diagnostics;

namespace FuyangPlan.Benchmarks;

/// <summary>Callers with a connection each that send one request after the other, no two alike.</summary>
/// <param name="next">A caller's request of a number, from 0.</param>
/// <param name="settled">Asked at the end, and within the processor time: who reads a list waits for what is behind. Null: nothing is.</param>
internal sealed class Requests(int callers, Func<int, int, byte[]> next, int status = 200, byte[]? settled = null)
{
    private readonly int[] numbers = new int[callers];

    public int Answered => numbers.Sum();

    /// <summary>Answers per second.</summary>
    public async Task<double> Rate(Uri address, TimeSpan time)
    {
        var (before, watch) = (Answered, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            using var wire = await Wire.Open(address);
            for (; watch.Elapsed < time; numbers[caller]++) await wire.Answered(next(caller, numbers[caller]), status);
        })));
        return (Answered - before) / watch.Elapsed.TotalSeconds;
    }

    /// <summary>The same, and what one of them takes of the processors in the process that gives them, in microseconds.</summary>
    public async Task<double[]> Cost(int id, Uri address, TimeSpan time)
    {
        using var process = Process.GetProcessById(id);
        using var wire = await Wire.Open(address);
        var (before, spent) = (Answered, process.TotalProcessorTime);
        var rate = await Rate(address, time);
        if (settled is not null) await wire.Answered(settled);
        process.Refresh();
        return [rate, (process.TotalProcessorTime - spent).TotalMicroseconds / (Answered - before)];
    }
}
