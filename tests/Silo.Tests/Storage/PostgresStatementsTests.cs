using System.Data.Common;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FuyangPlan.Journal;
using FuyangPlan.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FuyangPlan.Storage;

/// <summary>The server itself says of each statement how it was planned and how many rows it touched.</summary>
public sealed partial class PostgresStatementsTests(PostgresServer server) : StatementsContract
{
    private static readonly string[] Telling = ["Node Type", "Relation Name", "Index Name", "Index Cond", "Filter", "Actual Rows", "Actual Loops"];

    private string database = null!;
    private NpgsqlDataSource source = null!;
    private int read;

    private protected override int Entries => 150_000;

    private protected override long Most => 6000;

    private protected override string Bytes => @"'\x01'::bytea";

    private protected override string WhenItIsShort => "ANALYZE journal, kept_states";

    // By what was known when it was short; by what it is; and for any values, which the server goes over to of its own accord.
    private protected override string[] WhenItIsLong => ["SELECT 1", "VACUUM ANALYZE", $"ALTER DATABASE {Name} SET plan_cache_mode = force_generic_plan"];

    // Of a fold that had kept all there is.
    private protected override string[] MeantToReadAll => [.. base.MeantToReadAll, "DELETE FROM kept_states WHERE fold = $1"];

    private string Name => new NpgsqlConnectionStringBuilder(database).Database!;

    private protected override async Task<DbDataSource> Open()
    {
        database = await server.CreateDatabase();
        await using (var fresh = PostgresSource.Work(database)) Migrator.Run(fresh, Migrator.Embedded("postgres"));
        await PostgresServer.Execute(database, $"""
            ALTER TABLE journal SET (autovacuum_enabled = off);
            ALTER TABLE kept_states SET (autovacuum_enabled = off);
            ALTER DATABASE {Name} SET session_preload_libraries = 'auto_explain';
            ALTER DATABASE {Name} SET auto_explain.log_min_duration = 0;
            ALTER DATABASE {Name} SET auto_explain.log_analyze = on;
            ALTER DATABASE {Name} SET auto_explain.log_timing = off;
            ALTER DATABASE {Name} SET auto_explain.log_format = json;
            """);
        return source = PostgresSource.Offline(database);
    }

    private protected override SqlJournal Journal(DbDataSource source)
    {
        // Sessions take up what the database is set to where they begin.
        ((NpgsqlDataSource)source).Clear();
        return new PostgresJournal((NpgsqlDataSource)source, NullLogger<PostgresJournal>.Instance);
    }

    private protected override Task<IReadOnlyList<Statement>> Seen()
    {
        var log = server.Log;
        // No other database is explained, so that these are this one's.
        var plans = Explained().Matches(log[read..]).Select(each => JsonNode.Parse(each.Groups[1].Value)!).ToArray();
        read = log.Length;
        return Task.FromResult<IReadOnlyList<Statement>>([.. plans.Select(each => new Statement(
            (string)each["Query Text"]!, Nodes(each["Plan"]!).Sum(node => (Number(node, "Actual Rows") + Number(node, "Rows Removed by Filter")) * Number(node, "Actual Loops")),
            [.. Nodes(each["Plan"]!).Where(node => (string?)node["Node Type"] == "Seq Scan").Select(node => (string)node["Relation Name"]!)],
            string.Join('\n', Nodes(each["Plan"]!).Select(node => string.Join(", ", Telling.Select(name => node[name]).OfType<JsonNode>())))))]);
    }

    private protected override async Task Close() => await source.DisposeAsync();

    private static long Number(JsonNode node, string name) => (long?)node[name] ?? 0;

    private static IEnumerable<JsonNode> Nodes(JsonNode node) => [node, .. (node["Plans"] as JsonArray ?? []).SelectMany(each => Nodes(each!))];

    [GeneratedRegex(@"plan:\n((?:\t.*\n)+)")]
    private static partial Regex Explained();
}
