using System.Data.Common;
using FuyangPlan.Storage;

namespace FuyangPlan.Tables;

public sealed class SqliteTaskTableTests : TaskTableContract
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
