using FuyangPlan.Servers;

[assembly: AssemblyFixture(typeof(FuyangPlan.EndToEnd.Backing))]

namespace FuyangPlan.EndToEnd;

/// <summary>What clusters stand on: one PostgreSQL and one RabbitMQ of the tests' own, started for the first that asks.</summary>
public sealed class Backing : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Postgres = new(async () =>
    {
        var server = new PostgresServer { Settings = ["-c", "max_connections=300"] };
        await server.InitializeAsync();
        return server;
    });

    private static readonly Lazy<Task<RabbitServer>> Rabbit = new(() => RabbitServer.New(spare: 40));

    /// <summary>Whether the products of this run are clusters.</summary>
    public static bool IsCluster { get; } = Environment.GetEnvironmentVariable("FUYANG_TESTED") switch
    {
        null or "" or "embedded" => false,
        "cluster" => true,
        var other => throw new InvalidOperationException($"FUYANG_TESTED is embedded or cluster, not {other}."),
    };

    public static async Task<string> NewDatabase() => await (await Postgres.Value).CreateDatabase();

    public static async Task<string> NewBus() => (await Rabbit.Value).TakeHost().Address;

    public async ValueTask DisposeAsync()
    {
        if (Rabbit.IsValueCreated) await (await Rabbit.Value).DisposeAsync();
        if (Postgres.IsValueCreated) await (await Postgres.Value).DisposeAsync();
    }
}
