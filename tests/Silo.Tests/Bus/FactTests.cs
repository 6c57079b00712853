using System.Text;
using System.Text.Json;
using FuyangPlan.Checklists;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.DepartmentFeeds.V1;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using FuyangPlan.Samples;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client;

namespace FuyangPlan.Bus;

public sealed class FactTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Facts_AreRecordedOnceWithTheirSource()
    {
        var rabbit = await Broker.Host();
        var host = await SiloHost.Start(folder.Path, rabbit.Address);
        var now = await Begin(host, "once");
        var fact = Progress("once", 1, 1, 60, now);
        await using (var sender = await Sender.To(rabbit.Address))
            foreach (var each in (DepartmentFact[])[fact, fact with { SentAt = now.AddMinutes(1) }, fact with { Percent = 61 }, Done("once", 2, 2, now)]) await sender.Send(each);
        var feed = await Seen(host, "once", 4);
        Assert.Equal((2, 1, 0, 1, 2L), (feed.Accepted, feed.Duplicates, feed.Superseded, feed.Waiting, feed.LastOffset));

        var tasks = (await host.Grains().Initiative("once", InitiativeId.Parse("project-1")).Get())!.Tasks;
        Assert.Equal((60m, "许可系统", new FactSource("permits", SamplePlan.Department, 1, null)), (tasks[0].Reported, tasks[0].LastReporter, tasks[0].Source));
        Assert.Equal((TaskStage.ReportedDone, "证2号"), (tasks[1].Stage, tasks[1].Source?.Document));
        var rows = await host.Services.GetRequiredService<IJournal>().ReadStream("once/project-1", 1, int.MaxValue);
        Assert.Equal(["permits#1", "permits#2"], rows.Where(row => row.Cause.Length > 0).Select(row => row.Cause));
        Assert.Equal("offset-reused", Assert.Single(await host.Grains().DepartmentFeed("once", "permits").Quarantine(null, 0, 10)).Code);
        await host.Stop();
    }

    [Fact]
    public async Task Facts_ShuffledAndRedelivered_LeadToTheSameStateAsInOrder()
    {
        var rabbit = await Broker.Host();
        var host = await SiloHost.Start(folder.Path, rabbit.Address);
        // The clock of the plan that begins later is behind the other's: what happened is in the past of both.
        var now = (await Begin(host, "ordered")).AddMinutes(-1);
        await Begin(host, "shuffled");
        var random = new Random(20210115);
        DepartmentFact[] Story(string plan) =>
        [
            .. Enumerable.Range(1, 60).Select(offset => offset % 20 == 0
                ? Done(plan, offset, 1 + (offset / 20), now)
                : Progress(plan, offset, 1 + (offset % 4), offset, now)),
        ];
        await using (var sender = await Sender.To(rabbit.Address))
        {
            foreach (var fact in Story("ordered")) await sender.Send(fact);
            DepartmentFact[] often = [.. Story("shuffled").SelectMany(fact => Enumerable.Repeat(fact, random.Next(1, 5)))];
            random.Shuffle(often);
            foreach (var fact in often) await sender.Send(fact);
            await Seen(host, "ordered", 60);
            await Seen(host, "shuffled", often.Length);
            var state = await Tasks(host, "ordered");
            Assert.Equal(state, await Tasks(host, "shuffled"));
            Assert.Contains("\"reportedDone\"", state);

            // And once more after a restart, when no memory helps.
            await host.Stop();
            host = await SiloHost.Start(folder.Path, rabbit.Address);
            var before = await host.Services.GetRequiredService<IJournal>().Position("shuffled");
            var seen = (await host.Grains().DepartmentFeed("shuffled", "permits").Get())!;
            random.Shuffle(often);
            foreach (var fact in often) await sender.Send(fact);
            await Seen(host, "shuffled", seen.Accepted!.Value + seen.Duplicates!.Value + seen.Superseded!.Value + seen.Quarantined + often.Length);
            Assert.Equal(state, await Tasks(host, "shuffled"));
            Assert.Equal(before, await host.Services.GetRequiredService<IJournal>().Position("shuffled"));
        }
        await host.Stop();
    }

    [Fact]
    public async Task Poison_IsKeptWithItsReasonAndHoldsUpNobody()
    {
        var rabbit = await Broker.Host();
        var host = await SiloHost.Start(folder.Path, rabbit.Address);
        var now = await Begin(host, "poisoned");
        var good = JsonSerializer.Serialize(Progress("poisoned", 9, 1, 30, now), StrictJson.Options);
        await using (var sender = await Sender.To(rabbit.Address))
        {
            await sender.Send("{\"plan\":\"poisoned\"", "application/json");
            await sender.Send("", null);
            await sender.Send(good.Replace("\"permits\"", "\"nobody\"", StringComparison.Ordinal), "application/json");
            await sender.Send(good.Replace("\"poisoned\"", "\"nowhere\"", StringComparison.Ordinal), "not a type; ???");
            await sender.Send(good.Replace("\"poisoned\"", "\"../../x\"", StringComparison.Ordinal), "application/vnd.masstransit+json");
            await sender.Send([0xFF, 0xFE, 0x00, 0x7B], "application/json");
            await sender.Send(good.Replace("\"percent\":30", "\"percent\":\"much\"", StringComparison.Ordinal), "application/json");
            await sender.Send(good.Replace("\"percent\":30", "\"percent\":101", StringComparison.Ordinal).Replace("\"offset\":9", "\"offset\":8", StringComparison.Ordinal),
                "application/json");
            await sender.Send(Encoding.UTF8.GetBytes(good + new string(' ', 300_000)), "application/json");
            await sender.Send(good, "application/json");
        }
        await Seen(host, "poisoned", 3);
        var waiting = await host.Grains().DepartmentFeed("poisoned", "permits").Quarantine(QuarantineStatus.Waiting, 0, 10);
        Assert.Equal(["fact-unreadable", "out-of-range"], waiting.Select(each => each.Code));
        Assert.Contains("\"percent\":101", waiting[1].Body);
        var strays = await host.Grains().GetGrain<IStrayMessagesGrain>("bus").Get();
        Assert.Equal(
            ["fact-unreadable", "fact-unreadable", "department-feed-not-found", "department-feed-not-found", "fact-unreadable", "fact-unreadable", "payload-too-large"],
            strays.Select(stray => stray.Code));
        Assert.Equal(30m, (await host.Grains().Initiative("poisoned", InitiativeId.Parse("project-1")).Get())!.Tasks[0].Reported);
        await host.Stop();
    }

    [Fact]
    public async Task Fact_OfABoundFeed_CountsOnlyFromItsBrokerUser()
    {
        var rabbit = await Broker.Host();
        var host = await SiloHost.Start(folder.Path, rabbit.Address);
        var now = await Begin(host, "bound", "housing");
        await using (var stranger = await Sender.To(rabbit.Address))
        {
            await stranger.Send(Progress("bound", 1, 1, 10, now));
            await stranger.Send(Progress("bound", 1, 1, 10, now) with { Note = "冒名" }, "guest");
            await Assert.ThrowsAnyAsync<Exception>(() => stranger.Send(Progress("bound", 1, 1, 10, now), "housing"));
        }
        await using (var housing = await Sender.To(rabbit.AddressOf("housing"))) await housing.Send(Progress("bound", 1, 1, 20, now), "housing");
        var feed = await Seen(host, "bound", 3);
        Assert.Equal((1, 2), (feed.Accepted, feed.Waiting));
        Assert.Equal(20m, (await host.Grains().Initiative("bound", InitiativeId.Parse("project-1")).Get())!.Tasks[0].Reported);
        Assert.All(await host.Grains().DepartmentFeed("bound", "permits").Quarantine(null, 0, 10), each => Assert.Equal("broker-user-mismatch", each.Code));
        await host.Stop();
    }

    private static async Task<DateTimeOffset> Begin(IHost host, string plan, string? brokerUser = null)
    {
        await SamplePlan.Import(host.Grains(), SamplePlan.Document(plan, 3));
        await SamplePlan.Begin(host.Grains().Initiative(plan, InitiativeId.Parse("project-1")), 4);
        RegisterDepartmentFeed register = new("permits", "许可系统", SamplePlan.Department, [FactKind.Progress, FactKind.Completion], null, brokerUser);
        SamplePlan.Accepted(await host.Grains().DepartmentFeed(plan, "permits").Do(SamplePlan.Admin, "feed", register));
        return (await host.Grains().GetGrain<IPlanGrain>(plan).GetClock())!.Now;
    }

    private static DepartmentFact Progress(string plan, int offset, int task, decimal percent, DateTimeOffset now) =>
        new(plan, "permits", offset, "progress", "project-1", now, now, task, percent, Note: $"第 {offset} 次");

    private static DepartmentFact Done(string plan, int offset, int task, DateTimeOffset now) =>
        new(plan, "permits", offset, "completion", "project-1", now, now, task, DoneOn: DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromHours(8)).DateTime),
            DocumentNumber: $"证{offset}号");

    /// <summary>Waits until a feed has dealt with so many messages.</summary>
    private static async Task<DepartmentFeedView> Seen(IHost host, string plan, long messages)
    {
        for (var deadline = DateTime.UtcNow + Patience; ; await Task.Delay(20))
        {
            var view = (await host.Grains().DepartmentFeed(plan, "permits").Get())!;
            if (view.Accepted + view.Duplicates + view.Superseded + view.Quarantined >= messages) return view;
            Assert.True(DateTime.UtcNow < deadline, $"{messages} are not there: {view}");
        }
    }

    private static async Task<string> Tasks(IHost host, string plan) =>
        JsonSerializer.Serialize((await host.Grains().Initiative(plan, InitiativeId.Parse("project-1")).Get())!.Tasks
            .Select(task => task with { LightReasons = null }), StrictJson.Options);

    /// <summary>A department's system: any AMQP client.</summary>
    private sealed class Sender(IConnection connection, IChannel channel) : IAsyncDisposable
    {
        public static async Task<Sender> To(string address)
        {
            var connection = await AuditQueue.Connect(address);
            return new(connection, await AuditQueue.To(connection, FactConsumer.Queue, Patience));
        }

        public Task Send(DepartmentFact fact, string? user = null) => Send(JsonSerializer.SerializeToUtf8Bytes(fact, StrictJson.Options), "application/json", user);

        public Task Send(string body, string? type) => Send(Encoding.UTF8.GetBytes(body), type);

        public async Task Send(byte[] body, string? type, string? user = null)
        {
            var properties = new BasicProperties { Persistent = true };
            if (type is not null) properties.ContentType = type;
            if (user is not null) properties.UserId = user;
            await channel.BasicPublishAsync("", FactConsumer.Queue, mandatory: true, properties, body);
        }

        public async ValueTask DisposeAsync()
        {
            await channel.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
