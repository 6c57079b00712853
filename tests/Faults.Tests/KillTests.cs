using System.Text.Json.Nodes;
using FuyangPlan.Journal;
using FuyangPlan.Samples;
using FuyangPlan.Storage;
using FuyangPlan.Tables;
using Microsoft.Extensions.Logging.Abstractions;

namespace FuyangPlan.Faults;

/// <summary>
/// The promise of an acknowledgement: callers send commands to a real process that is killed at random moments, under load and while it starts;
/// afterwards everything that was acknowledged is in the journal once, where it was said to be, and all that is derived agrees with it.
/// </summary>
[Collection("one at a time")]
public sealed class KillTests(ITestOutputHelper output)
{
    private const string Plan = "kill-trial";
    private const int Callers = 8;


    [Fact]
    public async Task KilledAtRandomMoments_NothingAcknowledgedIsLost_NothingIsDoneTwice()
    {
        using var folder = new TempFolder();
        using var gateway = new GatewayProcess(folder.Path);
        gateway.Start();
        await gateway.Ready();
        var trial = await KillTrial.Prepare(gateway, Plan, Callers, Trials.Seed);
        using var listener = new FeedListening([trial.Reader], Plan);
        gateway.Stop();

        var random = new Random(Trials.Seed);
        for (var round = 0; round < Trials.Rounds(6); round++)
        {
            gateway.Start();
            using var end = new CancellationTokenSource();
            var load = trial.Load(end.Token);
            var whileStarting = round % 3 == 2;
            if (!whileStarting) await gateway.Ready();
            var moment = random.Next(50, whileStarting ? 3000 : 2500);
            await Task.Delay(moment, TestContext.Current.CancellationToken);
            gateway.Kill();
            await end.CancelAsync();
            await load;
            output.WriteLine($"round {round}: killed {moment} ms after {(whileStarting ? "its start" : "it was ready")}; {trial.Acknowledged.Count} acknowledged, {trial.Pending} in doubt");
        }

        gateway.Start();
        await gateway.Ready();
        await trial.Settle(versions: 250);
        var views = await trial.Views();
        await listener.Reach(await trial.Position());
        Assert.Equal(0, gateway.Stop());
        output.WriteLine($"{trial.Acknowledged.Count} acknowledged of {trial.Sent.Count} sent, {listener.Connections} connections of the listener");

        Assert.Empty(trial.Accidents);
        Assert.Equal(trial.Sent.Count, trial.Acknowledged.Count);
        await CheckJournal(folder, trial, listener);
        await CheckTables(folder, gateway);
        await CheckReplay(folder, gateway, trial, views);
    }

    private static async Task CheckJournal(TempFolder folder, KillTrial trial, FeedListening listener)
    {
        using var source = new SqliteSource(folder.Database);
        using var journal = new SqliteJournal(source, NullLogger<SqliteJournal>.Instance);
        var rows = await journal.ReadPlan(Plan, 0, int.MaxValue);

        Assert.Equal(rows.Count, await journal.Position(Plan));
        trial.Check(rows);
        Assert.Equal(Enumerable.Range(1, rows.Count).Select(position => (long)position), listener.Positions);
    }

    private static async Task CheckTables(TempFolder folder, GatewayProcess gateway)
    {
        var verified = gateway.Offline("verify");
        Assert.True(verified.ExitCode == 0, verified.Words);
        var live = await Dump(folder);
        Assert.Equal(0, gateway.Offline("rebuild").ExitCode);
        Assert.NotEmpty(live);
        Assert.Equal(live, await Dump(folder));
    }

    /// <summary>Half of the kept states become unreadable, the others go: only the time it takes may change.</summary>
    private static async Task CheckReplay(TempFolder folder, GatewayProcess gateway, KillTrial trial, ImmutableArray<JsonNode> views)
    {
        using (var source = new SqliteSource(folder.Database))
        using (var connection = source.Open())
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT count(*) FROM kept_states";
            Assert.True((long)command.ExecuteScalar()! > 0, "No state was kept: the trial was too short.");
            command.CommandText = "UPDATE kept_states SET state = x'7b22' WHERE version % 2 = 0; DELETE FROM kept_states WHERE version % 2 = 1";
            command.ExecuteNonQuery();
        }
        gateway.Start();
        await gateway.Ready();
        var replayed = await trial.Views();
        Assert.Equal(0, gateway.Stop());
        for (var i = 0; i < views.Length; i++) Assert.True(JsonNode.DeepEquals(views[i], replayed[i]), $"{views[i]}\n\nreplayed:\n{replayed[i]}");
    }

    private static async Task<IReadOnlyList<string>> Dump(TempFolder folder)
    {
        using var source = new SqliteSource(folder.Database);
        return await new SqlTables(source).Dump(Plan);
    }
}
