using FuyangPlan.EventSourcing;
using FuyangPlan.Histories;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using FuyangPlan.Samples;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FuyangPlan.DaySeals;

/// <summary>A plan seals its days as its clock goes on, each once, each on the one before.</summary>
public sealed class SealingTests
{
    [Fact]
    public async Task CatchUp_DayAfterDay_SealsEachOnceAndSigned()
    {
        using var folder = new TempFolder();
        using var host = await SiloHost.Start(folder.Path);
        await SamplePlan.Import(host.Grains(), SamplePlan.Document("sealed", initiatives: 2));
        var (plan, seals) = (host.Grains().GetGrain<IPlanGrain>("sealed"), host.Grains().GetGrain<IDaySealsGrain>("sealed"));
        var start = (await plan.GetClock())!.Now;
        List<DateTimeOffset> after = [];
        for (var day = 1; day <= 3; day++)
        {
            SamplePlan.Accepted(await plan.Do(SamplePlan.Admin, $"on-{day}", new AdvanceClock(start.AddDays(day))));
            await plan.CatchUp(new());
            var position = await host.Services.GetRequiredService<IJournal>().Position("sealed");
            await plan.CatchUp(new());
            Assert.Equal(position, await host.Services.GetRequiredService<IJournal>().Position("sealed"));
            after.Add((await plan.GetClock())!.Now);
        }

        var all = (await seals.Get(null, 200, null))!;
        Assert.Equal([start.AddDays(2).Day(), start.AddDays(1).Day(), start.Day()], all.Items.Select(seal => seal.Day));
        Assert.Equal([.. all.Items.Skip(1).Select(seal => seal.Root), null], all.Items.Select(seal => seal.Previous));
        var keys = SealKeys.Trusted(new ConfigurationBuilder().AddInMemoryCollection([new("Fuyang:DataFolder", folder.Path)]).Build());
        Assert.All(all.Items, seal => Assert.True(keys.HasSigned("sealed", seal)));
        Assert.Equal(keys.Views, all.Keys);
        Assert.Null(all.NextCursor);

        // As it was, and in pages.
        Assert.Equivalent(all, await seals.Get(null, 200, (await plan.GetClock())!.Now));
        Assert.Equal(all.Items[1..], (await seals.Get(null, 200, after[1]))!.Items);
        Assert.Null(await seals.Get(null, 200, start.AddYears(-1)));
        Assert.Null(await host.Grains().GetGrain<IDaySealsGrain>("no-such-plan").Get(null, 200, null));
        var page = (await seals.Get(null, 2, null))!;
        Assert.Equal(all.Items[..2], page.Items);
        Assert.Equal(all.Items[2..], (await seals.Get(long.Parse(page.NextCursor!, null), 2, null))!.Items);
        Assert.Equal((3, null), ((await seals.Get(null, 3, null))!.Items.Length, (await seals.Get(null, 3, null))!.NextCursor));

        await host.StopAsync();
        Assert.True(JournalVerifier.Verify(folder.Database, keys).IsProven);
    }

    /// <summary>Of a build that did not sign yet: its last day is sealed once more, at the first start.</summary>
    [Fact]
    public async Task CatchUp_TheLastSealIsUnsigned_SealsItsDayAgainOnce()
    {
        using var folder = new TempFolder();
        using var host = await SiloHost.Start(folder.Path);
        await SamplePlan.Import(host.Grains(), SamplePlan.Document("older", initiatives: 1));
        var (plan, journal) = (host.Grains().GetGrain<IPlanGrain>("older"), host.Services.GetRequiredService<IJournal>());
        var start = (await plan.GetClock())!.Now;
        SamplePlan.Accepted(await plan.Do(SamplePlan.Admin, "on", new AdvanceClock(start.AddDays(1))));
        var (version, position) = ((await plan.Get())!.Version, await journal.Position("older"));
        var unsigned = new DaySealed(start.Day(), position, DayRoot.Of(await journal.Heads("older", position)));
        var now = (await plan.GetClock())!.Now;
        var before = (await journal.ReadStream("older/plan", version, 1))[0];
        var entry = new Entry(unsigned, version + 1, 0, now, now, Actor.System, $"system:seal:{start.Day():yyyy-MM-dd}", "", "");
        await journal.Append([entry.ToRow(StreamId.OfPlan("older"), 0, before.Hash)]);
        await host.Stop();

        using var again = await SiloHost.Start(folder.Path);
        await again.Grains().GetGrain<IPlanGrain>("older").CatchUp(new());
        await again.Grains().GetGrain<IPlanGrain>("older").CatchUp(new());
        var seals = (await again.Grains().GetGrain<IDaySealsGrain>("older").Get(null, 200, null))!.Items;
        Assert.Equal([(start.Day(), unsigned.Root), (start.Day(), null)], seals.Select(seal => (seal.Day, seal.Previous)));
        Assert.Equal([true, false], seals.Select(seal => seal.Signature is not null));
        await again.StopAsync();
        var report = JournalVerifier.Verify(folder.Database, SealKeys.ReadFile(Path.Combine(folder.Path, "seal.pub")));
        Assert.True(report.IsProven, report.ToString());
    }
}
