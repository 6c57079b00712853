using System.Net;

namespace FuyangPlan.EndToEnd;

/// <summary>The live feed as a browser reads it.</summary>
[Collection(OneProduct.Name)]
public sealed class LiveFeedTests(SharedProduct shared)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private Staff Staff => shared.Staff;

    private sealed record Event(string Name, string? Id, string Data)
    {
        public long Position => (long)JsonNode.Parse(Data)!["position"]!;
    }

    [Fact]
    public async Task Feed_ResumedWhileCommandsRun_HasNoGapAndNoDuplicate()
    {
        var plan = await Rehearsal.Begin(Staff);
        var start = await plan.Position();
        const int Commands = 60;
        var work = Task.Run(async () =>
        {
            for (var i = 0; i < Commands; i++) await Staff["office"].Do($"{plan.Address}/departments", new { code = $"new-{i}", name = $"新单位 {i}" });
        });

        var seen = new List<long>();
        var last = $"{start}";
        while (seen.Count < Commands)
            await foreach (var item in Listen(plan, last))
            {
                if (item.Name == "hello") Assert.Equal(last, item.Id);
                Assert.NotEqual("resync", item.Name);
                if (item.Name != "changed") continue;
                Assert.Equal(item.Id, $"{item.Position}");
                seen.Add(item.Position);
                last = item.Id!;
                // A connection that is lost every few events.
                if (seen.Count % 7 == 0 || seen.Count == Commands) break;
            }
        await work;
        Assert.Equal(Enumerable.Range(1, Commands).Select(i => start + i), seen);
    }

    [Fact]
    public async Task Feed_SaysHelloAtOnce_AndNothingOfOtherPlans()
    {
        var (mine, other) = (await Rehearsal.Begin(Staff), await Rehearsal.Begin(Staff));
        var position = await mine.Position();
        var first = true;
        await foreach (var item in Listen(mine, null))
        {
            if (first)
            {
                Assert.Equal(("hello", $"{position}"), (item.Name, item.Id));
                first = false;
                for (var i = 0; i < 5; i++) await Staff["office"].Do($"{other.Address}/departments", new { code = $"other-{i}", name = "别的行动的单位" });
                await Staff["office"].Do($"{mine.Address}/departments", new { code = "mine", name = "本行动的单位" });
                continue;
            }
            Assert.DoesNotContain("别的行动", item.Data, StringComparison.Ordinal);
            if (item.Name != "changed") continue;
            Assert.Equal(position + 1, item.Position);
            Assert.Contains("本行动的单位", item.Data, StringComparison.Ordinal);
            break;
        }
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("999999")]
    [InlineData("9223372036854775808")]
    [InlineData("1000000000000000000000000000000")]
    [InlineData(" ' OR 1=1")]
    public async Task Feed_FromAnIdThatNeverExisted_SaysResyncAndGoesOn(string id)
    {
        var plan = await Rehearsal.Begin(Staff);
        var position = await plan.Position();
        var names = new List<string>();
        await foreach (var item in Listen(plan, id))
        {
            names.Add(item.Name);
            if (item.Name == "resync")
            {
                Assert.Equal(position, item.Position);
                await Staff["office"].Do($"{plan.Address}/departments", new { code = "after", name = "其后登记" });
            }
            if (item.Name == "changed") break;
        }
        Assert.Equal(["hello", "resync", "changed"], names.Where(name => name != "heartbeat"));
    }

    /// <summary>What is written after the acknowledgement is not sent any more: in a cluster a second later at the latest.</summary>
    [Theory]
    [InlineData("memberships")]
    [InlineData("password")]
    public async Task Feed_OfAnAccountThatLostItsRight_Ends(string change)
    {
        var plan = await Rehearsal.Begin(Staff);
        var name = $"listening-to-{plan.Id}";
        await Staff["admin"].Do("/api/v1/accounts", new { name, displayName = "旁听", password = Staff.Password, memberships = new[] { new { plan = plan.Id, roles = new[] { "auditor" } } } });
        var visitor = await Visitor.SignIn(shared.Product, name, Staff.Password);
        using var answer = await visitor.Open($"{plan.Address}/feed");
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        using var patience = new CancellationTokenSource(Patience);
        async Task<string?> Data()
        {
            for (string? line; (line = await reader.ReadLineAsync(patience.Token)) is not null;)
                if (line.StartsWith("data:", StringComparison.Ordinal) && line.Contains("text", StringComparison.Ordinal)) return line;
            return null;
        }

        await Staff["office"].Do($"{plan.Address}/departments", new { code = "before", name = "此前登记" });
        Assert.Contains("此前登记", await Data(), StringComparison.Ordinal);
        await Staff["admin"].Do($"/api/v1/accounts/{name}/{change}",
            change == "password" ? new { password = "another long password" } : new { memberships = Array.Empty<object>() });
        if (Backing.IsCluster) await Task.Delay(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken);
        await Staff["office"].Do($"{plan.Address}/departments", new { code = "after", name = "其后登记" });
        Assert.Null(await Data());
    }

    [Fact]
    public async Task Feed_OfAnotherMethodOrPlan_IsRefused()
    {
        var plan = await Rehearsal.Begin(Staff);
        (await Staff["auditor"].Post($"{plan.Address}/feed", "{}")).IsRefused(405, "method-not-allowed");
        (await Staff["auditor"].Get("/api/v1/plans/no-such-plan/feed")).IsRefused(404, "plan-not-found");
        (await new Visitor(shared.Product).Get($"{plan.Address}/feed")).IsRefused(401, "sign-in-required");
    }

    [Fact]
    public async Task Feed_TooManyStreams_IsRefusedUntilOneIsClosed()
    {
        var plan = await Rehearsal.Begin(Staff);
        var open = new List<HttpResponseMessage>();
        try
        {
            HttpResponseMessage answer;
            while ((answer = await Staff["ops"].Open($"{plan.Address}/feed")).StatusCode == HttpStatusCode.OK)
            {
                open.Add(answer);
                Assert.InRange(open.Count, 1, 50);
            }
            using (answer)
            {
                Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
                Assert.NotNull(answer.Headers.RetryAfter);
                Assert.Equal("too-many-streams", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]);
            }
            Assert.NotEmpty(open);
        }
        finally
        {
            foreach (var each in open) each.Dispose();
        }
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            using var again = await Staff["ops"].Open($"{plan.Address}/feed");
            if (again.StatusCode == HttpStatusCode.OK) return;
            await Task.Delay(200, patience.Token);
        }
    }

    private async IAsyncEnumerable<Event> Listen(Rehearsal plan, string? lastEventId)
    {
        using var patience = new CancellationTokenSource(Patience);
        HttpResponseMessage answer;
        // Streams that were left are closed when the product hears of it.
        while ((answer = await Staff["auditor"].Open($"{plan.Address}/feed", lastEventId)).StatusCode == HttpStatusCode.TooManyRequests)
        {
            answer.Dispose();
            await Task.Delay(100, patience.Token);
        }
        using var held = answer;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        await foreach (var item in System.Net.ServerSentEvents.SseParser.Create(stream, (type, data) => (type, Text: System.Text.Encoding.UTF8.GetString(data))).EnumerateAsync(patience.Token))
            yield return new(item.EventType, item.EventId, item.Data.Text);
    }
}
