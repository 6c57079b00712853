using System.Text;

namespace FuyangPlan.EndToEnd;

/// <summary>What a confidential lead says in words comes out nowhere but at those who may read it (domain 3.16, invariant 12).</summary>
public sealed class ConfidentialityTests : IAsyncDisposable
{
    // In every word of the lead, and nowhere else.
    private const string Canary = "canary7391";

    private readonly Product product = new() { Size = 1 };

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task Words_AreInNothingThatOthersFetch_NorInWhatIsStored()
    {
        await product.Start("--Fuyang:JsonLogs=true", "--Logging:LogLevel:Default=Trace", "--Fuyang:CommandsPerSecond=1000");
        var staff = await Staff.Come(product);
        var plan = await Rehearsal.Begin(staff);
        var (officer, leads) = (staff["investment"], $"{plan.Of("chain-2")}/leads");
        await staff["office"].Do($"{plan.Of("chain-2")}/team", new { person = "p-investment", duty = "招商" });
        await officer.Do(leads, new
        {
            investor = $"{Canary} 演练企业",
            amount = 98_765.43m,
            source = "agent",
            confidential = true,
            contactName = $"{Canary} 联系人",
            contactPhone = Canary,
            summary = $"{Canary} 摘要",
            referrer = $"{Canary} 推荐人",
        });
        var picture = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(await plan.Picture()))!["hash"]!.ToString();
        await officer.Do($"{leads}/1/stages", new
        {
            stage = "screening",
            on = "2021-01-15",
            proofs = new[] { new { kind = "screeningOpinion", hash = picture, name = $"{Canary}.png" } },
            note = $"{Canary} 说明",
        });
        await officer.Do($"{leads}/1/revision", new { contactName = $"{Canary} 新联系人" });
        // So long that its state is kept.
        for (var i = 0; i < 110; i++) await officer.Do($"{leads}/1/activities", new { kind = "note", on = "2021-01-15", summary = $"{Canary} 进展 {i}" });
        await officer.Do($"{leads}/1/regression", new { stage = "lead", reason = $"{Canary} 须重新出具研判意见" });
        await officer.Post($"{leads}/1/stages", new { stage = "signed", on = "2021-01-15", proofs = Array.Empty<object>(), note = Canary });
        Assert.Equal($"{Canary} 演练企业", (string?)(await officer.Read($"{leads}/1"))["lead"]!["investor"]);
        Assert.Equal(1, (int)(await officer.Read($"{leads}?q={Canary}"))["total"]!);
        await officer.Send(HttpMethod.Post, $"{plan.Address}/lead-duplicates", new StringContent($$"""{"investor":"{{Canary}} 演练企业"}""", null, "application/json"));

        var paths = (await staff["admin"].Read("/openapi/v1.json"))["paths"]!.AsObject().Where(path => path.Value!["get"] is not null && !path.Key.EndsWith("/feed", StringComparison.Ordinal))
            .Select(path => path.Key.Replace("{plan}", plan.Id, StringComparison.Ordinal).Replace("{id}", "chain-2", StringComparison.Ordinal).Replace("{lead}", "1", StringComparison.Ordinal)
                .Replace("{n}", "1", StringComparison.Ordinal).Replace("{feed}", "permits", StringComparison.Ordinal).Replace("{fact}", "1", StringComparison.Ordinal).Replace("{resourceRequest}", "1", StringComparison.Ordinal)
                .Replace("{hash}", picture, StringComparison.Ordinal).Replace("{name}", "investment", StringComparison.Ordinal)).ToArray();
        Assert.True(paths.Length > 20);
        foreach (var who in (string[])["ops", "admin", "liaison", "auditor", "inspector", "investment-2"])
        {
            foreach (var path in paths.Concat([$"/plans/{plan.Id}", $"/plans/{plan.Id}/initiatives/chain-2", "/ops/dashboard/", $"{leads}?q={Canary}", $"{plan.Address}/tasks?q={Canary}"]))
            {
                var answer = await staff[who].Get(path);
                Assert.True(answer.Status < 500, $"{who}: {answer}");
                Assert.False(answer.Text.Contains(Canary, StringComparison.Ordinal), $"{who}: {answer}");
                if (who is "ops" or "liaison") Assert.False(answer.Text.Contains("98765", StringComparison.Ordinal), $"{who}: {answer}");
            }
            Assert.DoesNotContain(Canary, await Feed(staff[who], plan), StringComparison.Ordinal);
        }

        await product.Stop();
        Assert.DoesNotContain(Canary, product.Output, StringComparison.Ordinal);
        var file = Path.Combine(product.Folder, "export.jsonl");
        var (exitCode, output) = await product.Offline("export", "--file", file);
        Assert.True(exitCode == 0, output);
        var canary = Encoding.UTF8.GetBytes(Canary);
        // Everything on the disk: database, logs, export; and the states that are kept, which are packed.
        foreach (var stored in Directory.GetFiles(product.Folder, "*", SearchOption.AllDirectories))
            Assert.True((await File.ReadAllBytesAsync(stored, TestContext.Current.CancellationToken)).AsSpan().IndexOf(canary) < 0, stored);
        var kept = product.Database.KeptStates("chain-2").ToArray();
        Assert.NotEmpty(kept);
        Assert.All(kept, state => Assert.DoesNotContain(Canary, state, StringComparison.Ordinal));
        // From the kept state it wakes as it was.
        await product.Start();
        Assert.Equal(110, (await officer.Read($"{leads}/1"))["activities"]!.AsArray().Count);
        Assert.DoesNotContain("is unreadable", product.Output, StringComparison.Ordinal);
        Assert.Contains("lead.activity-recorded", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact, InOneProcess]
    public async Task MasterKey_Lost_LeavesNamesUnreadableAndNothingElseBroken()
    {
        await product.Start(Key(1));
        var staff = await Staff.Come(product);
        var plan = await Rehearsal.Begin(staff);
        var leads = $"{plan.Of("chain-2")}/leads";
        await staff["office"].Do($"{plan.Of("chain-2")}/team", new { person = "p-investment", duty = "招商" });
        await staff["investment"].Do(leads, new { investor = "演练企业", amount = 5_000, source = "agent", confidential = true, contactName = "联系人" });
        await product.Stop();
        await product.Start(Key(2));
        var lead = await staff["investment"].Read($"{leads}/1");
        Assert.Equal(("无法解读", "无法解读", 5_000m), ((string?)lead["lead"]!["investor"], (string?)lead["contactName"], (decimal)lead["lead"]!["amount"]!));
        (await staff["investment"].Post($"{leads}/1/activities", new { kind = "note", on = "2021-01-15", summary = "进展" })).IsRefused(409, "seal-broken");
        await staff["investment"].Do(leads, new { investor = "另一演练企业", amount = 5_000, source = "agent", confidential = true });
        Assert.Equal("另一演练企业", (string?)(await staff["investment"].Read($"{leads}/2"))["lead"]!["investor"]);
        await product.Stop();
        await product.Start(Key(1));
        Assert.Equal("演练企业", (string?)(await staff["investment"].Read($"{leads}/1"))["lead"]!["investor"]);

        static string Key(byte of) => $"--Fuyang:MasterKey={Convert.ToBase64String([.. Enumerable.Repeat(of, 32)])}";
    }

    // All that the live feed says from the beginning.
    private static async Task<string> Feed(Visitor visitor, Rehearsal plan)
    {
        var head = await plan.Position();
        using var feed = await visitor.Open($"{plan.Address}/feed", lastEventId: "0");
        if (!feed.IsSuccessStatusCode) return "";
        using var reader = new StreamReader(await feed.Content.ReadAsStreamAsync());
        var all = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
        {
            all.AppendLine(line);
            if (line == $"id: {head}" || line == $"id:{head}" || line.Contains("resync", StringComparison.Ordinal)) break;
        }
        return all.Append(await reader.ReadLineAsync()).ToString();
    }
}
