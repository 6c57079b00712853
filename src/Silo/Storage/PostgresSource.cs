using Npgsql;

namespace FuyangPlan.Storage;

/// <summary>Pools of connections to PostgreSQL. What the connection string says itself is left as it is.</summary>
internal static class PostgresSource
{
    /// <summary>Orleans' own name of the provider.</summary>
    public const string Invariant = "Npgsql";

    /// <summary>For the journal, the tables and grain storage.</summary>
    public static NpgsqlDataSource Work(string database) => Open(database, "fuyang", 20);

    /// <summary>For membership alone: commands that wait for a connection must not keep a silo from saying that it is alive.</summary>
    public static NpgsqlDataSource Membership(string database) => Open(database, "fuyang-membership", 3);

    /// <summary>What time it is in the database.</summary>
    public static async Task<DateTimeOffset> Now(this NpgsqlDataSource source, CancellationToken stop)
    {
        await using var command = source.CreateCommand("SELECT clock_timestamp()");
        return (DateTime)(await command.ExecuteScalarAsync(stop))!;
    }

    private static NpgsqlDataSource Open(string database, string name, int most)
    {
        var given = new NpgsqlConnectionStringBuilder(database);
        var settings = new NpgsqlConnectionStringBuilder(database) { ApplicationName = name, Timezone = "UTC" };
        if (!given.ContainsKey("Maximum Pool Size")) settings.MaxPoolSize = most;
        if (!given.ContainsKey("Timeout")) settings.Timeout = 3;
        if (!given.ContainsKey("Command Timeout")) settings.CommandTimeout = 5;
        if (!given.ContainsKey("Cancellation Timeout")) settings.CancellationTimeout = 1000;
        if (!given.ContainsKey("Keepalive")) settings.KeepAlive = 5;
        return NpgsqlDataSource.Create(settings);
    }
}
