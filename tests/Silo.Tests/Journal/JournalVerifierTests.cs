using System.Text;
using Dapper;
using FuyangPlan.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace FuyangPlan.Journal;

public sealed class JournalVerifierTests : IAsyncLifetime
{
    private static readonly string[] Columns =
        ["version", "ordinal", "plan", "stream", "type", "recorded_at", "happened_at", "actor", "command_id", "request_hash", "cause", "classification", "payload", "hash"];

    private readonly TempFolder folder = new();
    private SqliteSource source = null!;

    public async ValueTask InitializeAsync()
    {
        source = new(folder.Database);
        Migrator.Run(source, Migrator.Embedded("sqlite"));
        using var journal = new SqliteJournal(source, NullLogger<SqliteJournal>.Instance);
        await SealedJournal.Fill(journal);
    }

    public ValueTask DisposeAsync()
    {
        source.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Verify_AnUntouchedJournal_IsWhole()
    {
        var report = Verify();
        Assert.Empty(report.Faults);
        Assert.Equal((2, 4, 3), (report.Plans, report.Streams, report.Seals));
        Assert.Equal(Scalar("SELECT count(*) FROM journal"), report.Entries);
    }

    [Fact]
    public void Verify_EachOf200FlippedBytes_IsFoundAndItsStreamNamed()
    {
        var random = new Random(20210115);
        for (var flips = 0; flips < 200;)
        {
            var column = Columns[random.Next(Columns.Length)];
            using var connection = source.Open();
            var row = Scalar("SELECT rowid FROM journal ORDER BY rowid LIMIT 1 OFFSET @at", new { at = random.Next((int)Scalar("SELECT count(*) FROM journal")) });
            var (stream, value) = connection.QuerySingle<(string, object)>($"SELECT stream, {column} FROM journal WHERE rowid = {row}");
            if (value is "") continue;
            object changed = value is long number ? number ^ (1L << random.Next(40)) : FlipByte((string)value, random);
            try
            {
                connection.Execute(
                    $"UPDATE journal SET {column} = {(changed is long ? "@changed" : "CAST(@changed AS TEXT)")} WHERE rowid = {row}", new { changed });
            }
            catch (SqliteException refused) when (refused.SqliteErrorCode == 19)
            {
                // A unique key does not even let it in.
                continue;
            }
            var report = Verify();
            Assert.False(report.Whole, $"{stream} {column} {value}");
            if (column is not ("plan" or "stream")) Assert.Contains(report.Faults, fault => fault.Contains($" {stream} ", StringComparison.Ordinal));
            connection.Execute($"UPDATE journal SET {column} = @value WHERE rowid = {row}", new { value });
            flips++;
        }
        Assert.Empty(Verify().Faults);
    }

    [Theory]
    [InlineData("DELETE FROM journal WHERE stream = 'p/project-1' AND version = 7")]
    [InlineData("DELETE FROM journal WHERE plan = 'p' AND position = 1")]
    [InlineData("DELETE FROM journal WHERE plan = 'p' AND position = (SELECT position FROM plan_head WHERE plan = 'p')")]
    [InlineData("DELETE FROM journal WHERE plan = 'q'")]
    [InlineData("DELETE FROM plan_head WHERE plan = 'q'")]
    [InlineData("UPDATE plan_head SET position = position - 1 WHERE plan = 'p'")]
    [InlineData("UPDATE plan_head SET position = position + 1 WHERE plan = 'p'")]
    [InlineData("UPDATE journal SET version = 8 - version + 7 + 1000 WHERE stream = 'p/project-1' AND version IN (7, 8); UPDATE journal SET version = version - 1000 WHERE version > 1000")]
    [InlineData("UPDATE journal SET position = position + 1000 WHERE plan = 'p' AND position IN (3, 4); UPDATE journal SET position = 1007 - (position - 1000) - 1000 WHERE plan = 'p' AND position > 1000")]
    [InlineData("UPDATE journal SET version = version + 4294967296 WHERE stream = 'p/project-2' AND version = 3")]
    public void Verify_AChangedTable_IsFound(string change)
    {
        using (var connection = source.Open()) connection.Execute(change);
        Assert.NotEmpty(Verify().Faults);
    }

    [Fact]
    public void Verify_AStreamRewrittenWithFreshHashes_IsFoundByTheSeal()
    {
        using (var connection = source.Open())
        {
            var previous = "";
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {JournalColumns.Columns} FROM journal WHERE stream = 'p/project-1' ORDER BY version";
            List<JournalRow> rows = [];
            using (var reader = command.ExecuteReader())
                while (reader.Read()) rows.Add(JournalColumns.Read(reader));
            foreach (var row in rows)
            {
                var forged = row with { Payload = row.Payload.Replace("percent", "perzent", StringComparison.Ordinal) };
                previous = EntryHash.Of(previous, forged);
                connection.Execute("UPDATE journal SET payload = @Payload, hash = @previous WHERE stream = @Stream AND version = @Version",
                    new { forged.Payload, previous, forged.Stream, forged.Version });
            }
        }
        var report = Verify();
        Assert.Equal(3, report.Faults.Length);
        Assert.All(report.Faults, fault => Assert.Contains("日封的根不符", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Verify_AFileThatIsNoDatabase_IsReported()
    {
        var path = System.IO.Path.Combine(folder.Path, "other.db");
        File.WriteAllText(path, new string('x', 5000));
        Assert.False(JournalVerifier.Verify(path).Whole);
    }

    private static byte[] FlipByte(string value, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private VerifyReport Verify() => JournalVerifier.Verify(folder.Database);

    private long Scalar(string sql, object? values = null)
    {
        using var connection = source.Open();
        return connection.ExecuteScalar<long>(sql, values);
    }
}
