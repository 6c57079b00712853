using System.Diagnostics;
using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Samples;

namespace FuyangPlan.Benchmarks;

/// <summary>Callers that each report small steps on tasks of their own.</summary>
/// <param name="name">Of this crowd; no two may have one.</param>
/// <param name="hundredths">How far each task of each grain is, shared by all crowds.</param>
internal sealed class Callers(string name, ImmutableArray<IInitiativeGrain> grains, int callers, int[,] hundredths)
{
    /// <summary>Tasks that are started in each initiative.</summary>
    public const int Tasks = 5;

    private int run;

    /// <summary>Commands per second.</summary>
    public async Task<double> Run(TimeSpan time)
    {
        var (watch, number) = (Stopwatch.StartNew(), ++run);
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var count = 0;
            for (; watch.Elapsed < time; count++)
            {
                // With more callers than grains they share grains and not tasks.
                var grain = callers > grains.Length ? caller % grains.Length : (caller + count * callers) % grains.Length;
                var task = 1 + (callers > grains.Length ? caller / grains.Length : 0);
                ReportProgress step = new(++hundredths[grain, task] / 100m);
                SamplePlan.Accepted(await grains[grain].Do(SamplePlan.Liaison, $"{name}-{number}-{caller}-{count}", step, task));
            }
            return count;
        })));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }
}

internal static class Journals
{
    /// <summary>What each plan has grown by since it was at these positions.</summary>
    public static async Task<List<JournalRow>> Since(this IJournal journal, IReadOnlyDictionary<string, long> before)
    {
        List<JournalRow> rows = [];
        foreach (var (plan, position) in before) rows.AddRange(await journal.ReadPlan(plan, position, int.MaxValue));
        return rows;
    }
}
