using Dapper;
using FuyangPlan.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace FuyangPlan.Journal;

public sealed class SqliteJournalTests : JournalContract
{
    private readonly TempFolder folder = new();
    private readonly List<SqliteSource> sources = [];

    private protected override Task<IJournal> Open()
    {
        var source = new SqliteSource(folder.Database, busyMilliseconds: 1000);
        sources.Add(source);
        Migrator.Run(source, Migrator.Embedded("sqlite"));
        return Task.FromResult<IJournal>(new SqliteJournal(source, NullLogger<SqliteJournal>.Instance));
    }

    private protected override Task Close(IJournal journal)
    {
        ((SqliteJournal)journal).Dispose();
        return Task.CompletedTask;
    }

    private protected override Task Drop()
    {
        sources.ForEach(source => source.Dispose());
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void Connections_CommitToTheDiskAndKeepTheLog()
    {
        using var connection = sources[0].Open();
        Assert.Equal(2, connection.ExecuteScalar<int>("PRAGMA synchronous"));
        Assert.Equal("wal", connection.ExecuteScalar<string>("PRAGMA journal_mode"));
        Assert.Equal(1000, connection.ExecuteScalar<int>("PRAGMA busy_timeout"));
    }

    [Fact]
    public async Task Append_WhileAnotherProcessHoldsTheLock_IsInDoubtAndTheJournalGoesOn()
    {
        var chain = new Chain("p/project-1");
        await Journal.Append(chain.Next());
        using (var other = sources[0].Open())
        {
            other.Execute("BEGIN IMMEDIATE");
            await Assert.ThrowsAsync<JournalDoubtException>(() => Journal.Append(new Chain("p/project-2").Next()));
            other.Execute("ROLLBACK");
        }
        Assert.Equal(2, await Journal.Append(chain.Next()));
    }

    [Fact]
    public async Task Append_WhenThePlanHeadIsWrong_NothingOfTheBatchIsStored()
    {
        var chain = new Chain("p/project-1");
        await Journal.Append(chain.Next());
        using (var connection = sources[0].Open()) connection.Execute("UPDATE plan_head SET position = 0");
        await Assert.ThrowsAsync<JournalDoubtException>(() => Journal.Append(chain.Next(2)));
        await Assert.ThrowsAsync<JournalDoubtException>(() => Journal.Append(new Chain("p/project-2").Next()));
        using (var connection = sources[0].Open()) connection.Execute("UPDATE plan_head SET position = 1");
        Assert.Equal(2, await Journal.Append(new Chain("p/project-2").Next()));
        Assert.Equal(2, (await Journal.ReadPlan("p", 0, 10)).Count);
    }
}
