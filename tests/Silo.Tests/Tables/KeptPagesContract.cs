using System.Data.Common;
using Dapper;
using FuyangPlan.Checklists;

namespace FuyangPlan.Tables;

/// <summary>When a page that was answered before is answered again: whatever keeps the tables.</summary>
public abstract class KeptPagesContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2021, 8, 2, 9, 0, 0, China.Offset);
    private static readonly AskedPage Asked = new("p", new TaskQuery(Department: "d01"), new(Contacts: true), Now.Day());

    private readonly object page = new();
    private DbDataSource source = null!;
    private SqlTables tables = null!;
    private KeptPages pages = null!;

    /// <summary>A source of an empty database.</summary>
    private protected abstract Task<DbDataSource> Open();

    private protected abstract Task Close();

    public async ValueTask InitializeAsync()
    {
        tables = new(source = await Open());
        await tables.Open([]);
        Assert.True(await tables.Save("p", 0, 7, []));
        await Head(7);
        pages = new(tables);
        pages.Keep(Asked, page, 7, 1000);
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Find_NothingHasChanged_IsThePage_ForTheSameQuestionAlone()
    {
        Assert.Same(page, await pages.Find(Asked, Now));
        Assert.Same(page, await pages.Find(Asked with { Query = new TaskQuery(Department: "d01") }, Now));
        foreach (var other in (AskedPage[])[
            Asked with { Plan = "q" }, Asked with { Query = new TaskQuery(Department: "d02") }, Asked with { Query = new Landings.LandingQuery() },
            Asked with { Sight = new(Contacts: false) }, Asked with { Day = Now.Day().AddDays(1) }])
            Assert.Null(await pages.Find(other, Now));
    }

    [Fact]
    public async Task Find_TheJournalHasGoneOn_IsNothing_ThoughTheTablesFollow()
    {
        await Head(8);
        Assert.Null(await pages.Find(Asked, Now));
        Assert.True(await tables.Save("p", 7, 8, []));
        Assert.Null(await pages.Find(Asked, Now));
        pages.Keep(Asked, "new", 8, 1000);
        Assert.Equal("new", await pages.Find(Asked, Now));
    }

    [Fact]
    public async Task Find_TheTablesWereCleared_IsNothing()
    {
        await tables.Clear("p");
        Assert.Null(await pages.Find(Asked, Now));
        await tables.Drop();
        Assert.Null(await pages.Find(Asked, Now));
    }

    [Fact]
    public async Task Find_ATimeHasCome_IsNothing()
    {
        await tables.Save("p", 7, 7, [Due("project-1", Now.AddHours(1)), Due("project-2", null)]);
        Assert.Same(page, await pages.Find(Asked, Now));
        Assert.Null(await pages.Find(Asked, Now.AddHours(1)));
    }

    [Fact]
    public async Task Keep_TooMuch_ForgetsWhatWasAskedForLongestAgo()
    {
        for (var i = 0; i < 20; i++)
        {
            pages.Keep(Asked with { Query = i }, i, 7, 400_000);
            // Who is asked for stays.
            Assert.Same(page, await pages.Find(Asked, Now));
        }
        Assert.Null(await pages.Find(Asked with { Query = 0 }, Now));
        Assert.Equal(19, await pages.Find(Asked with { Query = 19 }, Now));
        pages.Keep(Asked with { Query = "large" }, "large", 7, 4_000_000);
        Assert.Null(await pages.Find(Asked with { Query = "large" }, Now));
        Assert.Same(page, await pages.Find(Asked, Now));
        for (var i = 0; i < 300; i++) pages.Keep(Asked with { Query = $"small-{i}" }, i, 7, 1);
        Assert.Null(await pages.Find(Asked, Now));
    }

    private static TableChange Due(string stream, DateTimeOffset? at) => new(DueTable.Declared, [DueTable.Declared.Store(new(new DueRow(stream, at), () => ""))], []);

    private async Task Head(long position)
    {
        await using var connection = await source.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "INSERT INTO plan_head (plan, position) VALUES ('p', @position) ON CONFLICT (plan) DO UPDATE SET position = excluded.position", new { position });
    }
}
