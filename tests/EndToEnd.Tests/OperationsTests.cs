using System.Net.Http.Headers;

namespace FuyangPlan.EndToEnd;

/// <summary>What those who operate the product see, and what nobody sees.</summary>
public sealed class OperationsTests(OperationsTests.Operated operated) : IClassFixture<OperationsTests.Operated>
{
    // Planted where secrets and contents go in; none of them may come out in a log or a figure.
    private const string Canary = "canary-2021";

    private Product Product => operated.Product;

    /// <summary>A product that tells everything that it can tell; what it has said of secrets is looked for once more when all is done.</summary>
    public sealed class Operated : IAsyncLifetime
    {
        internal Product Product { get; } = new() { Size = 1 };

        internal Collector Collector { get; } = new();

        internal int[] MetricsPorts { get; private set; } = [];

        internal Staff Staff { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            MetricsPorts = await Product.StartMeasured(
                "--Fuyang:JsonLogs=true", "--Logging:LogLevel:Default=Trace", "--Fuyang:CallerKey=" + Canary + new string('x', 32),
                $"--OTEL_EXPORTER_OTLP_ENDPOINT={Collector.Address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_METRIC_EXPORT_INTERVAL=200",
                "--OTEL_BSP_SCHEDULE_DELAY=100");
            Staff = await Staff.Come(Product);
        }

        public async ValueTask DisposeAsync()
        {
            await Product.Stop();
            HoldsNoSecrets();
            await Product.DisposeAsync();
            Collector.Dispose();
        }

        internal void HoldsNoSecrets()
        {
            Assert.DoesNotContain(Canary, Product.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(Product.AdminPassword, Product.Output, StringComparison.Ordinal);
            foreach (var role in (string[])["admin", "liaison"]) Assert.DoesNotContain(Staff[role].Token!, Product.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Metrics_AreOnTheirOwnPort_AndNowhereElse()
    {
        var (staff, ports) = (operated.Staff, operated.MetricsPorts);
        var plan = await Rehearsal.Begin(staff);
        await plan.Picture();
        using var listening = await staff["auditor"].Open($"{plan.Address}/feed", lastEventId: "999999");
        await plan.Accept();
        (await staff["auditor"].Post($"{plan.Of()}/task-book/submission", "{}")).IsRefused(403, "forbidden");

        using var http = new HttpClient();
        var metrics = string.Join('\n', await Task.WhenAll(ports.Select(port => http.GetStringAsync($"http://127.0.0.1:{port}/metrics", TestContext.Current.CancellationToken))));
        foreach (var family in (string[])
            [
                "orleans_app_requests_latency", "http_server_request_duration_seconds", "dotnet_gc_collections_total", "kestrel_active_connections",
                "fuyang_commands_total", "fuyang_journal_commit_duration_seconds", "fuyang_journal_batch_size", "fuyang_journal_queue", "fuyang_feed_lag",
                "fuyang_feed_delay_seconds", "fuyang_feed_listeners", "fuyang_feed_resyncs_total", "fuyang_evidence_stored_bytes_total", "fuyang_plan_copy_age_seconds",
            ])
            Assert.Contains($"\n{family}", metrics, StringComparison.Ordinal);
        Assert.Contains("code=\"forbidden\"", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("project-4", metrics, StringComparison.Ordinal);
        foreach (var port in ports)
            foreach (var elsewhere in (string[])["/", "/health/ready", "/api/v1/plans", "/sign-in", "/ops/dashboard"])
                Assert.Equal(404, (int)(await http.GetAsync($"http://127.0.0.1:{port}{elsewhere}", TestContext.Current.CancellationToken)).StatusCode);

        foreach (var host in (string[])[Product.Address.Authority, $"127.0.0.1:{ports[0]}", "localhost"])
        {
            var anonymous = await new Visitor(Product).Get("/metrics", ("Host", host));
            Assert.True(anonymous.Status is 302 or 401 or 404, anonymous.ToString());
            foreach (var visitor in (Visitor[])[staff["admin"], staff["auditor"]])
                Assert.Equal(404, (await visitor.Get("/metrics", ("Host", host))).Status);
        }
    }

    [Fact]
    public async Task Logs_AreJsonWithTheCommandsId_AndHoldNoBodiesAndNoSecrets()
    {
        var staff = operated.Staff;
        var plan = await Rehearsal.Begin(staff);
        await plan.Accept();
        await Visitor.Knock(Product, "admin", Canary);
        await Visitor.Knock(Product, "admin", Canary, "/api/v1/sessions");
        await staff["admin"].Do("/api/v1/accounts", new { name = "somebody", displayName = "某人", password = $"{Canary}-password", memberships = Array.Empty<object>() });
        await staff["liaison"].Do($"{plan.Task(1)}/start", "{}");
        await staff["liaison"].Do($"{plan.Task(1)}/progress", new { percent = 10, note = $"{Canary} 正文" });
        await staff["liaison"].Post($"{plan.Task(1)}/progress", $$"""{"percent":"{{Canary}}","{{Canary}}":1}""");
        await staff["liaison"].Post($"{plan.Task(1)}/progress", $"{{{Canary}");
        await staff["auditor"].Get($"{plan.Address}/tasks?q={Canary}");
        await staff["auditor"].Get("/api/v1/sessions/current", ("Cookie", $"fuyang-session={Canary}"));
        await new Visitor(Product, Canary).Get(plan.Address);
        // An accident within a command: the database takes no entry of it.
        Product.Database.Refuse("broken-key");
        (await staff["liaison"].Post($"{plan.Task(1)}/progress", new { percent = 11, note = $"{Canary} 正文" }, "broken-key")).IsRefused(503, "outcome-unknown");
        Product.Database.RefuseNothing();

        JsonNode[] Told() =>
        [
            .. Product.Output.Split('\n')[..^1].Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!)
                .Where(log => ((string?)log["Message"])?.StartsWith($"Append to {plan.Id}/project-4 failed", StringComparison.Ordinal) == true),
        ];
        var told = Told();
        for (var patience = 0; told.Length == 0 && patience < 600; patience++, told = Told()) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.NotEmpty(told);
        operated.HoldsNoSecrets();
        Assert.All(told, log => Assert.Contains(log["Scopes"]!.AsArray(), scope =>
            (string?)scope!["Stream"] == $"{plan.Id}/project-4" && ((string?)scope["CommandId"])?.EndsWith(":broken-key", StringComparison.Ordinal) == true));
    }

    [Fact]
    public async Task MeasuresAndSpans_AreSentToWhereOtlpIsTaken()
    {
        var collector = operated.Collector;
        var plan = await Rehearsal.Begin(operated.Staff);
        await plan.Accept();
        await collector.Has("/v1/traces", "fuyang-gateway", "journal.append", $"{plan.Id}/project-4", "AcceptTaskBook", "http.request.method", $"{plan.Of()}/task-book/acceptance");
        await collector.Has("/v1/metrics", "fuyang-gateway", "fuyang.commands", "fuyang.journal.commit.duration", "http.server.request.duration", "orleans-app-requests-latency");
        // Of the database only what the provider measures, where there is one; of the bus what it has carried.
        if (Backing.IsCluster) await collector.Has("/v1/metrics", "fuyang-silo", "db.client.connection.count");
    }
}
