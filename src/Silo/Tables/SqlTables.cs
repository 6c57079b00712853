using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using FuyangPlan.Concurrency;
using FuyangPlan.Storage;

namespace FuyangPlan.Tables;

/// <summary>The read tables in SQLite or PostgreSQL.</summary>
/// <param name="build">Said only where a test plays another build.</param>
internal sealed class SqlTables(DbDataSource source, string? build = null) : ITables
{
    private const int LargestPage = 10_000;

    // Compares and sets: the first of two followers moves it, the other waits for the row and finds it moved. A row once made stays.
    private const string MoveCheckpoint = """
        INSERT INTO table_checkpoint (build, plan, position)
        SELECT @build, @plan, @to WHERE @from = 0 OR EXISTS (SELECT 1 FROM table_checkpoint WHERE build = @build AND plan = @plan)
        ON CONFLICT (build, plan) DO UPDATE SET position = excluded.position WHERE table_checkpoint.position = @from
        """;

    // The same sources make the same build, whoever compiles them.
    private static readonly string ThisBuild = Convert.ToHexStringLower(SHA256.HashData(
        [.. typeof(Table).Module.ModuleVersionId.ToByteArray(), .. typeof(SqlTables).Module.ModuleVersionId.ToByteArray()]).AsSpan(0, 5));

    private readonly SqlDialect dialect = SqlDialect.Of(source);
    private readonly ImmutableArray<TableSql> all = [.. ReadTables.All.Select(table => new TableSql(table, build ?? ThisBuild, SqlDialect.Of(source)))];

    private readonly ConcurrentDictionary<string, SharedRead<Standing?>> standings = new();

    public string Build { get; } = build ?? ThisBuild;

    public Task Open(IEnumerable<string> running) => Write(async (connection, transaction) =>
    {
        await connection.For(Port.Tables).ExecuteAsync(dialect.Alone, transaction: transaction);
        var there = (await Names(Build, connection, transaction)).ToHashSet();
        // One that is made now is empty, however far the others have come.
        if (all.Any(table => !there.Contains(table.Name)))
            await connection.For(Port.Tables).ExecuteAsync("UPDATE table_checkpoint SET position = 0 WHERE build = @Build", new { Build }, transaction);
        foreach (var table in all)
            foreach (var statement in table.Create) await connection.For(Port.Tables).ExecuteAsync(statement, transaction: transaction);
        var builds = await connection.For(Port.Tables).QueryAsync<string>("SELECT DISTINCT build FROM table_checkpoint", transaction: transaction);
        foreach (var gone in builds.Except([.. running, Build]))
        {
            await Drop(gone, connection, transaction);
            await connection.For(Port.Tables).ExecuteAsync("DELETE FROM table_checkpoint WHERE build = @gone", new { gone }, transaction);
        }
        return true;
    });

    public Task Drop() => Write(async (connection, transaction) =>
    {
        await connection.For(Port.Tables).ExecuteAsync(dialect.Alone, transaction: transaction);
        await Drop(Build, connection, transaction);
        return true;
    });

    public async Task<long> Checkpoint(string plan)
    {
        await using var connection = await source.OpenConnectionAsync();
        return await connection.For(Port.Tables).ExecuteScalarAsync<long?>("SELECT position FROM table_checkpoint WHERE build = @Build AND plan = @plan", new { Build, plan }) ?? 0;
    }

    public Task<bool> Save(string plan, long from, long to, IReadOnlyList<TableChange> changes) => Write(async (connection, transaction) =>
    {
        if (await connection.For(Port.Tables).ExecuteAsync(MoveCheckpoint, new { build = Build, plan, from, to }, transaction) == 0) return false;
        foreach (var change in changes)
        {
            var table = Of(change.Table);
            foreach (var key in change.Removed) await Delete(transaction, table, plan, key);
            await Upsert(transaction, table, plan, change.Rows);
        }
        return true;
    });

    public Task Clear(string plan) => Write(async (connection, transaction) =>
    {
        await connection.For(Port.Tables).ExecuteAsync("UPDATE table_checkpoint SET position = 0 WHERE build = @Build AND plan = @plan", new { Build, plan }, transaction);
        foreach (var table in all) await connection.For(Port.Tables).ExecuteAsync($"DELETE FROM {table.Name} WHERE plan = @plan", new { plan }, transaction);
        return true;
    });

    // Asked before every page that is known: of a file by a statement that stays prepared, of a server for all who ask at once.
    public Task<Standing?> Stand(string plan) => source is SqliteSource file
        ? file.Prepared(StandingSql, command => Stand(command, plan))
        : standings.GetOrAdd(plan, one => new(async () =>
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = StandingSql;
            return await Stand(command, one);
        })).Get();

    public async Task<(Standing Standing, Found Found)?> Ask(string plan, Question question)
    {
        if (question.Limit is < 1 or > LargestPage) throw new ArgumentOutOfRangeException(nameof(question), $"A page has 1 to {LargestPage} lines.");
        var sql = new QuestionSql(question, Of(question.Table), dialect);
        await using var connection = await source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql.Text(StandingSql);
        sql.Bind(command);
        Bind(command, plan);
        return await Answer<(Standing, Found)?>(command, async reader =>
        {
            await reader.ReadAsync();
            var (standing, total) = (StandingOf(reader), (int)reader.GetInt64(3));
            var sums = question.Table.Sums.Select((_, i) => reader.GetInt64(4 + i)).ToImmutableArray();
            var (hits, size, body) = (ImmutableArray.CreateBuilder<Hit>(), 0, 4 + sums.Length);
            // Of a page without lines there is one row, and no line in it.
            for (var isThere = !reader.IsDBNull(body); isThere; isThere = await reader.ReadAsync())
            {
                var text = reader.GetString(body);
                size += text.Length;
                hits.Add(new(
                    question.Table.Read(text), [.. question.Order.Select((term, i) => term.IsText ? reader.GetString(body + 1 + i) : (object)reader.GetInt64(body + 1 + i))]));
            }
            return (standing, new(hits.ToImmutable(), total, sums, size));
        });
    }

    public async Task<IReadOnlyList<string>> Dump(string plan)
    {
        await using var connection = await source.OpenConnectionAsync();
        List<string> rows = [];
        foreach (var table in all)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = table.Dump;
            command.Add("@plan", plan);
            await using var reader = await command.For(Port.Tables).ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var cells = table.Columns[1..].Select((name, i) => table.IsText(name) ? reader.GetString(i) : (object)reader.GetInt64(i));
                rows.Add($"{table.Table.Name} {JsonSerializer.Serialize(cells, StrictJson.Options)}");
            }
        }
        return rows;
    }

    private string StandingSql => $"""
        SELECT coalesce((SELECT position FROM plan_head WHERE plan = @plan), 0),
          coalesce((SELECT position FROM table_checkpoint WHERE build = @build AND plan = @plan), 0),
          (SELECT min(due_at) FROM {Of(ReadTables.Due).Name} WHERE plan = @plan)
        """;

    private static Standing StandingOf(DbDataReader reader) => new(
        reader.GetInt64(0), reader.GetInt64(1), reader.IsDBNull(2) || reader.GetInt64(2) is not (< Term.Absent and var ticks) ? null : new(ticks, TimeSpan.Zero));

    private TableSql Of(Table table) => all.First(each => each.Table == table);

    private async Task Drop(string from, DbConnection connection, DbTransaction transaction)
    {
        foreach (var name in await Names(from, connection, transaction)) await connection.For(Port.Tables).ExecuteAsync($"DROP TABLE {name}", transaction: transaction);
    }

    // What is no build's name could be the end of any table's.
    private async Task<IEnumerable<string>> Names(string of, DbConnection connection, DbTransaction transaction) =>
        IsBuild(of) ? await connection.For(Port.Tables).QueryAsync<string>(dialect.TablesLike, new { pattern = $"%_{of}" }, transaction) : [];

    private static bool IsBuild(string name) => name.Length == ThisBuild.Length && name.All(char.IsAsciiHexDigitLower);

    private static async Task Delete(DbTransaction transaction, TableSql table, string plan, ImmutableArray<object> key)
    {
        await using var command = Command(transaction, table.Delete);
        command.Add("@plan", plan);
        foreach (var (name, value) in table.Keys.Zip(key)) command.Add($"@{name}", value);
        await command.For(Port.Tables).ExecuteNonQueryAsync();
    }

    /// <summary>Inserts or replaces rows, each once: by one statement that takes a column as an array, or by one for each row.</summary>
    private async Task Upsert(DbTransaction transaction, TableSql table, string plan, IReadOnlyList<StoredRow> rows)
    {
        if (rows.Count == 0) return;
        await using var command = Command(transaction, table.Upsert);
        object[][] values = [.. rows.Select(row => (object[])[plan, .. row.Cells, row.Body])];
        if (dialect.HasArrays)
        {
            // The type of the array is what tells the database the type of the column.
            foreach (var (i, name) in table.Columns.Index())
                command.Add($"@{name}", table.IsText(name) ? values.Select(row => (string)row[i]).ToArray() : values.Select(row => (long)row[i]).ToArray());
            await command.For(Port.Tables).ExecuteNonQueryAsync();
            return;
        }
        foreach (var name in table.Columns) command.Add($"@{name}", DBNull.Value);
        await command.PrepareAsync();
        foreach (var row in values)
        {
            for (var i = 0; i < row.Length; i++) command.Parameters[i].Value = row[i];
            await command.For(Port.Tables).ExecuteNonQueryAsync();
        }
    }

    /// <summary>One transaction, committed when the work answers true, which is answered.</summary>
    private async Task<bool> Write(Func<DbConnection, DbTransaction, Task<bool>> work)
    {
        await using var connection = await source.OpenConnectionAsync();
        // SQLite's provider does everything at once whatever it is called, so this thread keeps the turn until it is given back.
        var turn = (source as SqliteSource)?.Writing;
        turn?.Wait();
        try
        {
            // What a loss of power takes from the end is followed again: rows and checkpoint go together. So no wait for the disk.
            await using var transaction = await dialect.BeginUnhurried(connection);
            if (!await work(connection, transaction)) return false;
            await transaction.CommitAsync();
            return true;
        }
        finally
        {
            turn?.Release();
        }
    }

    private static DbCommand Command(DbTransaction moment, string sql)
    {
        var command = moment.Connection!.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, moment);
        return command;
    }

    private Task<Standing?> Stand(DbCommand command, string plan)
    {
        Bind(command, plan);
        return Answer(command, async reader => await reader.ReadAsync() ? StandingOf(reader) : null);
    }

    private void Bind(DbCommand command, string plan)
    {
        command.Add("@plan", plan);
        command.Add("@build", Build);
    }

    private async Task<T?> Answer<T>(DbCommand command, Func<DbDataReader, Task<T?>> read)
    {
        try
        {
            await using var reader = await command.For(Port.Tables).ExecuteReaderAsync();
            return await read(reader);
        }
        catch (DbException gone) when (dialect.IsGone(gone))
        {
            return default;
        }
    }
}
