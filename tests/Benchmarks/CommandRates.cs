using System.Diagnostics;
using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Samples;
using FuyangPlan.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace FuyangPlan.Benchmarks;

/// <summary>Durable commands per second through the grains, feed and read tables included, beside the same rows committed by a bare loop.</summary>
internal static class CommandRates
{
    private const int PerPlan = 500;

    public static async Task Run(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("fuyang-bench-").FullName;
        var host = await SiloHost.Start(folder);
        try
        {
            var grains = await Seeding.Plans(host.Grains(), "rate", report.Quick ? 200 : 1000, PerPlan, tasks: 10, Callers.Tasks);
            var journal = host.Services.GetRequiredService<IJournal>();
            var hundredths = new int[grains.Length, Callers.Tasks + 1];
            foreach (var (callers, streams) in new[] { (1, 22), (100, 22), (1, grains.Length), (100, grains.Length) })
            {
                var load = new Callers($"{callers}-{streams}", grains[..streams], callers, hundredths);
                using var limit = new BareLoop(Path.Combine(folder, $"limit-{callers}-{streams}.db"), Math.Min(callers, streams));
                List<JournalRow> rows = [];
                var measured = await report.Interleave(
                    async () =>
                    {
                        var before = await journal.Positions();
                        var rate = await load.Run(report.Slice);
                        rows = await journal.Since(before);
                        return rate;
                    },
                    // The limit begins half of the rounds: it then repeats the rows of the round before, in a fresh file.
                    () => Task.FromResult(limit.Run(rows)));
                report.Compare($"durable commands, {callers} caller{(callers > 1 ? "s" : "")}, {streams} grains", "per second", measured, atLeast: 0.5);
            }
        }
        finally
        {
            await host.Stop();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// What a bare loop can commit: one prepared insert, as many rows in a transaction as can wait at the same time, which is one of each caller
    /// and one of each stream.
    /// </summary>
    private sealed class BareLoop(string path, int batch) : IDisposable
    {
        private const string Head = "INSERT INTO plan_head (plan, position) VALUES ($plan, $position) ON CONFLICT (plan) DO UPDATE SET position = excluded.position";

        private int files;

        public double Run(List<JournalRow> rows)
        {
            using var source = new SqliteSource($"{path}{files++}");
            Migrator.Run(source, Migrator.Embedded("sqlite"));
            using var connection = source.Open(exclusive: true);
            using SqliteCommand begin = Prepare(connection, "BEGIN IMMEDIATE"), commit = Prepare(connection, "COMMIT"),
                head = Prepare(connection, Head, "$plan", "$position"),
                insert = Prepare(connection, $"INSERT INTO journal ({JournalColumns.Columns}) VALUES ({JournalColumns.Parameters})", JournalColumns.Parameters.Split(", "));
            var watch = Stopwatch.StartNew();
            foreach (var group in rows.Chunk(batch))
            {
                begin.ExecuteNonQuery();
                foreach (var row in group)
                    Execute(insert, row.Plan, row.Position, row.Stream, row.Version, row.Type, row.RecordedAt, row.HappenedAt, row.Actor, row.CommandId,
                        row.Ordinal, row.RequestHash, row.Cause, row.Classification, row.Payload, row.Hash);
                Execute(head, group[^1].Plan, group[^1].Position);
                commit.ExecuteNonQuery();
            }
            return rows.Count / watch.Elapsed.TotalSeconds;
        }

        public void Dispose()
        {
            foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, $"{Path.GetFileName(path)}*")) File.Delete(file);
        }

        private static void Execute(SqliteCommand command, params ReadOnlySpan<object> values)
        {
            for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
            command.ExecuteNonQuery();
        }

        private static SqliteCommand Prepare(SqliteConnection connection, string sql, params string[] parameters)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var name in parameters) command.Parameters.Add(new() { ParameterName = name });
            command.Prepare();
            return command;
        }
    }
}
