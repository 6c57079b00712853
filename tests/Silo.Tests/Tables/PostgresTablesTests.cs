using System.Data.Common;
using Dapper;
using FuyangPlan.Journal;
using FuyangPlan.Servers;
using FuyangPlan.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FuyangPlan.Tables;

public sealed class PostgresTablesTests(PostgresServer server) : TablesContract
{
    private NpgsqlDataSource source = null!;

    private protected override async Task<DbDataSource> Open()
    {
        source = PostgresSource.Work(await server.CreateDatabase());
        Migrator.Run(source, Migrator.Embedded("postgres"));
        return source;
    }

    private protected override async Task Close() => await source.DisposeAsync();

    /// <summary>Tables do not wait for the disk. The journal, which may be next on the same connection, does.</summary>
    [Fact]
    public async Task Session_OfATableThatWasWritten_IsLeftAsItWasOpened()
    {
        await using var one = PostgresSource.Work($"{await server.CreateDatabase()};Maximum Pool Size=1");
        Migrator.Run(one, Migrator.Embedded("postgres"));
        var before = await Session(one);
        var tables = new SqlTables(one);
        await tables.Open([]);
        await tables.Clear("p");
        Assert.Equal(before, await Session(one));
        Assert.Contains("synchronous_commit=on", before);

        static async Task<string[]> Session(NpgsqlDataSource source)
        {
            await using var connection = await source.OpenConnectionAsync();
            return [.. await connection.QueryAsync<string>("SELECT name || '=' || setting FROM pg_settings ORDER BY name")];
        }
    }
}

public sealed class PostgresTablesProperties(PostgresServer server) : TablesProperties
{
    private NpgsqlDataSource source = null!;

    private protected override int Iterations => 4;

    private protected override async Task<(DbDataSource, SqlJournal)> Open()
    {
        source = PostgresSource.Work(await server.CreateDatabase());
        Migrator.Run(source, Migrator.Embedded("postgres"));
        return (source, new PostgresJournal(source, NullLogger<PostgresJournal>.Instance));
    }

    private protected override async Task Close() => await source.DisposeAsync();
}

public sealed class PostgresListsTests(PostgresServer server) : ListsContract
{
    private protected override async Task<IEnumerable<KeyValuePair<string, string?>>> Settings() =>
    [
        new("Fuyang:Database", await server.CreateDatabase()), new("Fuyang:CallerKey", LocalCluster.CallerKey), new("Fuyang:MasterKey", LocalCluster.MasterKey),
        new("Fuyang:SealKey", LocalCluster.SealKey), new("Fuyang:SiloPort", $"{Ports.Free()}"), new("Fuyang:GatewayPort", $"{Ports.Free()}"),
    ];

    private protected override Task Close() => Task.CompletedTask;
}

public sealed class PostgresKeptPagesTests(PostgresServer server) : KeptPagesContract
{
    private NpgsqlDataSource source = null!;

    private protected override async Task<DbDataSource> Open()
    {
        source = PostgresSource.Work(await server.CreateDatabase());
        Migrator.Run(source, Migrator.Embedded("postgres"));
        return source;
    }

    private protected override async Task Close() => await source.DisposeAsync();
}
