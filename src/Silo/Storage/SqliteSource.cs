using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace FuyangPlan.Storage;

/// <summary>
/// Connections to one SQLite file, for Orleans' providers and for our own tables alike. A commit is on the disk when it returns, and a
/// connection waits for a lock in the database's own handler: the provider's sleeps 150 ms at a time.
/// </summary>
internal sealed class SqliteSource(string path, int busyMilliseconds = 5000, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate) : DbDataSource
{
    private readonly string connectionString = Describe(path, busyMilliseconds, mode, pooled: true);
    private readonly ConcurrentDictionary<string, ConcurrentBag<SqliteCommand>> prepared = new();

    public override string ConnectionString => connectionString;

    /// <summary>
    /// Held by this process's own writers while they write. The database has one writer at a time anyway, but who waits for it there sleeps for
    /// milliseconds between two looks; who waits here goes on at once.
    /// </summary>
    public SemaphoreSlim Writing { get; } = new(1);

    /// <summary>An open connection; from the pool unless it is to be <paramref name="exclusive"/>, for a holder that closes it for good.</summary>
    public SqliteConnection Open(bool exclusive = false)
    {
        var connection = new Connection(exclusive ? Describe(path, busyMilliseconds, mode, pooled: false) : connectionString, busyMilliseconds);
        connection.Open();
        return connection;
    }

    /// <summary>Works with a statement that stays prepared, on a connection that stays open: for what is asked all the time.</summary>
    public async Task<T> Prepared<T>(string sql, Func<SqliteCommand, Task<T>> work)
    {
        var ready = prepared.GetOrAdd(sql, _ => []);
        if (!ready.TryTake(out var command))
        {
            command = Open().CreateCommand();
            command.CommandText = sql;
        }
        try
        {
            var answer = await work(command);
            command.Parameters.Clear();
            ready.Add(command);
            return answer;
        }
        catch
        {
            Close(command);
            throw;
        }
    }

    protected override DbConnection CreateDbConnection() => new Connection(connectionString, busyMilliseconds);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in prepared.Values.SelectMany(ready => ready)) Close(command);
            using (var connection = new SqliteConnection(connectionString)) SqliteConnection.ClearPool(connection);
            Writing.Dispose();
        }
        base.Dispose(disposing);
    }

    private static void Close(SqliteCommand command)
    {
        var connection = command.Connection;
        command.Dispose();
        connection?.Dispose();
    }

    private static string Describe(string path, int busyMilliseconds, SqliteOpenMode mode, bool pooled) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = mode,
        Pooling = pooled,
        // After this long the provider gives up too; 0 would let it try for ever.
        DefaultTimeout = Math.Max(1, busyMilliseconds / 1000),
    }.ToString();

    private sealed class Connection(string connectionString, int busyMilliseconds) : SqliteConnection(connectionString)
    {
        public override void Open()
        {
            base.Open();
            using var command = CreateCommand();
            // A checkpoint copies every page that has changed since the last one: the more commits lie between two, the less each of them pays.
            command.CommandText = $"PRAGMA busy_timeout={busyMilliseconds}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=8192;";
            command.ExecuteNonQuery();
        }
    }
}
