using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FuyangPlan.Journal;
using FuyangPlan.Samples;
using FuyangPlan.Servers;
using FuyangPlan.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FuyangPlan.Faults;

/// <summary>The scripts that a cluster is backed up and restored with, run as an operator runs them.</summary>
[Collection(ClusterTrials.Name)]
public sealed class BackupScriptTests(ClusterTrial cluster, ITestOutputHelper output)
{
    [Fact]
    public async Task Scripts_UnderLoad_BringBackWhatWasAcknowledgedBefore()
    {
        using var elsewhere = new TempFolder();
        var (backup, data) = (Path.Combine(elsewhere.Path, "backup"), Path.Combine(elsewhere.Path, "data"));
        Acknowledgement[] before = [];
        await cluster.Under(async () =>
        {
            await cluster.Trial.Progress(100);
            before = [.. cluster.Trial.Acknowledged];
            await Run(0, "backup.sh", cluster.Database, cluster.Folder, backup);
            await Run(73, "backup.sh", cluster.Database, cluster.Folder, backup);
            await cluster.Trial.Progress(20);
        }, output);

        var empty = await cluster.Postgres.CreateDatabase();
        var dump = Path.Combine(backup, "fuyang.dump");
        var whole = await File.ReadAllBytesAsync(dump, Stop);
        await File.WriteAllBytesAsync(dump, [.. whole[..^1], (byte)(whole[^1] ^ 1)], Stop);
        await Run(65, "restore.sh", empty, backup, data);
        await File.WriteAllBytesAsync(dump, whole, Stop);
        await Run(0, "restore.sh", empty, backup, data);
        await Run(73, "restore.sh", empty, backup, data);

        await using var source = PostgresSource.Work(empty);
        using var journal = new PostgresJournal(source, NullLogger<PostgresJournal>.Instance);
        var restored = await journal.ReadPlan(ClusterTrial.Plan, 0, int.MaxValue);
        Assert.Equal((await cluster.Rows(ClusterTrial.Plan)).Take(restored.Count), restored);
        cluster.Trial.Check(restored, before);

        using var again = new LocalCluster(data, [empty], silos: 1, gateways: 1);
        await again.Start();
        // The same keys, so the token that was issued there opens here.
        using var reader = cluster.Trial.ReaderAt(again.Gateways[0].Address);
        var newest = await reader.GetFromJsonAsync<JsonObject>($"/api/v1/plans/{ClusterTrial.Plan}/journal?limit=1", Stop);
        Assert.True((long)newest!["items"]![0]!["position"]! >= restored.Count);
        var verified = again.Silos[0].Offline("verify");
        Assert.True(verified.ExitCode == 0, verified.Words);
        again.StopAll();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task Run(int expected, string script, string database, params string[] arguments)
    {
        var server = new NpgsqlConnectionStringBuilder(database);
        var start = new ProcessStartInfo(Path.Combine(SamplePlan.Root, "deploy", script), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PGHOST"] = server.Host;
        start.Environment["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = server.Username;
        start.Environment["PGPASSWORD"] = server.Password;
        start.Environment["PGDATABASE"] = server.Database;
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        output.WriteLine($"{script}: {process.ExitCode}\n{await said}{await complained}");
        Assert.Equal(expected, process.ExitCode);
    }
}
