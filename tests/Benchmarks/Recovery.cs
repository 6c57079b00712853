using System.Diagnostics;
using System.Globalization;
using FuyangPlan.Initiatives;
using FuyangPlan.Servers;
using Orleans.Runtime;

namespace FuyangPlan.Benchmarks;

/// <summary>A silo is killed: how long until each of its grains answers again, beside how long the others take to declare it dead.</summary>
internal static class Recovery
{
    public static async Task Run(Report report)
    {
        var city = await City.Of(report);
        List<double[]> ours = [], theirs = [];
        var lost = 0;
        for (var kill = 0; kill < (report.Quick ? 2 : 3); kill++)
        {
            var silo = city.Cluster.Members.Silos[kill];
            var port = Port(silo);
            ImmutableArray<IInitiativeGrain> victims = [.. (await Places(city))[port]];
            lost += victims.Length;

            var watch = Stopwatch.StartNew();
            silo.Kill();
            var dead = Dead(city, port, watch);
            var times = (await Task.WhenAll(victims.Select(grain => Answers(grain, watch)))).ToList();
            ours.Add([Pages.Percentile(times, 0.5), Pages.Percentile(times, 0.99), times.Max()]);
            theirs.Add([await dead]);
            silo.Start();
            await silo.Ready();
        }
        var (figures, limit) = (Report.Figures(ours), Report.Figures(theirs)[0]);
        report.Compare($"grains of a killed silo answer again, {ours.Count} kills, {lost} grains, p50 (limit: it is declared dead)", "s", (figures[0], limit));
        report.Compare("the same, p99", "s", (figures[1], limit));
        report.Compare("the same, last", "s", (figures[2], limit));
        await UnderLoad(report, city);
        await Losses.Run(report, city);
    }

    /// <summary>Which grains are where, by the port of the silo.</summary>
    public static async Task<ILookup<int?, IInitiativeGrain>> Places(City city)
    {
        return (await Task.WhenAll(city.Initiatives.Select(async grain =>
        {
            await Seeding.Patiently(() => grain.GetSummary(0));
            return (Grain: grain, Port: await Place(city, grain));
        }))).ToLookup(place => place.Port, place => place.Grain);
    }

    /// <summary>Known only of a grain that is awake.</summary>
    public static async Task<int?> Place(City city, IAddressable grain) =>
        (await city.Cluster.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain))?.Endpoint.Port;

    public static int Port(ProductProcess silo) => int.Parse(silo.Argument("Fuyang:SiloPort"), CultureInfo.InvariantCulture);

    /// <summary>What people notice: writers that wait for each answer, and questions that come whether others were answered or not.</summary>
    private static async Task UnderLoad(Report report, City city)
    {
        List<double> writing = [], reading = [], declared = [];
        List<int> wrong = [];
        for (var kill = 0; kill < (report.Quick ? 2 : 3); kill++)
        {
            using var end = new CancellationTokenSource();
            ImmutableArray<CityDepartment> writers = [.. city.Departments.Where((_, number) => number % (city.Departments.Length / 22) == 0).Take(22)];
            var writes = writers.Select(writer => Task.Run(() => Write(writer, end.Token))).ToArray();
            var reads = Task.Run(() => Read(city, city.Initiatives, city.Tokens, end.Token));
            await Task.Delay(1000);
            var silo = city.Cluster.Members.Silos[kill];
            silo.Kill();
            var dead = Dead(city, Port(silo), Stopwatch.StartNew());
            await Task.Delay(8000);
            declared.Add(await dead);
            await end.CancelAsync();
            writing.Add((await Task.WhenAll(writes)).Max());
            var (longest, others) = await reads;
            reading.Add(longest);
            wrong.AddRange(others);
            silo.Start();
            await silo.Ready();
        }
        report.Below($"longest wait of 22 writers when a silo is killed, the worst of {writing.Count} kills", 1000 * writing.Max(), "", aim: 2500);
        report.Add("until it was declared dead meanwhile, s", string.Join(", ", declared.Select(Figure.Short)), "", "", "", "");
        report.Below("longest wait of questions that come 100 a second meanwhile", 1000 * reading.Max(), "", aim: 2500);
        report.Add("questions that were answered by anything but what was asked", Statuses(wrong), "", "", "0", wrong.Count == 0 ? "reached" : "missed");
    }

    public static string Statuses(List<int> all) => all.Count == 0 ? "0" : string.Join(", ", all.CountBy(status => status).Select(each => $"{each.Value} × {each.Key}"));

    /// <summary>Answers the longest wait, in seconds, however often it was sent.</summary>
    private static async Task<double> Write(CityDepartment writer, CancellationToken end)
    {
        using var wire = await Wire.Open(writer.Gateway);
        var longest = 0.0;
        while (!end.IsCancellationRequested)
        {
            var (began, report) = (Stopwatch.GetTimestamp(), writer.Report());
            while (await wire.Send(report) is 429 or 503) await Task.Delay(50, CancellationToken.None);
            longest = Math.Max(longest, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        return longest;
    }

    /// <summary>Asks a hundred times a second over HTTP, whether others were answered or not.</summary>
    /// <returns>The longest wait, in seconds, and how often the answer was anything but what was asked, by its status.</returns>
    public static async Task<(double Longest, ImmutableArray<int> Wrong)> Read(
        City city, ImmutableArray<IInitiativeGrain> initiatives, ImmutableArray<string> tokens, CancellationToken end)
    {
        List<Task<(double Time, int Status)>> all = [];
        while (!end.IsCancellationRequested)
        {
            var number = all.Count;
            all.Add(Task.Run(async () =>
            {
                var (gateway, key) = (city.Gateway(number), initiatives[number * 7 % initiatives.Length].GetPrimaryKeyString().Split('/'));
                using var wire = await Wire.Open(gateway);
                var began = Stopwatch.GetTimestamp();
                var status = await wire.Send(Wire.Get(gateway, $"/api/v1/plans/{key[0]}/initiatives/{key[1]}", tokens[number % tokens.Length]));
                return (Stopwatch.GetElapsedTime(began).TotalSeconds, status);
            }, CancellationToken.None));
            await Task.Delay(10, CancellationToken.None);
        }
        var answers = await Task.WhenAll(all);
        return (answers.Max(answer => answer.Time), [.. answers.Select(answer => answer.Status).Where(status => status != 200)]);
    }

    public static async Task<double> Answers(IInitiativeGrain grain, Stopwatch watch)
    {
        for (; watch.Elapsed < TimeSpan.FromMinutes(2); await Task.Delay(20))
            try
            {
                // A caller gives up and asks again; what it asked first may wait for the dead.
                await grain.GetSummary(0).WaitAsync(TimeSpan.FromSeconds(1));
                return watch.Elapsed.TotalSeconds;
            }
            // What had no place yet when its silo died ends as canceled.
            catch (Exception e) when (e is TimeoutException or OperationCanceledException or OrleansException)
            {
            }
        throw new TimeoutException($"{grain.GetPrimaryKeyString()} does not answer any more.");
    }

    public static async Task<double> Dead(City city, int port, Stopwatch watch)
    {
        var alive = string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM OrleansMembershipTable WHERE Port = {port} AND Status <> {(int)SiloStatus.Dead}");
        while (await city.Cluster.Ask(alive) > 0 && watch.Elapsed < TimeSpan.FromMinutes(2)) await Task.Delay(20);
        return watch.Elapsed.TotalSeconds;
    }
}
