using System.Diagnostics;
using FuyangPlan.Journal;
using FuyangPlan.Storage;
using Npgsql;
using NpgsqlTypes;

namespace FuyangPlan.Benchmarks;

/// <summary>Durable commands per second through one silo on PostgreSQL, beside the same rows from one connection to the same server that commits each of them.</summary>
internal static class OneSilo
{
    private const int Crowd = 100, PerPlan = 50;

    public static async Task Run(Report report)
    {
        await using var cluster = await ClusterHost.Start(silos: 1);
        var grains = await Seeding.Plans(cluster.Grains, "one", report.Quick ? 200 : 500, PerPlan, tasks: 10, Callers.Tasks);
        var load = new Callers("one", grains, Crowd, new int[grains.Length, Callers.Tasks + 1]);
        // Compiled code settles only after some ten thousand commands.
        for (var warm = 0; warm < (report.Quick ? 3 : 15); warm++) await load.Run(report.Slice);
        using var limit = new Commits(await cluster.BareDatabase());
        List<JournalRow> rows = [];
        var measured = await report.Interleave(
            async () =>
            {
                var before = await cluster.Journal.Positions();
                var rate = await load.Run(report.Slice);
                rows = await cluster.Journal.Since(before);
                return rate;
            },
            () => Task.FromResult(limit.Run(rows, report.Slice)));
        report.Compare($"one silo on PostgreSQL, {Crowd} callers, {grains.Length} grains (limit: commits of one connection, a row each)", "per second", measured, atLeast: 3);
    }

    private sealed class Commits : IDisposable
    {
        private static readonly ImmutableArray<string> Names = [.. JournalColumns.Columns.Split(", ")];

        private readonly NpgsqlDataSource source;
        private readonly NpgsqlConnection connection;
        private readonly NpgsqlCommand insert, empty;

        public Commits(string database)
        {
            source = PostgresSource.Work(database);
            connection = source.OpenConnection();
            empty = new("TRUNCATE journal", connection);
            insert = new($"INSERT INTO journal ({JournalColumns.Columns}) VALUES ({JournalColumns.Parameters})", connection);
            foreach (var name in Names)
                insert.Parameters.Add(name, name is "position" ? NpgsqlDbType.Bigint : name is "version" or "ordinal" ? NpgsqlDbType.Integer : NpgsqlDbType.Text);
            insert.Prepare();
        }

        /// <summary>Rows per second, for as long as there are any.</summary>
        public double Run(List<JournalRow> rows, TimeSpan time)
        {
            empty.ExecuteNonQuery();
            var (watch, count) = (Stopwatch.StartNew(), 0);
            for (; count < rows.Count && watch.Elapsed < time; count++)
            {
                var row = rows[count];
                object[] values = [row.Plan, row.Position, row.Stream, row.Version, row.Type, row.RecordedAt, row.HappenedAt, row.Actor, row.CommandId, row.Ordinal,
                    row.RequestHash, row.Cause, row.Classification, row.Payload, row.Hash];
                for (var place = 0; place < values.Length; place++) insert.Parameters[place].Value = values[place];
                insert.ExecuteNonQuery();
            }
            return count / watch.Elapsed.TotalSeconds;
        }

        public void Dispose()
        {
            empty.Dispose();
            insert.Dispose();
            connection.Dispose();
            source.Dispose();
        }
    }
}
