using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.InteropServices;
using Dapper;
using FuyangPlan.Backups;
using FuyangPlan.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace FuyangPlan.Storage;

public sealed class SqliteStatementsTests : StatementsContract
{
    private readonly TempFolder folder = new();
    private SqliteTrace trace = null!;
    private SqliteSource source = null!;

    // A copy is verified, so that it takes a journal whose chains are whole.
    private DataFolder Small => new(Path.Combine(folder.Path, "small"));

    private protected override int Entries => 60_000;

    private protected override long Most => 40_000;

    private protected override string Bytes => "x'01'";

    private protected override string[] MeantToReadAll => [.. base.MeantToReadAll, "VACUUM INTO $to", "FROM journal WHERE payload LIKE '%\"evidence\":[{%'"];

    private protected override async Task<DbDataSource> Open()
    {
        Directory.CreateDirectory(Small.Root);
        foreach (var file in (string[])[folder.Database, Small.Database])
        {
            using var fresh = new SqliteSource(file);
            Migrator.Run(fresh, Migrator.Embedded("sqlite"));
            if (file == folder.Database) continue;
            using var journal = Journal(fresh);
            await journal.Append(new Chain("p/project-1").Next(3));
        }
        trace = new(folder.Database);
        return source = new(folder.Database);
    }

    private protected override SqlJournal Journal(DbDataSource source) => new SqliteJournal((SqliteSource)source, NullLogger<SqliteJournal>.Instance);

    private protected override async Task ReadEverything()
    {
        await base.ReadEverything();
        Backup.Copy(Small, new(Path.Combine(folder.Path, "copy")), default);
    }

    private protected override Task<IReadOnlyList<Statement>> Seen()
    {
        using var connection = source.Open(exclusive: true);
        return Task.FromResult<IReadOnlyList<Statement>>([.. trace.Take().Select(each =>
        {
            var plan = connection.Query($"EXPLAIN QUERY PLAN {each.Sql}").Select(row => (string)row.detail).ToArray();
            var whole = plan.Where(step => step.StartsWith("SCAN ", StringComparison.Ordinal)).Select(step => step.Split(' ')[1]);
            return new Statement(each.Sql, each.Steps, [.. whole], string.Join('\n', plan));
        })]);
    }

    private protected override Task Close()
    {
        trace.Dispose();
        source.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>The statements that this process runs on one SQLite file, whoever opens it, and the steps of SQLite's machine that each took at most.</summary>
internal sealed class SqliteTrace : IDisposable
{
    private const int Ended = 2, Steps = 4;

    private readonly string file;
    private readonly ConcurrentDictionary<string, int> seen = [];
    // Held as long as SQLite may call them.
    private readonly OnOpened opened;
    private readonly OnEnded ended;

    public SqliteTrace(string file)
    {
        this.file = Path.GetFileName(Path.GetDirectoryName(file))!;
        opened = Opened;
        ended = Count;
        Assert.Equal(0, sqlite3_auto_extension(opened));
    }

    private delegate int OnOpened(nint database, nint error, nint functions);

    private delegate int OnEnded(uint what, nint context, nint statement, nint time);

    public (string Sql, long Steps)[] Take()
    {
        (string, long)[] taken = [.. seen.Select(each => (each.Key, (long)each.Value))];
        seen.Clear();
        return taken;
    }

    public void Dispose() => _ = sqlite3_cancel_auto_extension(opened);

    private int Opened(nint database, nint error, nint functions)
    {
        if (Marshal.PtrToStringUTF8(sqlite3_db_filename(database, "main"))?.Contains(file, StringComparison.Ordinal) == true)
            Assert.Equal(0, sqlite3_trace_v2(database, Ended, ended, 0));
        return 0;
    }

    private int Count(uint what, nint context, nint statement, nint time)
    {
        if (Marshal.PtrToStringUTF8(sqlite3_sql(statement)) is { } sql && !sql.StartsWith("EXPLAIN", StringComparison.Ordinal))
        {
            var steps = sqlite3_stmt_status(statement, Steps, 1);
            seen.AddOrUpdate(sql, steps, (_, most) => Math.Max(most, steps));
        }
        return 0;
    }

    [DllImport("e_sqlite3"), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_auto_extension(OnOpened entry);

    [DllImport("e_sqlite3"), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_cancel_auto_extension(OnOpened entry);

    [DllImport("e_sqlite3", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern nint sqlite3_db_filename(nint database, string name);

    [DllImport("e_sqlite3"), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_trace_v2(nint database, uint mask, OnEnded ended, nint context);

    [DllImport("e_sqlite3"), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern nint sqlite3_sql(nint statement);

    [DllImport("e_sqlite3"), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_stmt_status(nint statement, int what, int reset);
}
