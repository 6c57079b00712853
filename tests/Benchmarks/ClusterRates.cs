using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Storage;
using Npgsql;
using NpgsqlTypes;

namespace FuyangPlan.Benchmarks;

/// <summary>Durable commands per second through grains in several silos on one PostgreSQL, beside the same rows committed by a bare connection.</summary>
internal static class ClusterRates
{
    private const int Crowd = 100, PerPlan = 50;

    public static async Task Run(Report report)
    {
        await using var cluster = await ClusterHost.Start(silos: 3);
        var grains = await Seeding.Plans(cluster.Grains, "rate", report.Quick ? 200 : 500, PerPlan, tasks: 10, Callers.Tasks);
        var hundredths = new int[grains.Length, Callers.Tasks + 1];
        // Compiled code settles only after some ten thousand commands, in each silo.
        for (var warm = 0; warm < (report.Quick ? 3 : 15); warm++) await new Callers($"warm-{warm}", grains, Crowd, hundredths).Run(report.Slice);
        using var limit = new BareInserts(await cluster.BareDatabase(), Crowd);
        for (var silos = 3; silos > 0; silos--)
        {
            var load = new Callers($"silos-{silos}", grains, Crowd, hundredths);
            List<JournalRow> rows = [];
            var measured = await report.Interleave(
                async () =>
                {
                    var before = await cluster.Journal.Positions();
                    var rate = await load.Run(report.Slice);
                    rows = await cluster.Journal.Since(before);
                    return rate;
                },
                () => Task.FromResult(limit.Run(rows)));
            report.Compare($"durable commands, {silos} silo{(silos > 1 ? "s" : "")} on PostgreSQL, {Crowd} callers, {grains.Length} grains", "per second", measured);
            if (silos == 1) break;
            cluster.Members.Silos[silos - 1].Stop();
            await Settle(grains);
        }
    }

    // The grains of a silo that has left are somewhere else from their next call on.
    private static Task Settle(ImmutableArray<IInitiativeGrain> grains) =>
        Parallel.ForEachAsync(grains, async (grain, _) => await Seeding.Patiently(() => grain.GetSummary(0)));

    /// <summary>What one bare connection commits: one prepared statement with as many rows as can wait at the same time.</summary>
    private sealed class BareInserts : IDisposable
    {
        private const string Sql = $"""
            WITH head AS (INSERT INTO plan_head (plan, position) VALUES (@head, @last) ON CONFLICT (plan) DO UPDATE SET position = excluded.position)
            INSERT INTO journal ({JournalColumns.Columns}) SELECT * FROM unnest(
              @plan, @position, @stream, @version, @type, @recorded_at, @happened_at, @actor, @command_id, @ordinal, @request_hash, @cause, @classification, @payload, @hash)
            """;

        private readonly NpgsqlDataSource source;
        private readonly NpgsqlConnection connection;
        private readonly NpgsqlCommand insert, empty;
        private readonly int batch;

        public BareInserts(string database, int batch)
        {
            this.batch = batch;
            source = PostgresSource.Work(database);
            connection = source.OpenConnection();
            empty = new("TRUNCATE journal, plan_head", connection);
            insert = new(Sql, connection);
            insert.Parameters.Add("head", NpgsqlDbType.Text);
            insert.Parameters.Add("last", NpgsqlDbType.Bigint);
            foreach (var name in JournalColumns.Columns.Split(", "))
                insert.Parameters.Add(name, NpgsqlDbType.Array | (name is "position" ? NpgsqlDbType.Bigint : name is "version" or "ordinal" ? NpgsqlDbType.Integer
                    : NpgsqlDbType.Text));
            insert.Prepare();
        }

        public double Run(List<JournalRow> rows)
        {
            empty.ExecuteNonQuery();
            var watch = System.Diagnostics.Stopwatch.StartNew();
            foreach (var group in rows.Chunk(batch))
            {
                insert.Parameters["head"].Value = group[^1].Plan;
                insert.Parameters["last"].Value = group[^1].Position;
                Set("plan", group, row => row.Plan);
                Set("position", group, row => row.Position);
                Set("stream", group, row => row.Stream);
                Set("version", group, row => row.Version);
                Set("type", group, row => row.Type);
                Set("recorded_at", group, row => row.RecordedAt);
                Set("happened_at", group, row => row.HappenedAt);
                Set("actor", group, row => row.Actor);
                Set("command_id", group, row => row.CommandId);
                Set("ordinal", group, row => row.Ordinal);
                Set("request_hash", group, row => row.RequestHash);
                Set("cause", group, row => row.Cause);
                Set("classification", group, row => row.Classification);
                Set("payload", group, row => row.Payload);
                Set("hash", group, row => row.Hash);
                insert.ExecuteNonQuery();
            }
            return rows.Count / watch.Elapsed.TotalSeconds;
        }

        public void Dispose()
        {
            empty.Dispose();
            insert.Dispose();
            connection.Dispose();
            source.Dispose();
        }

        private void Set<T>(string name, JournalRow[] rows, Func<JournalRow, T> value) => insert.Parameters[name].Value = Array.ConvertAll(rows, row => value(row));
    }
}
