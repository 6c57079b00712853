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

    /// <summary>For a command of the command line, which takes as long as it takes.</summary>
    public static NpgsqlDataSource Offline(string database) => Open($"Timeout=15;Command Timeout=0;{database}", "fuyang", 20);

    /// <summary>What time it is in the database.</summary>
    public static async Task<DateTimeOffset> Now(this NpgsqlDataSource source, CancellationToken stop)
    {
        await using var command = source.CreateCommand("SELECT clock_timestamp()");
        return (DateTime)(await command.ExecuteScalarAsync(stop))!;
    }

    // What is said twice is as it is said last. Statements stay prepared on their connections, and no session keeps anything that had to be reset:
    // parsing and resetting cost the server more than the questions themselves.
    private static NpgsqlDataSource Open(string database, string name, int most) => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(
            $"Maximum Pool Size={most};Timeout=3;Command Timeout=5;Cancellation Timeout=1000;Keepalive=5;"
            + $"Max Auto Prepare=64;Auto Prepare Min Usages=2;No Reset On Close=true;{database}")
        {
            ApplicationName = name,
            Timezone = "UTC",
        });
}
