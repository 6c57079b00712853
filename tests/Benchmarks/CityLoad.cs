using System.Diagnostics;
using FuyangPlan.Samples;
using FuyangPlan.Servers;

namespace FuyangPlan.Benchmarks;

/// <summary>All departments of the city report at once while others read; beside bare endpoints on the same server.</summary>
internal static class CityLoad
{
    // Lists and boards are read by so many each, with a pause in between.
    private const int Readers = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task Run(Report report)
    {
        var city = await City.Of(report);
        var (rounds, each) = report.Quick ? (3, 4) : (5, 4);
        var senders = city.Departments.Length;
        var (port, emptyPort) = (Ports.Free(), Ports.Free());
        var limit = new Uri($"http://127.0.0.1:{port}");
        using var direct = Bare.Start("bare", Bare.Text(port), "direct", await city.Cluster.BareDatabase());
        using var empty = Bare.Start("bare", Bare.Text(emptyPort), "silo");
        try
        {
            await Bare.Ready(limit);
            await Bare.Ready(new($"http://127.0.0.1:{emptyPort}"));
            empty.Refresh();
            var bare = empty.WorkingSet64 / 1048576.0;
            empty.Kill();

            var (loaded, quiet) = (new Reads(), new Reads());
            var (accepted, overloaded, errors) = (0, 0, new List<string>());
            const string Reported = "SELECT count(*) FROM journal WHERE type = 'task.progress-reported'";
            var before = await city.Cluster.Ask(Reported);
            var insert = Wire.Post(limit, "/insert", null, null, new byte[300]);
            var (ours, theirs) = await report.InterleaveMany(
                async () =>
                {
                    loaded.Forget();
                    using var end = new CancellationTokenSource();
                    var reading = Read(city, loaded, end.Token);
                    var sent = await Crowd.Send(senders, each, sender => city.Departments[sender].Gateway, sender => city.Departments[sender].Report());
                    var (watch, lag) = (Stopwatch.StartNew(), await city.Cluster.FeedBehind());
                    await end.CancelAsync();
                    while (await city.Cluster.FeedBehind() > 0) await Task.Delay(10);
                    var followed = watch.Elapsed.TotalMilliseconds;
                    await reading;
                    await Announcing.Announced(city.Announcers);
                    (accepted, overloaded) = (accepted + sent.Times.Count, overloaded + sent.Overloaded);
                    errors.AddRange(sent.Errors);
                    return
                    [
                        sent.PerSecond, Pages.Percentile(sent.Times, 0.5), Pages.Percentile(sent.Times, 0.99), Pages.Percentile(loaded.Lists, 0.95),
                            Pages.Percentile(loaded.Boards, 0.95),
                        lag, followed, watch.Elapsed.TotalMilliseconds,
                    ];
                },
                async () =>
                {
                    quiet.Forget();
                    using var end = new CancellationTokenSource(TimeSpan.FromSeconds(1));
                    await Read(city, quiet, end.Token);
                    var sent = await Crowd.Send(senders, each, _ => limit, _ => insert);
                    return [sent.PerSecond, Pages.Percentile(sent.Times, 0.5), Pages.Percentile(sent.Times, 0.99), Pages.Percentile(quiet.Lists, 0.95),
                        Pages.Percentile(quiet.Boards, 0.95)];
                }, rounds);

            report.Compare($"city of {city.Words}: {senders:#,0} departments report at once over HTTP (limit: a bare endpoint, one insert each)", "per second",
                (ours[0], theirs[0]), atLeast: 1.5);
            report.Compare("the same, p50 of a report", "ms", (ours[1], theirs[1]));
            report.Compare("the same, p99 of a report", "ms", (ours[2], theirs[2]));
            report.Compare("task lists meanwhile, p95 (limit: without reports)", "ms", (ours[3], theirs[3]));
            report.Compare("boards meanwhile, p95 (limit: without reports)", "ms", (ours[4], theirs[4]));
            report.Add($"lists and listeners behind after {senders * each:#,0} reports, entries", ours[5].ToString(), "", "", "", "");
            report.Add("until they have caught up, ms", ours[6].ToString(), "", "", "", "");
            report.Add("until the bus has confirmed all, ms", ours[7].ToString(), "", "", "", "");
            report.Add("answers: accepted / overload, sent again / errors; reads: answered / overload / errors",
                $"{accepted:#,0} / {overloaded:#,0} / {errors.Count:#,0}; {loaded.Answered:#,0} / {loaded.Overloaded:#,0} / {loaded.Errors.Count:#,0}", "", "", "0 errors",
                errors.Count + loaded.Errors.Count + quiet.Errors.Count == 0 ? "reached" : "missed");
            foreach (var error in errors.Concat(loaded.Errors).Concat(quiet.Errors).Take(3)) await Console.Error.WriteLineAsync(error);
            if (await city.Cluster.Ask(Reported) - before is var stored && stored != accepted)
                throw new InvalidOperationException($"{accepted} reports were accepted, and {stored} are in the journal.");
            Memory(report, city, bare);
        }
        finally
        {
            if (!empty.HasExited) empty.Kill();
            direct.Kill();
        }
    }

    private static void Memory(Report report, City city, double bare)
    {
        var after = city.Resident();
        foreach (var (name, rest, loaded) in new[] { ("silo", city.AtRest.Silos, after.Silos), ("gateway", city.AtRest.Gateways, after.Gateways) })
        {
            report.Compare($"memory of a {name} at rest (limit: bare ASP.NET with an empty silo)", "MiB resident", (new(rest), new([bare])), atMost: 1.5);
            report.Compare($"memory of a {name} with its part of the city, after the load (limit: as above)", "MiB resident", (new(loaded), new([bare])));
        }
    }

    private static Task Read(City city, Reads reads, CancellationToken end) => Task.WhenAll(Enumerable.Range(0, 2 * Readers).Select(reader => Task.Run(async () =>
    {
        using var wire = await Wire.Open(city.Gateway(reader));
        for (var turn = reader; !end.IsCancellationRequested; turn++)
        {
            var plan = $"/api/v1/plans/{City.Plan(turn % City.Plans)}";
            var isList = reader % 2 == 0 ^ reader >= Readers;
            var path = !isList ? "/initiatives"
                : (turn % 3) switch { 0 => "/tasks", 1 => $"/tasks?department=d{1 + turn % 16:00}&sort=-percent", _ => "/tasks?light=green&sort=-due" };
            var began = Stopwatch.GetTimestamp();
            var status = await wire.Send(Wire.Get(city.Gateway(reader), plan + path, city.Admin));
            reads.Note(isList, status, Stopwatch.GetElapsedTime(began).TotalMilliseconds, wire);
            await Task.Delay(Pause, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    })));

    private sealed class Reads
    {
        private readonly Lock gate = new();

        /// <summary>Times of this round, in milliseconds.</summary>
        public List<double> Lists { get; } = [];

        public List<double> Boards { get; } = [];

        public int Answered { get; private set; }

        public int Overloaded { get; private set; }

        public List<string> Errors { get; } = [];

        public void Forget()
        {
            Lists.Clear();
            Boards.Clear();
        }

        public void Note(bool isList, int status, double time, Wire wire)
        {
            lock (gate)
            {
                if (status == 200)
                {
                    (isList ? Lists : Boards).Add(time);
                    Answered++;
                }
                else if (status is 429 or 503) Overloaded++;
                else Errors.Add(wire.Text);
            }
        }
    }
}
