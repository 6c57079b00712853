using System.Net;
using System.Text.Json.Nodes;
using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;
using FuyangPlan.Samples;
using FuyangPlan.Servers;

namespace FuyangPlan.Faults;

/// <summary>Two builds whose events differ: the newer one is rolled out process by process under load, and back.</summary>
[Collection(ClusterTrials.Name)]
public sealed class UpgradeTests(ClusterTrial cluster, ITestOutputHelper output)
{
    private const string Plan = "upgrade-trial";
    private const int Spared = 6, Task = 8;

    private static readonly string Note = new('长', NextBuild.Long + 1);

    private readonly Dictionary<InitiativeId, int> reports = [];
    private KillTrial trial = null!;
    private int refused;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NewerBuild_RolledOutUnderLoadAndBack_FailsNoCommandOfTheOlder()
    {
        using var next = await NextBuild.Make();
        trial = await KillTrial.Prepare(cluster.Gateways, SamplePlan.Document(Plan), callers: 4, Trials.Seed, people: "upgrade", spared: Spared);
        var listeners = ClusterTrial.Listen(trial);
        using var end = new CancellationTokenSource();
        var load = trial.Load(end.Token);
        try
        {
            await RollOut(next);
            await RollBack();
        }
        finally
        {
            await end.CancelAsync();
            await load;
            // Where the trial broke off, what runs of the next build ends with its files.
            foreach (var member in cluster.Cluster.Members.Where(member => member.Program is not ("Silo" or "Gateway"))) member.Kill();
            foreach (var member in cluster.Cluster.Silos) member.Program = "Silo";
            foreach (var member in cluster.Cluster.Gateways) member.Program = "Gateway";
        }
        await cluster.Heal();
        await trial.Settle();
        // The tables of a plan that this build cannot read in full are the newer build's affair.
        await cluster.Check(trial, listeners, isReadable: false);
        foreach (var listener in listeners) listener.Dispose();
        output.WriteLine($"{trial.Acknowledged.Count} commands of the older build acknowledged while {cluster.Cluster.Members.Count()} processes were replaced twice; none failed");
        output.WriteLine($"{refused} new events refused while an older silo was there");
    }

    private async Task RollOut(NextBuild next)
    {
        var silos = cluster.Cluster.Silos;
        await Replace(silos[0], next.Silo);
        // Grains stay where they are; the newer silo gets some when an older one goes, be it for a moment.
        for (var time = 0; await Refusals() == 0; time++)
        {
            Assert.True(time < 10, "No new event was refused: the fence is open while older silos are there.");
            await Replace(silos[1 + (time % 2)], "Silo");
        }
        await Replace(cluster.Cluster.Gateways[0], next.Gateway);
        await Replace(silos[1], next.Silo);
        await Refusals();
        Assert.DoesNotContain(await cluster.Rows(Plan), row => row.Type == NextBuild.Event);
        await Replace(silos[2], next.Silo);
        await Replace(cluster.Cluster.Gateways[1], next.Gateway);

        // The last older silo is gone, and nobody has done anything about it.
        foreach (var id in trial.Spared) Assert.Equal(HttpStatusCode.OK, await Report(id, until: HttpStatusCode.OK));
        Assert.Equal(Spared, (await cluster.Rows(Plan)).Where(row => row.Type == NextBuild.Event).Select(row => row.Stream).Distinct().Count());
        await trial.Progress(50);
    }

    private async Task RollBack()
    {
        trial.IsRolledBack = true;
        foreach (var gateway in cluster.Cluster.Gateways) await Replace(gateway, "Gateway");
        foreach (var silo in cluster.Cluster.Silos) await Replace(silo, "Silo");
        foreach (var id in trial.Spared)
        {
            Assert.Equal(HttpStatusCode.Conflict, await Report(id, until: HttpStatusCode.Conflict));
            var read = await Ask(id);
            Assert.Equal((HttpStatusCode.Conflict, "newer-data"), read);
        }
        await trial.Progress(100);
    }

    private async Task Replace(ProductProcess member, string program)
    {
        Assert.Equal(0, member.Stop());
        member.Program = program;
        member.Start();
        await member.Ready();
        await trial.Progress(20);
        Assert.Empty(trial.Accidents);
    }

    /// <summary>Reports with a long note to every spared initiative: an older silo takes it as it always did, a newer one waits for the last older.</summary>
    private async Task<int> Refusals()
    {
        var before = refused;
        foreach (var id in trial.Spared)
            if (await Report(id) == HttpStatusCode.ServiceUnavailable) refused++;
        return refused - before;
    }

    /// <summary>Again with the same key while there is no answer, or another than is waited for.</summary>
    private async Task<HttpStatusCode> Report(InitiativeId id, HttpStatusCode? until = null)
    {
        var number = reports[id] = reports.GetValueOrDefault(id) + 1;
        for (var tries = 0; ; tries++, await System.Threading.Tasks.Task.Delay(100, Stop))
        {
            var answer = await trial.Ask("upgrade-liaison", $"long-{id}-{number}", $"{trial.Initiative(id)}/tasks/{Task}/progress", new ReportProgress(number / 100m, Note), tries);
            var code = Code(answer?.Body);
            Assert.True(tries < 1000, $"No answer for {id}.");
            if (answer is not { Status: var status } || (until is not null && status != until && tries < 100)) continue;
            if (status == HttpStatusCode.OK || code is "upgrade-in-progress" or "newer-data") return status;
            Assert.True(status == HttpStatusCode.ServiceUnavailable, $"{status}: {answer?.Body}");
        }
    }

    private async Task<(HttpStatusCode, string?)> Ask(InitiativeId id)
    {
        for (var tries = 0; ; tries++, await System.Threading.Tasks.Task.Delay(100, Stop))
            if (await trial.Ask("upgrade-inspector", "", trial.Initiative(id), null, tries) is { Status: not HttpStatusCode.ServiceUnavailable } answer)
                return (answer.Status, Code(answer.Body));
    }

    private static string? Code(JsonObject? problem) => ((string?)problem?["type"])?.Split(':')[^1];
}
