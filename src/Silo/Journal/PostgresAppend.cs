using FuyangPlan.Storage;
using Npgsql;
using NpgsqlTypes;

namespace FuyangPlan.Journal;

/// <summary>The writer's connection and its prepared statements. Used by one thread; thrown away, connection and all, after any accident.</summary>
internal sealed class PostgresAppend : IDisposable
{
    // One statement that commits by itself: whoever is frozen between two of them holds no lock. It moves the heads first, always in the same
    // order of plans, so positions are given out under the heads' locks in the order of the commits, and silos cannot wait for each other in a
    // ring. An append that does not follow on anything makes it store nothing and answer nothing; a plan that has gone on beyond what was decided
    // on takes none of its entries, which is seen under the lock of its head, whoever holds it until then. Scalar subqueries are looked up in the
    // key row by row, whatever the planner thinks of the table's size.
    private const string Sql = """
        WITH gap AS (
          SELECT FROM unnest(@gap_stream, @gap_version) AS before(stream, version)
          WHERE (SELECT j.version FROM journal j WHERE j.stream = before.stream AND j.version = before.version) IS NULL),
        grown AS (SELECT * FROM unnest(@head_plan, @head_entries, @head_version, @head_seen) AS grown(plan, entries, version, seen)),
        head AS (
          INSERT INTO plan_head AS known (plan, position, version)
          SELECT plan, entries, version FROM grown WHERE NOT EXISTS (SELECT FROM gap) ORDER BY plan COLLATE "C"
          ON CONFLICT (plan) DO UPDATE SET position = known.position + excluded.position, version = greatest(known.version, excluded.version)
          WHERE known.version <= (SELECT seen FROM grown WHERE grown.plan = excluded.plan)
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
    private readonly NpgsqlCommand append, command, moved;

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
            foreach (var name in (string[])["gap_version", "head_version", "head_seen", "version", "ordinal"])
                append.Parameters.Add(name, NpgsqlDbType.Array | NpgsqlDbType.Integer);
            foreach (var name in (string[])["head_entries", "behind"]) append.Parameters.Add(name, NpgsqlDbType.Array | NpgsqlDbType.Bigint);
            append.Prepare();
            command = new("SELECT EXISTS (SELECT FROM journal WHERE stream = @stream AND command_id = @command)", connection);
            command.Parameters.Add("stream", NpgsqlDbType.Text);
            command.Parameters.Add("command", NpgsqlDbType.Text);
            command.Prepare();
            moved = new("SELECT EXISTS (SELECT FROM plan_head WHERE plan = @plan AND version > @seen)", connection);
            moved.Parameters.Add("plan", NpgsqlDbType.Text);
            moved.Parameters.Add("seen", NpgsqlDbType.Integer);
            moved.Prepare();
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public bool IsOpen => connection.State == System.Data.ConnectionState.Open;

    /// <summary>
    /// Stores all of a plan's or nothing, and answers what it has not stored: everything, when one does not follow on what is stored or on one before it;
    /// what belongs to a plan that has gone on beyond what one of its appends was decided on. When it meets a key that is there already it throws what the
    /// database says, and nothing is stored. Notes the last position of each plan that grew.
    /// </summary>
    public ArraySegment<PendingAppend> Store(ArraySegment<PendingAppend> appends, Dictionary<string, long> heads)
    {
        if (Predecessors(appends) is not { } before || Growth(appends) is not { } grown) return appends;
        var rows = appends.SelectMany(one => one.Rows).ToArray();
        var left = grown.ToDictionary(plan => plan.Key, plan => plan.Value.Entries);
        Set("gap_stream", before.Select(row => row.Stream));
        Set("gap_version", before.Select(row => row.Version - 1));
        Set("head_plan", grown.Keys);
        Set("head_entries", grown.Values.Select(plan => plan.Entries));
        Set("head_version", grown.Values.Select(plan => plan.Version));
        Set("head_seen", grown.Values.Select(plan => plan.Seen));
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
        using (var reader = append.For(Port.Journal).ExecuteReader())
        {
            while (reader.Read()) now[reader.GetString(0)] = reader.GetInt64(1);
            // The rows come before the commit. Only behind the last result the server says that it has committed, and who disposes of the reader
            // without asking for it is not told when the answer does not come in time.
            while (reader.NextResult()) { }
        }
        foreach (var (plan, position) in now)
        {
            heads[plan] = position;
            left[plan] = position - grown[plan].Entries;
        }
        foreach (var one in appends)
            if (now.ContainsKey(one.Plan)) one.Taken(left[one.Plan] += one.Rows.Length);
        return now.Count == grown.Count ? [] : appends.Where(one => !one.IsJudged).ToArray();
    }

    public bool HasMoved(PendingAppend one)
    {
        moved.Parameters["plan"].Value = one.Plan;
        moved.Parameters["seen"].Value = one.Seen;
        return (bool)moved.For(Port.Journal).ExecuteScalar()!;
    }

    public bool HasCommand(JournalRow row)
    {
        command.Parameters["stream"].Value = row.Stream;
        command.Parameters["command"].Value = row.CommandId;
        return (bool)command.For(Port.Journal).ExecuteScalar()!;
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

    /// <summary>By how much each plan grows. Null when an append was decided on less than one before it makes of the plan's own stream.</summary>
    private static Dictionary<string, (long Entries, int Version, int Seen)>? Growth(ArraySegment<PendingAppend> appends)
    {
        var plans = new Dictionary<string, (long Entries, int Version, int Seen)>();
        foreach (var one in appends)
        {
            var (entries, version, seen) = plans.GetValueOrDefault(one.Plan, (0, 0, int.MaxValue));
            if (one.Seen < version) return null;
            plans[one.Plan] = (entries + one.Rows.Length, Math.Max(version, one.PlanVersion), Math.Min(seen, one.Seen));
        }
        return plans;
    }

    private void Texts(params string[] names)
    {
        foreach (var name in names) append.Parameters.Add(name, NpgsqlDbType.Array | NpgsqlDbType.Text);
    }

    private void Set<T>(string name, IEnumerable<T> values) => append.Parameters[name].Value = values.ToArray();
}
