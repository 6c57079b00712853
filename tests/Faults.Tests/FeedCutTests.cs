using FuyangPlan.Checklists;
using FuyangPlan.Feeds;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Samples;
using FuyangPlan.Storage;
using FuyangPlan.Tables;

namespace FuyangPlan.Faults;

/// <summary>The feed may stop anywhere, between two entries of one append too: the tables come out the same.</summary>
[Collection("one at a time")]
public sealed class FeedCutTests
{
    [Fact]
    public async Task ReadTables_FollowedInRunsOfAnyLength_AreTheSame()
    {
        using var folder = new TempFolder();
        var host = await SiloHost.Start(folder.Path);
        await SamplePlan.Import(host.Grains(), SamplePlan.Document("trial", initiatives: 2));
        foreach (var number in (int[])[1, 2]) await SamplePlan.Begin(host.Grains().Initiative("trial", new(InitiativeKind.Project, number)), tasks: 4);
        // A list is never older than the question: the feed has followed when it is answered.
        Assert.Equal(8, (await host.Grains().Find("trial", new TaskQuery(), SamplePlan.Admin))!.Total);
        await host.Stop();

        using var source = new SqliteSource(folder.Database);
        using var journal = new SqliteJournal(source, Microsoft.Extensions.Logging.Abstractions.NullLogger<SqliteJournal>.Instance);
        var tables = new SqlTables(source);
        var live = await tables.Dump("trial");
        Assert.Equal(8, live.Count(row => row.StartsWith("tasks ", StringComparison.Ordinal)));
        foreach (var run in (int[])[1, 2, 3, 5, 1000])
        {
            await tables.Clear("trial");
            await new TableFollower("trial", journal, tables, 0).CatchUp(run);
            Assert.Equal(live, await tables.Dump("trial"));
        }
        await ReadTables.Rebuild("trial", journal, tables);
        Assert.Equal(live, await tables.Dump("trial"));
    }
}
