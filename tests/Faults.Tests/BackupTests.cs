using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FuyangPlan.Backups;
using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Samples;
using FuyangPlan.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace FuyangPlan.Faults;

/// <summary>A copy that is there is a whole one: made under load, ended by signals, carried to another installation.</summary>
[Collection("one at a time")]
public sealed class BackupTests(ITestOutputHelper output)
{
    private const string Plan = "backup-trial";

    private static readonly ImmutableArray<byte> Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public async Task Backup_UnderLoad_HoldsWhatWasAcknowledgedBefore_AndStartsElsewhere()
    {
        using TempFolder folder = new(), elsewhere = new();
        var backup = Path.Combine(elsewhere.Path, "backup");
        using var gateway = new GatewayProcess(folder.Path);
        gateway.Start();
        await gateway.Ready();
        var trial = await KillTrial.Prepare(gateway, Plan, callers: 4, seed: 7);
        var evidence = await Upload(trial.Reader);
        using var end = new CancellationTokenSource();
        var load = trial.Load(end.Token);
        while (trial.Acknowledged.Count < 300) await Task.Delay(20, TestContext.Current.CancellationToken);

        var before = trial.Acknowledged.ToArray();
        var made = gateway.Offline("backup", "--to", backup);
        Assert.True(made.ExitCode == 0, made.Words);
        var after = trial.Acknowledged.Count;
        await end.CancelAsync();
        await load;
        await trial.Settle(versions: 1);
        Assert.Equal(0, gateway.Stop());
        Assert.Empty(trial.Accidents);
        output.WriteLine($"{before.Length} acknowledged before, {after - before.Length} during the backup: {made.Words}");

        var (all, copied) = (await Rows(folder.Path), await Rows(backup));
        Assert.Equal(all.Take(copied.Count), copied);
        Assert.Empty(before.Select(answer => answer.Command).Except(copied.Select(row => row.CommandId)));
        Assert.Equal(73, gateway.Offline("backup", "--to", backup).ExitCode);

        using var restored = new GatewayProcess(Path.Combine(elsewhere.Path, "data"));
        Directory.CreateDirectory(Path.Combine(elsewhere.Path, "data"));
        var back = restored.Offline("restore", "--from", backup);
        Assert.True(back.ExitCode == 0, back.Words);
        Assert.Equal(73, restored.Offline("restore", "--from", backup).ExitCode);
        restored.Start();
        await restored.Ready();
        // The same keys, so the token that was issued there opens here.
        using var http = new HttpClient { BaseAddress = restored.Address };
        http.DefaultRequestHeaders.Authorization = trial.Reader.DefaultRequestHeaders.Authorization;
        Assert.Equal(copied.Count, (long)(await http.GetFromJsonAsync<JsonObject>($"/api/v1/plans/{Plan}/journal?limit=1",
            TestContext.Current.CancellationToken))!["items"]![0]!["position"]!);
        Assert.Equal(Picture, await http.GetByteArrayAsync($"/api/v1/plans/{Plan}/evidence/{evidence}", TestContext.Current.CancellationToken));
        Assert.Equal(75, restored.Offline("restore", "--from", backup).ExitCode);
        Assert.Equal(0, restored.Stop());
    }

    [Fact]
    public async Task ExportAndImport_MoveEverythingToAnotherInstallation()
    {
        using TempFolder folder = new(), elsewhere = new();
        var file = Path.Combine(elsewhere.Path, "export.ndjson");
        using var gateway = new GatewayProcess(folder.Path);
        gateway.Start();
        await gateway.Ready();
        var trial = await KillTrial.Prepare(gateway, Plan, callers: 2, seed: 9);
        var views = await trial.Views();
        var exported = gateway.Offline("export", "--file", file);
        Assert.True(exported.ExitCode == 0, exported.Words);
        Assert.Equal(73, gateway.Offline("export", "--file", file).ExitCode);
        Assert.Equal(66, gateway.Offline("export", "--file", $"{file}2", "--plan", "no-such-plan").ExitCode);
        Assert.Equal(75, gateway.Offline("import", "--file", file).ExitCode);
        Assert.Equal(0, gateway.Stop());
        Assert.Equal(73, gateway.Offline("import", "--file", file).ExitCode);

        using var other = new GatewayProcess(elsewhere.Path);
        var imported = other.Offline("import", "--file", file);
        Assert.True(imported.ExitCode == 0, imported.Words);
        Assert.Contains("完整", imported.Words, StringComparison.Ordinal);
        foreach (var plan in (string[])[Plan, "fuyang"]) Assert.Equal(await Rows(folder.Path, plan), await Rows(elsewhere.Path, plan));
        other.Start();
        await other.Ready();
        using var http = new HttpClient { BaseAddress = other.Address };
        foreach (var name in (string[])["admin", "trial-leader", "trial-liaison", "trial-inspector"])
        {
            var answer = await http.PostAsJsonAsync("/api/v1/tokens", new { name, password = GatewayProcess.Password }, TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, name);
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer",
                (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!["token"]!);
        }
        foreach (var view in views)
        {
            var moved = (await http.GetFromJsonAsync<JsonObject>($"/api/v1/plans/{Plan}/initiatives/{view["summary"]!["id"]}", TestContext.Current.CancellationToken))!;
            moved.Remove("asOf");
            Assert.True(JsonNode.DeepEquals(view, moved), $"{view}\n\nmoved:\n{moved}");
        }
        Assert.Equal(0, other.Stop());
    }

    /// <summary>SIGTERM at random moments of backup, restore, export and import: what is there afterwards is whole, or there is nothing.</summary>
    [Fact]
    public async Task Verbs_Terminated_LeaveAllOrNothing()
    {
        using TempFolder folder = new(), elsewhere = new();
        await Fill(folder.Path, entries: 20_000, evidence: 200);
        using var gateway = new GatewayProcess(folder.Path);
        var random = new Random(20210115);
        string Place(string name, int round) => Path.Combine(elsewhere.Path, $"{name}-{round}");
        var (whole, stopped) = (0, 0);
        // How long each verb takes on this machine: signals come at moments within it, the first of each kind early.
        var took = new Dictionary<string, TimeSpan>();
        void Whole(GatewayProcess process, params string[] arguments)
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(0, process.Offline(arguments, stopAfter: null).ExitCode);
            took[arguments[0]] = watch.Elapsed;
        }
        bool Ends(GatewayProcess process, int round, params string[] arguments)
        {
            var moment = (int)(took[arguments[0]].TotalMilliseconds * (round == 1 ? 0.6 : 0.3 + (random.NextDouble() * 0.8)));
            var (exitCode, words) = process.Offline(arguments, TimeSpan.FromMilliseconds(moment));
            Assert.True(exitCode is 0 or 143, $"{arguments[0]} ended with {exitCode}: {words}");
            output.WriteLine($"{arguments[0]} after {moment} ms: {exitCode}");
            // What was stored and said to be, and was broken off when it looked at it once more or on its way out, is there.
            var isDone = exitCode == 0 || ((string[])["：数据库 ", "：流水 ", "：已导入流水 "]).Any(done => words.Contains(done, StringComparison.Ordinal));
            if (isDone) whole++;
            else stopped++;
            return isDone;
        }

        var (backup, export) = (Place("backup", 0), Place("export", 0));
        Whole(gateway, "backup", "--to", backup);
        Whole(gateway, "export", "--file", export);
        foreach (var (verb, from) in (ReadOnlySpan<(string, string[])>)[("restore", ["--from", backup]), ("import", ["--file", export])])
        {
            Directory.CreateDirectory(Place(verb, 0));
            using var fresh = new GatewayProcess(Place(verb, 0));
            Whole(fresh, [verb, .. from]);
        }
        for (var round = 1; round <= Trials.Rounds(2); round++)
        {
            var isMade = Ends(gateway, round, "backup", "--to", Place("backup", round));
            Assert.Equal(isMade, Directory.Exists(Place("backup", round)));
            if (isMade) Assert.True(JournalVerifier.Verify(Path.Combine(Place("backup", round), "fuyang.db")).Whole);

            Assert.Equal(Ends(gateway, round, "export", "--file", Place("export", round)), File.Exists(Place("export", round)));
            Assert.False(File.Exists($"{Place("export", round)}.part"));
            if (File.Exists(Place("export", round))) Assert.Equal(await File.ReadAllBytesAsync(export, TestContext.Current.CancellationToken),
                await File.ReadAllBytesAsync(Place("export", round), TestContext.Current.CancellationToken));

            Directory.CreateDirectory(Place("restored", round));
            using var restored = new GatewayProcess(Place("restored", round));
            Assert.Equal(Ends(restored, round, "restore", "--from", backup), File.Exists(Path.Combine(Place("restored", round), "fuyang.db")));
            // What was broken off is done by doing it again.
            Assert.Equal(File.Exists(Path.Combine(Place("restored", round), "fuyang.db")) ? 73 : 0, restored.Offline("restore", "--from", backup).ExitCode);

            Directory.CreateDirectory(Place("imported", round));
            using var imported = new GatewayProcess(Place("imported", round));
            var isIn = Ends(imported, round, "import", "--file", export);
            Assert.Equal(isIn ? 73 : 0, imported.Offline("import", "--file", export).ExitCode);
            Assert.Equal(20_000, (await Rows(Place("imported", round), "p")).Count);
        }
        Assert.True(stopped > 0, "Every verb was faster than its signal: the trial was too short.");
        output.WriteLine($"{whole} done, {stopped} stopped");
    }

    [Fact]
    public async Task Backup_OfDamagedData_IsRefusedAndLeavesNothing()
    {
        using TempFolder folder = new(), elsewhere = new();
        var host = await SiloHost.Start(folder.Path);
        await SamplePlan.Import(host.Grains(), SamplePlan.Document(Plan, initiatives: 1));
        var initiative = host.Grains().Initiative(Plan, new(InitiativeKind.Project, 1));
        await SamplePlan.Begin(initiative, tasks: 2);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Picture.AsSpan()));
        ReportProgress report = new(10m, Evidence: [new(hash, "现场.png")]);
        SamplePlan.Accepted(await initiative.Do(SamplePlan.Liaison, "report", report, 1, [new(hash, "现场.png", "image/png", Picture.Length)]));
        await host.Stop();
        DataFolder from = new(folder.Path), to = new(Path.Combine(elsewhere.Path, "backup"));

        Assert.Contains(hash, Refused().Message, StringComparison.Ordinal);
        var path = Path.Combine(from.Evidence, hash[..2], hash[2..4], hash);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, [.. Picture, 9], TestContext.Current.CancellationToken);
        Assert.Contains("指纹不符", Refused().Message, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(path, [.. Picture], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(from.Evidence, "0.part"), "an upload", TestContext.Current.CancellationToken);
        Sql("UPDATE journal SET payload = replace(payload, '现场', '现象') WHERE type = 'task.progress-reported'");
        Assert.Contains("哈希不符", Refused().Message, StringComparison.Ordinal);
        Sql("UPDATE journal SET payload = replace(payload, '现象', '现场') WHERE type = 'task.progress-reported'");
        Assert.Equal((1, 0), (Backup.Copy(from, to, default).EvidenceFiles, Directory.EnumerateFiles(to.Evidence).Count()));

        InvalidDataException Refused()
        {
            var refused = Assert.Throws<InvalidDataException>(() => Backup.Copy(from, to, default));
            Assert.False(Directory.Exists(to.Root));
            return refused;
        }

        void Sql(string sql)
        {
            using var source = new SqliteSource(folder.Database);
            using var connection = source.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            Assert.Equal(1, command.ExecuteNonQuery());
        }
    }

    private static async Task<string> Upload(HttpClient http)
    {
        using var picture = new ByteArrayContent([.. Picture]);
        picture.Headers.ContentType = new("image/png");
        var answer = await http.PostAsync($"/api/v1/plans/{Plan}/evidence?name=a.png", picture);
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["hash"]!;
    }

    private static async Task<IReadOnlyList<JournalRow>> Rows(string folder, string plan = Plan)
    {
        using var source = new SqliteSource(Path.Combine(folder, "fuyang.db"));
        using var journal = new SqliteJournal(source, NullLogger<SqliteJournal>.Instance);
        return await journal.ReadPlan(plan, 0, int.MaxValue);
    }

    private static async Task Fill(string path, int entries, int evidence)
    {
        var folder = new DataFolder(path);
        using (folder.Take())
        using (var source = new SqliteSource(folder.Database))
        {
            Migrator.Run(source, Migrator.Embedded("sqlite"));
            using var journal = new SqliteJournal(source, NullLogger<SqliteJournal>.Instance);
            var hash = "";
            for (var version = 1; version <= entries;)
            {
                var rows = ImmutableArray.CreateBuilder<JournalRow>();
                for (; rows.Count < 1000; version++)
                {
                    var row = new JournalRow("p", 0, "p/plan", version, "test.happened", "2021-01-15T04:00:00.0000000Z", "2021-01-15T04:00:00.0000000Z", "{}", $"c{version}", 0, "", "", "internal", $$"""{"note":"{{new string('长', 100)}}"}""", "");
                    hash = EntryHash.Of(hash, row);
                    rows.Add(row with { Hash = hash });
                }
                await journal.Append(rows.ToImmutable());
            }
        }
        for (var i = 0; i < evidence; i++)
        {
            byte[] bytes = [.. Picture, .. BitConverter.GetBytes(i)];
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            var file = Path.Combine(folder.Evidence, hash[..2], hash[2..4], hash);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, bytes);
        }
    }
}
