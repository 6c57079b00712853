using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using FuyangPlan.Journal;
using FuyangPlan.Servers;
using FuyangPlan.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace FuyangPlan.Transfers;

/// <summary>What goes out comes in as it was; what was changed on the way does not come in at all.</summary>
public sealed partial class TransferTests(PostgresServer server) : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private SqliteSource source = null!;
    private SqliteJournal journal = null!;

    private string Exported => Path.Combine(folder.Path, "export.ndjson");

    public async ValueTask InitializeAsync()
    {
        source = new(folder.Database);
        Migrator.Run(source, Migrator.Embedded("sqlite"));
        journal = new(source, NullLogger<SqliteJournal>.Instance);
        Chain one = new("p/project-1"), two = new("p/project-2"), other = new("q/plan", "q");
        for (var i = 0; i < 30; i++)
        {
            await journal.Append(one.Next(2));
            await journal.Append(two.Next(payload: $$"""{"note":"a\u0000b ' \" \\ \n 𠮷 {{i}}","odd":"\u2028\r\n<&>"}"""));
            await journal.Append(other.Next());
        }
        using var connection = source.Open();
        connection.Execute("""
            INSERT INTO OrleansStorage VALUES
              (-7, 0, 0, 9, 'account', 'admin', 'fuyang', CAST('{"displayName":"管理员","passwordHash":"x"}' AS BLOB), '2021-01-15T00:00:00.000Z', 3),
              (8, 0, 0, 9, 'account', 'gone', 'fuyang', NULL, '2021-01-15T00:00:00.000Z', 4);
            INSERT INTO kept_states VALUES ('PlanState/b', 'q/plan', 1, 1, '2021-01-15T00:00:00.0000000Z', '', x'00');
            INSERT INTO OrleansRemindersTable VALUES ('fuyang', 'plan/p', 'pass-time', '2021-01-15 04:00:00.123456', 3600000, -5, 2);
            """);
    }

    public ValueTask DisposeAsync()
    {
        journal.Dispose();
        source.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Export_Imported_IsTheSameJournalWithTheSameAccountsAndReminders()
    {
        var end = await Export();
        Assert.Equal((120, 1, 1, 3), (end.Entries, end.States, end.Reminders, end.Streams.Length));
        await using var target = Target();
        Assert.Equivalent(end, await Import(target.Source, Exported));

        foreach (var plan in (string[])["p", "q"])
            Assert.Equal(await journal.ReadPlan(plan, 0, int.MaxValue), await target.Journal.ReadPlan(plan, 0, int.MaxValue));
        Assert.True(JournalVerifier.Verify(target.Path).Whole);
        foreach (var table in (string[])["GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainIdExtensionString, ServiceId, PayloadBinary, Version FROM OrleansStorage WHERE GrainIdExtensionString = 'admin'", "ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash FROM OrleansRemindersTable"])
            Assert.Equal(Rows(source, table), Rows(target.Source, table));
        Assert.Equal(["1"], Rows(target.Source, "count(*) FROM OrleansStorage"));
        Assert.Equal(["0"], Rows(target.Source, "count(*) FROM kept_states"));
        Assert.Equal(91, await target.Journal.Append([Follow(await journal.ReadStream("p/project-1", 60, int.MaxValue))]));
    }

    /// <summary>From SQLite to PostgreSQL and back: the file is the same, so is everything in it.</summary>
    [Fact]
    public async Task Export_IntoPostgresAndBack_IsTheSameFile()
    {
        var end = await Export();
        await using var cluster = PostgresSource.Work(await server.CreateDatabase());
        Migrator.Run(cluster, Migrator.Embedded("postgres"));
        Assert.Equivalent(end, await Import(cluster, Exported));
        Assert.True(JournalVerifier.Verify(cluster).Whole);
        // The database has looked at them: who reads next must not wait for its own housekeeping.
        await using (var connection = await cluster.OpenConnectionAsync())
            Assert.Equal(120, await connection.ExecuteScalarAsync<int>("SELECT reltuples::integer FROM pg_class WHERE relname = 'journal'"));
        await Assert.ThrowsAsync<TargetNotEmptyException>(() => Import(cluster, Exported));

        var again = Path.Combine(folder.Path, "again.ndjson");
        using (var clusters = new PostgresJournal(cluster, NullLogger<PostgresJournal>.Instance))
        {
            using var export = new JournalExport(clusters, cluster);
            await export.Write(again, null, default);
            Assert.Equal(91, await clusters.Append([Follow(await journal.ReadStream("p/project-1", 60, int.MaxValue))]));
        }
        Assert.Equal(await File.ReadAllLinesAsync(Exported), await File.ReadAllLinesAsync(again));
        await using var target = Target();
        await Import(target.Source, again);
        Assert.Equal(await journal.ReadPlan("p", 0, int.MaxValue), await target.Journal.ReadPlan("p", 0, int.MaxValue));
    }

    /// <summary>A broken file, and a line that is wrong only to the database: nothing of it is in PostgreSQL.</summary>
    [Fact]
    public async Task Import_OfAChangedFileIntoPostgres_StoresNothing()
    {
        await Export();
        var lines = await File.ReadAllLinesAsync(Exported);
        await using var cluster = PostgresSource.Work(await server.CreateDatabase());
        Migrator.Run(cluster, Migrator.Embedded("postgres"));
        await File.WriteAllLinesAsync(Exported, lines[..^1]);
        await Assert.ThrowsAsync<InvalidDataException>(() => Import(cluster, Exported));
        await File.WriteAllLinesAsync(Exported, [.. lines[..^4], lines[^4], lines[^3].Replace("\"version\":3", "\"version\":3000000000", StringComparison.Ordinal),
            .. lines[^2..]]);
        Assert.Contains("\"version\":3000000000", await File.ReadAllTextAsync(Exported), StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<Exception>(() => Import(cluster, Exported));
        await using var command = cluster.CreateCommand("SELECT (SELECT count(*) FROM journal) + (SELECT count(*) FROM OrleansStorage) + (SELECT count(*) FROM plan_head)");
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Export_OfOnePlan_HoldsNoAccounts()
    {
        var end = await Export("q");
        Assert.Equal((30, 0, 0), (end.Entries, end.States, end.Reminders));
        Assert.Equal(["q"], end.Heads.Keys);
        Assert.DoesNotContain("管理员", await File.ReadAllTextAsync(Exported), StringComparison.Ordinal);
        await using var target = Target();
        await Import(target.Source, Exported);
        Assert.True(JournalVerifier.Verify(target.Path).Whole);
    }

    [Fact]
    public async Task Export_OfAnExport_IsTheSameFile()
    {
        await Export();
        await using var target = Target();
        await Import(target.Source, Exported);
        using var export = new JournalExport(target.Journal, target.Source);
        var again = Path.Combine(folder.Path, "again.ndjson");
        await export.Write(again, null, default);
        // A reminder and an account begin at version 1 again where they come in; all else is equal.
        Assert.Equal(await File.ReadAllLinesAsync(Exported), await File.ReadAllLinesAsync(again));
    }

    [Fact]
    public async Task Export_OfADamagedJournal_IsRefusedAndLeavesNoFile()
    {
        using (var connection = source.Open()) connection.Execute("UPDATE journal SET payload = '{}' WHERE stream = 'p/project-1' AND version = 7");
        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => Export());
        Assert.Contains("p/project-1 第 7 版", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "export*"));
    }

    [Fact]
    public async Task Import_IntoAJournalOrAccountsThatAreThere_IsRefused()
    {
        await Export();
        await using var target = Target();
        using (var connection = target.Source.Open())
            connection.Execute("INSERT INTO OrleansStorage VALUES (1, 0, 0, 9, 'account', 'admin', 'fuyang', x'7b7d', '2021', 1)");
        await Assert.ThrowsAsync<TargetNotEmptyException>(() => Import(target.Source, Exported));
        using (var connection = target.Source.Open()) connection.Execute("DELETE FROM OrleansStorage");
        await Import(target.Source, Exported);
        await Assert.ThrowsAsync<TargetNotEmptyException>(() => Import(target.Source, Exported));
        Assert.Equal(90, await target.Journal.Position("p"));
    }

    /// <summary>Every line is left out, doubled, swapped with the next, and each of its members changed: nothing of any such file comes in.</summary>
    [Fact]
    public async Task Import_OfAChangedFile_StoresNothing()
    {
        await Export();
        var lines = await File.ReadAllLinesAsync(Exported);
        List<string[]> changed = [[], lines[..^1], [.. lines, lines[^1]], [.. lines, ""], lines[1..], [.. lines.Select(line => line + "\r")]];
        foreach (var i in (int[])[0, 1, 2, 3, 40, lines.Length - 4, lines.Length - 3, lines.Length - 2, lines.Length - 1])
        {
            changed.Add([.. lines[..i], .. lines[(i + 1)..]]);
            changed.Add([.. lines[..(i + 1)], .. lines[i..]]);
            if (i + 1 < lines.Length) changed.Add([.. lines[..i], lines[i + 1], lines[i], .. lines[(i + 2)..]]);
            foreach (Match value in Value().Matches(lines[i]))
            {
                var other = value.Value[..^1] + (value.Value[^1] == '1' ? '2' : '1');
                changed.Add([.. lines[..i], lines[i][..value.Index] + other + lines[i][(value.Index + value.Length)..], .. lines[(i + 1)..]]);
            }
        }
        changed.Add([.. lines[..5], """{"entry":null}""", .. lines[5..]]);
        changed.Add([.. lines[..5], """{"unknown":{}}""", .. lines[5..]]);
        changed.Add([.. lines[..5], "null", .. lines[5..]]);
        Assert.True(changed.Count > 100, $"{changed.Count}");

        await using var target = Target();
        var path = Path.Combine(folder.Path, "changed.ndjson");
        foreach (var file in changed)
        {
            await File.WriteAllTextAsync(path, string.Concat(file.Select(line => line + "\n")));
            var fault = await Record.ExceptionAsync(() => Import(target.Source, path));
            Assert.True(fault is InvalidDataException, $"{fault}\n{string.Join('\n', file)}");
            Assert.Empty(await target.Journal.Plans());
            Assert.Equal(["0"], Rows(target.Source, "(SELECT count(*) FROM journal) + (SELECT count(*) FROM OrleansStorage) + (SELECT count(*) FROM OrleansRemindersTable)"));
        }
        await Import(target.Source, Exported);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200_000)]
    public async Task Import_OfBytesThatAreNoExport_IsRefused(int length)
    {
        await using var target = Target();
        var bytes = new byte[length];
        new Random(20210115).NextBytes(bytes);
        await File.WriteAllBytesAsync(Exported, bytes);
        await Assert.ThrowsAsync<InvalidDataException>(() => Import(target.Source, Exported));
    }

    /// <summary>A file without end of line is given up after 64 MiB, however long it is.</summary>
    [Fact]
    public async Task Import_OfOneEndlessLine_IsRefused()
    {
        await using var target = Target();
        await using (var file = File.Create(Exported)) file.SetLength(2L << 30);
        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => Import(target.Source, Exported));
        Assert.Contains("过长", fault.Message, StringComparison.Ordinal);
    }

    private async Task<ExportEnd> Export(string? plan = null)
    {
        using var export = new JournalExport(journal, source);
        return await export.Write(Exported, plan, default);
    }

    private static async Task<ExportEnd> Import(System.Data.Common.DbDataSource into, string path)
    {
        using var import = new JournalImport(into);
        return await import.Read(path, default);
    }

    private static JournalRow Follow(IReadOnlyList<JournalRow> last)
    {
        var row = last[^1] with { Version = last[^1].Version + 1, CommandId = "after", Ordinal = 0 };
        return row with { Hash = EntryHash.Of(last[^1].Hash, row) };
    }

    private static string[] Rows(SqliteSource of, string sql)
    {
        using var connection = of.Open();
        return [.. connection.Query($"SELECT {sql}")
            .Select(row => string.Join(' ', ((IDictionary<string, object>)row).Values.Select(value => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{value}")))];
    }

    private Destination Target() => new(Path.Combine(folder.Path, "target.db"));

    // The last character of a text, or of a number.
    [GeneratedRegex("(?<=:)(\"[^\"\\\\]+(?=\")|-?[0-9]+)")]
    private static partial Regex Value();

    private sealed class Destination : IAsyncDisposable
    {
        public Destination(string path)
        {
            Path = path;
            Source = new(path);
            Migrator.Run(Source, Migrator.Embedded("sqlite"));
            Journal = new(Source, NullLogger<SqliteJournal>.Instance);
        }

        public string Path { get; }

        public SqliteSource Source { get; }

        public SqliteJournal Journal { get; }

        public ValueTask DisposeAsync()
        {
            Journal.Dispose();
            Source.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
