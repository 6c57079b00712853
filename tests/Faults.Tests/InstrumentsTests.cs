using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using FuyangPlan.Samples;
using FuyangPlan.Storage;
using FuyangPlan.Tables;
using FuyangPlan.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace FuyangPlan.Faults;

/// <summary>What the product says of itself is what happened to it.</summary>
[Collection("one at a time")]
public sealed class InstrumentsTests
{
    [Fact]
    public async Task Commands_OfEveryOutcome_AreCountedOnceAndUnderIt()
    {
        using var folder = new TempFolder();
        var host = await SiloHost.Start(folder.Path);
        var initiative = await Begin(host);
        using var heard = new Heard();

        await SamplePlan.Report(initiative, 10, "k-1");
        await SamplePlan.Report(initiative, 10, "k-1");
        Assert.Equal("idempotency-key-reused", (await SamplePlan.Report(initiative, 20, "k-1")).Refusal!.Problem.Code);
        Assert.NotNull((await SamplePlan.Report(initiative, 20_000, "k-2")).Refusal);
        host.Sql("CREATE TRIGGER broken BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'broken'); END");
        await Assert.ThrowsAsync<JournalDoubtException>(() => SamplePlan.Report(initiative, 30, "k-3"));
        host.Sql("DROP TRIGGER broken");
        await SamplePlan.Report(initiative, 30, "k-3");
        await host.Stop();

        var commands = heard.Of("fuyang.commands").GroupBy(each => $"{each.Tags["outcome"]} {each.Tags.GetValueOrDefault("code")}").ToDictionary(group => group.Key, group => group.Sum(each => each.Value));
        Assert.Equal(2, commands["accepted "]);
        Assert.Equal(1, commands["repeated "]);
        Assert.Equal(1, commands["doubt "]);
        Assert.Equal(2, commands.Where(pair => pair.Key.StartsWith("refused ", StringComparison.Ordinal)).Sum(pair => pair.Value));
        Assert.Equal(1, commands["refused idempotency-key-reused"]);
        // What was in doubt was in a batch, too, but it was no commit.
        Assert.Equal(3, heard.Of("fuyang.journal.batch.size").Sum(each => each.Value));
        Assert.Equal(2, heard.Of("fuyang.journal.commit.duration").Count());
        Assert.Equal(0, heard.Of("fuyang.journal.queue").Sum(each => each.Value));
        Assert.Equal(6, heard.Of("fuyang.journal.queue").Count());
    }

    [Fact]
    public async Task Statements_AreCountedByThePortThatGaveThem()
    {
        using var folder = new TempFolder();
        using var source = new SqliteSource(Path.Combine(folder.Path, "counted.db"));
        Migrator.Run(source, Migrator.Embedded("sqlite"));
        using var journal = new SqliteJournal(source, NullLogger<SqliteJournal>.Instance);
        var tables = new SqlTables(source);
        await tables.Open([]);
        JournalRow row = new("p", 0, "p/project-1", 1, "test.happened", "", "", "", "c1", 0, "", "", "internal", "", "h1");
        using var heard = new Heard();

        Assert.Equal((0, 0, 0), Given());
        // Where the plan is, the entry, where the plan is then.
        await journal.Append([row]);
        Assert.Equal((3, 0, 0), Given());
        await journal.Position("p");
        await journal.ReadStream("p/project-1", 1, 10);
        await journal.FindInvestor("p", "nobody");
        Assert.Equal((6, 0, 0), Given());
        await journal.Kept.Keep("Fold/1", "p/project-1", new(1, 1, "", "h1", [1]));
        Assert.NotNull(await journal.Kept.Find("Fold/1", "p/project-1", Until.Now));
        Assert.Equal((6, 2, 0), Given());
        Assert.True(await tables.Save("p", 0, 1, []));
        Assert.NotNull(await tables.Stand("p"));
        Assert.Equal((6, 2, 2), Given());

        (double Journal, double Kept, double Tables) Given() => (Of("journal"), Of("kept-states"), Of("tables"));

        double Of(string port) => heard.Of("fuyang.sql.statements").Where(each => (string?)each.Tags["port"] == port).Sum(each => each.Value);
    }

    [Fact]
    public async Task Feed_ThatCannotFollow_LagsUntilItCan()
    {
        using var folder = new TempFolder();
        var host = await SiloHost.Start(folder.Path);
        using var before = new Heard();
        var initiative = await Begin(host);
        // It has told, too: the first checkpoint is no update, which the trigger would let pass.
        while (!before.Of("fuyang.feed.delay").Any() || before.Of("fuyang.feed.lag").Last().Value != 0) await Task.Delay(20, TestContext.Current.CancellationToken);
        using var heard = new Heard();
        host.Sql("CREATE TRIGGER broken BEFORE UPDATE ON table_checkpoint BEGIN SELECT RAISE(ABORT, 'broken'); END");
        for (var i = 1; i <= 5; i++) SamplePlan.Accepted(await SamplePlan.Report(initiative, i, $"k-{i}"));
        Assert.Equal(5, heard.Of("fuyang.feed.lag").Max(each => each.Value));
        Assert.Empty(heard.Of("fuyang.feed.delay"));

        host.Sql("DROP TRIGGER broken");
        await host.Grains().GetGrain<Feeds.IFeedGrain>("trial").CatchUp(0);
        while (!heard.Of("fuyang.feed.delay").Any()) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Equal(0, heard.Of("fuyang.feed.lag").Last().Value);
        Assert.All(heard.Of("fuyang.feed.lag"), each => Assert.Equal(["plan"], each.Tags.Keys));
        await host.Stop();
    }

    [Fact]
    public async Task Copies_ThatCannotBeReadAnew_GrowOldUntilTheyCan()
    {
        using var folder = new TempFolder();
        var host = await SiloHost.Start(folder.Path);
        using var heard = new Heard();
        await Begin(host);
        host.Sql("ALTER TABLE journal RENAME TO gone");
        while (heard.Age("trial") < 5) await Task.Delay(100, TestContext.Current.CancellationToken);
        var ready = (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["plans"];
        Assert.Equal(HealthStatus.Healthy, ready.Status);
        Assert.InRange((double)ready.Data["trial"], 5, 30);

        host.Sql("ALTER TABLE gone RENAME TO journal");
        while (heard.Age("trial") >= 5) await Task.Delay(100, TestContext.Current.CancellationToken);
        await host.Stop();
    }

    [Fact]
    public async Task Append_WithAListenerToSpans_IsASpanOfItsStream()
    {
        using var folder = new TempFolder();
        var host = await SiloHost.Start(folder.Path);
        var initiative = await Begin(host);
        ConcurrentQueue<Activity> spans = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Instruments.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await SamplePlan.Report(initiative, 10, "k-1");
        var span = Assert.Single(spans, span => span.OperationName == "journal.append");
        Assert.Equal("trial/project-1", span.GetTagItem("stream"));
        Assert.Equal($"{SamplePlan.Liaison.Account}:k-1", span.GetTagItem("command"));
        await host.Stop();
    }

    private static async Task<IInitiativeGrain> Begin(IHost host)
    {
        await SamplePlan.Import(host.Grains(), SamplePlan.Document("trial", initiatives: 1));
        var initiative = host.Grains().Initiative("trial", new(InitiativeKind.Project, 1));
        await SamplePlan.Begin(initiative, tasks: 2);
        await host.Grains().Find("trial", new TaskQuery(), SamplePlan.Admin);
        return initiative;
    }

    /// <summary>Every measurement of ours from here on.</summary>
    private sealed class Heard : IDisposable
    {
        private readonly ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> all = [];
        private readonly MeterListener listener = new();

        public Heard()
        {
            listener.InstrumentPublished = (instrument, mine) =>
            {
                if (instrument.Meter.Name == Instruments.Name) mine.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Hear(instrument, value, tags));
            listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
            listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
            listener.Start();
        }

        public IEnumerable<(string Name, double Value, Dictionary<string, object?> Tags)> Of(string name) => all.Where(each => each.Name == name);

        /// <summary>Of this silo's copy of a plan; 0 before there is one.</summary>
        public double Age(string plan)
        {
            listener.RecordObservableInstruments();
            return Of("fuyang.plan.copy.age").LastOrDefault(each => (string?)each.Tags["plan"] == plan).Value;
        }

        public void Dispose() => listener.Dispose();

        private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            all.Enqueue((instrument.Name, value, new(tags.ToArray())));
    }
}
