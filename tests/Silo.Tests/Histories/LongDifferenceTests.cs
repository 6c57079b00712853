using FuyangPlan.Initiatives;
using FuyangPlan.Plans;
using FuyangPlan.Samples;

namespace FuyangPlan.Histories;

/// <summary>What changed between two instants is told in a message of a size that does not grow with what happened in between.</summary>
public sealed class LongDifferenceTests
{
    [Fact]
    public async Task Diff_OverMoreEntriesThanAPage_EndsWithTheLast_AndTheLedgerGoesOn()
    {
        using var folder = new TempFolder();
        using var host = await SiloHost.Start(folder.Path);
        var initiative = host.Grains().Initiative("long", InitiativeId.Parse("project-1"));
        await SamplePlan.Import(host.Grains(), SamplePlan.Document("long", initiatives: 1));
        await SamplePlan.Begin(initiative, tasks: 1);
        var version = 0;
        for (var step = 1; step <= 230; step++) version = SamplePlan.Accepted(await SamplePlan.Report(initiative, step, $"r{step}"));

        var (history, plan) = (host.Grains().GetGrain<IHistoryGrain>("long"), host.Grains().GetGrain<IPlanGrain>("long"));
        var (first, now) = ((await history.Ledger("project-1", null, 200, null))[^1].RecordedAt.AddYears(-1), (await plan.GetClock())!.Now);
        var diff = (await history.Diff("project-1", first, now))!;
        Assert.Equal((version, version, version - 199), (diff.Entries, diff.Ledger[^1].Version, diff.Ledger[0].Version));
        Assert.Equal(version - 200, (await history.Ledger("project-1", long.Parse(diff.NextCursor!, null), 10, now))[0].Version);

        var last = (await history.Diff("project-1", diff.Ledger[^3].RecordedAt, now))!;
        Assert.Equal((last.Entries, null), (last.Ledger.Length, last.NextCursor));
        await host.StopAsync();
    }
}
