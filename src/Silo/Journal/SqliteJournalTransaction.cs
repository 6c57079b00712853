using FuyangPlan.Storage;
using Microsoft.Data.Sqlite;

namespace FuyangPlan.Journal;

/// <summary>The writer's connection and its prepared statements. Used by one thread; thrown away, connection and all, after any accident.</summary>
internal sealed class SqliteJournalTransaction : IDisposable
{
    private const int Constraint = 19;

    private readonly SqliteConnection connection;
    private readonly SqliteCommand begin, commit, mark, release, undo, headOfPlan, moveHead, versionOfStream, commandOfStream, insert;

    public SqliteJournalTransaction(SqliteSource source)
    {
        connection = source.Open(exclusive: true);
        // Appends to a thousand streams touch pages all over three indexes; 32 MiB keep them at hand.
        Prepare("PRAGMA cache_size=-32768").ExecuteNonQuery();
        begin = Prepare("BEGIN IMMEDIATE");
        commit = Prepare("COMMIT");
        mark = Prepare("SAVEPOINT append");
        release = Prepare("RELEASE append");
        undo = Prepare("ROLLBACK TO append");
        headOfPlan = Prepare("SELECT position, version FROM plan_head WHERE plan = @plan", "@plan");
        moveHead = Prepare(
            """
            INSERT INTO plan_head (plan, position, version) VALUES (@plan, @position, @version)
            ON CONFLICT (plan) DO UPDATE SET position = excluded.position, version = excluded.version
            """, "@plan", "@position", "@version");
        versionOfStream = Prepare("SELECT coalesce(max(version), 0) FROM journal WHERE stream = @stream", "@stream");
        commandOfStream = Prepare("SELECT count(*) FROM journal WHERE stream = @stream AND command_id = @command", "@stream", "@command");
        // Judged and stored in one statement: a row that does not follow the stream's head inserts nothing.
        insert = Prepare(
            $"""
            INSERT INTO journal ({JournalColumns.Columns}) SELECT {JournalColumns.Parameters}
            WHERE @version = 1 + coalesce((SELECT max(version) FROM journal WHERE stream = @stream), 0)
            """, JournalColumns.Parameters.Split(", "));
    }

    /// <summary>Takes or refuses each append, commits, and answers the last position of each plan that grew.</summary>
    public Dictionary<string, long> Commit(IReadOnlyList<PendingAppend> batch)
    {
        var heads = new Dictionary<string, Head>();
        begin.ExecuteNonQuery();
        foreach (var append in batch)
            if (Take(append, heads) is { } refusal) append.Refused(refusal);
            else append.Taken(heads[append.Plan].Position);
        foreach (var (plan, head) in heads) Run(moveHead, plan, head.Position, head.Version);
        commit.ExecuteNonQuery();
        return heads.ToDictionary(head => head.Key, head => head.Value.Position);
    }

    public void Dispose() => connection.Dispose();

    private Exception? Take(PendingAppend append, Dictionary<string, Head> heads)
    {
        var (rows, first) = (append.Rows, append.Rows[0]);
        var head = heads.TryGetValue(append.Plan, out var known) ? known : HeadOf(append.Plan);
        if (head.Version > append.Seen) return CommandIsThere(first) ? append.Duplicate() : append.PlanMoved();
        var position = head.Position;
        // A single insert undoes itself; several need a mark to go back to.
        if (rows.Length > 1) mark.ExecuteNonQuery();
        try
        {
            foreach (var row in rows)
                if (!Insert(row, ++position)) return Refuse(append);
        }
        catch (SqliteException accident) when (accident.SqliteErrorCode == Constraint && CommandIsThere(first))
        {
            return Refuse(append);
        }
        if (rows.Length > 1) release.ExecuteNonQuery();
        heads[append.Plan] = new(position, Math.Max(head.Version, append.PlanVersion));
        return null;
    }

    private Exception Refuse(PendingAppend append)
    {
        var (rows, first) = (append.Rows, append.Rows[0]);
        Exception why = CommandIsThere(first)
            ? append.Duplicate()
            : new JournalConflictException($"'{first.Stream}' is at version {Ask(versionOfStream, first.Stream)}; version {first.Version} cannot follow.");
        if (rows.Length > 1)
        {
            undo.ExecuteNonQuery();
            release.ExecuteNonQuery();
        }
        return why;
    }

    private Head HeadOf(string plan)
    {
        using var reader = Bind(headOfPlan, [plan]).ExecuteReader();
        return reader.Read() ? new(reader.GetInt64(0), reader.GetInt32(1)) : default;
    }

    private bool CommandIsThere(JournalRow row) => (long)Ask(commandOfStream, row.Stream, row.CommandId)! > 0;

    private bool Insert(JournalRow row, long position) =>
        Run(insert, row.Plan, position, row.Stream, row.Version, row.Type, row.RecordedAt, row.HappenedAt, row.Actor, row.CommandId,
            row.Ordinal, row.RequestHash, row.Cause, row.Classification, row.Payload, row.Hash) == 1;

    private static int Run(SqliteCommand command, params ReadOnlySpan<object> values) => Bind(command, values).ExecuteNonQuery();

    private static object? Ask(SqliteCommand command, params ReadOnlySpan<object> values) => Bind(command, values).ExecuteScalar();

    private static SqliteCommand Bind(SqliteCommand command, ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        return command.For(Port.Journal);
    }

    /// <param name="Position">The last that was given out in the plan.</param>
    /// <param name="Version">Of the plan's own stream.</param>
    private readonly record struct Head(long Position, int Version);

    private SqliteCommand Prepare(string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new() { ParameterName = name });
        command.Prepare();
        return command;
    }
}
