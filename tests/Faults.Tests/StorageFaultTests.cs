using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using FuyangPlan.Samples;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FuyangPlan.Faults;

/// <summary>Commits that really fail: the caller is told, nothing is half stored, the grain goes on, and the same command id is done once.</summary>
[Collection("one at a time")]
public sealed class StorageFaultTests
{
    private static readonly InitiativeId First = new(InitiativeKind.Project, 1);

    [Theory]
    [InlineData("BEFORE INSERT ON journal WHEN new.command_id LIKE '%:broken-%'")]
    // The rows are in the transaction already.
    [InlineData("BEFORE UPDATE ON plan_head WHEN EXISTS (SELECT 1 FROM journal WHERE command_id LIKE '%:broken-%')")]
    public async Task CommitThatFails_StoresNothing_LeavesTheGrainUsable(string fault)
    {
        using var folder = new TempFolder();
        var host = await SiloHost.Start(folder.Path);
        var journal = host.Services.GetRequiredService<IJournal>();
        var (initiative, before) = await Begin(host);
        var position = await journal.Position("trial");

        host.Sql($"CREATE TRIGGER broken {fault} BEGIN SELECT RAISE(ABORT, 'broken'); END");
        await Assert.ThrowsAsync<JournalDoubtException>(() => SamplePlan.Report(initiative, 1, "broken-1"));
        Assert.Equal(position, await journal.Position("trial"));
        Assert.Equal(before.Version, (await initiative.Get())!.Version);
        Assert.Empty(await journal.FindCommand($"trial/{First}", $"{SamplePlan.Liaison.Account}:broken-1"));
        Assert.Equal(before.Version + 1, SamplePlan.Accepted(await SamplePlan.Report(initiative, 1, "whole-1")));

        host.Sql("DROP TRIGGER broken");
        var done = SamplePlan.Accepted(await SamplePlan.Report(initiative, 2, "broken-1"));
        Assert.Equal(before.Version + 2, done);
        Assert.Equal(done, SamplePlan.Accepted(await SamplePlan.Report(initiative, 2, "broken-1")));
        Assert.Equal(position + 2, await journal.Position("trial"));
        await host.Stop();
        Assert.True(JournalVerifier.Verify(folder.Database).Whole);
    }

    [Fact]
    public async Task DiskFull_RefusesAndHeals_WithoutRestart()
    {
        using var folder = new TempFolder();
        var host = await SiloHost.Start(folder.Path);
        var (initiative, _) = await Begin(host);
        var acknowledged = new Dictionary<string, int>();
        var (count, full) = (0, false);
        using (new FileSizeLimit(8 << 20))
        {
            while (!full && count < 20_000)
                try
                {
                    acknowledged[$"fill-{++count}"] = SamplePlan.Accepted(await SamplePlan.Report(initiative, count, $"fill-{count}", new string('满', 900)));
                }
                catch (StorageFullException)
                {
                    full = true;
                }
            Assert.True(full);
            Assert.NotEmpty(acknowledged);
            await Assert.ThrowsAsync<StorageFullException>(() => SamplePlan.Report(initiative, count, $"fill-{count}", new string('满', 900)));
            Assert.Equal(acknowledged.Values.Max(), (await initiative.Get())!.Version);
        }

        acknowledged[$"fill-{count}"] = SamplePlan.Accepted(await SamplePlan.Report(initiative, count, $"fill-{count}", new string('满', 900)));
        var stored = (await host.Services.GetRequiredService<IJournal>().ReadStream($"trial/{First}", 1, int.MaxValue)).ToLookup(row => row.CommandId);
        foreach (var (key, version) in acknowledged) Assert.Equal(version, stored[$"{SamplePlan.Liaison.Account}:{key}"].Single().Version);
        await host.Stop();
        Assert.True(JournalVerifier.Verify(folder.Database).Whole);
    }

    /// <summary>As when the grain woke on another silo meanwhile: what this one remembers is no longer so.</summary>
    [Fact]
    public async Task Refusal_ByWhatIsNoLongerSo_IsJudgedAnew()
    {
        using var folder = new TempFolder();
        var host = await SiloHost.Start(folder.Path);
        var journal = host.Services.GetRequiredService<IJournal>();
        var (initiative, view) = await Begin(host);
        SamplePlan.Accepted(await SamplePlan.Report(initiative, 1, "here"));
        var last = (await journal.ReadStream($"trial/{First}", view.Version + 1, int.MaxValue))[0];
        var elsewhere = Entry.Of(last, new ProgressReported(1, 0.02m, null, [], null)) with { Version = last.Version + 1, CommandId = "elsewhere" };
        await journal.Append([elsewhere.ToRow(StreamId.Parse($"trial/{First}"), 0, last.Hash)]);

        VerifyProgress verify = new(0.02m);
        Task<CommandOutcome> Verify() => initiative.Do(SamplePlan.Inspector, "verify", verify, number: 1);
        await Assert.ThrowsAsync<JournalConflictException>(Verify);
        Assert.Equal(last.Version + 2, SamplePlan.Accepted(await Verify()));
        await host.Stop();
        Assert.True(JournalVerifier.Verify(folder.Database).Whole);
    }

    /// <summary>As when the plan has gone on in another silo: what this one knows of it is no longer all, and nobody tells it but the journal.</summary>
    [Fact]
    public async Task Decision_OnWhatThePlanNoLongerIs_IsMadeAnew()
    {
        using var folder = new TempFolder();
        var host = await SiloHost.Start(folder.Path);
        var journal = host.Services.GetRequiredService<IJournal>();
        var (initiative, view) = await Begin(host);
        var (last, then) = ((await journal.ReadStream("trial/plan", 1, int.MaxValue))[^1], view.AsOf.AddDays(40));
        var advanced = Entry.Of(last, new ClockAdvanced(then, TimeProvider.System.GetUtcNow())) with { Version = last.Version + 1, CommandId = "elsewhere" };
        await journal.Append([advanced.ToRow(StreamId.OfPlan("trial"), 0, last.Hash)]);

        SamplePlan.Accepted(await SamplePlan.Report(initiative, 1, "here"));
        Assert.All(await journal.FindCommand($"trial/{First}", $"{SamplePlan.Liaison.Account}:here"), row => Assert.True(Entry.Of(row).RecordedAt >= then));
        await host.Stop();
        Assert.True(JournalVerifier.Verify(folder.Database).Whole);
    }

    private static async Task<(IInitiativeGrain Initiative, InitiativeView View)> Begin(IHost host)
    {
        await SamplePlan.Import(host.Grains(), SamplePlan.Document("trial", initiatives: 1));
        var initiative = host.Grains().Initiative("trial", First);
        await SamplePlan.Begin(initiative, tasks: 4);
        return (initiative, (await initiative.Get())!);
    }
}
