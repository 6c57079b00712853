using Npgsql;
using NpgsqlTypes;

namespace FuyangPlan.Journal;

/// <summary>The writer's connection and its prepared statements. Used by one thread; thrown away, connection and all, after any accident.</summary>
internal sealed class PostgresAppend : IDisposable
{
    // One statement that commits by itself: whoever is frozen between two of them holds no lock. It moves the heads first, always in the same
    // order of plans, so positions are given out under the heads' locks in the order of the commits, and silos cannot wait for each other in a
    // ring. An append that does not follow on anything makes it store nothing and answer nothing. Scalar subqueries are looked up in the key row
    // by row, whatever the planner thinks of the table's size.
    private const string Sql = """
        WITH gap AS (
          SELECT FROM unnest(@gap_stream, @gap_version) AS before(stream, version)
          WHERE (SELECT j.version FROM journal j WHERE j.stream = before.stream AND j.version = before.version) IS NULL),
        head AS (
          INSERT INTO plan_head (plan, position)
          SELECT plan, entries FROM unnest(@head_plan, @head_entries) AS grown(plan, entries)
          WHERE NOT EXISTS (SELECT FROM gap) ORDER BY plan COLLATE "C"
          ON CONFLICT (plan) DO UPDATE SET position = plan_head.position + excluded.position
          RETURNING plan, position),
        entry AS (
          INSERT INTO journal (
            plan, position, stream, version, type, recorded_at, happened_at, actor, command_id, ordinal, request_hash, cause, classification, payload, hash)
          SELECT
            plan, head.position - behind, stream, version, type, recorded_at, happened_at, actor, command_id, ordinal, request_hash, cause, classification, payload, hash
          FROM unnest(
            @plan, @behind, @stream, @version, @type, @recorded_at, @happened_at, @actor, @command_id, @ordinal, @request_hash, @cause, @classification, @payload, @hash)
            AS new(
            plan, behind, stream, version, type, recorded_at, happened_at, actor, command_id, ordinal, request_hash, cause, classification, payload, hash)
          JOIN head USING (plan))
        SELECT plan, position FROM head
        """;

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlCommand append, command;

    public PostgresAppend(NpgsqlDataSource source)
    {
        connection = source.OpenConnection();
        try
        {
            // Sessions are not reset where they are given back: whatever somebody has left on this one, a commit of the journal waits for the disk.
            using (var fresh = new NpgsqlCommand("RESET ALL", connection)) fresh.ExecuteNonQuery();
            append = new(Sql, connection);
            Texts("gap_stream", "head_plan", "plan", "stream", "type", "recorded_at", "happened_at", "actor", "command_id", "request_hash", "cause", "classification",
                "payload", "hash");
            foreach (var name in (string[])["gap_version", "version", "ordinal"]) append.Parameters.Add(name, NpgsqlDbType.Array | NpgsqlDbType.Integer);
            foreach (var name in (string[])["head_entries", "behind"]) append.Parameters.Add(name, NpgsqlDbType.Array | NpgsqlDbType.Bigint);
            append.Prepare();
            command = new("SELECT EXISTS (SELECT FROM journal WHERE stream = @stream AND command_id = @command)", connection);
            command.Parameters.Add("stream", NpgsqlDbType.Text);
            command.Parameters.Add("command", NpgsqlDbType.Text);
            command.Prepare();
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public bool IsOpen => connection.State == System.Data.ConnectionState.Open;

    /// <summary>
    /// Stores all or nothing. False, and nothing stored, when one of them does not follow on what is stored or on one before it; when it meets a key
    /// that is there already it throws what the database says. Notes the last position of each plan that grew.
    /// </summary>
    public bool TryStore(ArraySegment<PendingAppend> appends, Dictionary<string, long> heads)
    {
        if (Predecessors(appends) is not { } before) return false;
        var rows = appends.SelectMany(one => one.Rows).ToArray();
        var grown = rows.CountBy(row => row.Plan).ToDictionary(count => count.Key, count => (long)count.Value);
        var left = new Dictionary<string, long>(grown);
        Set("gap_stream", before.Select(row => row.Stream));
        Set("gap_version", before.Select(row => row.Version - 1));
        Set("head_plan", grown.Keys);
        Set("head_entries", grown.Values);
        Set("plan", rows.Select(row => row.Plan));
        Set("behind", rows.Select(row => --left[row.Plan]));
        Set("stream", rows.Select(row => row.Stream));
        Set("version", rows.Select(row => row.Version));
        Set("type", rows.Select(row => row.Type));
        Set("recorded_at", rows.Select(row => row.RecordedAt));
        Set("happened_at", rows.Select(row => row.HappenedAt));
        Set("actor", rows.Select(row => row.Actor));
        Set("command_id", rows.Select(row => row.CommandId));
        Set("ordinal", rows.Select(row => row.Ordinal));
        Set("request_hash", rows.Select(row => row.RequestHash));
        Set("cause", rows.Select(row => row.Cause));
        Set("classification", rows.Select(row => row.Classification));
        Set("payload", rows.Select(row => row.Payload));
        Set("hash", rows.Select(row => row.Hash));

        var now = new Dictionary<string, long>();
        using (var reader = append.ExecuteReader())
        {
            while (reader.Read()) now[reader.GetString(0)] = reader.GetInt64(1);
            // The rows come before the commit. Only behind the last result the server says that it has committed, and who disposes of the reader
            // without asking for it is not told when the answer does not come in time.
            while (reader.NextResult()) { }
        }
        if (now.Count == 0) return false;
        foreach (var (plan, position) in now)
        {
            heads[plan] = position;
            left[plan] = position - grown[plan];
        }
        foreach (var one in appends) one.Taken(left[one.Rows[0].Plan] += one.Rows.Length);
        return true;
    }

    public bool HasCommand(JournalRow row)
    {
        command.Parameters["stream"].Value = row.Stream;
        command.Parameters["command"].Value = row.CommandId;
        return (bool)command.ExecuteScalar()!;
    }

    public void Dispose() => connection.Dispose();

    /// <summary>The first rows whose predecessors must be in the table. Null when two appends to one stream do not follow each other.</summary>
    private static List<JournalRow>? Predecessors(ArraySegment<PendingAppend> appends)
    {
        var last = new Dictionary<string, int>();
        List<JournalRow> before = [];
        foreach (var one in appends)
        {
            var first = one.Rows[0];
            if (last.TryGetValue(first.Stream, out var version) && version + 1 != first.Version) return null;
            if (version == 0 && first.Version > 1) before.Add(first);
            last[first.Stream] = first.Version + one.Rows.Length - 1;
        }
        return before;
    }

    private void Texts(params string[] names)
    {
        foreach (var name in names) append.Parameters.Add(name, NpgsqlDbType.Array | NpgsqlDbType.Text);
    }

    private void Set<T>(string name, IEnumerable<T> values) => append.Parameters[name].Value = values.ToArray();
}
