using FuyangPlan.Servers;
using FuyangPlan.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FuyangPlan.Journal;

public sealed class PostgresJournalTests(PostgresServer server) : JournalContract
{
    private readonly List<NpgsqlDataSource> sources = [];
    private string? database;

    private protected override async Task<IJournal> Open()
    {
        database ??= await server.CreateDatabase();
        var source = PostgresSource.Work(database);
        sources.Add(source);
        Migrator.Run(source, Migrator.Embedded("postgres"));
        return new PostgresJournal(source, NullLogger<PostgresJournal>.Instance);
    }

    private protected override Task Close(IJournal journal)
    {
        ((PostgresJournal)journal).Dispose();
        return Task.CompletedTask;
    }

    private protected override async Task Drop()
    {
        foreach (var source in sources) await source.DisposeAsync();
    }
}
