using System.Diagnostics;
using System.Text;
using FuyangPlan.Accounts;
using FuyangPlan.Samples;

namespace FuyangPlan.Benchmarks;

/// <summary>A whole plan as large as a city at one glance: every initiative is asked anew when anything has changed.</summary>
internal static class Overviews
{
    private const string Plan = "overview-0", Liaison = "overview-liaison";
    private const int Initiatives = 290, Tasks = 20;

    public static async Task Run(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("fuyang-bench-").FullName;
        using var gateway = new GatewayProcess(folder);
        try
        {
            await Seed(folder);
            gateway.Start();
            await gateway.Ready();
            var (admin, liaison) = (await SignIn.Token(gateway.Address, "admin"), await SignIn.Token(gateway.Address, Liaison));
            using var wire = await Wire.Open(gateway.Address);
            var reported = 0;
            byte[] Progress() => Wire.Post(
                gateway.Address, $"/api/v1/plans/{Plan}/initiatives/project-{1 + reported % 9}/tasks/1/progress", liaison, $"{reported}",
                Encoding.ASCII.GetBytes($$"""{"percent":{{++reported / 100m}}}"""));

            async Task<List<double>> Times(byte[] question, bool changing)
            {
                List<double> times = [];
                // Compiled code settles only after some hundred requests.
                for (var turn = -100; turn < 30 * report.Rounds; turn++)
                {
                    if (changing) await wire.Answered(Progress());
                    var watch = Stopwatch.GetTimestamp();
                    await wire.Answered(question);
                    if (turn >= 0) times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
                }
                return times;
            }
            var (overview, page) = (Wire.Get(gateway.Address, $"/api/v1/plans/{Plan}", admin), Wire.Get(gateway.Address, $"/plans/{Plan}", admin));
            var (fresh, still, whole) = (await Times(overview, changing: true), await Times(overview, changing: false), await Times(page, changing: true));
            report.Below($"overview of {Initiatives} initiatives in one plan over HTTP, a report before each, p95 (p50 {Short(fresh, 0.5)})", Pages.Percentile(fresh, 0.95),
                $" [..{Short(fresh, 1)}]", aim: 100);
            report.Add("the same again, nothing has changed, p95, ms", $"{Short(still, 0.95)} [..{Short(still, 1)}]", "", "", "", "");
            report.Add($"its page (HTML), a report before each, p95 (p50 {Short(whole, 0.5)}), ms", $"{Short(whole, 0.95)} [..{Short(whole, 1)}]", "", "", "", "");
        }
        finally
        {
            gateway.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Seed(string folder)
    {
        var host = await SiloHost.Start(folder);
        await Seeding.Plans(host.Grains(), "overview", Initiatives, Initiatives, Tasks, started: 1);
        await Seeding.Account(host.Grains(), Liaison, new Membership(Plan, [Role.Liaison], SamplePlan.LiaisonPerson, SamplePlan.Department));
        await host.Stop();
    }

    private static string Short(List<double> times, double part) => Figure.Short(Pages.Percentile(times, part));
}
