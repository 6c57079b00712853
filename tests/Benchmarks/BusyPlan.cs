using System.Globalization;
using System.Text;
using FuyangPlan.Accounts;
using FuyangPlan.Initiatives;
using FuyangPlan.Samples;

namespace FuyangPlan.Benchmarks;

/// <summary>A plan on which so many callers work at once over HTTP, each on tasks and in a chain of its own.</summary>
internal sealed class BusyPlan
{
    public const int Callers = 8;
    private const string Id = "busy", Liaison = "busy-liaison", Officer = "busy-officer";
    private const int Started = 5;

    private readonly ImmutableArray<ImmutableArray<string>> initiatives =
        [.. Enumerable.Range(0, Callers).Select(caller => Initiatives.Where((_, place) => place % Callers == caller).ToImmutableArray())];

    private readonly Uri gateway;
    private readonly string liaison, officer;

    private BusyPlan(Uri gateway, string liaison, string officer) => (this.gateway, this.liaison, this.officer) = (gateway, liaison, officer);

    public static ImmutableArray<string> Initiatives { get; } = [.. SamplePlan.Document(Id).Initiatives.Select(charter => charter.Id)];

    public static ImmutableArray<string> Chains { get; } = [.. Initiatives.Where(id => InitiativeId.Parse(id).Kind == InitiativeKind.IndustryChain)];

    /// <param name="tasks">In each task book.</param>
    public static async Task Seed(string folder, int tasks)
    {
        var host = await SiloHost.Start(folder);
        await LeadSeeding.Chains(host.Grains(), Id);
        foreach (var id in Initiatives) await SamplePlan.Begin(host.Grains().Initiative(Id, InitiativeId.Parse(id)), tasks, Started);
        await Seeding.Account(host.Grains(), Liaison, new Membership(Id, [Role.Liaison], SamplePlan.LiaisonPerson, SamplePlan.Department));
        await Seeding.Account(host.Grains(), Officer, new Membership(Id, [Role.InvestmentOfficer], LeadSeeding.OfficerPerson));
        await host.Stop();
    }

    public static async Task<BusyPlan> Open(Uri gateway) => new(gateway, await SignIn.Token(gateway, Liaison), await SignIn.Token(gateway, Officer));

    /// <summary>One of the plan's addresses.</summary>
    public byte[] Get(string path) => Wire.Get(gateway, $"/api/v1/plans/{Id}{path}", liaison);

    /// <summary>The next step of one of the caller's own tasks.</summary>
    public byte[] Report(int caller, int number)
    {
        var own = initiatives[caller];
        var (initiative, task, hundredths) = (own[number % own.Length], 1 + number / own.Length % Started, 1 + number / own.Length / Started);
        return Wire.Post(gateway, $"/api/v1/plans/{Id}/initiatives/{initiative}/tasks/{task}/progress", liaison, $"{caller}-{number}", Percent(hundredths));
    }

    public byte[] Lead(int caller, int number) => Wire.Post(
        gateway, $"/api/v1/plans/{Id}/initiatives/{Chains[caller % Chains.Length]}/leads", officer, $"{caller}-{number}", Encoding.UTF8.GetBytes(
            $$"""
            {"investor":"{{LeadSeeding.Investor(number * Callers + caller)}}","amount":{{1_000 + number}},"source":"leaderReferral","confidential":false,
             "land":20,"contactName":"演示联系人","contactPhone":"0571-演示"}
            """));

    public static byte[] Percent(int hundredths) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"percent":{{hundredths / 100m}}}"""));
}
