using System.Diagnostics;
using System.Text;
using FuyangPlan.Accounts;
using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;
using FuyangPlan.Leads;
using FuyangPlan.Plans;
using FuyangPlan.Samples;
using FuyangPlan.Tables;
using Microsoft.Extensions.Hosting;

namespace FuyangPlan.Benchmarks;

/// <summary>The leads of a city: moving one in a short and in a long chain, then what an investment officer reads over HTTP of 20,000 in eight chains.</summary>
internal static class CityLeads
{
    private const string Plan = "fuyang-leads", MovePlan = "fuyang-moves", Account = "leads-officer", Api = $"/api/v1/plans/{Plan}";

    public static async Task Run(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("fuyang-bench-").FullName;
        using var gateway = new GatewayProcess(folder);
        try
        {
            var leads = report.Quick ? 4_000 : 20_000;
            var host = await SiloHost.Start(folder);
            await Moves(report, host);
            await Seed(report, host, leads);
            await host.Stop();
            gateway.Start();
            await gateway.Ready();
            await Reads(report, gateway, leads);
        }
        finally
        {
            gateway.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The same ten leads take the same steps; beside them there is nothing, or ten thousand others.</summary>
    private static async Task Moves(Report report, IHost host)
    {
        const int Few = 10, Many = 10_000;
        var chains = await LeadSeeding.Chains(host.Grains(), MovePlan, most: 2);
        await Task.WhenAll(LeadSeeding.Fill(chains[0], Few), LeadSeeding.Fill(chains[1], Many));
        // Those of them that were moved when they were recorded.
        foreach (var chain in chains)
            foreach (var number in (int[])[3, 4, 5, 8, 9, 10]) await LeadSeeding.Regress(chain, number, "again");
        await CaughtUp(host, MovePlan);
        var round = 0;
        var measured = await report.Interleave(() => Median(chains[1], $"{round++}"), () => Median(chains[0], $"{round++}"), rounds: 11);
        report.Compare($"moving one lead in a chain of {Many:#,0} (limit: in a chain of {Few})", "ms, p50", measured, atMost: 1.15);

        static async Task<double> Median(IIndustryChainGrain chain, string key)
        {
            List<double> times = [];
            for (var number = 1; number <= Few; number++)
            {
                for (var stage = LeadStage.Screening; stage <= LeadStage.Offer; stage++)
                {
                    var watch = Stopwatch.GetTimestamp();
                    await LeadSeeding.Advance(chain, number, stage, key);
                    times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
                }
                await LeadSeeding.Regress(chain, number, key);
            }
            return Pages.Percentile(times, 0.5);
        }
    }

    private static async Task Seed(Report report, IHost host, int leads)
    {
        var watch = Stopwatch.StartNew();
        var chains = await LeadSeeding.Chains(host.Grains(), Plan);
        await Task.WhenAll(chains.Select(chain => LeadSeeding.Fill(chain, leads / chains.Length)));
        await Seeding.Account(host.Grains(), Account, new Membership(Plan, [Role.InvestmentOfficer], LeadSeeding.OfficerPerson));
        // Weeks later most of them stand still.
        var clock = AdvanceClock.Surely(new(2021, 3, 1, 9, 0, 0, TimeSpan.FromHours(8)));
        await Seeding.Patiently(async () => SamplePlan.Accepted(await host.Grains().GetGrain<IPlanGrain>(Plan).Do(SamplePlan.Admin, "clock", clock)));
        await CaughtUp(host, Plan);
        report.Say($"{leads:#,0} leads in {chains.Length} chains were recorded and moved in {watch.Elapsed.TotalSeconds:0} s");
    }

    private static async Task Reads(Report report, GatewayProcess gateway, int leads)
    {
        var token = await SignIn.Token(gateway.Address, Account);
        byte[] Get(string path) => Wire.Get(gateway.Address, Api + path, token);
        var (one, all) = ($"one chain of {leads / 8:#,0} leads", $"eight chains of {leads:#,0} leads");
        (string Name, byte[] Request)[] questions =
        [
            ($"the board of {one}", Get("/initiatives/chain-3/leads/board")),
            ($"a search in {one}", Get($"/initiatives/chain-4/leads?q={Uri.EscapeDataString("星河")}")),
            ($"a search by pinyin in {all}, by probability", Get("/leads?q=qm&sort=-probability")),
            ($"a search in {all}", Get($"/leads?q={Uri.EscapeDataString("星河光电")}")),
            ($"the first page of {all}", Get("/leads")),
            ($"the check for duplicates in {all}", Wire.Post(gateway.Address, $"{Api}/lead-duplicates", token, null, Encoding.UTF8.GetBytes("""{"investor":"演示啟明材料第11有限责任公司"}"""))),
        ];
        using var wire = await Wire.Open(gateway.Address);
        foreach (var (name, request) in questions)
            report.Add($"{name}, the first request of its kind, ms", Figure.Short(await Time(wire, request)), "", "", "", "");
        // Compiled code settles; who asks first each time does not matter afterwards.
        for (var warm = 0; warm < 30; warm++)
            foreach (var (_, request) in questions) await Time(wire, request);
        var times = questions.ToDictionary(question => question.Name, _ => new List<double>());
        for (var turn = 0; turn < 30 * report.Rounds; turn++)
            foreach (var (name, request) in questions) times[name].Add(await Time(wire, request));
        foreach (var (name, each) in times)
            report.Below($"{name}, p95 (p50 {Figure.Short(Pages.Percentile(each, 0.5))})", Pages.Percentile(each, 0.95), $" [..{Figure.Short(each.Max())}]", aim: 50);
    }

    private static async Task<double> Time(Wire wire, byte[] request)
    {
        var watch = Stopwatch.GetTimestamp();
        await wire.Answered(request);
        return Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
    }

    private static Task CaughtUp(IHost host, string plan) => Seeding.Patiently(() => host.Grains().Find(plan, new TaskQuery(), SamplePlan.Admin));
}
