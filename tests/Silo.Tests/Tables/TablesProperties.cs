using System.Data.Common;
using System.Text.Json;
using CsCheck;
using FuyangPlan.Checklists;
using FuyangPlan.Enterprises;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Landings;
using FuyangPlan.Lights;
using FuyangPlan.Plans;
using FuyangPlan.ResourcePools;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Tables;

/// <summary>
/// For any journal that the rules can make: the tables are their rebuild, whatever the runs they were followed in; what they answer is what the folded states
/// answer; and what lists say is what views say.
/// </summary>
public abstract class TablesProperties : IAsyncLifetime
{
    private static readonly Actor Nobody = Actor.System;
    private static readonly string[] Sorts = ["due", "percent", "light", "title", "initiative"];

    private DbDataSource source = null!;
    private SqlJournal journal = null!;
    private SqlTables tables = null!;
    private int plans;

    private protected abstract Task<(DbDataSource, SqlJournal)> Open();

    private protected abstract Task Close();

    public async ValueTask InitializeAsync()
    {
        (source, journal) = await Open();
        tables = new(source);
        await tables.Open([]);
    }

    public async ValueTask DisposeAsync()
    {
        journal.Dispose();
        await Close();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task Tables_OfAnyJournal_AreTheirRebuild_AndAnswerAsTheFoldDoes() => Gen.Select(Walk.Steps, Walk.Steps, Gen.Int).SampleAsync(async (one, two, seed) =>
    {
        var (plan, random) = ($"p{Interlocked.Increment(ref plans)}", new Random(seed));
        var (entries, facts, now) = Journal([.. Walk.Of(one)], [.. Walk.Of(two)], random);
        await Follow(plan, entries, random);
        var followed = await tables.Dump(plan);

        var list = ReadTables.Of(new TaskQuery());
        var then = (await PastRows.Of(journal, plan, (Table)list, facts, now)).ToArray();
        foreach (var table in ReadTables.All)
        {
            var rows = (await PastRows.Of(journal, plan, table, facts, now)).Select(row => Dumped(table, row)).ToArray();
            Assert.NotEmpty(rows);
            Assert.Equal(rows.Order(StringComparer.Ordinal), followed.Where(row => row.StartsWith(table.Name + " ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        }
        for (var i = 0; i < 20; i++)
        {
            var (query, today) = (Query(random), now.Day().AddDays(random.Next(400)));
            var question = list.Ask(query, "", Nobody, today);
            Assert.Equal(Written(list.Page(query, "", Answer.From(then, question), Nobody, today)), Written(list.Page(query, "", await Asked(plan, question), Nobody, today)));
        }
        await Same(plan, new EnterpriseQuery(Sort: "name"), facts, now);
        await Same(plan, new ServiceRequestQuery(Open: random.Next(2) == 0, Limit: 1), facts, now);
        await Same(plan, new ResourcePoolQuery(), facts, now);
        await Same(plan, new ResourceRequestQuery(Queued: random.Next(2) == 0, Sort: "need", Limit: 1), facts, now);
        await Same(plan, new LandingQuery(Overdue: random.Next(2) == 0, Sort: "-since"), facts, now);
        foreach (var id in (string[])["project-1", "project-2"])
        {
            var stream = new StreamId(plan, id);
            var state = (InitiativeState)(await Concepts.Of(stream)!.StateAt(journal, stream, facts, now, default)).State;
            var view = InitiativeViews.Of(state, new Seen(stream, 1, facts, now))!;
            var late = await Page(new(Initiative: id, Overdue: true, Limit: 200));
            Assert.Equal(view.Summary.OverdueTasks, late.Total);
            var lines = (await Page(new(Initiative: id, Limit: 200))).Items;
            foreach (var line in lines)
            {
                var (task, seen) = (state.Checklist.Tasks[line.Number], view.Tasks.First(task => task.Number == line.Number));
                Assert.Equal((seen.Light, seen.Stage, seen.Verified, seen.OverdueDays), (line.Light, line.Stage, line.Percent, line.OverdueDays));
                Assert.Equal(task.IsDone ? 0 : Math.Max(0, now.Day().DayNumber - task.PausedDays(now.Day()) - task.Planned.Due.DayNumber), line.OverdueDays);
            }
        }

        await ReadTables.Rebuild(plan, journal, tables);
        Assert.Equal(followed, await tables.Dump(plan));

        async Task<ListPage<TaskLine>> Page(TaskQuery query) =>
            list.Page(query, "", await Asked(plan, list.Ask(query, "", Nobody, now.Day())), Nobody, now.Day());
    }, iter: Iterations, threads: 1);

    /// <summary>Every concept there is, in all the shapes that were ever released.</summary>
    [Fact]
    public async Task Tables_OfTheGoldenJournals_AreTheirRebuildAndTheFold()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Journals"), "golden-*.jsonl"))
        {
            var rows = File.ReadAllLines(file).Select(line => JsonSerializer.Deserialize<JournalRow>(line, StrictJson.Options)!).ToArray();
            var plan = $"p{Interlocked.Increment(ref plans)}";
            var random = new Random(7);
            var follower = new TableFollower(plan, journal, tables, 0);
            foreach (var row in rows)
            {
                await journal.Append([row with { Plan = plan, Stream = plan + row.Stream[row.Plan.Length..], Position = 0 }]);
                if (random.Next(5) == 0) follower = new(plan, journal, tables, await tables.Checkpoint(plan));
                if (random.Next(3) == 0) await follower.CatchUp(random.Next(1, 9));
            }
            await follower.CatchUp(9);
            var followed = await tables.Dump(plan);

            var facts = rows.Where(row => StreamId.Parse(row.Stream).Name == StreamId.Own).Select(Entry.Of).Aggregate(PlanState.Initial, PlanState.Apply);
            var folded = ReadTables.All.SelectMany(table => rows.GroupBy(row => new StreamId(plan, StreamId.Parse(row.Stream).Name))
                .Where(stream => Concepts.Of(stream.Key) is { } concept && table.Covers(concept))
                .SelectMany(stream => table.Rows(new(stream.Key, Concepts.Of(stream.Key)!.Fold(stream), stream.Count(), facts)))
                .Select(row => Dumped(table, row)));
            Assert.Equal(folded.Order(StringComparer.Ordinal), followed.Order(StringComparer.Ordinal));

            await ReadTables.Rebuild(plan, journal, tables);
            Assert.Equal(followed, await tables.Dump(plan));
        }
    }

    private protected abstract int Iterations { get; }

    private async Task Same<TLine>(string plan, IListQuery<TLine> query, PlanState facts, DateTimeOffset now)
    {
        var list = ReadTables.Of(query);
        var question = list.Ask(query, "", Nobody, now.Day());
        var remembered = Answer.From(await PastRows.Of(journal, plan, question.Table, facts, now), question);
        Assert.Equal(Written(list.Page(query, "", remembered, Nobody, now.Day())), Written(list.Page(query, "", await Asked(plan, question), Nobody, now.Day())));
    }

    private async Task<Found> Asked(string plan, Question question) => (await tables.Ask(plan, question))!.Value.Found;

    /// <summary>In runs of any length, now and then by a follower that knows nothing yet.</summary>
    private async Task Follow(string plan, ImmutableArray<(string Stream, Entry Entry)> entries, Random random)
    {
        var heads = new Dictionary<string, (int Version, string Hash)>();
        var follower = new TableFollower(plan, journal, tables, 0);
        foreach (var (name, entry) in entries)
        {
            var (version, hash) = heads.GetValueOrDefault(name, (0, ""));
            var row = (entry with { Version = version + 1, CommandId = $"{name}:{version}" }).ToRow(new(plan, name), 0, hash);
            await journal.Append([row]);
            heads[name] = (row.Version, row.Hash);
            if (random.Next(12) == 0) follower = new(plan, journal, tables, await tables.Checkpoint(plan));
            if (random.Next(6) == 0) await follower.CatchUp(random.Next(1, 20));
        }
        await follower.CatchUp(7);
    }

    /// <summary>Two initiatives side by side, in a plan whose registers change meanwhile; at last all that time has brought is recorded.</summary>
    private static (ImmutableArray<(string Stream, Entry Entry)> Entries, PlanState Facts, DateTimeOffset Now) Journal(
        Situation<InitiativeState>[] one, Situation<InitiativeState>[] two, Random random)
    {
        var now = new[] { one[^1].Now, two[^1].Now }.Max().AddDays(random.Next(200));
        var first = (one[^1] with { Now = now }).Aged().Entries.Select(entry => ("project-1", entry));
        var second = (two[^1] with { Now = now }).Aged().Entries
            .Select(entry => ("project-2", entry.Event is InitiativeChartered e ? entry with { Event = new InitiativeChartered(e.Charter with { Id = "project-2" }) } : entry));
        // Of every other concept what it can come to.
        var landed = random.Next(3) switch { 0 => Landed.Promised, 1 => Landed.Stopped, _ => Landed.VerifiedAt(LandingStage.Started) };
        var third = (landed with { Now = now }).Aged().Entries.Select(entry => ("chain-1", entry));
        var served = random.Next(3) switch { 0 => Served.Asked, 1 => Served.DoneAgain, _ => Served.Solved };
        var fourth = (served with { Now = now }).Aged().Entries.Select(entry => ("enterprise-one", entry));
        var pool = random.Next(2) == 0 ? Pools.Used(20, 10) : Pools.Pool.With(30).With(20);
        var fifth = (pool with { Now = now }).Aged().Entries.Select(entry => ("pool-space-2021", entry));
        var at = Document.Clock.At!.Value;
        Entry Fact(JournalEvent fact, DateTimeOffset when) => new(fact, 0, 0, when, when, Who.Admin, "", "", "");
        List<(string Stream, Entry Entry)> facts = [("plan", Fact(new PlanImported(Document with { Initiatives = [] }, ["project-1", "project-2"], at), at))];
        for (var i = 0; i < 8; i++)
        {
            at = at.AddDays(random.Next(30));
            if (at > now) break;
            facts.Add(("plan", Fact(random.Next(3) switch
            {
                0 => new PersonRegistered(new("liaison", $"丁{i}", Department: "housing")),
                1 => new DepartmentRegistered(new("housing", $"住建{i}")),
                _ => new DaySealed(at.Day(), 1, new('0', 64)),
            }, at)));
        }
        var plan = facts.Aggregate(PlanState.Initial, (state, fact) => PlanState.Apply(state, fact.Entry));
        return ([.. facts.Concat(first).Concat(second).Concat(third).Concat(fourth).Concat(fifth).OrderBy(each => each.Item2.RecordedAt)], plan, now);
    }

    private static TaskQuery Query(Random random) => new(
        Light: random.Next(4) == 0 ? (Light)random.Next(4) : null, Stage: random.Next(4) == 0 ? (TaskStage)random.Next(7) : null,
        Overdue: random.Next(3) == 0 ? random.Next(2) == 0 : null, Search: random.Next(3) == 0 ? new[] { "期", "丁", "zhux", "现场" }[random.Next(4)] : null,
        Person: random.Next(5) == 0 ? "liaison" : null, Sort: (random.Next(2) == 0 ? "-" : "") + Sorts[random.Next(Sorts.Length)], Limit: random.Next(1, 12));

    private static string Dumped(Table table, Row row) =>
        table.Store(row) is var stored ? $"{table.Name} {JsonSerializer.Serialize((object[])[.. stored.Cells, stored.Body], StrictJson.Options)}" : "";

    private static string Written<T>(T value) => JsonSerializer.Serialize(value, StrictJson.Options);
}
