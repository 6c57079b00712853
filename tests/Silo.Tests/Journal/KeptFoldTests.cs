using System.Text.Json;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Plans;
using FuyangPlan.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace FuyangPlan.Journal;

/// <summary>Whatever is kept, lost or spoiled beside the journal, a stream is the fold of its entries. The model folds them from the first.</summary>
public sealed class KeptFoldTests : IAsyncLifetime
{
    private const string Plan = "p";

    private readonly TempFolder folder = new();
    private SqliteSource source = null!;
    private SqliteJournal journal = null!;

    public ValueTask InitializeAsync()
    {
        source = new(folder.Database);
        Migrator.Run(source, Migrator.Embedded("sqlite"));
        journal = new(source, NullLogger<SqliteJournal>.Instance);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        journal.Dispose();
        source.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Fold_OfTheGoldenJournals_FromAnyKeptState_IsTheFoldFromTheFirst()
    {
        var random = new Random(11);
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Journals"), "golden-*.jsonl"))
        {
            var rows = File.ReadAllLines(file).Select(line => JsonSerializer.Deserialize<JournalRow>(line, StrictJson.Options)!).ToArray();
            foreach (var row in rows) await journal.Append([row]);
            foreach (var stream in rows.Select(row => row.Stream).Distinct().Select(StreamId.Parse))
                if (stream.Name == StreamId.Own) await FromAny<PlanState>(stream, random);
                else if (Concepts.Of(stream)!.Has<InitiativeState>()) await FromAny<InitiativeState>(stream, random);
        }
    }

    [Fact]
    public async Task Fold_OfALongStream_KeepsStates_InProportion()
    {
        await Grow(4000);
        var stream = StreamId.OfPlan(Plan);
        var folded = 0;
        // As a stream that grows under those who look at it.
        for (var version = 1000; version <= 4000; version += 1000)
        {
            Assert.Equal(version, (await new KeptFold<PlanState>(journal, stream).Until(Until.Before(version + 1))).Version);
            await Kept(beyond: version - 1000);
        }
        foreach (var until in (Until[])[Until.Before(2001), Until.Before(3001), Until.Now])
        {
            folded = 0;
            await new KeptFold<PlanState>(journal, stream).Until(until, _ => folded++);
            Assert.InRange(folded, 0, 1500);
        }
        // All together they are less than the journal, and none stands amid a command.
        Assert.InRange(Number("SELECT sum(length(state)) FROM kept_states"), 1, Number("SELECT sum(length(payload) + length(actor)) FROM journal"));
        Assert.Equal(0, Number("SELECT count(*) FROM kept_states k JOIN journal j ON j.stream = k.stream AND j.version = k.version + 1 WHERE j.ordinal > 0"));
    }

    [Fact]
    public async Task Fold_ByManyWhileStatesAreKeptSpoiledAndForgotten_IsAlwaysTheFold()
    {
        await Grow(1500);
        var rows = await journal.ReadStream($"{Plan}/{StreamId.Own}", 1, int.MaxValue);
        using var end = new CancellationTokenSource();
        var mischief = Task.Run(async () =>
        {
            var random = new Random(5);
            while (!end.IsCancellationRequested)
            {
                await source.Writing.WaitAsync(CancellationToken.None);
                try
                {
                    Number(random.Next(5) switch
                    {
                        0 => "DELETE FROM kept_states RETURNING 1",
                        1 => "UPDATE kept_states SET state = x'00ff13' WHERE version % 2 = 0 RETURNING 1",
                        // An empty text, and an empty object.
                        2 => "UPDATE kept_states SET state = CASE version % 2 WHEN 0 THEN x'' ELSE x'0b00807b7d03' END WHERE version % 3 = 0 RETURNING 1",
                        3 => "UPDATE kept_states SET hash = 'another' WHERE version % 2 = 1 RETURNING 1",
                        _ => "UPDATE kept_states SET position = position - 40 WHERE version % 2 = 1 RETURNING 1",
                    });
                }
                finally
                {
                    source.Writing.Release();
                }
                await Task.Delay(random.Next(10), CancellationToken.None);
            }
        });
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
        {
            var until = new Random(number).Next(1, 1501);
            var folded = await new KeptFold<PlanState>(journal, StreamId.OfPlan(Plan)).Until(Until.Before(until + 1), gone: CancellationToken.None);
            Assert.Equal((until, rows[until - 1].Hash), (folded.Version, folded.Hash));
            Assert.Equal(until - 1, folded.State.Departments.Count);
        });
        await end.CancelAsync();
        await mischief;
    }

    private async Task FromAny<TState>(StreamId stream, Random random) where TState : class, IFold<TState>
    {
        var rows = await journal.ReadStream(stream.ToString(), 1, int.MaxValue);
        var states = rows.Select(Entry.Of).Aggregate(ImmutableArray.Create(TState.Initial), (all, entry) => all.Add(TState.Apply(all[^1], entry)));
        foreach (var row in rows.Where(_ => random.Next(4) == 0))
            await journal.Kept.Keep(Fold.Name<TState>(), stream.ToString(), new(row.Version, row.Position, row.RecordedAt, row.Hash, Fold.Write(states[row.Version], row.Version)));
        static Until[] Around(JournalRow row)
        {
            var at = Entry.Instant(row.RecordedAt);
            return [Until.Before(row.Position), Until.Instant(at), Until.Instant(at.AddTicks(-1))];
        }
        foreach (var until in rows.SelectMany(Around).Append(Until.Now))
        {
            var folded = await new KeptFold<TState>(journal, stream).Until(until);
            var version = rows.TakeWhile(row => until.Includes(row)).Count();
            Assert.Equal((version, version == 0 ? "" : rows[version - 1].Hash), (folded.Version, folded.Hash));
            Assert.Equal(Fold.Write(states[version], version), Fold.Write(folded.State, version));
        }
    }

    /// <summary>A plan that departments are registered in, two with a command.</summary>
    private async Task Grow(int entries)
    {
        var actor = Actor.System;
        var at = new DateTimeOffset(2021, 1, 15, 9, 0, 0, TimeSpan.FromHours(8));
        var document = Samples.SamplePlan.Document(Plan) with { Departments = [] };
        var hash = "";
        List<Task> stored = [];
        for (var version = 1; version <= entries; version++)
        {
            var ordinal = version > 1 ? version % 2 : 0;
            JournalEvent fact = version == 1
                ? new PlanImported(document, [.. document.Initiatives.Select(each => each.Id)], at)
                : new DepartmentRegistered(new($"d-{version}", $"单位 {version}"));
            var row = new Entry(fact, version, 0, at.AddSeconds(version / 2), at, actor, $"c{version / 2}", "", "").ToRow(StreamId.OfPlan(Plan), ordinal, hash);
            hash = row.Hash;
            stored.Add(journal.Append([row]));
        }
        await Task.WhenAll(stored);
    }

    private async Task Kept(int beyond)
    {
        for (var patience = 0; Number("SELECT max(version) FROM kept_states") <= beyond; patience++)
        {
            Assert.True(patience < 600, $"No state is kept beyond version {beyond}.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private long Number(string sql)
    {
        using var connection = source.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long number ? number : 0;
    }
}
