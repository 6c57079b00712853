using System.Diagnostics;
using System.Globalization;

namespace FuyangPlan.Benchmarks;

/// <summary>What the number of entries costs: of one stream, and of a whole plan with the real gateway on it, beside plans of the same year with fewer.</summary>
internal static class Growth
{
    // Who asks about the past at once.
    private const int Askers = 4;

    public static async Task Run(Report report)
    {
        await Streams.Growth(report);
        using var plan = await Seeded(report.Quick ? 100_000 : 1_000_000);
        using var tenThousand = await Seeded(10_000);
        using var thousand = await Seeded(1_000);
        foreach (var each in (GrownPlan[])[plan, tenThousand, thousand])
        {
            await each.Open();
            // States are kept where they are not yet, once and for all.
            await each.Get($"{GrownPlan.Api}/tasks");
            each.Gateway.Stop();
        }
        await Started(report, plan, thousand);
        foreach (var each in (GrownPlan[])[plan, tenThousand])
        {
            each.Gateway.Start();
            await each.Gateway.Ready();
        }
        await Now(report, plan, tenThousand);
        await Past(report, plan, tenThousand);
        report.Add($"resident after all of these, {plan.Entries:#,0} entries, {plan.Size} (limit: {tenThousand.Entries:#,0}), MiB", Figure.Short(plan.Resident()),
            Figure.Short(tenThousand.Resident()), Figure.Short(plan.Resident() / tenThousand.Resident()), "< 450", plan.Resident() < 450 ? "reached" : "missed");
        await Ended(report, plan);
        tenThousand.Gateway.Stop();
        foreach (var (verb, aim) in new[] { ("verify", 6000), ("rebuild", 15_000) })
        {
            var (ours, theirs) = (Offline(plan, verb), Offline(tenThousand, verb));
            report.Below($"{verb}, {plan.Entries:#,0} entries ({tenThousand.Entries:#,0}: {Figure.Short(theirs)})", ours, "", aim);
        }
    }

    private static async Task<GrownPlan> Seeded(int entries)
    {
        var watch = Stopwatch.StartNew();
        var plan = await GrownPlan.Make(entries);
        await Console.Error.WriteLineAsync($"{entries:#,0} entries: {watch.Elapsed.TotalSeconds:0} s, {plan.Size}");
        return plan;
    }

    private static async Task Started(Report report, GrownPlan plan, GrownPlan thousand)
    {
        var (ours, theirs) = await report.InterleaveMany(() => Start(plan), () => Start(thousand), rounds: 5);
        report.Compare($"start to ready, {plan.Entries:#,0} entries (limit: {thousand.Entries:#,0})", "ms", (ours[0], theirs[0]), atMost: 2);
        report.Below($"the first list after it ({thousand.Entries:#,0}: {theirs[1]})", ours[1].Median, $" [..{Figure.Short(ours[1].Rounds.Max())}]", aim: 500);
        report.Add("resident after it, MiB", $"{ours[2]}", $"{theirs[2]}", Figure.Short(ours[2].Median / theirs[2].Median), "< 450", ours[2].Median < 450 ? "reached" : "missed");
    }

    private static async Task<double[]> Start(GrownPlan plan)
    {
        var watch = Stopwatch.StartNew();
        plan.Gateway.Start();
        await plan.Gateway.Ready();
        var ready = watch.Elapsed.TotalMilliseconds;
        await plan.Get($"{GrownPlan.Api}/tasks");
        double[] figures = [ready, watch.Elapsed.TotalMilliseconds - ready, plan.Resident()];
        plan.Gateway.Kill();
        return figures;
    }

    private static async Task Now(Report report, GrownPlan plan, GrownPlan tenThousand)
    {
        (string Name, Func<GrownPlan, Task> Ask)[] questions =
        [
            ("one command", each => each.Report()),
            ("one initiative", each => each.Get($"{GrownPlan.Api}/initiatives/project-1")),
            ("its page", each => each.Get($"/plans/{GrownPlan.Plan}/initiatives/project-1")),
            ("its ledger", each => each.Get($"{GrownPlan.Api}/initiatives/project-1/journal")),
            ("the plan's ledger", each => each.Get($"{GrownPlan.Api}/journal")),
            ("the task list", each => each.Get($"{GrownPlan.Api}/tasks")),
        ];
        // Compiled code settles only after some hundred requests.
        foreach (var (_, ask) in questions)
            for (var warm = 0; warm < 10; warm++)
                foreach (var each in (GrownPlan[])[plan, tenThousand]) await Median(() => ask(each));
        foreach (var (name, ask) in questions)
            report.Compare($"{name} over HTTP, {plan.Entries:#,0} entries (limit: {tenThousand.Entries:#,0})", "ms, p50",
                await report.Interleave(() => Median(() => ask(plan)), () => Median(() => ask(tenThousand))), atMost: 1.2);
    }

    private static async Task<double> Median(Func<Task> ask)
    {
        List<double> times = [];
        for (var turn = 0; turn < 40; turn++) times.Add(await Time(ask));
        return Pages.Percentile(times, 0.5);
    }

    private static async Task Past(Report report, GrownPlan plan, GrownPlan tenThousand)
    {
        foreach (var (name, path) in Questions)
        {
            var (times, overloaded) = await Ask(plan, path);
            var (few, _) = await Ask(tenThousand, path);
            report.Below(
                $"{name}, {Askers} ask at once, p95 (p50 {Short(times, 0.5)}; {tenThousand.Entries:#,0} entries: p95 {Short(few, 0.95)}; " +
                $"503: {overloaded} of {times.Count + overloaded})",
                Pages.Percentile(times, 0.95), $" [..{Short(times, 1)}]", aim: 1500);
        }
    }

    private static string Short(List<double> times, double part) => Figure.Short(Pages.Percentile(times, part));

    private static (string Name, Func<Random, string> Path)[] Questions =>
    [
        ("overview as of any instant", random => $"{GrownPlan.Api}?asOf={Instant(random.NextDouble())}"),
        ("difference over half a year", random =>
        {
            var from = random.NextDouble() / 2;
            return $"{GrownPlan.Api}/initiatives/{Initiative(random)}/diff?from={Instant(from)}&to={Instant(from + 0.5)}";
        }),
        ("ledger as of any instant", random => $"{GrownPlan.Api}/initiatives/{Initiative(random)}/journal?asOf={Instant(random.NextDouble())}"),
        ("the plan's ledger as of any instant", random => $"{GrownPlan.Api}/journal?asOf={Instant(random.NextDouble())}"),
        ("page of an initiative as of any instant", random => $"/plans/{GrownPlan.Plan}/initiatives/{Initiative(random)}?asOf={Instant(random.NextDouble())}"),
        ("task list as of any instant", random => $"{GrownPlan.Api}/tasks?asOf={Instant(random.NextDouble())}"),
    ];

    private static string Initiative(Random random) => $"project-{random.Next(1, 6)}";

    /// <summary>As a query has it, at a part of the year.</summary>
    private static string Instant(double part) =>
        Uri.EscapeDataString((GrownPlan.End - (1 - part) * TimeSpan.FromDays(364)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));

    private static async Task<(List<double> Times, int Overloaded)> Ask(GrownPlan plan, Func<Random, string> path)
    {
        var (times, overloaded) = (new List<double>(), 0);
        await Task.WhenAll(Enumerable.Range(0, Askers).Select(asker => Task.Run(async () =>
        {
            var random = new Random(asker);
            for (var turn = 0; turn < 15; turn++)
            {
                int? length = 0;
                var time = await Time(async () => length = await plan.Get(path(random)));
                lock (times)
                    if (length is null) overloaded++;
                    else times.Add(time);
            }
        })));
        return (times, overloaded);
    }

    /// <summary>From SIGTERM to the end, while many ask about the past.</summary>
    private static async Task Ended(Report report, GrownPlan plan)
    {
        var answered = 0;
        var asking = Enumerable.Range(0, 4 * Askers).Select(asker => Task.Run(async () =>
        {
            var random = new Random(asker);
            try
            {
                for (; ; Interlocked.Increment(ref answered)) await plan.Get(Questions[asker % Questions.Length].Path(random));
            }
            catch (HttpRequestException)
            {
            }
        })).ToArray();
        await Task.Delay(2000);
        var before = answered;
        var code = 0;
        var time = await Time(() => Task.FromResult(code = plan.Gateway.Stop()));
        await Task.WhenAll(asking);
        report.Below($"SIGTERM to exit, {asking.Length} ask about the past ({before} answers before, {answered - before} after; exit code {code})", time, "", aim: 10_000);
    }

    private static double Offline(GrownPlan plan, string verb)
    {
        var watch = Stopwatch.StartNew();
        var (code, words) = plan.Gateway.Offline(verb);
        return code == 0 ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"{verb}: {code} {words}");
    }

    private static async Task<double> Time(Func<Task> ask)
    {
        var watch = Stopwatch.GetTimestamp();
        await ask();
        return Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
    }
}
