using System.Globalization;
using System.Text.Json;
using Dapper;
using FuyangPlan.Announcements;
using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Samples;
using FuyangPlan.Servers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FuyangPlan.Bus;

public sealed class AnnouncementTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Announcements_WithoutABus_AreBehindNothing()
    {
        var host = await SiloHost.Start(folder.Path);
        await SamplePlan.Import(host.Grains(), SamplePlan.Document("quiet", 3));
        var view = await Announced(host, "quiet");
        Assert.Equal((null, null, 4, null), (view.Bus, view.Position, view.Head, view.Fault));
        await host.Stop();
    }

    [Fact]
    public async Task Announcements_TellEachEntryInItsOrder()
    {
        var rabbit = await Broker.Host();
        var host = await SiloHost.Start(folder.Path, rabbit.Address);
        await SamplePlan.Import(host.Grains(), SamplePlan.Document("told", 3));
        await SamplePlan.Begin(host.Grains().Initiative("told", InitiativeId.Parse("project-1")), 2);
        var head = (await Announced(host, "told")).Head;
        var heard = await AuditQueue.Until(rabbit.Address, head, Patience);

        AssertFirstSeenInOrder(heard, head);
        Assert.Contains("任务 2 启动", heard.Select(each => each.Message.GetProperty("text").GetString()));
        var charter = heard.First(each => each.Subject == "project-1").Message;
        Assert.Equal("initiative.chartered", charter.GetProperty("type").GetString());
        Assert.EndsWith("+08:00", charter.GetProperty("recordedAt").GetString());
        await host.Stop();
    }

    [Fact]
    public async Task Announcements_OfABrokerThatIsNotThere_WaitAndHoldUpNoCommand()
    {
        await using var rabbit = await RabbitServer.New();
        await rabbit.Stop();
        var host = await SiloHost.Start(folder.Path, rabbit.Address);
        await SamplePlan.Import(host.Grains(), SamplePlan.Document("later", 3));
        await SamplePlan.Begin(host.Grains().Initiative("later", InitiativeId.Parse("project-1")), 4);
        var waiting = await host.Grains().GetGrain<IAnnouncerGrain>("later").Get();
        Assert.Equal((0, waiting.Head), (waiting.Position, waiting.Behind));
        Assert.True(waiting.Head > 10);

        // Ended while it waits, and begun again: what is not confirmed is still to be told.
        await host.Stop();
        host = await SiloHost.Start(folder.Path, rabbit.Address);
        await rabbit.Start();
        AssertFirstSeenInOrder(await AuditQueue.Until(rabbit.Address, waiting.Head, Patience), waiting.Head);
        Assert.Equal(0, (await Announced(host, "later")).Behind);
        await host.Stop();
    }

    [Fact]
    public async Task Announcements_OverABrokerThatIsKilledInBetween_MissNothing()
    {
        await using var rabbit = await RabbitServer.New();
        var host = await SiloHost.Start(folder.Path, rabbit.Address);
        await SamplePlan.Import(host.Grains(), SamplePlan.Document("killed", 8));
        var initiatives = Enumerable.Range(1, 8).Select(n => host.Grains().Initiative("killed", InitiativeId.Parse($"project-{n}"))).ToArray();
        var work = Task.WhenAll(initiatives.Select(initiative => SamplePlan.Begin(initiative, 40)));
        while (!work.IsCompleted && (await host.Grains().GetGrain<IAnnouncerGrain>("killed").Get()).Position < 50) await Task.Delay(10);
        await rabbit.Kill();
        await work;
        await rabbit.Start();
        var head = (await Announced(host, "killed", rabbit)).Head;
        AssertFirstSeenInOrder(await AuditQueue.Until(rabbit.Address, head, Patience), head);
        await host.Stop();
    }

    [Fact]
    public async Task Announcements_WhoseQueueIsDeleted_AreNotConfirmedIntoNowhere()
    {
        var rabbit = await Broker.Host();
        var host = await SiloHost.Start(folder.Path, rabbit.Address);
        await SamplePlan.Import(host.Grains(), SamplePlan.Document("deleted", 3));
        var before = (await Announced(host, "deleted")).Head;
        await AuditQueue.Until(rabbit.Address, before, Patience);
        await AuditQueue.Delete(rabbit.Address);
        await SamplePlan.Begin(host.Grains().Initiative("deleted", InitiativeId.Parse("project-1")), 2);
        var head = (await Announced(host, "deleted")).Head;
        var heard = await AuditQueue.Until(rabbit.Address, head - before, Patience);
        Assert.Equal(Enumerable.Range((int)before + 1, (int)(head - before)), heard.Select(each => (int)each.Position).Distinct().Order());
        await host.Stop();
    }

    /// <summary>Whose write was answered by silence, or who lived twice for a while: it ends, and nothing is committed any more that would wake the next.</summary>
    [Fact]
    public async Task Announcements_WhoseCursorWasMovedByAnother_GoOn()
    {
        var rabbit = await Broker.Host();
        var host = await SiloHost.Start(folder.Path, rabbit.Address);
        await SamplePlan.Import(host.Grains(), SamplePlan.Document("moved", 3));
        var initiative = host.Grains().Initiative("moved", InitiativeId.Parse("project-1"));
        await SamplePlan.Begin(initiative, 2);
        await Announced(host, "moved");
        using var database = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "fuyang.db")};Pooling=False");
        const string cursor = "OrleansStorage {0} WHERE GrainIdExtensionString = 'moved' AND GrainTypeString LIKE '%announced%'";
        Assert.Equal(1, await database.ExecuteAsync($"UPDATE {string.Format(CultureInfo.InvariantCulture, cursor, "SET Version = Version + 1")}"));
        SamplePlan.Accepted(await initiative.Do(SamplePlan.Liaison, "last", new ReportProgress(10m), 1));
        var head = await host.Services.GetRequiredService<IJournal>().Position("moved");
        // Only who listens is asked: to ask the announcer would wake it.
        AssertFirstSeenInOrder(await AuditQueue.Until(rabbit.Address, head, Patience), head);
        var reached = $"SELECT CAST(PayloadBinary AS TEXT) FROM {string.Format(CultureInfo.InvariantCulture, cursor, "")}";
        for (var deadline = DateTime.UtcNow + Patience; Position(await database.QuerySingleAsync<string>(reached)) < head; await Task.Delay(100))
            Assert.True(DateTime.UtcNow < deadline, "Nobody went on.");
        await host.Stop();

        static long Position(string state) => JsonDocument.Parse(state).RootElement.GetProperty("position").GetInt64();
    }

    private static void AssertFirstSeenInOrder(IReadOnlyList<Heard> heard, long head)
    {
        var first = heard.DistinctBy(each => each.Position).ToArray();
        Assert.Equal(Enumerable.Range(1, (int)head).Select(n => (long)n), first.Select(each => each.Position).Order());
        foreach (var subject in first.GroupBy(each => each.Subject))
            Assert.Equal(Enumerable.Range(1, subject.Count()), subject.Select(each => each.Version));
        Assert.Equal(first.Length, heard.Select(each => each.Id).Distinct().Count());
    }

    /// <summary>Waits until the bus has confirmed everything.</summary>
    private static async Task<AnnouncerView> Announced(IHost host, string plan, RabbitServer? rabbit = null)
    {
        for (var deadline = DateTime.UtcNow + Patience; ; await Task.Delay(20))
        {
            var view = await host.Grains().GetGrain<IAnnouncerGrain>(plan).Get();
            if (view.Behind == 0 && view.Head == await host.Services.GetRequiredService<IJournal>().Position(plan)) return view;
            Assert.True(DateTime.UtcNow < deadline, $"{view}{Environment.NewLine}{rabbit?.Log()}");
        }
    }
}
