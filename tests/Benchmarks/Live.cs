using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace FuyangPlan.Benchmarks;

/// <summary>From an accepted command until its event is at every live feed, beside a bare fan-out of the same bytes.</summary>
internal static class Live
{
    private const int Clients = 300, PerAccountAndGateway = 8;

    public static async Task Run(Report report)
    {
        var city = await City.Of(report);
        using (var sender = await Wire.Open(city.Departments[0].Gateway)) await sender.Answered(city.Departments[0].Report());
        var line = await LastLine(city, City.Plan(0));
        await Hundreds(report, city, line);
        await LiveCrowd.Run(report, city, line);
    }

    private static async Task Hundreds(Report report, City city, string line)
    {
        var (plan, department) = (City.Plan(0), city.Departments[0]);
        var gateways = city.Cluster.Members.Gateways.Length;
        using var sender = await Wire.Open(department.Gateway);
        Task Command() => sender.Answered(department.Report());
        using var ears = await Listeners.Open(Clients, city.Gateway, number => Wire.Get(
            city.Gateway(number), $"/api/v1/plans/{plan}/feed", city.Tokens[number / (gateways * PerAccountAndGateway)]));

        using var bare = await BareProcess.Start("fan");
        using var bareSender = await Wire.Open(bare.Address);
        using var bareEars = await Listeners.Open(Clients, _ => bare.Address, _ => Wire.Get(bare.Address, "/feed"));
        var pushed = 0L;
        Task Push() => bareSender.Answered(Wire.Post(bare.Address, "/push", null, null, Encoding.UTF8.GetBytes($"event: changed\ndata: {line}\nid: {++pushed}\n\n")));

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
