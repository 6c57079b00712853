using FuyangPlan.Plans;
using FuyangPlan.Samples;
using FuyangPlan.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FuyangPlan.DaySeals;

/// <summary>What was changed beneath a running product is found by it.</summary>
public sealed class JournalCheckTests
{
    [Fact]
    public async Task CatchUp_ADayAfterTheLastCheck_FindsWhatWasChanged()
    {
        using var folder = new TempFolder();
        using (var host = await SiloHost.Start(folder.Path))
        {
            await SamplePlan.Import(host.Grains(), SamplePlan.Document("checked", initiatives: 3));
            await SamplePlan.Import(host.Grains(), SamplePlan.Document("another", initiatives: 1));
            await host.Grains().GetGrain<IPlanGrain>("checked").CatchUp(new());
            var first = await Checked(host);
            Assert.True(first.Whole, string.Join(' ', first.Faults));
            Assert.Equal(4, first.Position);
            Assert.Contains("计划 checked", Assert.Single(first.Notes), StringComparison.Ordinal);
            // Once a day, whoever asks.
            host.Sql("UPDATE journal SET request_hash = 'x' WHERE stream IN ('checked/project-2', 'another/project-1')");
            await host.Grains().GetGrain<IPlanGrain>("checked").CatchUp(new());
            Assert.Equivalent(first, await Checked(host));
            await host.StopAsync();
            // As if it had been years ago.
            Assert.Equal(1, Change(folder, """
                UPDATE OrleansStorage SET PayloadBinary = CAST(replace(CAST(PayloadBinary AS TEXT), strftime('%Y', 'now'), '2021') AS BLOB)
                WHERE GrainTypeString = 'journal-check' AND GrainIdExtensionString = 'checked'
                """));
        }
        using var again = await SiloHost.Start(folder.Path);
        var then = await Checked(again);
        while (then.At!.Value.Year == 2021) then = await Checked(again);
        // Of this plan, and of no other.
        Assert.Equal((false, "流 checked/project-2 第 1 版：哈希不符"), (then.Whole, Assert.Single(then.Faults)));
        await again.StopAsync();
    }

    private static async Task<JournalCheckView> Checked(IHost host)
    {
        var check = host.Grains().GetGrain<IJournalCheckGrain>("checked");
        for (; ; await Task.Yield())
            if (await check.Get() is { At: not null } found) return found;
    }

    private static int Change(TempFolder folder, string sql)
    {
        using var source = new SqliteSource(folder.Database);
        using var connection = source.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }
}
