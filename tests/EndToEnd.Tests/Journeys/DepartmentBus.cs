using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace FuyangPlan.EndToEnd.Journeys;

/// <summary>
/// Journey 14, as far as it exists: what a department's system knows enters once, however often and in whatever order it comes, and waits for somebody
/// who looks at it. It comes over the bus where there is one, and through HTTP where there is none.
/// </summary>
[Collection(OneProduct.Name)]
public sealed class DepartmentBus(SharedProduct shared)
{
    private const string Queue = "fuyang.department-facts", Document = "演示施工许可〔2021〕17号";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private Staff Staff => shared.Staff;

    // Whom the sender is vouched for by the broker, or by its sign-in.
    private string Sender => shared.Product.Bus is null ? "liaison" : "guest";

    [Fact]
    public async Task Facts_RedeliveredAndShuffled_EnterOnce_AndWaitForAnInspector()
    {
        var (plain, wild) = (await Begin(), await Begin());
        var facts = Enumerable.Range(1, 8).Select(n => Progress(n, task: 1, percent: 10 * n)).Append(Fact(9, "completion", 1, ("doneOn", "2021-06-17"), ("documentNumber", Document))).ToArray();
        await Send(plain, facts);
        // Every one of them four times, in no order.
        var dice = new Random(14);
        await Send(wild, [.. Enumerable.Repeat(facts, 4).SelectMany(all => all).OrderBy(_ => dice.Next())]);
        var (once, often) = (await Dealt(plain, 9), await Dealt(wild, 36));
        Assert.Equal((9, 0, 0, 0), Figures(once));
        Assert.Equal(36, Figures(often).Accepted + Figures(often).Duplicates + Figures(often).Superseded);
        Assert.True(Figures(often).Duplicates >= 27);
        Assert.Equal(9, (long)often["lastOffset"]!);
        Assert.True((long)often["lagSeconds"]! >= 0);
        Assert.Equal(Task1(await plain.View()), Task1(await wild.View()));
        Assert.Equal("reportedDone", (string?)(await Staff["auditor"].Read(wild.Task(1)))["stage"]);
        Assert.Single(await wild.Journal("project-4"), line => ((string)line["text"]!).Contains(Document, StringComparison.Ordinal));

        // Who belongs to the department that sent it may not verify it; who does is seen at once.
        object ticked = new { criteria = new[] { "按图完成", "验收通过" }, onSite = true };
        (await Staff["inspector-2"].Post($"{wild.Task(1)}/verification", ticked)).IsRefused(403, "four-eyes");
        var head = await wild.Position();
        using var wall = await Staff["auditor"].Open($"{wild.Address}/feed", $"{head}");
        await Staff["inspector"].Do($"{wild.Task(1)}/verification", ticked);
        var shown = await Changed(wall);
        Assert.Equal((head + 1, true), ((long)shown["position"]!, ((string)shown["text"]!).StartsWith("任务 1 核验通过", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Facts_ThatCannotBe_MoveNothing_UntilSomebodyDecides()
    {
        var plan = await Begin();
        var before = await plan.Journal("project-4");
        await Send(plan, Progress(1, task: 3, percent: 250), Progress(2, task: 2, percent: 20), Fact(3, "completion", 1, ("doneOn", "2021-06-30"), ("documentNumber", Document)));
        var feed = await Dealt(plan, 3);
        Assert.Equal((0, 0, 0, 3), Figures(feed));
        Assert.Equal(3, (int)feed["waiting"]!);
        Assert.Equal(before.Length, (await plan.Journal("project-4")).Length);
        var at = $"{plan.Address}/department-feeds/permits/quarantine";
        var waiting = (await Staff["office"].Read($"{at}?status=waiting"))["items"]!.AsArray();
        Assert.Equal(["out-of-range", "not-yours", "in-future"], waiting.Select(item => (string)item!["code"]!));
        Assert.All(waiting, item => Assert.NotEmpty((string)item!["detail"]!));

        (await Staff["liaison-2"].Post($"{at}/1/discard", new { reason = "不是本单位的数据接口" })).IsRefused(403, "not-yours");
        await Staff["office"].Do($"{at}/1/release", new { reason = "与来源单位核实，应为 25%；前置未完，并行推进", percent = 25 });
        foreach (var number in (int[])[2, 3]) await Staff["office"].Do($"{at}/{number}/discard", new { reason = "与来源单位核实，报错了" });
        (await Staff["office"].Post($"{at}/1/discard", new { reason = "与来源单位核实，报错了" })).IsRefused(409, "already-decided");
        var task = await Staff["auditor"].Read(plan.Task(3));
        Assert.Equal(("inProgress", 25m), ((string?)task["stage"], (decimal)task["reported"]!));
        feed = await Feed(plan);
        Assert.Equal((1, 0, 0, 3), Figures(feed));
        Assert.Equal(0, (int)feed["waiting"]!);
    }

    private async Task<Rehearsal> Begin()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept();
        await plan.AdvanceTo("2021-06-18T09:00:00+08:00");
        var answer = await Staff["office"].Do($"{plan.Address}/department-feeds", new
        {
            code = "permits",
            name = "施工许可系统",
            department = "d-housing",
            kinds = new[] { "progress", "completion" },
            initiatives = new[] { "project-4" },
            brokerUser = Sender,
        });
        Assert.Equal(201, answer.Status);
        return plan;
    }

    private static JsonObject Progress(int offset, int task, decimal percent) => Fact(offset, "progress", task, ("percent", percent));

    private static JsonObject Fact(int offset, string kind, int task, params (string Name, JsonNode Value)[] more)
    {
        var fact = new JsonObject
        {
            ["feed"] = "permits",
            ["offset"] = offset,
            ["kind"] = kind,
            ["initiative"] = "project-4",
            ["task"] = task,
            ["happenedAt"] = "2021-06-17T16:00:00+08:00",
        };
        foreach (var (name, value) in more) fact[name] = value.DeepClone();
        return fact;
    }

    private async Task Send(Rehearsal plan, params JsonObject[] facts)
    {
        await using var bus = shared.Product.Bus is { } address ? await new ConnectionFactory { Uri = new(address) }.CreateConnectionAsync() : null;
        await using var channel = bus is null ? null : await bus.CreateChannelAsync(new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        foreach (var each in facts)
        {
            var fact = each.DeepClone();
            (fact["plan"], fact["sentAt"]) = (plan.Id, DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture));
            if (channel is null) Assert.Equal(200, (await Staff["liaison"].Post($"{plan.Address}/department-feeds/permits/facts", fact.ToJsonString())).Status);
            else await Publish(channel, Encoding.UTF8.GetBytes(fact.ToJsonString()));
        }
    }

    // The queue is there as soon as a silo has met the broker.
    private async Task Publish(IChannel channel, byte[] fact)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
            try
            {
                await channel.BasicPublishAsync("", Queue, mandatory: true, new BasicProperties { ContentType = "application/json", UserId = Sender, Persistent = true }, fact, patience.Token);
                return;
            }
            catch (PublishException e) when (e.IsReturn)
            {
                await Task.Delay(100, patience.Token);
            }
    }

    private Task<JsonNode> Feed(Rehearsal plan) => Staff["ops"].Read($"{plan.Address}/department-feeds/permits");

    // What was sent over the bus is dealt with some time.
    private async Task<JsonNode> Dealt(Rehearsal plan, long messages)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var feed = await Feed(plan);
            var (accepted, duplicates, superseded, quarantined) = Figures(feed);
            if (accepted + duplicates + superseded + quarantined >= messages) return feed;
            await Task.Delay(100, patience.Token);
        }
    }

    private static (long Accepted, long Duplicates, long Superseded, long Quarantined) Figures(JsonNode feed) =>
        ((long)feed["accepted"]!, (long)feed["duplicates"]!, (long)feed["superseded"]!, (long)feed["quarantined"]!);

    // How it stands; when each report came is another matter.
    private static string Task1(JsonNode initiative)
    {
        var task = initiative["tasks"]![0]!.DeepClone().AsObject();
        task.Remove("lastReportAt");
        return task.ToJsonString();
    }

    private static async Task<JsonNode> Changed(HttpResponseMessage stream)
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var body = await stream.Content.ReadAsStreamAsync(patience.Token);
        await foreach (var item in SseParser.Create(body, (_, data) => Encoding.UTF8.GetString(data)).EnumerateAsync(patience.Token))
            if (item.EventType == "changed") return JsonNode.Parse(item.Data)!;
        throw new EndOfStreamException();
    }
}
