using System.Data.Common;
using Dapper;
using FuyangPlan.Storage;

namespace FuyangPlan.Journal;

/// <summary>The kept states in the journal's own database. A loss of power may take the last of them.</summary>
internal sealed class SqlKeptStates(DbDataSource source, ILogger logger) : IKeptStates, IDisposable
{
    private static readonly string FindSql = $"""
        WITH RECURSIVE streams(stream) AS (SELECT CAST(@stream AS text)),
        {LastVersions.Of("kept_states WHERE fold = @fold AND stream = last.stream", "position <= @position AND recorded_at <= @recorded_at")}
        SELECT version, position, recorded_at, hash, state FROM kept_states
        WHERE fold = @fold AND stream = @stream AND version = (SELECT version FROM last WHERE step = 0)
        """;

    private readonly SqlDialect dialect = SqlDialect.Of(source);
    private bool isClosed;

    // SQLite's provider does everything at once whatever it is called, so a thread keeps the turn until it is given back.
    private SemaphoreSlim? Turn => (source as SqliteSource)?.Writing;

    public Task<KeptState?> Find(string fold, string stream, Until until) => Try("read", stream, async () =>
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = FindSql;
        foreach (var (name, value) in (ReadOnlySpan<(string, object)>)
            [("@fold", fold), ("@stream", stream), ("@position", until.Position), ("@recorded_at", until.RecordedAt)])
            command.Add(name, value);
        await using var reader = await command.For(Port.KeptStates).ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? new KeptState(reader.GetInt32(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<byte[]>(4))
            : null;
    });

    public Task Keep(string fold, string stream, KeptState state) => Write("keep", stream,
        """
        INSERT INTO kept_states (fold, stream, version, position, recorded_at, hash, state)
        VALUES (@fold, @stream, @Version, @Position, @RecordedAt, @Hash, @State) ON CONFLICT DO NOTHING
        """,
        new { fold, stream, state.Version, state.Position, state.RecordedAt, state.Hash, state.State });

    public Task Drop(string fold, string stream, int version, string why)
    {
        logger.LogWarning("The kept state of {Stream} at version {Version} is left aside: {Why}.", stream, version, why);
        return Write("drop", stream, "DELETE FROM kept_states WHERE fold = @fold AND stream = @stream AND version = @version", new { fold, stream, version });
    }

    public async Task Forget(IReadOnlyCollection<string> except)
    {
        var gone = await Try("list", "every stream", async () =>
        {
            await using var connection = await source.OpenConnectionAsync();
            // By jumping along the key from one fold to the next.
            return (await connection.For(Port.KeptStates).QueryAsync<string>("""
                WITH RECURSIVE folds(fold) AS (
                  SELECT min(fold) FROM kept_states
                  UNION ALL
                  SELECT (SELECT min(fold) FROM kept_states WHERE fold > folds.fold) FROM folds WHERE fold IS NOT NULL)
                SELECT fold FROM folds WHERE fold IS NOT NULL
                """)).Except(except).ToArray();
        });
        foreach (var fold in gone ?? []) await Write("forget", fold, "DELETE FROM kept_states WHERE fold = @fold", new { fold });
    }

    /// <summary>Nothing is written to a file from now on: it may be gone, or another's.</summary>
    public void Dispose()
    {
        Turn?.Wait();
        isClosed = true;
        Turn?.Release();
    }

    private async Task Write(string what, string stream, string sql, object values) => await Try(what, stream, async () =>
    {
        var turn = Turn;
        turn?.Wait();
        try
        {
            if (isClosed) return null;
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await dialect.BeginUnhurried(connection);
            await connection.For(Port.KeptStates).ExecuteAsync(sql, values, transaction);
            await transaction.CommitAsync();
            return "";
        }
        finally
        {
            turn?.Release();
        }
    });

    private async Task<T?> Try<T>(string what, string stream, Func<Task<T?>> work) where T : class
    {
        try
        {
            return await work();
        }
        catch (Exception accident) when (accident is DbException or InvalidOperationException or InvalidCastException or TimeoutException or ObjectDisposedException)
        {
            logger.LogWarning(accident, "To {What} kept states of {Stream} failed; its journal is folded.", what, stream);
            return null;
        }
    }
}
