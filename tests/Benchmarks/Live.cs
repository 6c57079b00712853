using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FuyangPlan.Servers;

namespace FuyangPlan.Benchmarks;

/// <summary>From an accepted command until its event is at every live feed, beside a bare fan-out of the same bytes.</summary>
internal static class Live
{
    private const int Clients = 300, PerAccountAndGateway = 8;

    public static async Task Run(Report report)
    {
        var city = await City.Of(report);
        var (plan, department) = (City.Plan(0), city.Departments[0]);
        var gateways = city.Cluster.Members.Gateways.Length;
        using var sender = await Wire.Open(department.Gateway);
        async Task Command()
        {
            if (await sender.Send(department.Report()) != 200) throw new IOException(sender.Text);
        }
        await Command();
        using var ears = await Listeners.Open(Clients, city.Gateway, number => Wire.Get(
            city.Gateway(number), $"/api/v1/plans/{plan}/feed", city.Tokens[number / (gateways * PerAccountAndGateway)]));

        var port = Ports.Free();
        var address = new Uri($"http://127.0.0.1:{port}");
        using var bare = Bare.Start("bare", Bare.Text(port), "fan");
        try
        {
            await Bare.Ready(address);
            using var bareSender = await Wire.Open(address);
            using var bareEars = await Listeners.Open(Clients, _ => address, _ => Wire.Get(address, "/feed"));
            var line = await LastLine(city, plan);
            var pushed = 0L;
            async Task Push()
            {
                if (await bareSender.Send(Wire.Post(address, "/push", null, null, Encoding.UTF8.GetBytes($"event: changed\ndata: {line}\nid: {++pushed}\n\n"))) != 200)
                    throw new IOException(bareSender.Text);
            }

            foreach (var (perSecond, seconds) in new[] { (5, report.Quick ? 2 : 3), (50, report.Quick ? 1 : 2) })
            {
                var (events, pace) = (perSecond * seconds, TimeSpan.FromSeconds(1.0 / perSecond));
                var (ours, theirs) = await report.InterleaveMany(
                    async () =>
                    {
                        var first = await city.Cluster.Journal.Position(plan) + 1;
                        return Both(await ears.Hear(first, events, pace, Command));
                    },
                    async () => Both(await bareEars.Hear(pushed + 1, events, pace, Push)), rounds: 5);
                report.Compare($"accepted command to {Clients} live feeds at 2 gateways, {perSecond} a second, p50 (limit: bare fan-out)", "ms", (ours[0], theirs[0]));
                report.Compare("the same, p99", "ms", (ours[1], theirs[1]), atMost: perSecond == 50 ? 3 : null);
            }
        }
        finally
        {
            bare.Kill();
        }
    }

    private static double[] Both(List<double> times) => [Pages.Percentile(times, 0.5), Pages.Percentile(times, 0.99)];

    /// <summary>What a listener is sent of an entry, byte by byte.</summary>
    private static async Task<string> LastLine(City city, string plan)
    {
        using var http = new HttpClient { BaseAddress = city.Gateway(0) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", city.Admin);
        using var page = JsonDocument.Parse(await http.GetStringAsync($"/api/v1/plans/{plan}/journal?limit=1"));
        return page.RootElement.GetProperty("items")[0].GetRawText();
    }
}
