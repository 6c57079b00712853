using System.Diagnostics;
using System.Globalization;
using FuyangPlan.Initiatives;
using Orleans.Runtime;

namespace FuyangPlan.Benchmarks;

/// <summary>A silo is killed: how long until each of its grains answers again, beside how long the others take to declare it dead.</summary>
internal static class Recovery
{
    public static async Task Run(Report report)
    {
        var city = await City.Of(report);
        var management = city.Cluster.Grains.GetGrain<IManagementGrain>(0);
        List<double[]> ours = [], theirs = [];
        var lost = 0;
        for (var kill = 0; kill < (report.Quick ? 2 : 3); kill++)
        {
            // Where a grain is, is known only of one that is awake.
            var places = await Task.WhenAll(city.Initiatives.Select(async grain =>
            {
                await Seeding.Patiently(() => grain.GetSummary(0));
                return (Grain: grain, (await management.GetActivationAddress(grain))?.Endpoint.Port);
            }));
            var silo = city.Cluster.Members.Silos[kill];
            var port = int.Parse(silo.Argument("Fuyang:SiloPort"), CultureInfo.InvariantCulture);
            ImmutableArray<IInitiativeGrain> victims = [.. places.Where(place => place.Port == port).Select(place => place.Grain)];
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
    }

    private static async Task<double> Answers(IInitiativeGrain grain, Stopwatch watch)
    {
        for (; watch.Elapsed < TimeSpan.FromMinutes(2); await Task.Delay(20))
            try
            {
                // A caller gives up and asks again; what it asked first may wait for the dead.
                await grain.GetSummary(0).WaitAsync(TimeSpan.FromSeconds(1));
                return watch.Elapsed.TotalSeconds;
            }
            catch (Exception e) when (e is TimeoutException or OrleansException)
            {
            }
        throw new TimeoutException($"{grain.GetPrimaryKeyString()} does not answer any more.");
    }

    private static async Task<double> Dead(City city, int port, Stopwatch watch)
    {
        var alive = $"SELECT count(*) FROM OrleansMembershipTable WHERE Port = {port.ToString(CultureInfo.InvariantCulture)} AND Status <> {((int)SiloStatus.Dead).ToString(CultureInfo.InvariantCulture)}";
        while (await city.Cluster.Ask(alive) > 0 && watch.Elapsed < TimeSpan.FromMinutes(2)) await Task.Delay(20);
        return watch.Elapsed.TotalSeconds;
    }
}
