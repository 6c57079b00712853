using System.Collections.Concurrent;
using System.Data.Common;
using FuyangPlan.DaySeals;
using FuyangPlan.Storage;
using Microsoft.Data.Sqlite;

namespace FuyangPlan.Journal;

/// <summary>
/// Reads a whole journal in commit order and checks what its entries promise: versions of each stream and positions of each plan without a gap,
/// every link of the hash chains, plan heads, and root, signature and predecessor of every sealed day. Memory grows with the streams, not with the entries.
/// </summary>
public static class JournalVerifier
{
    public const int MostFaults = 100;

    /// <summary>Check the SQLite database at a path, which is opened for reading only.</summary>
    public static VerifyReport Verify(string path, SealKeys? keys = null)
    {
        using var source = new SqliteSource(path, mode: SqliteOpenMode.ReadOnly);
        return Verify(source, keys);
    }

    /// <summary>Check a database. It may be in use: what is read is of one moment.</summary>
    /// <param name="keys">By which seals are judged; null: no signature can be.</param>
    /// <param name="against">Roots that were kept elsewhere.</param>
    public static VerifyReport Verify(DbDataSource source, SealKeys? keys = null, IEnumerable<KeptRoots>? against = null)
    {
        using var connection = source.OpenConnection();
        var pass = new Pass(keys ?? SealKeys.None);
        try
        {
            Read(connection, SqlDialect.Of(source), pass, plan: null, pause: TimeSpan.Zero, stop: default);
            foreach (var kept in against ?? []) pass.Seals.Against(kept);
        }
        catch (DbException accident)
        {
            pass.Fault($"数据库无法读完：{accident.Message}");
        }
        return pass.Report();
    }

    /// <summary>Check one plan beside a running product.</summary>
    /// <param name="pause">After each thousand entries: others have the rest of the time.</param>
    /// <exception cref="DbException">It could not be read to its end: nothing is known of it.</exception>
    public static VerifyReport Read(DbDataSource source, SealKeys keys, string plan, TimeSpan pause, CancellationToken stop)
    {
        using var connection = source.OpenConnection();
        var pass = new Pass(keys);
        Read(connection, SqlDialect.Of(source), pass, plan, pause, stop);
        return pass.Report();
    }

    /// <param name="plan">Null: all of them.</param>
    private static void Read(DbConnection connection, SqlDialect dialect, Pass pass, string? plan, TimeSpan pause, CancellationToken stop)
    {
        // Positions of one moment: a commit between the queries would look like a fault.
        using var moment = dialect.BeginReading(connection);
        var (where, of) = plan is null ? ("", Array.Empty<(string, string)>()) : (" WHERE plan = @plan", [("plan", plan)]);
        var heads = Query(moment, $"SELECT plan, position FROM plan_head{where} ORDER BY plan", reader => (Plan: reader.GetString(0), Position: reader.GetInt64(1)), of)
            .ToDictionary(head => head.Plan, head => head.Position);
        var seals = heads.Keys.ToDictionary(each => each, each => Query(
            moment, $"SELECT position, type, payload FROM journal WHERE stream = @stream AND type IN ({SealTypes}) ORDER BY version",
            reader => SealRow.Of(reader.GetInt64(0), reader.GetString(1), reader.GetString(2)), ("stream", SealEntry.StreamOf(each))).ToArray());
        foreach (var row in Ahead(Query(moment, $"SELECT {JournalColumns.Columns} FROM journal{where} ORDER BY plan, position", pass.Read, of), pause, stop))
            if (row is not null) pass.Check(row, heads, seals);
        pass.EndPlan(heads);
        foreach (var each in heads.Keys.Where(each => !pass.Plans.Contains(each) && heads[each] != 0))
            pass.Fault($"计划 {each}：头位置为 {heads[each]}，却没有任何流水");
    }

    private static string SealTypes { get; } = string.Join(", ", SealEntry.Types.Select(type => $"'{type}'"));

    private static IEnumerable<T> Query<T>(DbTransaction moment, string sql, Func<DbDataReader, T> row, params (string Name, string Value)[] parameters)
    {
        using var command = moment.Connection!.CreateCommand();
        // Without a limit in time: it reads everything there is.
        (command.CommandText, command.CommandTimeout, command.Transaction) = (sql, 0, moment);
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return row(reader);
    }

    /// <summary>Read on a thread of its own, a little ahead of the one that checks: either takes about as long.</summary>
    private static IEnumerable<T> Ahead<T>(IEnumerable<T> rows, TimeSpan pause, CancellationToken stop)
    {
        using var batches = new BlockingCollection<T[]>(boundedCapacity: 4);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var reading = Task.Run(() =>
        {
            try
            {
                foreach (var batch in rows.Chunk(1000))
                {
                    batches.Add(batch, end.Token);
                    if (pause > TimeSpan.Zero) end.Token.WaitHandle.WaitOne(pause);
                }
            }
            finally
            {
                batches.CompleteAdding();
            }
        }, CancellationToken.None);
        try
        {
            foreach (var batch in batches.GetConsumingEnumerable(stop))
                foreach (var row in batch) yield return row;
            reading.GetAwaiter().GetResult();
        }
        finally
        {
            // Whoever looks no further leaves nobody reading.
            end.Cancel();
            Task.WhenAny(reading).Wait(CancellationToken.None);
        }
    }

    private sealed class Pass
    {
        private readonly List<string> faults = [];
        private readonly HashSet<string> broken = [];
        private readonly Dictionary<string, StreamHead> streams = [];
        private string? plan;
        private long position, entries;
        private int streamCount;

        public Pass(SealKeys keys) => Seals = new(keys, Fault);

        public HashSet<string> Plans { get; } = [];

        public SealCheck Seals { get; }

        public VerifyReport Report() => new(entries, Plans.Count, streamCount, Seals.Count, [.. faults]) { Unproven = Seals.Unproven, Notes = Seals.Notes };

        public void Fault(string text)
        {
            lock (faults)
                if (faults.Count < MostFaults) faults.Add(text);
        }

        public JournalRow? Read(DbDataReader reader)
        {
            try
            {
                return JournalColumns.Read(reader);
            }
            catch (Exception unreadable) when (unreadable is OverflowException or InvalidCastException)
            {
                Fault($"流 {reader.GetValue(2)} 第 {reader.GetValue(3)} 版：无法读出");
                return null;
            }
        }

        public void Check(JournalRow row, Dictionary<string, long> heads, Dictionary<string, SealRow[]> seals)
        {
            if (row.Plan != plan)
            {
                EndPlan(heads);
                BeginPlan(row.Plan, seals.GetValueOrDefault(row.Plan, []));
            }
            Seals.Pass(row.Position, streams.Values);
            entries++;
            if (row.Position != position + 1)
                Once($"{plan} positions", $"计划 {plan}：第 {position} 条之后是第 {row.Position} 条");
            position = row.Position;
            if (!streams.TryGetValue(row.Stream, out var head))
            {
                head = new(row.Stream, 0, "");
                streamCount++;
            }
            if (row.Version != head.Version + 1)
                Once(row.Stream, $"流 {row.Stream} 第 {row.Version} 版：应为第 {head.Version + 1} 版");
            else if (row.Hash != EntryHash.Of(head.Hash, row))
                Once(row.Stream, $"流 {row.Stream} 第 {row.Version} 版：哈希不符");
            streams[row.Stream] = new(row.Stream, row.Version, row.Hash);
        }

        public void EndPlan(Dictionary<string, long> heads)
        {
            if (plan is null) return;
            Seals.End(position, streams.Values);
            if (heads.GetValueOrDefault(plan) != position)
                Fault($"计划 {plan}：头位置为 {heads.GetValueOrDefault(plan)}，流水止于第 {position} 条");
        }

        private void BeginPlan(string next, SealRow[] seals)
        {
            plan = next;
            Plans.Add(next);
            position = 0;
            streams.Clear();
            Seals.Begin(next, seals);
        }

        private void Once(string what, string text)
        {
            if (broken.Add(what)) Fault(text);
        }
    }
}
