using FuyangPlan.Samples;
using FuyangPlan.Storage;

namespace FuyangPlan.Benchmarks;

/// <summary>What a durable command over HTTP takes of the processors, beside a bare endpoint that makes a row durable, a commit each; a process each.</summary>
internal static class CommandCosts
{
    public static async Task Run(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("fuyang-bench-").FullName;
        using var gateway = new GatewayProcess(folder);
        try
        {
            await BusyPlan.Seed(folder, tasks: 10);
            gateway.Start();
            await gateway.Ready();
            var (product, bare) = (Path.Combine(folder, "fuyang.db"), Path.Combine(folder, "bare.db"));
            var plan = await BusyPlan.Open(gateway.Address);
            Requests reports = new(BusyPlan.Callers, plan.Report, settled: plan.Get("/tasks?limit=1")),
                leads = new(BusyPlan.Callers, plan.Lead, status: 201, settled: plan.Get("/tasks?limit=1"));
            var inserts = await Measure(report, gateway, reports, leads, bare);
            gateway.Stop();
            Check(product, "task.progress-reported", reports.Answered);
            Check(product, "lead.recorded", leads.Answered);
            Check(bare, "bare", inserts.Answered);
        }
        finally
        {
            gateway.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Answers what the limit was sent.</summary>
    private static async Task<Requests> Measure(Report report, GatewayProcess gateway, Requests reports, Requests leads, string file)
    {
        using var bare = await BareProcess.Start("durable", file);
        var inserts = new Requests(BusyPlan.Callers, (_, number) => Wire.Post(bare.Address, "/insert", null, null, BusyPlan.Percent(number)));
        async Task<double[]> Ours() => [.. await reports.Cost(gateway.Id, gateway.Address, report.Slice), .. await leads.Cost(gateway.Id, gateway.Address, report.Slice)];
        Task<double[]> Theirs() => inserts.Cost(bare.Id, bare.Address, report.Slice);
        // Compiled code settles only after some ten thousand commands.
        for (var warm = 0; warm < 12; warm++) (await Ours(), await Theirs()).ToString();
        var (ours, theirs) = await report.InterleaveMany(Ours, Theirs);
        report.Compare(
            $"report over HTTP, processor time, {BusyPlan.Callers} connections, {BusyPlan.Initiatives.Length} initiatives (limit: a bare endpoint, one durable insert each)", "µs",
            (ours[1], theirs[1]), atMost: 2);
        report.Compare("the same: answered", "per second", (ours[0], theirs[0]));
        report.Compare($"recorded lead over HTTP, processor time, {BusyPlan.Callers} connections, {BusyPlan.Chains.Length} chains (limit: report)", "µs",
            (ours[3], ours[1]), atMost: 2);
        report.Compare("the same: answered", "per second", (ours[2], ours[0]));
        return inserts;
    }

    private static void Check(string file, string type, int answered)
    {
        using var source = new SqliteSource(file);
        using var connection = source.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM journal WHERE type = '{type}'";
        if ((long)command.ExecuteScalar()! is var rows && rows != answered)
            throw new InvalidOperationException($"{type}: {answered} requests were answered, and {rows} rows are there.");
    }
}
