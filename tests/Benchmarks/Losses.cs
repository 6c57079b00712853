using System.Diagnostics;
using FuyangPlan.Accounts;
using FuyangPlan.Initiatives;
using FuyangPlan.Plans;

namespace FuyangPlan.Benchmarks;

/// <summary>More than a killed silo: two of three at once, and one that is there and does nothing.</summary>
internal static class Losses
{
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(12);

    /// <summary>What is asked all day has been asked before on every way; only after a fresh start is it not.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(10);

    /// <summary>So few that each has been there on every way within that time.</summary>
    private const int Readers = 16;

    public static async Task Run(Report report, City city)
    {
        await TwoKilled(report, city);
        await Frozen(report, city);
    }

    private static async Task TwoKilled(Report report, City city)
    {
        List<double> last = [], declared = [];
        var lost = 0;
        for (var kill = 0; kill < (report.Quick ? 2 : 3); kill++)
        {
            var silos = city.Cluster.Members.Silos.Where((_, number) => number != kill).ToList();
            var places = await Spread(city);
            ImmutableArray<IInitiativeGrain> victims = [.. silos.SelectMany(silo => places[Recovery.Port(silo)])];
            lost += victims.Length;
            var watch = Stopwatch.StartNew();
            foreach (var silo in silos) silo.Kill();
            var dead = Task.WhenAll(silos.Select(silo => Recovery.Dead(city, Recovery.Port(silo), watch)));
            last.Add((await Task.WhenAll(victims.Select(grain => Recovery.Answers(grain, watch)))).Max());
            declared.Add((await dead).Max());
            foreach (var silo in silos) silo.Start();
            await city.Cluster.Members.Ready();
        }
        report.Below(
            $"two of three silos killed at once, {last.Count} times, {lost} grains, until all answer (declared dead after {Shorts(declared)} s)", 1000 * last.Max(), "",
            aim: 10_000);
    }

    private static async Task Frozen(Report report, City city)
    {
        List<double> last = [], declared = [], others = [];
        List<int> wrong = [];
        var (lost, left) = (0, 0);
        for (var freeze = 0; freeze < (report.Quick ? 2 : 3); freeze++)
        {
            var silo = city.Cluster.Members.Silos[freeze];
            var port = Recovery.Port(silo);
            await Spread(city);
            using (var warm = new CancellationTokenSource(Before)) await Recovery.Read(city, city.Initiatives, city.Tokens[..Readers], warm.Token);
            // Meanwhile some have moved: the silo that came back last takes its share.
            var places = await Recovery.Places(city);
            ImmutableArray<IInitiativeGrain> victims = [.. places[port]];
            var (initiatives, tokens) = await Elsewhere(city, port, places);
            lost += victims.Length;
            using var end = new CancellationTokenSource(Watched);
            var watch = Stopwatch.StartNew();
            silo.Freeze();
            try
            {
                var dead = Recovery.Dead(city, port, watch);
                var proxy = city.Cluster.Members.Gateways.Select(gateway => Task.Run(() => Leaves(gateway.Address, end.Token))).ToArray();
                var reading = Task.Run(() => Recovery.Read(city, initiatives, tokens, end.Token));
                last.Add((await Task.WhenAll(victims.Select(grain => Recovery.Answers(grain, watch)))).Max());
                declared.Add(await dead);
                left += (await Task.WhenAll(proxy)).Sum();
                var (longest, statuses) = await reading;
                others.Add(longest);
                wrong.AddRange(statuses);
            }
            finally
            {
                silo.Thaw();
            }
            // It learns that it is dead, and ends; who runs it starts it again.
            await silo.Ended();
            silo.Start();
            await silo.Ready();
        }
        report.Below(
            $"one silo frozen, {last.Count} times, {lost} grains, until all answer (declared dead after {Shorts(declared)} s)", 1000 * last.Max(), "", aim: 8000);
        report.Add("gateways that leave the proxy meanwhile (asked each second, out after two without an answer in time)", Bare.Text(left), "", "", "0",
            left == 0 ? "reached" : "missed");
        report.Add(
            $"longest wait meanwhile over HTTP of {Readers} people for initiatives whose grains, and the plan's and the accounts', are with the others, 100 a second, s",
            Shorts(others), "", "", "", "");
        report.Add("answers among these that were anything but what was asked", Recovery.Statuses(wrong), "", "", "0", wrong.Count == 0 ? "reached" : "missed");
    }

    /// <summary>A silo that has just come has nothing to lose: all grains wake again, wherever there is room.</summary>
    private static async Task<ILookup<int?, IInitiativeGrain>> Spread(City city)
    {
        await Task.WhenAll(city.Initiatives.Select(Seeding.SendAway));
        return await Recovery.Places(city);
    }

    /// <summary>Initiatives of which nothing lives in that silo, and tokens of accounts that do not.</summary>
    private static async Task<(ImmutableArray<IInitiativeGrain> Initiatives, ImmutableArray<string> Tokens)> Elsewhere(
        City city, int port, ILookup<int?, IInitiativeGrain> places)
    {
        HashSet<string> plans = [];
        foreach (var plan in Enumerable.Range(0, City.Plans).Select(number => city.Cluster.Grains.GetGrain<IPlanGrain>(City.Plan(number))))
        {
            await Seeding.Patiently(plan.GetClock);
            if (await Recovery.Place(city, plan) != port) plans.Add(plan.GetPrimaryKeyString());
        }
        List<string> tokens = [];
        for (var number = 0; number < Readers; number++)
        {
            var account = city.Cluster.Grains.GetGrain<IAccountGrain>($"city-{number}");
            await Seeding.Patiently(account.Get);
            if (await Recovery.Place(city, account) != port) tokens.Add(city.Tokens[number]);
        }
        return ([.. places.Where(place => place.Key != port).SelectMany(place => place).Where(grain => plans.Contains(grain.GetPrimaryKeyString().Split('/')[0]))], [.. tokens]);
    }

    private static string Shorts(List<double> seconds) => string.Join(", ", seconds.Select(Figure.Short));

    /// <summary>Asks whether a gateway is ready as the proxy of cluster.sh does; answers how often it would have left.</summary>
    private static async Task<int> Leaves(Uri gateway, CancellationToken end)
    {
        var inter = TimeSpan.FromSeconds(1);
        using var http = new HttpClient { BaseAddress = gateway, Timeout = inter };
        var (leaves, failed) = (0, 0);
        while (!end.IsCancellationRequested)
        {
            var next = Task.Delay(inter, CancellationToken.None);
            failed = await IsReady(http) ? 0 : failed + 1;
            if (failed == 2) leaves++;
            await next;
        }
        return leaves;
    }

    private static async Task<bool> IsReady(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
