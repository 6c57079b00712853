using System.Text.Json;
using Dapper;
using FuyangPlan.Checklists;
using FuyangPlan.Feeds;
using FuyangPlan.Storage;
using Microsoft.Data.Sqlite;

namespace FuyangPlan.Tables;

/// <summary>The read table of tasks in SQLite.</summary>
internal sealed class SqliteTaskTable(SqliteSource source) : ITaskTable
{
    private const int LargestPage = 200;

    public Task<long> Checkpoint(string plan)
    {
        using var connection = source.Open();
        return Task.FromResult(Checkpoint(connection, plan));
    }

    public Task<bool> Save(string plan, long from, long to, IReadOnlyList<TaskRow> rows, IReadOnlyList<(string Initiative, int Number)> removed)
    {
        using var connection = source.Open();
        // What a power cut takes from the end of the log is followed again: rows and checkpoint go together. So no wait for the disk.
        connection.Execute("PRAGMA synchronous=NORMAL");
        using var writing = source.Writing.EnterScope();
        using var transaction = connection.BeginTransaction(deferred: false);
        if (Checkpoint(connection, plan) != from) return Task.FromResult(false);
        foreach (var (initiative, number) in removed)
            connection.Execute(
                "DELETE FROM tasks WHERE plan = @plan AND initiative_order = @order AND number = @number",
                new { plan, order = SqliteTaskRow.Order(initiative), number });
        SqliteTaskRow.Save(connection, plan, rows);
        connection.Execute(
            "INSERT INTO task_checkpoint VALUES (@plan, @to) ON CONFLICT (plan) DO UPDATE SET position = excluded.position", new { plan, to });
        transaction.Commit();
        return Task.FromResult(true);
    }

    public Task Clear(string plan)
    {
        using var connection = source.Open();
        using var writing = source.Writing.EnterScope();
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute("DELETE FROM tasks WHERE plan = @plan; DELETE FROM task_checkpoint WHERE plan = @plan;", new { plan });
        transaction.Commit();
        return Task.CompletedTask;
    }

    public Task<TaskPage> Query(string plan, TaskQuery query, DateOnly today)
    {
        if (query.Limit is < 1 or > LargestPage) throw new ArgumentOutOfRangeException(nameof(query), "A page has 1 to 200 lines.");
        var sort = TaskSort.Of(query.Sort);
        var filter = new TaskFilter(plan, query, today);
        using var connection = source.Open();
        // The count and the page are of one moment.
        using var moment = connection.BeginTransaction(deferred: true);
        var total = (int)(long)Command(connection, $"SELECT count(*) FROM tasks WHERE {filter.Where}", filter).ExecuteScalar()!;
        if (query.Cursor is not null)
        {
            var cursor = TaskCursor.Read(plan, query, sort);
            filter.Add(sort.After, ("$key", cursor.Key), ("$order", cursor.Order), ("$number", cursor.Number));
        }
        // The page is chosen by its keys, from the narrow index where that has what it takes; only then are its rows looked up.
        var sql = $"""
            WITH page(i, n) AS MATERIALIZED (
              SELECT initiative_order, number FROM tasks WHERE {filter.Where} ORDER BY {sort.OrderBy} LIMIT {query.Limit + 1})
            SELECT {SqliteTaskRow.LineColumns}, {TaskSort.LightRank}, initiative_order, {sort.Key}
            FROM page CROSS JOIN tasks ON plan = $plan AND initiative_order = i AND number = n ORDER BY {sort.OrderBy}
            """;
        using var command = Command(connection, sql, filter);
        using var reader = command.ExecuteReader();
        var lines = ImmutableArray.CreateBuilder<TaskLine>(query.Limit);
        string? next = null, last = null;
        while (reader.Read())
        {
            if (lines.Count == query.Limit) { next = last; break; }
            var line = SqliteTaskRow.ReadLine(reader, today);
            lines.Add(line);
            if (lines.Count == query.Limit)
                last = TaskCursor.Write(plan, query, reader.GetValue(reader.FieldCount - 1), reader.GetInt64(reader.FieldCount - 2), line.Number);
        }
        return Task.FromResult(new TaskPage(lines.ToImmutable(), next, total));
    }

    public Task<IReadOnlyList<string>> Dump(string plan)
    {
        using var connection = source.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {SqliteTaskRow.Columns} FROM tasks WHERE plan = $plan ORDER BY initiative_order, number";
        command.Parameters.AddWithValue("$plan", plan);
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read()) rows.Add(JsonSerializer.Serialize(SqliteTaskRow.Read(reader), StrictJson.Options));
        return Task.FromResult<IReadOnlyList<string>>(rows);
    }

    private static long Checkpoint(SqliteConnection connection, string plan) =>
        connection.ExecuteScalar<long?>("SELECT position FROM task_checkpoint WHERE plan = @plan", new { plan }) ?? 0;

    private static SqliteCommand Command(SqliteConnection connection, string sql, TaskFilter filter)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        filter.Bind(command);
        return command;
    }
}
