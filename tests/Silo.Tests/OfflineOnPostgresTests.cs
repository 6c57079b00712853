using FuyangPlan.Feeds;
using FuyangPlan.Journal;
using FuyangPlan.Servers;
using FuyangPlan.Storage;
using FuyangPlan.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FuyangPlan;

public sealed class OfflineOnPostgresTests(PostgresServer server)
{
    [Fact]
    public async Task Verify_AndRebuild_WorkOnTheDatabaseOfACluster()
    {
        var database = await Filled();
        Assert.Equal(0, await Run(database, "verify"));
        Assert.Equal(0, await Run(database, "rebuild"));
        await using (var source = PostgresSource.Work(database)) Assert.Equal(15, await new SqlTables(source).Checkpoint("q"));
        await PostgresServer.Execute(database, "UPDATE journal SET payload = '{}' WHERE stream = 'q/plan' AND version = 3");
        Assert.Equal(1, await Run(database, "verify"));
    }

    [Fact]
    public async Task Rebuild_WhileASiloIsConnected_IsRefused()
    {
        var database = await Filled();
        await using var silo = PostgresSource.Membership(database);
        await using (await silo.OpenConnectionAsync()) Assert.Equal(75, await Run(database, "rebuild"));
    }

    [Fact]
    public async Task Verify_AndRebuild_WithoutATable_FindNothing()
    {
        var database = await server.CreateDatabase();
        Assert.Equal(66, await Run(database, "verify"));
        Assert.Equal(66, await Run(database, "rebuild"));
    }

    [Fact]
    public async Task Verify_WithoutAServer_CannotRead() => Assert.Equal(74, await Run("Host=127.0.0.1;Port=1;Username=nobody", "verify"));

    [Fact]
    public async Task Rebuild_OnADatabaseThatIsNewerThanTheProgram_IsRefused()
    {
        var database = await Filled();
        await PostgresServer.Execute(database, "INSERT INTO schema_version VALUES (9999, '9999_future.sql', '', '')");
        Assert.Equal(78, await Run(database, "rebuild"));
    }

    private async Task<string> Filled()
    {
        var database = await server.CreateDatabase();
        await using var source = PostgresSource.Work(database);
        Migrator.Run(source, Migrator.Embedded("postgres"));
        using var journal = new PostgresJournal(source, NullLogger<PostgresJournal>.Instance);
        var chain = new Chain("q/plan", "q");
        for (var i = 0; i < 15; i++) await journal.Append(chain.Next(type: "plan.day-sealed", payload: SealedDay));
        return database;
    }

    private const string SealedDay = """{"day":"2021-01-01","position":0,"root":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}""";

    private static async Task<int?> Run(string database, string verb) =>
        await Offline.Run([verb], new ConfigurationBuilder().AddInMemoryCollection([new("Fuyang:Database", database)]).Build());
}
