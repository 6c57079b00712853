using System.Globalization;
using FuyangPlan.Samples;

namespace FuyangPlan.Benchmarks;

/// <summary>Memory of a process whose initiatives are all active, with everything the silo keeps for them (feed and read tables included).</summary>
internal static class Memory
{
    public static async Task Run(Report report)
    {
        var empty = await Measure(0, 0);
        foreach (var (count, tasks, what) in new[]
        {
            (22, 10, "22 initiatives with task books"), (report.Quick ? 250 : 1_000, 10, $"{(report.Quick ? 250 : 1_000):#,0} initiatives with task books"),
            (report.Quick ? 2_000 : 10_000, 0, $"{(report.Quick ? 2_000 : 10_000):#,0} initiatives"),
        })
        {
            var (resident, managed) = await Measure(count, tasks);
            report.Add($"memory, {what} (limit: none), MiB resident / managed",
                $"{Figure.Short(resident)} / {Figure.Short(managed)}", $"{Figure.Short(empty.Resident)} / {Figure.Short(empty.Managed)}",
                Figure.Short(resident / empty.Resident), count == 22 ? "≤ 1.5" : "", count == 22 ? resident / empty.Resident <= 1.5 ? "reached" : "missed"
                    : $"{Figure.Short((managed - empty.Managed) * 1024 / count)} KiB managed each");
        }
    }

    /// <summary>The child: <c>memory COUNT TASKS FOLDER</c>; prints both figures.</summary>
    public static async Task<int> Fill(string[] args)
    {
        var (count, tasks) = (int.Parse(args[0], CultureInfo.InvariantCulture), int.Parse(args[1], CultureInfo.InvariantCulture));
        var host = await SiloHost.Start(args[2]);
        var grains = await Seeding.Plans(host.Grains(), "memory", count, 500, tasks, started: 5);
        foreach (var chunk in grains.Chunk(100)) await Task.WhenAll(chunk.Select(grain => grain.Get()));
        await Task.Delay(1000);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.WorkingSet / 1048576.0} {GC.GetTotalMemory(false) / 1048576.0}"));
        GC.KeepAlive(grains);
        await host.Stop();
        return 0;
    }

    private static async Task<(double Resident, double Managed)> Measure(int count, int tasks)
    {
        var folder = Directory.CreateTempSubdirectory("fuyang-bench-").FullName;
        try
        {
            using var child = Bare.Start("memory", Bare.Text(count), Bare.Text(tasks), folder);
            var said = await child.StandardOutput.ReadToEndAsync();
            await child.WaitForExitAsync();
            var figures = said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return (double.Parse(figures[^2], CultureInfo.InvariantCulture), double.Parse(figures[^1], CultureInfo.InvariantCulture));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
