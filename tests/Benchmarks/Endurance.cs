using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using FuyangPlan.Plans;

namespace FuyangPlan.Benchmarks;

/// <summary>Twenty minutes of mixed load in the city: what its processes keep resident, and whether that still grows in the second half.</summary>
internal static class Endurance
{
    private const int Callers = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250), Sampling = TimeSpan.FromSeconds(15);

    public static async Task Run(Report report)
    {
        var city = await City.Of(report);
        var time = TimeSpan.FromMinutes(report.Quick ? 3 : 20);
        var answers = new Answers();
        // The past that is asked about: as it was when the load began.
        var clocks = await Task.WhenAll(Enumerable.Range(0, City.Plans).Select(number => city.Cluster.Grains.GetGrain<IPlanGrain>(City.Plan(number)).GetClock()));
        var begin = Enumerable.Range(0, City.Plans).ToDictionary(City.Plan, number => Uri.EscapeDataString(clocks[number]!.Now.ToString("O", CultureInfo.InvariantCulture)));
        using var end = new CancellationTokenSource(time);
        var watch = Stopwatch.StartNew();
        var load = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => Call(city, begin, caller, answers, end.Token))).ToArray();
        List<(double Minutes, ImmutableArray<double> Silos, ImmutableArray<double> Gateways)> samples = [];
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(Sampling, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var (silos, gateways) = city.Resident();
            samples.Add((watch.Elapsed.TotalMinutes, silos, gateways));
        }
        await Task.WhenAll(load);
        report.Add(
            $"{time.TotalMinutes:0} minutes of mixed load of {Callers} callers in the city: answered per second / overload / errors",
            $"{Figure.Short(answers.Good / time.TotalSeconds)} / {answers.Overloaded:#,0} / {answers.Errors.Count:#,0}", "", "", "0 errors",
            answers.Errors.IsEmpty ? "reached" : "missed");
        foreach (var error in answers.Errors.Take(3)) await Console.Error.WriteLineAsync(error);
        Rows(report, "silo", [.. samples.Select(sample => (sample.Minutes, sample.Silos))]);
        Rows(report, "gateway", [.. samples.Select(sample => (sample.Minutes, sample.Gateways))]);
    }

    private static void Rows(Report report, string what, ImmutableArray<(double Minutes, ImmutableArray<double> Each)> samples)
    {
        var (quarter, last) = (samples[samples.Length / 4].Each, samples[^1].Each);
        report.Add($"memory of each {what} at a quarter of that, MiB resident", All(quarter), "", "", "< 350", quarter.Max() < 350 ? "reached" : "missed");
        report.Add($"memory of each {what} at the end, MiB resident", All(last), "", "", "< 350", last.Max() < 350 ? "reached" : "missed");
        var half = samples[(samples.Length / 2)..];
        ImmutableArray<double> slopes = [.. Enumerable.Range(0, last.Length).Select(which => Slope([.. half.Select(sample => (sample.Minutes, sample.Each[which]))]))];
        report.Add($"what each {what} grows by over the second half, MiB a minute",
            string.Join(", ", slopes.Select(slope => slope.ToString("0.00", CultureInfo.InvariantCulture))), "", "", "≤ 1",
            report.Quick ? "none: too short" : slopes.Max() <= 1 ? "reached" : "missed");

        static string All(ImmutableArray<double> each) => string.Join(", ", each.Select(Figure.Short));
    }

    /// <summary>Of the line through them with the least squares.</summary>
    private static double Slope(ImmutableArray<(double X, double Y)> points)
    {
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        return points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
    }

    private static async Task Call(City city, Dictionary<string, string> begin, int caller, Answers answers, CancellationToken end)
    {
        var (department, random) = (city.Departments[caller * city.Departments.Length / Callers], new Random(caller));
        using var wire = await Wire.Open(department.Gateway);
        while (!end.IsCancellationRequested)
        {
            var request = random.Next(10) < 4 ? department.Report() : Wire.Get(department.Gateway, Question(city, begin, random), city.Admin);
            int status;
            while ((status = await wire.Send(request)) is 429 or 503)
            {
                answers.Overload();
                await Task.Delay(Pause, CancellationToken.None);
            }
            answers.Note(status, wire);
            await Task.Delay(Pause, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static string Question(City city, Dictionary<string, string> begin, Random random)
    {
        var key = city.Initiatives[random.Next(city.Initiatives.Length)].GetPrimaryKeyString().Split('/');
        var (api, one) = ($"/api/v1/plans/{key[0]}", $"/api/v1/plans/{key[0]}/initiatives/{key[1]}");
        return random.Next(14) switch
        {
            < 4 => one,
            4 => $"{api}/tasks",
            5 => $"{api}/tasks?department=d{1 + random.Next(16):00}&sort=-percent",
            6 => $"{api}/tasks?q={Uri.EscapeDataString("任务")}&sort=title",
            7 => $"{api}/initiatives",
            8 => api,
            9 => $"{one}/journal",
            10 => $"/plans/{key[0]}",
            11 => $"{one}?asOf={begin[key[0]]}",
            12 => $"{api}/tasks?asOf={begin[key[0]]}",
            _ => $"/plans/{key[0]}/initiatives/{key[1]}",
        };
    }

    private sealed class Answers
    {
        private int good, overloaded;

        public int Good => good;

        public int Overloaded => overloaded;

        public ConcurrentQueue<string> Errors { get; } = [];

        public void Overload() => Interlocked.Increment(ref overloaded);

        public void Note(int status, Wire wire)
        {
            if (status == 200) Interlocked.Increment(ref good);
            else Errors.Enqueue(wire.Text);
        }
    }
}
