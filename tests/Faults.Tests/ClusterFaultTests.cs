using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FuyangPlan.Plans;
using FuyangPlan.Samples;
using FuyangPlan.Servers;
using FuyangPlan.Storage;
using Npgsql;

namespace FuyangPlan.Faults;

/// <summary>
/// The promise of an acknowledgement, in a cluster: whatever is cut, killed, frozen or full, what was acknowledged is in the journal once, where it was
/// said to be, and everything that is derived agrees with it. Nobody helps but the one who starts processes that have ended.
/// </summary>
[Collection(ClusterTrials.Name)]
public sealed class ClusterFaultTests(ClusterTrial cluster, ITestOutputHelper output)
{
    private const int Dead = 6;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task PassingFaults_OfEveryKind_LoseNothing() => cluster.Under(async () =>
    {
        var random = new Random(Trials.Seed);
        var faults = new ClusterFaults(cluster, random);
        for (var fault = 1; fault <= Trials.Rounds(50); fault++)
        {
            await faults.Passing();
            await Task.Delay(random.Next(50, 200), Stop);
            if (fault % 25 != 0) continue;
            await cluster.Trial.Progress(20);
            await cluster.CheckWhileRunning();
        }
    }, output);

    [Fact]
    public Task Kills_OfEveryKindOfProcess_LoseNothing() => cluster.Under(async () =>
    {
        var random = new Random(Trials.Seed + 1);
        var faults = new ClusterFaults(cluster, random);
        Func<Task>[] kills =
        [
            faults.SiloKilled, faults.SiloKilled, faults.GatewayKilled, faults.DatabaseKilled, faults.BrokerKilled, faults.TwoSilosKilled,
        ];
        for (var round = 0; round < Trials.Rounds(1); round++)
        {
            random.Shuffle(kills);
            foreach (var kill in kills)
            {
                await kill();
                await cluster.Trial.Progress(50);
                await cluster.CheckWhileRunning();
            }
        }
    }, output);

    [Fact]
    public Task DiskFull_RefusesAndHeals_WithoutRestart() => cluster.Under(async () =>
    {
        var faults = new ClusterFaults(cluster, new Random(Trials.Seed + 2));
        var processes = cluster.Cluster.Members.Select(member => member.Id).ToArray();
        for (var time = 0; time < 2; time++)
        {
            await faults.DiskFull();
            await cluster.Trial.Progress(100);
            await cluster.CheckWhileRunning();
        }
        Assert.Equal(processes, cluster.Cluster.Members.Select(member => member.Id));
    }, output);

    /// <summary>
    /// A silo that is frozen is declared dead, and its grains wake elsewhere. Thawed it knows nothing of that, and one gateway has not heard of it
    /// either and still sends to it: both sides are asked to write the same streams.
    /// </summary>
    [Fact]
    public async Task FrozenSilo_DeclaredDeadAndThawed_CommitsNothingTwice()
    {
        var (conflicts, looks, ready) = (0, 0, 0);
        await cluster.Under(async () =>
        {
            var victim = cluster.Cluster.Silos[new Random(Trials.Seed + 3).Next(3)];
            await using var behind = new MembersOf(await cluster.Postgres.CreateDatabase());
            await behind.Know(cluster.Database, await Row(victim));
            using var late = cluster.Cluster.AnotherGateway(behind.Database);
            late.Start();
            await late.Ready();
            cluster.Trial.Addresses = [.. cluster.Gateways, late.Address];
            await cluster.Trial.Progress(100);

            cluster.Count("a silo frozen until it was declared dead, then thawed");
            var row = await Row(victim);
            victim.Freeze();
            try
            {
                for (var patience = 0; await Status(row) != Dead && patience < 1200; patience++)
                {
                    await Task.Delay(50, Stop);
                    foreach (var gateway in cluster.Gateways) (looks, ready) = (looks + 1, ready + (await IsReady(gateway) ? 1 : 0));
                }
                Assert.Equal(Dead, await Status(row));
                await cluster.Trial.Progress(50);
            }
            finally
            {
                // Nobody can look into the list of members for a moment, so that it does not learn at once that it is dead.
                await using var list = await Locked("OrleansMembershipTable");
                victim.Thaw();
                for (var patience = 0; Conflicts(victim) == 0 && patience < 50; patience++) await Task.Delay(100, Stop);
            }
            // It learns that it is dead, and ends; who runs it starts it again.
            await victim.Ended();
            conflicts = Conflicts(victim);
            cluster.Trial.Addresses = cluster.Gateways;
            victim.Start();
            await victim.Ready();
            await cluster.Trial.Progress(50);
        }, output);
        output.WriteLine($"{conflicts} appends of the thawed silo were refused; {ready} of {looks} times a gateway was ready while the silo was frozen");
        // But for looks that a busy machine did not answer in time.
        Assert.True(ready > looks * 3 / 4, $"A frozen silo takes the gateways with it: {ready} of {looks} times they were ready.");
    }

    /// <summary>
    /// Gateways hold what accounts may do. One that is frozen cannot be told of a change: it is acknowledged when that one has stopped believing, and
    /// what it says when it goes on is what is so.
    /// </summary>
    [Fact]
    public async Task AccountChange_WhileAGatewayIsFrozen_IsBelievedByNobodyAfterwards()
    {
        using HttpClient one = new() { BaseAddress = cluster.Gateways[0] }, other = new() { BaseAddress = cluster.Gateways[1] };
        await Use(one, "admin", LocalCluster.Password);
        await Use(other, "admin", LocalCluster.Password);
        for (var round = 0; round < 3; round++)
        {
            var name = $"revoked-{round}";
            await Accepted(one, "/api/v1/accounts", new { name, displayName = "会被撤销", password = LocalCluster.Password, memberships = new[] { new { plan = "*", roles = new[] { "office" } } } });
            using HttpClient near = new() { BaseAddress = cluster.Gateways[0] }, far = new() { BaseAddress = cluster.Gateways[1] };
            await Use(near, name, LocalCluster.Password);
            far.DefaultRequestHeaders.Authorization = near.DefaultRequestHeaders.Authorization;
            foreach (var reader in (HttpClient[])[near, far]) Assert.Equal(HttpStatusCode.OK, await Asked(reader));

            var frozen = cluster.Cluster.Gateways[1];
            if (round > 0) frozen.Freeze();
            try
            {
                await Accepted(one, $"/api/v1/accounts/{name}/memberships", new { memberships = Array.Empty<object>() });
            }
            finally
            {
                if (round > 0) frozen.Thaw();
            }
            foreach (var reader in (HttpClient[])[far, near]) Assert.Equal(HttpStatusCode.NotFound, await Asked(reader));
        }

        async Task<HttpStatusCode> Asked(HttpClient http)
        {
            using var answer = await http.GetAsync($"/api/v1/plans/{ClusterTrial.Plan}", Stop);
            return answer.StatusCode;
        }

        async Task Use(HttpClient http, string name, string password)
        {
            using var answer = await http.PostAsJsonAsync("/api/v1/tokens", new { name, password }, Stop);
            var token = await answer.Content.ReadFromJsonAsync<JsonObject>(Stop);
            http.DefaultRequestHeaders.Authorization = new("Bearer", (string)token!["token"]!);
        }

        async Task Accepted(HttpClient http, string address, object command)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(command) };
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
            using var answer = await http.SendAsync(request, Stop);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
        }
    }

    private static async Task<bool> IsReady(Uri gateway)
    {
        using var http = new HttpClient { BaseAddress = gateway };
        using var answer = await http.GetAsync("/health/ready", Stop);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>A month ends while every silo is down: it is closed once, as soon as they are up again, and what was acknowledged before is there.</summary>
    [Fact]
    public async Task AllSilosKilled_AMonthEndsMeanwhile_ItIsClosedOnceAtStart()
    {
        var document = SamplePlan.Document("deadline-trial", initiatives: 1) with { Clock = new(ClockKind.StartsAt, new(2021, 1, 20, 9, 0, 0, TimeSpan.FromHours(8))) };
        var rehearsal = await KillTrial.Prepare(cluster.Gateways, document, callers: 1, Trials.Seed, people: "deadline");
        TimeSpan waited = default;
        await cluster.Under(async () =>
        {
            await cluster.Trial.Progress(50);
            cluster.Count("all silos killed at once");
            var monthEnd = new DateTimeOffset(2021, 2, 1, 0, 0, 0, TimeSpan.FromHours(8));
            await rehearsal.Done($"/api/v1/plans/{document.Id}/clock", AdvanceClock.Surely(monthEnd.AddSeconds(-10)));
            var moved = DateTimeOffset.UtcNow;
            foreach (var silo in cluster.Cluster.Silos) silo.Kill();
            Assert.DoesNotContain(await cluster.Rows(document.Id), IsClosed);

            await Task.Delay(moved.AddSeconds(12) - DateTimeOffset.UtcNow is { Ticks: > 0 } left ? left : TimeSpan.Zero, Stop);
            var started = DateTimeOffset.UtcNow;
            await cluster.Heal();
            for (var patience = 0; !(await cluster.Rows(document.Id)).Any(IsClosed) && patience < 600; patience++) await Task.Delay(100, Stop);
            waited = DateTimeOffset.UtcNow - started;
            await cluster.Trial.Progress(100);

            var closed = Assert.Single(await cluster.Rows(document.Id), IsClosed);
            Assert.Equal("2021-01-01", (string?)JsonNode.Parse(closed.Payload)!["month"]!["month"]);
        }, output);
        await cluster.Check(rehearsal, []);
        output.WriteLine($"the month was closed {waited.TotalSeconds:0.0} s after the start");

        static bool IsClosed(Journal.JournalRow row) => row.Type == "initiative.month-closed";
    }

    private static int Conflicts(ProductProcess silo) => silo.Words.Split("JournalConflictException: ").Length - 1;

    private async Task<NpgsqlConnection> Locked(string table)
    {
        var connection = new NpgsqlConnection(cluster.Database + ";Pooling=false");
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand($"BEGIN; LOCK TABLE {table}", connection);
        await command.ExecuteNonQueryAsync(Stop);
        return connection;
    }

    private async Task<string> Row(ProductProcess silo)
    {
        var port = silo.Argument("Fuyang:SiloPort");
        return (await PostgresServer.Ask(
            cluster.Database, $"SELECT row_to_json(m)::text FROM OrleansMembershipTable m WHERE port = {port} ORDER BY generation DESC LIMIT 1", reader => reader.GetString(0)))[0];
    }

    private async Task<int> Status(string row)
    {
        var member = JsonNode.Parse(row)!;
        return (await PostgresServer.Ask(
            cluster.Database, $"SELECT status FROM OrleansMembershipTable WHERE port = {member["port"]} AND generation = {member["generation"]}", reader => reader.GetInt32(0)))[0];
    }

    /// <summary>A list of members that nobody keeps up: whoever reads it goes on believing it.</summary>
    private sealed class MembersOf(string database) : IAsyncDisposable
    {
        private readonly NpgsqlDataSource source = PostgresSource.Membership(database);

        public string Database => database;

        public async Task Know(string from, string row)
        {
            Migrator.Run(source, Migrator.Embedded("postgres"));
            var version = (await PostgresServer.Ask(from, "SELECT row_to_json(v)::text FROM OrleansMembershipVersionTable v", reader => reader.GetString(0)))[0];
            await PostgresServer.Execute(database, $"INSERT INTO OrleansMembershipVersionTable SELECT * FROM json_populate_record(NULL::OrleansMembershipVersionTable, '{version}')");
            await PostgresServer.Execute(database, $"INSERT INTO OrleansMembershipTable SELECT * FROM json_populate_record(NULL::OrleansMembershipTable, '{row}')");
        }

        public ValueTask DisposeAsync() => source.DisposeAsync();
    }
}
