using System.Data.Common;
using FuyangPlan.Servers;
using FuyangPlan.Storage;
using Npgsql;

namespace FuyangPlan.Tables;

public sealed class PostgresTaskTableTests(PostgresServer server) : TaskTableContract
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
