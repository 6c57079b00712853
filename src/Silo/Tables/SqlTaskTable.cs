using System.Data.Common;
using System.Text.Json;
using Dapper;
using FuyangPlan.Checklists;
using FuyangPlan.Feeds;
using FuyangPlan.Storage;

namespace FuyangPlan.Tables;

/// <summary>The read table of tasks in SQLite or PostgreSQL.</summary>
internal sealed class SqlTaskTable(DbDataSource source) : ITaskTable
{
    private const int LargestPage = 200;

    // Compares and sets: the first of two feeds moves it, the other waits for the row and finds it moved. A row once made stays.
    private const string MoveCheckpoint = """
        INSERT INTO task_checkpoint (plan, position)
        SELECT @plan, @to WHERE @from = 0 OR EXISTS (SELECT 1 FROM task_checkpoint WHERE plan = @plan)
        ON CONFLICT (plan) DO UPDATE SET position = excluded.position WHERE task_checkpoint.position = @from
        """;

    private readonly SqlDialect dialect = SqlDialect.Of(source);

    public async Task<long> Checkpoint(string plan)
    {
        await using var connection = await source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long?>("SELECT position FROM task_checkpoint WHERE plan = @plan", new { plan }) ?? 0;
    }

    public async Task<bool> Save(string plan, long from, long to, IReadOnlyList<TaskRow> rows, IReadOnlyList<(string Initiative, int Number)> removed) =>
        await Write(async (connection, transaction) =>
        {
            if (await connection.ExecuteAsync(MoveCheckpoint, new { plan, from, to }, transaction) == 0) return false;
            foreach (var (initiative, number) in removed)
                await connection.ExecuteAsync(
                    "DELETE FROM tasks WHERE plan = @plan AND initiative_order = @order AND number = @number",
                    new { plan, order = SqlTaskRow.Order(initiative), number }, transaction);
            await SqlTaskRow.Save(transaction, plan, rows, atOnce: dialect.HasArrays);
            return true;
        });

    public Task Clear(string plan) =>
        Write(async (connection, transaction) =>
        {
            await connection.ExecuteAsync("UPDATE task_checkpoint SET position = 0 WHERE plan = @plan", new { plan }, transaction);
            await connection.ExecuteAsync("DELETE FROM tasks WHERE plan = @plan", new { plan }, transaction);
            return true;
        });

    public async Task<TaskPage> Query(string plan, TaskQuery query, DateOnly today)
    {
        if (query.Limit is < 1 or > LargestPage) throw new ArgumentOutOfRangeException(nameof(query), "A page has 1 to 200 lines.");
        var sort = TaskSort.Of(query.Sort);
        var filter = new TaskFilter(plan, query, today, dialect.Find);
        await using var connection = await source.OpenConnectionAsync();
        // The count and the page are of one moment.
        await using var moment = dialect.BeginReading(connection);
        await using var count = Command(moment, $"SELECT count(*) FROM tasks WHERE {filter.Where}", filter);
        var total = (int)(long)(await count.ExecuteScalarAsync())!;
        if (query.Cursor is not null)
        {
            var cursor = TaskCursor.Read(plan, query, sort);
            filter.Add(sort.After, ("@key", cursor.Key), ("@order", cursor.Order), ("@number", cursor.Number));
        }
        // The page is chosen by its keys, from the narrow index where that has what it takes; only then are its rows looked up.
        await using var page = Command(moment, $"""
            WITH page(i, n) AS MATERIALIZED (
              SELECT initiative_order, number FROM tasks WHERE {filter.Where} ORDER BY {sort.OrderBy} LIMIT {query.Limit + 1})
            SELECT {SqlTaskRow.LineColumns}, {TaskSort.LightRank}, initiative_order, {sort.Key}
            FROM page CROSS JOIN tasks WHERE plan = @plan AND initiative_order = i AND number = n ORDER BY {sort.OrderBy}
            """, filter);
        await using var reader = await page.ExecuteReaderAsync();
        var lines = ImmutableArray.CreateBuilder<TaskLine>(query.Limit);
        string? next = null, last = null;
        while (await reader.ReadAsync())
        {
            if (lines.Count == query.Limit) { next = last; break; }
            var line = SqlTaskRow.ReadLine(reader, today);
            lines.Add(line);
            if (lines.Count == query.Limit)
                last = TaskCursor.Write(plan, query, reader.GetValue(reader.FieldCount - 1), reader.GetInt64(reader.FieldCount - 2), line.Number);
        }
        return new TaskPage(lines.ToImmutable(), next, total);
    }

    public async Task<IReadOnlyList<string>> Dump(string plan)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {SqlTaskRow.Columns} FROM tasks WHERE plan = @plan ORDER BY initiative_order, number";
        command.Add("@plan", plan);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync()) rows.Add(JsonSerializer.Serialize(SqlTaskRow.Read(reader), StrictJson.Options));
        return rows;
    }

    /// <summary>One transaction, committed when the work answers true, which is answered.</summary>
    private async Task<bool> Write(Func<DbConnection, DbTransaction, Task<bool>> work)
    {
        await using var connection = await source.OpenConnectionAsync();
        // What a loss of power takes from the end is followed again: rows and checkpoint go together. So no wait for the disk.
        await connection.ExecuteAsync(dialect.Unhurried);
        // SQLite's provider does everything at once whatever it is called, so this thread keeps the turn until it is given back.
        var turn = (source as SqliteSource)?.Writing;
        turn?.Wait();
        try
        {
            await using var transaction = await connection.BeginTransactionAsync();
            if (!await work(connection, transaction)) return false;
            await transaction.CommitAsync();
            return true;
        }
        finally
        {
            turn?.Release();
        }
    }

    private static DbCommand Command(DbTransaction moment, string sql, TaskFilter filter)
    {
        var command = moment.Connection!.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, moment);
        filter.Bind(command);
        return command;
    }
}
