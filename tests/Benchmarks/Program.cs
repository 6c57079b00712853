using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using FuyangPlan.Benchmarks;

// The other halves of some measurements are processes of their own.
if (args is ["bare", ..]) return await Bare.Run(args[1..]);
if (args is ["ears", ..]) return await Ears.Run(args[1..]);
if (args is ["memory", ..]) return await Memory.Fill(args[1..]);

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var quick = args.Contains("--quick");
var file = args.SkipWhile(arg => arg != "--out").Skip(1).FirstOrDefault();
var asked = args.Where(arg => !arg.StartsWith("--", StringComparison.Ordinal) && arg != file).ToArray();
(string Name, Func<Report, Task> Run)[] all =
[
    ("commands", CommandRates.Run), ("costs", CommandCosts.Run), ("read", HttpReads.Run), ("page", Pages.Run), ("overview", Overviews.Run), ("leads", CityLeads.Run),
    ("activation", Streams.Activation), ("growth", Growth.Run), ("start", Starts.Run), ("memory", Memory.Run),
    ("silo", OneSilo.Run), ("cluster", ClusterRates.Run), ("bus", Announcing.Run), ("city", CityLoad.Run), ("live", Live.Run), ("recovery", Recovery.Run),
    ("endurance", Endurance.Run), ("peers", Peers.Run),
];
if (asked.Except(all.Select(each => each.Name)).ToArray() is { Length: > 0 } unknown)
{
    await Console.Error.WriteLineAsync($"There is no {string.Join(", ", unknown)}; there are {string.Join(", ", all.Select(each => each.Name))}.");
    return 64;
}

var report = new Report(quick);
var whole = Stopwatch.StartNew();
report.Say($"{Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {(quick ? "quick" : "full")} run, load average at start {Report.Load()}");
try
{
    foreach (var (name, run) in all)
    {
        // What takes longest, and what needs others, is measured only when it is asked for.
        if (asked.Length > 0 ? !asked.Contains(name) : name is "endurance" or "peers") continue;
        var watch = Stopwatch.StartNew();
        try
        {
            await run(report);
        }
        catch (Exception accident) when (asked.Length != 1)
        {
            await Console.Error.WriteLineAsync($"{name}: {accident}");
            report.Add($"{name}", "failed", accident.GetType().Name, "", "", "");
        }
        await Console.Error.WriteLineAsync($"{name}: {watch.Elapsed.TotalSeconds:0} s");
    }
}
finally
{
    await City.End();
}
report.Say($"load average at end {Report.Load()}, {whole.Elapsed.TotalSeconds:0} s");
Console.WriteLine(report);
if (file is not null) await File.WriteAllTextAsync(file, $"{report}\n");
return 0;
