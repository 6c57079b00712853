using System.Net.Http.Headers;
using System.Text.Json;
using FuyangPlan.Servers;

namespace FuyangPlan.EndToEnd;

/// <summary>What those who operate the product see, and what nobody sees.</summary>
public sealed class OperationsTests : IAsyncDisposable
{
    // Planted where secrets and contents go in; none of them may come out in a log or a figure.
    private const string Canary = "canary-2021";

    private readonly Product product = new() { Size = 1 };

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task Metrics_AreOnTheirOwnPort_AndNowhereElse()
    {
        var ports = await product.StartMeasured();
        var staff = await Staff.Come(product);
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

        foreach (var host in (string[])[product.Address.Authority, $"127.0.0.1:{ports[0]}", "localhost"])
        {
            var anonymous = await new Visitor(product).Get("/metrics", ("Host", host));
            Assert.True(anonymous.Status is 302 or 401 or 404, anonymous.ToString());
            foreach (var visitor in (Visitor[])[staff["admin"], staff["auditor"]])
                Assert.Equal(404, (await visitor.Get("/metrics", ("Host", host))).Status);
        }
    }

    [Fact]
    public async Task Logs_AreJsonWithTheCommandsId_AndHoldNoBodiesAndNoSecrets()
    {
        await product.Start("--Fuyang:JsonLogs=true", "--Logging:LogLevel:Default=Trace", "--Fuyang:CallerKey=" + Canary + new string('x', 32));
        var staff = await Staff.Come(product);
        var plan = await Rehearsal.Begin(staff);
        await plan.Accept();
        await Visitor.Knock(product, "admin", Canary);
        await Visitor.Knock(product, "admin", Canary, "/api/v1/sessions");
        await staff["admin"].Do("/api/v1/accounts", new { name = "somebody", displayName = "某人", password = $"{Canary}-password", memberships = Array.Empty<object>() });
        await staff["liaison"].Do($"{plan.Task(1)}/start", "{}");
        await staff["liaison"].Do($"{plan.Task(1)}/progress", new { percent = 10, note = $"{Canary} 正文" });
        await staff["liaison"].Post($"{plan.Task(1)}/progress", $$"""{"percent":"{{Canary}}","{{Canary}}":1}""");
        await staff["liaison"].Post($"{plan.Task(1)}/progress", $"{{{Canary}");
        await staff["auditor"].Get($"{plan.Address}/tasks?q={Canary}");
        await staff["auditor"].Get("/api/v1/sessions/current", ("Cookie", $"fuyang-session={Canary}"));
        await new Visitor(product, Canary).Get(plan.Address);
        // An accident within a command: the database takes no entry of it.
        product.Database.Refuse("broken-key");
        (await staff["liaison"].Post($"{plan.Task(1)}/progress", new { percent = 11, note = $"{Canary} 正文" }, "broken-key")).IsRefused(503, "outcome-unknown");
        product.Database.RefuseNothing();
        await product.Stop();

        Assert.DoesNotContain(Canary, product.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Product.AdminPassword, product.Output, StringComparison.Ordinal);
        foreach (var role in (string[])["admin", "liaison"]) Assert.DoesNotContain(staff[role].Token!, product.Output, StringComparison.Ordinal);
        var logs = product.Output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.NotEmpty(logs);
        var told = logs.Where(log => ((string?)log["Message"])?.StartsWith($"Append to {plan.Id}/project-4 failed", StringComparison.Ordinal) == true).ToArray();
        Assert.NotEmpty(told);
        Assert.All(told, log => Assert.Contains(log["Scopes"]!.AsArray(), scope =>
            (string?)scope!["Stream"] == $"{plan.Id}/project-4" && ((string?)scope["CommandId"])?.EndsWith(":broken-key", StringComparison.Ordinal) == true));
    }

    [Fact]
    public async Task MeasuresAndSpans_AreSentToWhereOtlpIsTaken()
    {
        using var collector = new Collector();
        await product.Start(
            $"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_METRIC_EXPORT_INTERVAL=200", "--OTEL_BSP_SCHEDULE_DELAY=100");
        var plan = await Rehearsal.Begin(await Staff.Come(product));
        await plan.Accept();
        await collector.Has("/v1/traces", "fuyang-gateway", "journal.append", $"{plan.Id}/project-4", "AcceptTaskBook", "http.request.method", $"{plan.Of()}/task-book/acceptance");
        await collector.Has("/v1/metrics", "fuyang-gateway", "fuyang.commands", "fuyang.journal.commit.duration", "http.server.request.duration", "orleans-app-requests-latency");
        // Of the database only what the provider measures, where there is one; of the bus what it has carried.
        if (Backing.IsCluster) await collector.Has("/v1/metrics", "fuyang-silo", "db.client.connection.count");
    }

    [Fact, InOneProcess]
    public async Task Start_ConfiguredWrongly_EndsWith78AndNamesAllOfIt()
    {
        var (exitCode, output) = await product.Offline("--Fuyang:SiloPrt=1", $"--Fuyang:AdminPassword={Canary[..6]}", "--Fuyang:JsonLogs=maybe");
        Assert.Equal(78, exitCode);
        foreach (var key in (string[])["Fuyang:SiloPrt", "Fuyang:AdminPassword", "Fuyang:JsonLogs"]) Assert.Contains(key, output, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary[..6], output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(product.Folder));
    }

    [Fact, InOneProcess]
    public async Task Settings_FromAFile_AreUsedBeneathTheCommandLine()
    {
        var other = Ports.Free();
        var (path, plans) = (Path.Combine(product.Folder, "settings.json"), Directory.CreateDirectory(Path.Combine(product.Folder, "more")).FullName);
        await File.WriteAllTextAsync(Path.Combine(plans, "more.json"), Rehearsal.Document("from-a-folder").ToJsonString(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(new { urls = $"http://127.0.0.1:{other}", Fuyang = new { PlansFolder = plans } }), TestContext.Current.CancellationToken);
        await product.Start($"--Fuyang:Settings={path}");
        await (await Visitor.SignIn(product, "admin")).Read("/api/v1/plans/from-a-folder");
        using var http = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync($"http://127.0.0.1:{other}/health/live", TestContext.Current.CancellationToken));
    }

    [Theory, InOneProcess]
    [InlineData(64, "no-such-verb")]
    [InlineData(64, "backup")]
    [InlineData(64, "backup", "--to")]
    [InlineData(64, "backup", "--to=a", "--to=b")]
    [InlineData(64, "export", "--file", "x", "--date", "31/02")]
    [InlineData(64, "verify", "--file", "x")]
    [InlineData(64, "import", "-")]
    [InlineData(66, "verify")]
    [InlineData(66, "export", "--file", "x")]
    [InlineData(66, "import", "--file", "no-such-file")]
    [InlineData(66, "restore", "--from", "no-such-folder")]
    public async Task Verb_NotUnderstoodOrWithoutItsData_ChangesNothing(int expected, params string[] arguments)
    {
        var (exitCode, output) = await product.Offline(arguments);
        Assert.True(expected == exitCode, $"{exitCode}: {output}");
        Assert.NotEmpty(output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(product.Folder));
    }
}
