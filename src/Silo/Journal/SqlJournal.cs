using System.Data.Common;
using FuyangPlan.Storage;

namespace FuyangPlan.Journal;

/// <summary>
/// The journal in a database. Appends are group-committed by the one writer thread, in the way of each database; reads run on pooled connections
/// beside it, see what is committed, and are the same SQL for all.
/// </summary>
internal abstract class SqlJournal : IJournal, IDisposable
{
    // Streams of a plan by jumping along the key from one to the next: the rows in between are never touched. '0' follows '/'.
    private static readonly string HeadsSql = $"""
        WITH RECURSIVE streams(stream) AS (
          SELECT min(stream) FROM journal WHERE stream >= @plan || '/' AND stream < @plan || '0'
          UNION ALL
          SELECT (SELECT min(stream) FROM journal WHERE stream > streams.stream AND stream < @plan || '0') FROM streams WHERE stream IS NOT NULL),
        {LastVersions.Of("journal WHERE stream = last.stream", "position <= @position")}
        SELECT stream, version, (SELECT hash FROM journal j WHERE j.stream = last.stream AND j.version = last.version) FROM last
        WHERE step = 0 AND version > 0 ORDER BY stream
        """;

    private static readonly string BackwardsSql = $"""
        WITH RECURSIVE streams(stream) AS (SELECT CAST(@stream AS text)), {LastVersions.Of("journal WHERE stream = last.stream", "position < @before")}
        SELECT {JournalColumns.Columns} FROM journal
        WHERE stream = @stream AND version <= (SELECT version FROM last WHERE step = 0) ORDER BY version DESC LIMIT @limit
        """;

    private readonly DbDataSource source;
    private readonly string investorSql;
    private readonly ILogger logger;
    private readonly JournalWriter writer;
    private readonly SqlKeptStates kept;

    protected SqlJournal(DbDataSource source, ILogger logger)
    {
        this.source = source;
        this.logger = logger;
        // As the index has it, word for word. By jumping from one stream to the next, however many leads each has of the investor.
        var same = $"plan = @plan AND type = 'lead.recorded' AND substr(payload, {SqlDialect.Of(source).Find}(payload, '\"investorHash\":\"') + 16, 32) = @investor";
        investorSql = $"""
            WITH RECURSIVE streams(stream) AS (
              SELECT min(stream) FROM journal WHERE {same}
              UNION ALL
              SELECT (SELECT min(stream) FROM journal WHERE {same} AND stream > streams.stream) FROM streams WHERE stream IS NOT NULL)
            SELECT stream FROM streams WHERE stream IS NOT NULL
            """;
        writer = new(Commit);
        kept = new(source, logger);
    }

    public event Action<string, long>? Committed;

    // A file belongs to the one process that has taken its folder.
    public bool IsShared => source is not SqliteSource;

    public IKeptStates Kept => kept;

    public Task<long> Append(ImmutableArray<JournalRow> rows, int seen = int.MaxValue)
    {
        if (rows.IsDefaultOrEmpty) throw new ArgumentException("Nothing to append.", nameof(rows));
        for (var i = 1; i < rows.Length; i++)
            if (rows[i].Stream != rows[0].Stream || rows[i].Plan != rows[0].Plan || rows[i].Version != rows[0].Version + i)
                throw new ArgumentException("An append is consecutive rows of one stream.", nameof(rows));
        if (!rows[0].Stream.StartsWith($"{rows[0].Plan}/", StringComparison.Ordinal))
            throw new ArgumentException("A stream begins with its plan.", nameof(rows));
        return writer.Append(rows, seen);
    }

    public Task<IReadOnlyList<JournalRow>> ReadStream(string stream, int fromVersion, int limit) =>
        Rows("WHERE stream = @stream AND version >= @from ORDER BY version LIMIT @limit", ("@stream", stream), ("@from", fromVersion), ("@limit", limit));

    public Task<IReadOnlyList<JournalRow>> ReadPlan(string plan, long after, int limit) =>
        Rows("WHERE plan = @plan AND position > @after ORDER BY position LIMIT @limit", ("@plan", plan), ("@after", after), ("@limit", limit));

    public Task<IReadOnlyList<JournalRow>> ReadBackwards(string plan, string? stream, long before, int limit) => stream is null
        ? Rows("WHERE plan = @plan AND position < @before ORDER BY position DESC LIMIT @limit", ("@plan", plan), ("@before", before), ("@limit", limit))
        : Read(BackwardsSql, JournalColumns.Read, ("@stream", stream), ("@before", before), ("@limit", limit));

    public Task<IReadOnlyList<JournalRow>> FindCommand(string stream, string commandId) =>
        Rows("WHERE stream = @stream AND command_id = @command ORDER BY ordinal", ("@stream", stream), ("@command", commandId));

    // Asked for every lead that is recorded: of a file by a statement that stays prepared.
    public Task<IReadOnlyList<string>> FindInvestor(string plan, string hash) => source is SqliteSource file
        ? file.Prepared(investorSql, command => Read(command, reader => reader.GetString(0), ("@plan", plan), ("@investor", hash)))
        : Read(investorSql, reader => reader.GetString(0), ("@plan", plan), ("@investor", hash));

    public async Task<long> Position(string plan) =>
        (await Read("SELECT position FROM plan_head WHERE plan = @plan", reader => reader.GetInt64(0), ("@plan", plan))).SingleOrDefault();

    public async Task<IReadOnlyDictionary<string, long>> Positions() =>
        (await Read("SELECT plan, position FROM plan_head", reader => KeyValuePair.Create(reader.GetString(0), reader.GetInt64(1)))).ToDictionary();

    public Task<IReadOnlyList<StreamHead>> Heads(string plan, long position) => Read(
        HeadsSql, reader => new StreamHead(reader.GetString(0), reader.GetInt32(1), reader.GetString(2)), ("@plan", plan), ("@position", position));

    public Task<IReadOnlyList<string>> Plans() => Read("SELECT plan FROM plan_head ORDER BY plan", reader => reader.GetString(0));

    /// <summary>Commits what is queued, then ends.</summary>
    public virtual void Dispose()
    {
        writer.Dispose();
        kept.Dispose();
    }

    /// <summary>
    /// Takes or refuses every append, commits what it took, and answers the last position of each plan that grew. Throwing puts all in doubt.
    /// Called by one thread.
    /// </summary>
    protected abstract IReadOnlyDictionary<string, long> Store(IReadOnlyList<PendingAppend> batch);

    private void Commit(IReadOnlyList<PendingAppend> batch)
    {
        foreach (var (plan, position) in Store(batch)) Announce(plan, position);
    }

    private void Announce(string plan, long position)
    {
        try
        {
            Committed?.Invoke(plan, position);
        }
        catch (Exception accident)
        {
            // It is stored, whatever a listener thinks of it.
            logger.LogError(accident, "A listener to the journal of {Plan} failed at {Position}", plan, position);
        }
    }

    private Task<IReadOnlyList<JournalRow>> Rows(string where, params (string, object)[] values) =>
        Read($"SELECT {JournalColumns.Columns} FROM journal {where}", JournalColumns.Read, values);

    private async Task<IReadOnlyList<T>> Read<T>(string sql, Func<DbDataReader, T> row, params (string Name, object Value)[] values)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await Read(command, row, values);
    }

    private static async Task<IReadOnlyList<T>> Read<T>(DbCommand command, Func<DbDataReader, T> row, params (string Name, object Value)[] values)
    {
        foreach (var (name, value) in values) command.Add(name, value);
        await using var reader = await command.For(Port.Journal).ExecuteReaderAsync();
        List<T> rows = [];
        while (await reader.ReadAsync()) rows.Add(row(reader));
        return rows;
    }
}
