using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;

namespace FuyangPlan.Storage;

/// <summary>A step of the schema: applied once, in order, and never changed afterwards.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
}

/// <summary>
/// Brings a database to the schema of this binary, one transaction per script. Refuses a database that is newer than the binary, or one
/// whose applied scripts are not the ones that the binary holds.
/// </summary>
internal static partial class Migrator
{
    // Seconds. A script over a grown table takes its time, and who starts beside it waits.
    private const int Patience = 600;

    private sealed record Applied
    {
        public required long Number { get; init; }
        public required string Name { get; init; }
        public required string Sha256 { get; init; }
    }

    /// <summary>The scripts that the binary holds for a dialect, in order.</summary>
    public static IReadOnlyList<Migration> Embedded(string dialect)
    {
        var assembly = typeof(Migrator).Assembly;
        List<Migration> migrations = [];
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!resource.StartsWith($"{dialect}/", StringComparison.Ordinal)) continue;
            var name = resource[(dialect.Length + 1)..];
            if (!ScriptName().IsMatch(name)) throw new InvalidOperationException($"'{name}' is not named like 0001_name.sql.");
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            // A checkout may change line ends; that is no change of the script.
            migrations.Add(new(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, reader.ReadToEnd().ReplaceLineEndings("\n")));
        }
        return migrations;
    }

    public static void Run(DbDataSource source, IReadOnlyList<Migration> migrations)
    {
        var dialect = SqlDialect.Of(source);
        using var connection = source.OpenConnection();
        connection.Execute(dialect.Once);
        for (var i = 0; i < migrations.Count; i++)
        {
            // The lock is taken before looking: of processes that start together one applies and the others find it applied.
            using var transaction = connection.BeginTransaction();
            connection.Execute(dialect.Alone, transaction: transaction, commandTimeout: Patience);
            connection.Execute(
                "CREATE TABLE IF NOT EXISTS schema_version (number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at TEXT NOT NULL)",
                transaction: transaction);
            var applied = connection.Query<Applied>("SELECT number, name, sha256 FROM schema_version ORDER BY number", transaction: transaction).ToList();
            Check(applied, migrations);
            if (applied.Count > i) continue;
            var next = migrations[i];
            connection.Execute(next.Sql, transaction: transaction, commandTimeout: Patience);
            connection.Execute(
                "INSERT INTO schema_version (number, name, sha256, applied_at) VALUES (@Number, @Name, @Sha256, @at)",
                new { next.Number, next.Name, next.Sha256, at = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) }, transaction);
            transaction.Commit();
        }
    }

    private static void Check(List<Applied> applied, IReadOnlyList<Migration> known)
    {
        for (var i = 0; i < applied.Count; i++)
        {
            if (i >= known.Count)
                throw new UnfitDatabaseException(
                    $"The database is newer than this program: it has '{applied[i].Name}', which the program does not know. Start the newer program.");
            if (applied[i].Number != known[i].Number || applied[i].Sha256 != known[i].Sha256)
                throw new UnfitDatabaseException(
                    $"The database was made with another '{applied[i].Name}' than the program's '{known[i].Name}'. An applied script never changes; add a new one.");
        }
    }

    [GeneratedRegex(@"^\d{4}_[a-z0-9-]+\.sql$")]
    private static partial Regex ScriptName();
}
