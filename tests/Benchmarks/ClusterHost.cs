using FuyangPlan.Journal;
using FuyangPlan.Samples;
using FuyangPlan.Servers;
using FuyangPlan.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FuyangPlan.Benchmarks;

/// <summary>Silos and gateways that are processes of their own, their database and broker, and in this process a client of their grains.</summary>
internal sealed class ClusterHost : IAsyncDisposable
{
    private const string Behind = "SELECT coalesce(sum(head.position - coalesce(reached.position, 0)), 0)::bigint FROM plan_head head LEFT JOIN table_checkpoint reached USING (plan)";

    private readonly string folder = Directory.CreateTempSubdirectory("fuyang-bench-").FullName;
    private readonly PostgresServer postgres = new() { Settings = ["-c", "max_connections=200", "-c", "shared_buffers=128MB"] };
    private NpgsqlDataSource? source;
    private PostgresJournal? journal;
    private IHost? client;

    public RabbitServer? Rabbit { get; private set; }

    public LocalCluster Members { get; private set; } = null!;

    public IGrainFactory Grains => client!.Services.GetRequiredService<IGrainFactory>();

    public IJournal Journal => journal!;

    public static async Task<ClusterHost> Start(int silos, int gateways = 0, bool bus = false)
    {
        var cluster = new ClusterHost();
        try
        {
            await cluster.Begin(silos, gateways, bus);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Another database of the same server, with the product's tables; for limits.</summary>
    public async Task<string> BareDatabase()
    {
        var database = await postgres.CreateDatabase();
        await using var bare = PostgresSource.Work(database);
        Migrator.Run(bare, Migrator.Embedded("postgres"));
        return database;
    }

    public async Task<long> Ask(string sql)
    {
        await using var command = source!.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Entries that lists and listeners do not have yet.</summary>
    public Task<long> FeedBehind() => Ask(Behind);

    public async ValueTask DisposeAsync()
    {
        if (client is not null) await client.Stop();
        Members?.Dispose();
        journal?.Dispose();
        if (source is not null) await source.DisposeAsync();
        if (Rabbit is not null) await Rabbit.DisposeAsync();
        await postgres.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Begin(int silos, int gateways, bool bus)
    {
        await postgres.InitializeAsync();
        var database = await postgres.CreateDatabase();
        if (bus) Rabbit = await RabbitServer.New();
        Members = new(folder, [database], Rabbit?.Address, silos, gateways);
        await Members.Start();
        source = PostgresSource.Work(database);
        journal = new(source, NullLogger<PostgresJournal>.Instance);

        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection([new("Fuyang:Database", database), new("Fuyang:CallerKey", LocalCluster.CallerKey)]);
        builder.AddFuyangClient();
        client = builder.Build();
        await client.StartAsync();
    }
}
