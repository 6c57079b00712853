using System.Data.Common;
using System.Reflection;
using Dapper;
using FuyangPlan.Journal;
using FuyangPlan.Tables;
using FuyangPlan.Transfers;

namespace FuyangPlan.Storage;

/// <summary>A statement as a database was really given it.</summary>
/// <param name="Work">What it cost at most, in steps or rows: counted, so that it is the same on every machine.</param>
/// <param name="Whole">Tables that it goes through from end to end, by its plan.</param>
internal sealed record Statement(string Sql, long Work, string[] Whole, string Plan);

/// <summary>
/// No question costs more because the journal has grown. Every call of the seams is made once, with what is worst for it, on a journal of many entries, and what
/// the database is given is taken from the database; so that no statement has to be named here but those that are meant to read everything.
/// </summary>
public abstract class StatementsContract : IAsyncLifetime
{
    // Of the fold that is in use, and of one that is forgotten.
    private const string Used = "Used/1", Gone = "Gone/1";
    private const string Busy = "p/busy", Quiet = "p/quiet", Rare = "p/plan";

    // Of all leads in the busy stream.
    private const string Investor = "0123456789abcdef0123456789abcdef", Lead = $$"""{"lead":1,"investorHash":"{{Investor}}","amount":1}""";

    private static readonly string[] Growing = ["journal", "kept_states"];

    private DbDataSource source = null!;

    /// <summary>A source of an empty database whose statements are seen.</summary>
    private protected abstract Task<DbDataSource> Open();

    private protected abstract SqlJournal Journal(DbDataSource source);

    private protected abstract Task Close();

    /// <summary>What was given to the database since it was last asked.</summary>
    private protected abstract Task<IReadOnlyList<Statement>> Seen();

    /// <summary>Entries: so many that the planner chooses as for any more.</summary>
    private protected abstract int Entries { get; }

    /// <summary>Far more than what reads by keys costs, far less than what reads all.</summary>
    private protected abstract long Most { get; }

    /// <summary>Said when there are few entries yet.</summary>
    private protected virtual string WhenItIsShort => "SELECT 1";

    /// <summary>Said one after the other when there are many: ways in which the same statement may be planned.</summary>
    private protected virtual string[] WhenItIsLong => ["SELECT 1"];

    /// <summary>Ends of the statements that are meant to read everything.</summary>
    private protected virtual string[] MeantToReadAll => ["FROM journal ORDER BY plan, position"];

    public async ValueTask InitializeAsync() => source = await Open();

    public async ValueTask DisposeAsync()
    {
        await Close();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Statements_OnALongJournal_CostWhatTheyCostOnAShortOne()
    {
        var tables = new SqlTables(source);
        await tables.Open([]);
        await Fill();
        await Seen();
        List<Statement> seen = [];
        foreach (var mode in WhenItIsLong)
        {
            await Run(mode);
            using (var journal = Journal(source)) await CallEverything(journal, tables);
            seen.AddRange(await Seen());
        }
        await ReadEverything();
        seen.AddRange(await Seen());

        Assert.All(MeantToReadAll, end => Assert.Contains(seen, statement => statement.Sql.EndsWith(end, StringComparison.Ordinal)));
        var costly = seen.Where(statement => !MeantToReadAll.Any(end => statement.Sql.EndsWith(end, StringComparison.Ordinal)))
            .Where(statement => statement.Work > Most || statement.Whole.Intersect(Growing).Any());
        Assert.True(!costly.Any(), string.Join("\n\n", costly.Select(statement => $"{statement.Work:#,0}: {statement.Sql}\n{statement.Plan}")));
    }

    /// <summary>Offline commands that are made of statements of their own.</summary>
    private protected virtual Task ReadEverything()
    {
        JournalVerifier.Verify(source);
        return Task.CompletedTask;
    }

    private protected async Task Run(string sql)
    {
        await using var connection = await source.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, commandTimeout: 60);
    }

    private async Task CallEverything(SqlJournal real, SqlTables realTables)
    {
        var (journal, kept, tables) = (Called.On<IJournal>(real), Called.On(real.Kept), Called.On<ITables>(realTables));
        var (middle, past) = (Entries / 2, Text(Entries / 2));

        foreach (var stream in (string[])[Busy, Quiet, Rare, "p/absent"])
        {
            await journal.ReadStream(stream, 3, 50);
            foreach (var before in (long[])[3, middle, long.MaxValue]) await journal.ReadBackwards("p", stream, before, 50);
            foreach (var until in (Until[])[Until.Now, Until.Before(3), Until.Before(middle), new(long.MaxValue, Text(3)), new(long.MaxValue, past), new(middle, past)])
                await kept.Find(Used, stream, until);
            foreach (var command in (string[])["c30", "absent"]) await journal.FindCommand(stream, command);
        }
        foreach (var position in (long[])[0, middle, Entries]) await journal.ReadPlan("p", position, 50);
        foreach (var before in (long[])[3, middle, long.MaxValue]) await journal.ReadBackwards("p", null, before, 50);
        foreach (var position in (long[])[3, middle, long.MaxValue]) await journal.Heads("p", position);
        Assert.Contains(Busy, await journal.FindInvestor("p", Investor));
        Assert.Empty(await journal.FindInvestor("p", "absent"));
        await journal.Position("p");
        await journal.Positions();
        await journal.Plans();

        var head = (await journal.ReadBackwards("p", Busy, long.MaxValue, 1))[0];
        var next = head with { Version = head.Version + 1, CommandId = Guid.NewGuid().ToString() };
        await journal.Append([next]);
        await journal.Append([head with { Stream = $"p/{next.CommandId}", Version = 1 }, head with { Stream = $"p/{next.CommandId}", Version = 2, Ordinal = 1 }]);
        var plan = next with { Stream = Rare, Version = (await journal.ReadBackwards("p", Rare, long.MaxValue, 1))[0].Version + 1 };
        await journal.Append([plan]);
        await Assert.ThrowsAsync<PlanMovedException>(() => journal.Append([next with { Version = next.Version + 1, CommandId = "other" }], seen: plan.Version - 1));
        await Assert.ThrowsAsync<JournalConflictException>(() => journal.Append([next with { CommandId = "other" }]));
        await Assert.ThrowsAsync<JournalConflictException>(() => journal.Append([next with { Version = next.Version + 2, CommandId = "other" }]));
        await Assert.ThrowsAsync<DuplicateCommandException>(
            () => journal.Append([next with { Version = next.Version + 1 }, next with { Version = next.Version + 2, Ordinal = 1 }]));

        await kept.Keep(Used, Busy, new(next.Version, Entries + 1, next.RecordedAt, next.Hash, [1]));
        await kept.Drop(Used, Busy, next.Version, "it was the test's");
        await kept.Keep(Gone, Busy, new(1, 1, "", "", [1]));
        await kept.Forget([Used]);

        await tables.Clear("p");
        foreach (var table in ReadTables.All)
        {
            StoredRow row = new([.. table.Columns.Select(column => column.IsText ? (object)"" : 1L)], "");
            var at = await tables.Checkpoint("p");
            await tables.Save("p", at, at + 1, [new(table, [row], [row.Cells[..table.Key.Length]])]);
            await tables.Save("p", at + 1, at + 2, [new(table, [row with { Cells = [.. row.Cells.Select(cell => cell is string ? "absent" : cell)] }], [])]);
            var question = new Question(table, [], table.Text, IsDescending: true, [], 50, new(2021, 8, 2));
            await tables.Ask("absent", question);
            await tables.Ask("absent", question with { After = ["", .. row.Cells[..table.Key.Length]] });
        }
        await tables.Stand("absent");
        await tables.Dump("p");

        using (var export = new JournalExport(journal, source))
            await Assert.ThrowsAsync<InvalidDataException>(() => export.Write(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), null, default));

        // At last, so that all others have been planned beside it; and there are tables again.
        await tables.Drop();
        await tables.Open([]);
        foreach (var seam in (object[])[journal, kept, tables]) Called.Assert(seam);
    }

    /// <summary>One stream with half of all entries, many with a part, one whose entries are long past, one whose entries lie far apart.</summary>
    private async Task Fill()
    {
        await Fill(0, 500);
        await Run(WhenItIsShort);
        await Fill(500, Entries);
        foreach (var table in ReadTables.All.Select(table => new TableSql(table, new SqlTables(source).Build, SqlDialect.Of(source))))
        {
            var values = table.Columns[1..].Select(name => table.IsText(name) ? "CAST(n AS text)" : "n");
            await Run($"""
                INSERT INTO {table.Name} ({TableSql.Joined(table.Columns)})
                WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < 5000) SELECT 'other', {string.Join(", ", values)} FROM series
                """);
        }
    }

    private async Task Fill(int after, int to)
    {
        await Run($"""
            INSERT INTO journal ({JournalColumns.Columns})
            WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < {to}),
            entry AS (
              SELECT n, CASE WHEN n <= 20 THEN '{Quiet}' WHEN n % 1000 = 0 THEN '{Rare}' WHEN n % 2 = 0 THEN '{Busy}' ELSE 'p/project-' || (n / 2 % 20) END AS stream FROM series),
            numbered AS (SELECT n, stream, row_number() OVER (PARTITION BY stream ORDER BY n) AS version FROM entry)
            SELECT 'p', n, stream, version, CASE stream WHEN '{Rare}' THEN 'plan.day-sealed' WHEN '{Busy}' THEN 'lead.recorded' ELSE 'test.happened' END,
              '{Text(0)[..^8]}' || substr(CAST(10000000 + n AS text), 2) || 'Z', '', '', 'c' || n, 0, '', '', 'internal',
              CASE stream WHEN '{Busy}' THEN '{Lead}' ELSE '' END, substr(CAST(10000000 + n AS text), 2)
            FROM numbered WHERE n > {after} ORDER BY n
            """);
        await Run($"INSERT INTO plan_head (plan, position) VALUES ('p', {to}) ON CONFLICT (plan) DO UPDATE SET position = excluded.position");
        await Run($"INSERT INTO kept_states SELECT '{Used}', stream, version, position, recorded_at, hash, {Bytes} FROM journal WHERE version % 5 = 0 AND position > {after}");
    }

    private protected abstract string Bytes { get; }

    private static string Text(int n) => $"2021-01-15T04:00:00.{n:0000000}Z";
}

/// <summary>Passes calls on, and knows which of an interface's methods were never called.</summary>
public class Called : DispatchProxy
{
    private readonly HashSet<MethodInfo> called = [];
    private object target = null!;
    private Type seam = null!;

    public static T On<T>(T target) where T : class
    {
        var proxy = Create<T, Called>();
        ((Called)(object)proxy).target = target;
        ((Called)(object)proxy).seam = typeof(T);
        return proxy;
    }

    public static void Assert(object proxy)
    {
        var (called, seam) = (((Called)proxy).called, ((Called)proxy).seam);
        Xunit.Assert.Empty(seam.GetMethods().Where(method => !method.IsSpecialName && !called.Contains(method)).Select(method => method.Name));
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        called.Add(targetMethod!);
        return targetMethod!.Invoke(target, args);
    }
}
