using System.Data.Common;
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
