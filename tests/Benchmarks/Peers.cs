using System.Text;
using FuyangPlan.Samples;

namespace FuyangPlan.Benchmarks;

/// <summary>Beside Redmine, which people would take otherwise: the same number of projects and issues, the same connections, in turn.</summary>
internal static class Peers
{
    private const int Projects = 22, Callers = BusyPlan.Callers;

    public static async Task Run(Report report)
    {
        if (Redmine.Missing is { } how)
        {
            report.Add("beside Redmine", "not measured", how, "", "", "");
            return;
        }
        var issues = report.Quick ? 20 : 40;
        var folder = Directory.CreateTempSubdirectory("fuyang-bench-").FullName;
        using var gateway = new GatewayProcess(folder);
        try
        {
            await BusyPlan.Seed(folder, issues);
            await using var redmine = await Redmine.Start(Projects, issues);
            gateway.Start();
            await gateway.Ready();
            await Measure(report, gateway, redmine, issues);
        }
        finally
        {
            gateway.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Measure(Report report, GatewayProcess gateway, Redmine redmine, int issues)
    {
        var plan = await BusyPlan.Open(gateway.Address);
        var (address, key) = (redmine.Address, redmine.Key);
        byte[] hundred = plan.Get("/tasks?limit=100"), one = plan.Get("/initiatives/project-1"),
            theirHundred = Wire.Get(address, $"/issues.json?limit=100&key={key}"), theirOne = Wire.Get(address, $"/projects/p01.json?key={key}");
        // Each caller changes issues of its own, and each change is one.
        byte[] Change(int caller, int number) => Wire.Put(
            address, $"/issues/{1 + caller + number % (issues * Projects / Callers) * Callers}.json?key={key}",
            Encoding.UTF8.GetBytes($$$"""{"issue":{"done_ratio":{{{1 + number / (issues * Projects / Callers) % 100}}}}}"""));
        byte[] Create(int caller, int number) => Wire.Post(
            address, $"/issues.json?key={key}", null, null,
            Encoding.UTF8.GetBytes($$$"""{"issue":{"project_id":{{{1 + number % Projects}}},"subject":"Task {{{caller}}}-{{{number}}}"}}"""));

        ImmutableArray<Requests> ours = [new(Callers, plan.Lead, 201), new(Callers, plan.Report), new(Callers, (_, _) => hundred), new(Callers, (_, _) => one)],
            theirs = [new(Callers, Create, 201), new(Callers, Change, 204), new(Callers, (_, _) => theirHundred), new(Callers, (_, _) => theirOne)];
        Task<double[]> Ours() => Rates(ours, gateway.Address, report.Slice);
        // A second has few of its lists.
        Task<double[]> Theirs() => Rates(theirs, address, 3 * report.Slice);
        // Compiled code settles only after some ten thousand requests.
        for (var warm = 0; warm < 8; warm++) await Ours();
        var (product, peer) = await report.InterleaveMany(Ours, Theirs, rounds: 5);
        // The peer has done what it answered.
        if (await redmine.Count("issues") - issues * Projects != theirs[0].Answered || await redmine.Count("journals") != theirs[1].Answered)
            throw new InvalidOperationException("What Redmine answered and what it stored are not the same.");
        (string What, double AtLeast)[] rows =
        [
            ("recorded lead (limit: Redmine 5 creates an issue)", 100), ("report (limit: Redmine 5 changes the done_ratio of an issue)", 120),
            ("list of 100 (limit: Redmine 5, issues.json?limit=100)", 600), ("one initiative (limit: Redmine 5, one project)", 200),
        ];
        foreach (var ((what, atLeast), number) in rows.Select((row, number) => (row, number)))
            report.Compare($"{what}, {Callers} connections", "per second", (product[number], peer[number]), atLeast);
    }

    private static async Task<double[]> Rates(ImmutableArray<Requests> all, Uri address, TimeSpan time)
    {
        List<double> rates = [];
        foreach (var each in all) rates.Add(await each.Rate(address, time));
        return [.. rates];
    }
}
