using FuyangPlan.Servers;
using FuyangPlan.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FuyangPlan.Journal;

public sealed class PostgresVerifierTests(PostgresServer server) : IAsyncLifetime
{
    private string database = null!;
    private NpgsqlDataSource source = null!;
    private PostgresJournal journal = null!;

    public async ValueTask InitializeAsync()
    {
        database = await server.CreateDatabase();
        source = PostgresSource.Work(database);
        Migrator.Run(source, Migrator.Embedded("postgres"));
        journal = new(source, NullLogger<PostgresJournal>.Instance);
        await SealedJournal.Fill(journal);
    }

    public async ValueTask DisposeAsync()
    {
        journal.Dispose();
        await source.DisposeAsync();
    }

    [Fact]
    public void Verify_AnUntouchedJournal_IsWhole()
    {
        var report = JournalVerifier.Verify(source);
        Assert.Empty(report.Faults);
        Assert.Equal((54, 2, 4, 3), (report.Entries, report.Plans, report.Streams, report.Seals));
    }

    [Theory]
    [InlineData("UPDATE journal SET payload = replace(payload, 'percent', 'perzent') WHERE stream = 'p/project-1' AND version = 7")]
    [InlineData("UPDATE journal SET actor = '{}' WHERE stream = 'p/project-2' AND version = 1")]
    [InlineData("DELETE FROM journal WHERE stream = 'p/project-1' AND version = 7")]
    [InlineData("DELETE FROM journal WHERE plan = 'q'")]
    [InlineData("DELETE FROM plan_head WHERE plan = 'q'")]
    [InlineData("UPDATE plan_head SET position = position + 1 WHERE plan = 'p'")]
    [InlineData("UPDATE journal SET payload = '' WHERE type = 'plan.day-sealed' AND version = 2")]
    public async Task Verify_AChangedTable_IsFound(string change)
    {
        await PostgresServer.Execute(database, change);
        Assert.NotEmpty(JournalVerifier.Verify(source).Faults);
    }

    [Fact]
    public async Task Verify_WhileOthersAppend_SeesOneMoment()
    {
        var chain = new Chain("p/project-3");
        var writer = Task.Run(async () =>
        {
            while (chain.Version < 400) await journal.Append(chain.Next());
        });
        while (!writer.IsCompleted) Assert.Empty(JournalVerifier.Verify(source).Faults);
        await writer;
    }
}
