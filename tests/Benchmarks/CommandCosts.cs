using System.Diagnostics;
using System.Globalization;
using System.Text;
using FuyangPlan.Accounts;
using FuyangPlan.Initiatives;
using FuyangPlan.Samples;
using FuyangPlan.Storage;

namespace FuyangPlan.Benchmarks;

/// <summary>What a durable command over HTTP takes of the processors, beside a bare endpoint that makes a row durable, a commit each; a process each.</summary>
internal static class CommandCosts
{
    private const string Plan = "costs", Liaison = "costs-liaison", Officer = "costs-officer", Api = $"/api/v1/plans/{Plan}/initiatives";
    private const int Connections = 8, Tasks = 5;

    private static readonly ImmutableArray<string> Initiatives = [.. SamplePlan.Document(Plan).Initiatives.Select(charter => charter.Id)];
    private static readonly ImmutableArray<string> Chains = [.. Initiatives.Where(id => id.StartsWith("chain-", StringComparison.Ordinal))];

    private static readonly ImmutableArray<ImmutableArray<string>> Own =
        [.. Enumerable.Range(0, Connections).Select(caller => Initiatives.Where((_, place) => place % Connections == caller).ToImmutableArray())];

    public static async Task Run(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("fuyang-bench-").FullName;
        using var gateway = new GatewayProcess(folder);
        try
        {
            await Seed(folder);
            gateway.Start();
            await gateway.Ready();
            var file = Path.Combine(folder, "bare.db");
            var (liaison, officer) = (await SignIn.Token(gateway.Address, Liaison), await SignIn.Token(gateway.Address, Officer));
            // Whoever reads a list waits for what is behind: it is paid for within the measurement.
            var list = Wire.Get(gateway.Address, $"/api/v1/plans/{Plan}/tasks?limit=1", liaison);
            Load reports = new((caller, number) => Report(gateway.Address, liaison, caller, number), list),
                leads = new((caller, number) => Lead(gateway.Address, officer, caller, number), list, 201), inserts;
            using (var bare = await BareProcess.Start("durable", file))
            {
                inserts = new((_, number) => Wire.Post(bare.Address, "/insert", null, null, Percent(number)), null);
                async Task<double[]> Ours() => [.. await reports.Run(gateway.Id, gateway.Address, report.Slice), .. await leads.Run(gateway.Id, gateway.Address, report.Slice)];
                Task<double[]> Theirs() => inserts.Run(bare.Id, bare.Address, report.Slice);
                // Compiled code settles only after some ten thousand commands.
                for (var warm = 0; warm < 12; warm++) (await Ours(), await Theirs()).ToString();
                var (ours, theirs) = await report.InterleaveMany(Ours, Theirs);
                report.Compare(
                    $"report over HTTP, processor time, {Connections} connections, {Initiatives.Length} initiatives (limit: a bare endpoint, one durable insert each)", "µs",
                    (ours[1], theirs[1]), atMost: 2);
                report.Compare("the same: answered", "per second", (ours[0], theirs[0]));
                report.Compare($"recorded lead over HTTP, processor time, {Connections} connections, {Chains.Length} chains (limit: report)", "µs", (ours[3], ours[1]), atMost: 2);
                report.Compare("the same: answered", "per second", (ours[2], ours[0]));
            }
            gateway.Stop();
            Check(Path.Combine(folder, "fuyang.db"), "task.progress-reported", reports.Answered);
            Check(Path.Combine(folder, "fuyang.db"), "lead.recorded", leads.Answered);
            Check(file, "bare", inserts.Answered);
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
        await LeadSeeding.Chains(host.Grains(), Plan);
        foreach (var id in Initiatives) await SamplePlan.Begin(host.Grains().Initiative(Plan, InitiativeId.Parse(id)), tasks: 10, Tasks);
        await Seeding.Account(host.Grains(), Liaison, new Membership(Plan, [Role.Liaison], SamplePlan.LiaisonPerson, SamplePlan.Department));
        await Seeding.Account(host.Grains(), Officer, new Membership(Plan, [Role.InvestmentOfficer], LeadSeeding.OfficerPerson));
        await host.Stop();
    }

    /// <summary>The next step of one of the caller's own tasks.</summary>
    private static byte[] Report(Uri gateway, string token, int caller, int number)
    {
        var own = Own[caller];
        var (initiative, task, step) = (own[number % own.Length], 1 + number / own.Length % Tasks, 1 + number / own.Length / Tasks);
        return Wire.Post(gateway, $"{Api}/{initiative}/tasks/{task}/progress", token, $"{caller}-{number}", Percent(step));
    }

    private static byte[] Lead(Uri gateway, string token, int caller, int number) => Wire.Post(
        gateway, $"{Api}/{Chains[caller % Chains.Length]}/leads", token, $"{caller}-{number}", Encoding.UTF8.GetBytes(
            $$"""
            {"investor":"{{LeadSeeding.Investor(number * Connections + caller)}}","amount":{{1_000 + number}},"source":"leaderReferral","confidential":false,
             "land":20,"contactName":"演示联系人","contactPhone":"0571-演示"}
            """));

    private static byte[] Percent(int hundredths) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"percent":{{hundredths / 100m}}}"""));

    private static void Check(string file, string type, int answered)
    {
        using var source = new SqliteSource(file);
        using var connection = source.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM journal WHERE type = '{type}'";
        if ((long)command.ExecuteScalar()! is var rows && rows != answered)
            throw new InvalidOperationException($"{type}: {answered} requests were answered, and {rows} rows are there.");
    }

    /// <summary>Callers with a connection each that send one command after the other.</summary>
    /// <param name="settled">Asked at the end; null: nothing follows later.</param>
    private sealed class Load(Func<int, int, byte[]> next, byte[]? settled, int status = 200)
    {
        private readonly int[] numbers = new int[Connections];

        public int Answered => numbers.Sum();

        /// <summary>Answers per second, and what one of them takes of the processors in the process that gives them.</summary>
        public async Task<double[]> Run(int id, Uri address, TimeSpan time)
        {
            using var process = Process.GetProcessById(id);
            using var wire = await Wire.Open(address);
            var (answered, before, watch) = (Answered, process.TotalProcessorTime, Stopwatch.StartNew());
            await Task.WhenAll(Enumerable.Range(0, Connections).Select(caller => Task.Run(async () =>
            {
                using var own = await Wire.Open(address);
                for (; watch.Elapsed < time; numbers[caller]++) await own.Answered(next(caller, numbers[caller]), status);
            })));
            var count = Answered - answered;
            var rate = count / watch.Elapsed.TotalSeconds;
            if (settled is not null) await wire.Answered(settled);
            process.Refresh();
            return [rate, (process.TotalProcessorTime - before).TotalMicroseconds / count];
        }
    }
}
