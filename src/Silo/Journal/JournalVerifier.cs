using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using FuyangPlan.Storage;
using Microsoft.Data.Sqlite;

namespace FuyangPlan.Journal;

/// <summary>What an offline check of a journal found.</summary>
/// <param name="Faults">In words, the first fault of each stream and plan; at most <see cref="JournalVerifier.MostFaults"/>.</param>
public sealed record VerifyReport(long Entries, int Plans, int Streams, int Seals, ImmutableArray<string> Faults)
{
    public bool Whole => Faults.IsEmpty;

    public override string ToString() =>
        $"核验流水 {Entries} 条：计划 {Plans} 个，流 {Streams} 条，日封 {Seals} 次。" +
        (Whole ? "完整，未发现改动。" : $"发现 {Faults.Length} 处问题：{Environment.NewLine}{string.Join(Environment.NewLine, Faults.Select(fault => "  " + fault))}");
}

/// <summary>
/// Reads a whole journal in commit order and checks what its entries promise: versions of each stream and positions of each plan without a gap,
/// every link of the hash chains, plan heads, and the root of every sealed day. Memory grows with the streams, not with the entries.
/// </summary>
public static class JournalVerifier
{
    public const int MostFaults = 100;

    /// <summary>Check the SQLite database at a path, which is opened for reading only.</summary>
    public static VerifyReport Verify(string path)
    {
        using var source = new SqliteSource(path, mode: SqliteOpenMode.ReadOnly);
        return Verify(source);
    }

    /// <summary>Check a database. It may be in use: what is read is of one moment.</summary>
    public static VerifyReport Verify(DbDataSource source)
    {
        using var connection = source.OpenConnection();
        var pass = new Pass();
        try
        {
            // Positions of one moment: a commit between the queries would look like a fault.
            using var moment = SqlDialect.Of(source).BeginReading(connection);
            var heads = Query(moment, "SELECT plan, position FROM plan_head ORDER BY plan", reader => (Plan: reader.GetString(0), Position: reader.GetInt64(1)))
                .ToDictionary(head => head.Plan, head => head.Position);
            var seals = Query(
                moment, "SELECT plan, position, payload FROM journal WHERE type = 'plan.day-sealed' ORDER BY plan, position",
                reader => pass.Seal(reader.GetString(0), reader.GetInt64(1), reader.GetString(2))).OfType<Seal>().ToLookup(seal => seal.Plan);
            foreach (var row in Ahead(Query(moment, $"SELECT {JournalColumns.Columns} FROM journal ORDER BY plan, position", pass.Read)))
                if (row is not null) pass.Check(row, heads, seals);
            pass.EndPlan(heads);
            foreach (var plan in heads.Keys.Where(plan => !pass.Plans.Contains(plan) && heads[plan] != 0))
                pass.Fault($"计划 {plan}：头位置为 {heads[plan]}，却没有任何流水");
        }
        catch (DbException accident)
        {
            pass.Fault($"数据库无法读完：{accident.Message}");
        }
        return pass.Report();
    }

    private static IEnumerable<T> Query<T>(DbTransaction moment, string sql, Func<DbDataReader, T> row)
    {
        using var command = moment.Connection!.CreateCommand();
        // Without a limit in time: it reads everything there is.
        (command.CommandText, command.CommandTimeout, command.Transaction) = (sql, 0, moment);
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return row(reader);
    }

    /// <summary>Read on a thread of its own, a little ahead of the one that checks: either takes about as long.</summary>
    private static IEnumerable<T> Ahead<T>(IEnumerable<T> rows)
    {
        using var batches = new BlockingCollection<T[]>(boundedCapacity: 4);
        using var end = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            try
            {
                foreach (var batch in rows.Chunk(1000)) batches.Add(batch, end.Token);
            }
            finally
            {
                batches.CompleteAdding();
            }
        });
        try
        {
            foreach (var batch in batches.GetConsumingEnumerable())
                foreach (var row in batch) yield return row;
            reading.GetAwaiter().GetResult();
        }
        finally
        {
            // Whoever looks no further leaves nobody reading.
            end.Cancel();
            Task.WhenAny(reading).Wait();
        }
    }

    private sealed record Seal(string Plan, long At, long Position, string Day, string Root);

    private sealed class Pass
    {
        private readonly List<string> faults = [];
        private readonly HashSet<string> broken = [];
        private readonly Dictionary<string, StreamHead> streams = [];
        private Queue<Seal> waiting = [];
        private string? plan;
        private long position, entries;
        private int streamCount, sealCount;

        public HashSet<string> Plans { get; } = [];

        public VerifyReport Report() => new(entries, Plans.Count, streamCount, sealCount, [.. faults]);

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

        public Seal? Seal(string of, long at, string payload)
        {
            try
            {
                using var json = JsonDocument.Parse(payload);
                var root = json.RootElement;
                return new(of, at, root.GetProperty("position").GetInt64(), root.GetProperty("day").GetString()!, root.GetProperty("root").GetString()!);
            }
            catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                Fault($"计划 {of} 第 {at} 条：日封无法读出");
                return null;
            }
        }

        public void Check(JournalRow row, Dictionary<string, long> heads, ILookup<string, Seal> seals)
        {
            if (row.Plan != plan)
            {
                EndPlan(heads);
                BeginPlan(row.Plan, seals);
            }
            while (waiting.TryPeek(out var seal) && seal.Position < row.Position) Check(waiting.Dequeue());
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
            while (waiting.TryDequeue(out var seal)) Check(seal);
            if (heads.GetValueOrDefault(plan) != position)
                Fault($"计划 {plan}：头位置为 {heads.GetValueOrDefault(plan)}，流水止于第 {position} 条");
        }

        private void BeginPlan(string next, ILookup<string, Seal> seals)
        {
            plan = next;
            Plans.Add(next);
            position = 0;
            streams.Clear();
            waiting = new(seals[next].OrderBy(seal => seal.Position));
        }

        private void Check(Seal seal)
        {
            sealCount++;
            if (seal.Position > position)
                Fault($"计划 {seal.Plan} {seal.Day}：日封到第 {seal.Position} 条，流水止于第 {position} 条");
            else if (seal.Root != DayRoot.Of(streams.Values))
                Fault($"计划 {seal.Plan} {seal.Day}：日封的根不符");
        }

        private void Once(string what, string text)
        {
            if (broken.Add(what)) Fault(text);
        }
    }
}
