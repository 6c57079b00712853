using System.Globalization;
using FuyangPlan.Servers;

namespace FuyangPlan.Faults;

/// <summary>What can happen to a cluster, each as one call that counts itself.</summary>
internal sealed class ClusterFaults(ClusterTrial cluster, Random random)
{
    private const string OfSilos = "datname = current_database() AND application_name LIKE 'fuyang%' AND pid <> pg_backend_pid()";

    /// <summary>Over in a moment, and nothing needs to be started.</summary>
    public Task Passing() => random.Next(8) switch
    {
        0 => Cut(),
        1 => AnswersLost(),
        2 => Refused(),
        3 => SessionsEnded(),
        4 => SessionFrozen(),
        5 => BusCut(),
        6 => Paused(OneOf(cluster.Cluster.Gateways), "a gateway frozen for 200 ms", 200),
        _ => Paused(OneOf(cluster.Cluster.Silos), "a silo frozen for 300 ms", 300),
    };

    public async Task Killed(ProductProcess victim, string name)
    {
        cluster.Count($"{name} killed");
        victim.Kill();
        await Task.Delay(random.Next(0, 1500));
        victim.Start();
        await victim.Ready();
    }

    public Task SiloKilled() => Killed(OneOf(cluster.Cluster.Silos), "a silo");

    public Task GatewayKilled() => Killed(OneOf(cluster.Cluster.Gateways), "a gateway");

    /// <summary>The one that is left has no majority to ask: it sees for itself.</summary>
    public async Task TwoSilosKilled()
    {
        cluster.Count("two silos killed at once");
        var spared = OneOf(cluster.Cluster.Silos);
        ImmutableArray<ProductProcess> victims = [.. cluster.Cluster.Silos.Where(silo => silo != spared)];
        foreach (var victim in victims) victim.Kill();
        for (var patience = 0; !victims.All(IsToldGone); patience++)
        {
            Assert.True(patience < 600, "Two silos have gone, and the third does not say so.");
            await Task.Delay(100);
        }
        foreach (var victim in victims) victim.Start();
        await Task.WhenAll(victims.Select(victim => victim.Ready()));

        bool IsToldGone(ProductProcess victim) => spared.Words.Split('\n').Any(line =>
            line.Contains("has gone", StringComparison.Ordinal) && line.Contains($":{victim.Argument("Fuyang:SiloPort")}:", StringComparison.Ordinal));
    }

    public async Task DatabaseKilled()
    {
        cluster.Count("the database killed");
        await cluster.Postgres.Kill();
        await Task.Delay(random.Next(0, 2000));
        await cluster.Postgres.Start();
    }

    public async Task BrokerKilled()
    {
        cluster.Count("the broker killed");
        await cluster.Rabbit.Kill();
        await Task.Delay(random.Next(0, 2000));
        await cluster.Rabbit.Start();
    }

    /// <summary>The journal cannot grow: its file is as large as files may be, to the middle of a page.</summary>
    public async Task DiskFull()
    {
        async Task<long> Size() => (await PostgresServer.Ask(cluster.Database, "SELECT pg_relation_size('journal')", reader => reader.GetInt64(0)))[0];
        while (await Size() < 1 << 20) await Task.Delay(100);
        cluster.Count("the disk full");
        try
        {
            await cluster.Postgres.LimitFiles(cluster.Database, await Size() + 4096);
            await Full();
        }
        finally
        {
            await cluster.Postgres.LimitFiles(cluster.Database, null);
        }
    }

    /// <summary>Completes when nothing has been acknowledged for a while: it is full, and says so.</summary>
    private async Task Full()
    {
        var (quiet, last) = (0, -1);
        for (var patience = 0; quiet < 20; patience++, await Task.Delay(100))
        {
            Assert.True(patience < 1200, "The disk is full, and commands are acknowledged.");
            (quiet, last) = (cluster.Trial.Acknowledged.Count == last ? quiet + 1 : 0, cluster.Trial.Acknowledged.Count);
        }
    }

    private Task Cut()
    {
        cluster.Count("a silo's connections to the database cut");
        OneOf(cluster.Wires).Cut();
        return Task.CompletedTask;
    }

    /// <summary>What is asked is done, and the answer never comes.</summary>
    private async Task AnswersLost()
    {
        cluster.Count("a silo's answers from the database lost, then cut");
        var wire = OneOf(cluster.Wires);
        wire.Mute();
        await Task.Delay(random.Next(20, 150));
        wire.Cut();
        wire.Open();
    }

    private async Task Refused()
    {
        cluster.Count("the database out of a silo's reach");
        var wire = OneOf(cluster.Wires);
        wire.Close();
        await Task.Delay(random.Next(100, 600));
        wire.Open();
    }

    private async Task SessionsEnded()
    {
        cluster.Count("sessions ended by the database");
        var salt = random.Next().ToString(CultureInfo.InvariantCulture);
        await PostgresServer.Ask(
            cluster.Database, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {OfSilos} AND md5(pid || '{salt}') < '8'", reader => reader.GetBoolean(0));
    }

    /// <summary>It may hold the one lock that every append waits for.</summary>
    private async Task SessionFrozen()
    {
        cluster.Count("a session of the database frozen for 200 ms");
        var sessions = await PostgresServer.Ask(
            cluster.Database, $"SELECT pid FROM pg_stat_activity WHERE {OfSilos} ORDER BY state <> 'active', md5(pid || '{random.Next()}')", reader => reader.GetInt32(0));
        if (sessions.Count == 0) return;
        Signal("STOP", sessions[0]);
        await Task.Delay(200);
        Signal("CONT", sessions[0]);
    }

    private async Task BusCut()
    {
        cluster.Count("the bus's confirmations lost, then cut");
        cluster.BusWire.Mute();
        await Task.Delay(random.Next(20, 150));
        cluster.BusWire.Cut();
        cluster.BusWire.Open();
    }

    private async Task Paused(ProductProcess victim, string name, int milliseconds)
    {
        cluster.Count(name);
        victim.Freeze();
        await Task.Delay(milliseconds);
        victim.Thaw();
    }

    private static void Signal(string name, int process)
    {
        using var signal = System.Diagnostics.Process.Start("kill", [$"-{name}", $"{process}"]);
        signal.WaitForExit();
    }

    private T OneOf<T>(ImmutableArray<T> many) => many[random.Next(many.Length)];
}
