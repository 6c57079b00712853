using System.Data.Common;
using FuyangPlan.Journal;
using FuyangPlan.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace FuyangPlan.Tables;

public sealed class SqliteTablesTests : TablesContract
{
    private readonly TempFolder folder = new();
    private SqliteSource source = null!;

    private protected override Task<DbDataSource> Open()
    {
        source = new(folder.Database);
        Migrator.Run(source, Migrator.Embedded("sqlite"));
        return Task.FromResult<DbDataSource>(source);
    }

    private protected override Task Close()
    {
        source.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }
}

public sealed class SqliteTablesProperties : TablesProperties
{
    private readonly TempFolder folder = new();
    private SqliteSource source = null!;

    private protected override int Iterations => 8;

    private protected override Task<(DbDataSource, SqlJournal)> Open()
    {
        source = new(folder.Database);
        Migrator.Run(source, Migrator.Embedded("sqlite"));
        return Task.FromResult<(DbDataSource, SqlJournal)>((source, new SqliteJournal(source, NullLogger<SqliteJournal>.Instance)));
    }

    private protected override Task Close()
    {
        source.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }
}
