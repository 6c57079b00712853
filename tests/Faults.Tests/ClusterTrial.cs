using FuyangPlan.Feeds;
using FuyangPlan.Journal;
using FuyangPlan.Samples;
using FuyangPlan.Servers;
using FuyangPlan.Storage;
using FuyangPlan.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FuyangPlan.Faults;

/// <summary>
/// Three silos, two gateways, a database and a broker, each a process of its own; between each silo and the servers a wire that can be cut. Started
/// once for all tests of the cluster: what each of them leaves behind is what the next one works on.
/// </summary>
public sealed class ClusterTrial : IAsyncLifetime
{
    public const string Plan = "cluster-trial";

    private readonly TempFolder folder = new();
    private readonly SortedDictionary<string, int> injected = [];
    private ImmutableArray<FeedListening> listeners = [];

    // Small steps, so that a limit for files leaves room for the log of the database; and everybody's pools may be full.
    internal PostgresServer Postgres { get; } = new() { Making = ["--wal-segsize=1"], Settings = ["-c", "max_connections=150"] };
    internal RabbitServer Rabbit { get; private set; } = null!;
    internal LocalCluster Cluster { get; private set; } = null!;
    internal KillTrial Trial { get; private set; } = null!;
    internal AnnouncementLog Announcements { get; private set; } = null!;

    /// <summary>Between each silo and the database; the first one's carries the gateways' questions for members, too.</summary>
    internal ImmutableArray<TcpProxy> Wires { get; private set; } = [];

    /// <summary>Between the silos and the broker.</summary>
    internal TcpProxy BusWire { get; private set; } = null!;

    internal string Database { get; private set; } = "";

    /// <summary>Evidence and keys of the gateways.</summary>
    internal string Folder => folder.Path;

    internal ImmutableArray<Uri> Gateways => [.. Cluster.Gateways.Select(gateway => gateway.Address)];

    public async ValueTask InitializeAsync()
    {
        await Postgres.InitializeAsync();
        Database = await Postgres.CreateDatabase();
        Rabbit = await RabbitServer.New();
        Announcements = await AnnouncementLog.Open(Rabbit.Address);
        Wires = [.. Enumerable.Range(0, 3).Select(_ => new TcpProxy(Postgres.Port))];
        BusWire = new(Rabbit.Port);
        Cluster = new(folder.Path, [.. Wires.Select(wire => Through(wire, Database))], Rabbit.Address.Replace($":{Rabbit.Port}/", $":{BusWire.Port}/", StringComparison.Ordinal));
        await Cluster.Start();
        Trial = await KillTrial.Prepare(Gateways, SamplePlan.Document(Plan), callers: 8, Trials.Seed);
        listeners = Listen(Trial);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in listeners) listener.Dispose();
        Cluster?.KillAll();
        Cluster?.Dispose();
        if (Announcements is not null) await Announcements.DisposeAsync();
        foreach (var wire in Wires) wire.Dispose();
        BusWire?.Dispose();
        if (Rabbit is not null) await Rabbit.DisposeAsync();
        await Postgres.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>A listener that begins at each gateway.</summary>
    internal static ImmutableArray<FeedListening> Listen(KillTrial trial) =>
        [.. trial.Addresses.Select((_, first) => new FeedListening([.. trial.Addresses.Skip(first).Concat(trial.Addresses.Take(first)).Select(trial.ReaderAt)], trial.Plan))];

    /// <summary>Counts a fault that is injected now.</summary>
    internal void Count(string fault) => injected[fault] = injected.GetValueOrDefault(fault) + 1;

    /// <summary>Runs faults while the callers send; afterwards whoever does not run is started, everything in doubt is answered, and all is checked.</summary>
    internal async Task Under(Func<Task> faults, ITestOutputHelper output)
    {
        try
        {
            await CheckedUnder(faults, output);
        }
        catch
        {
            foreach (var accident in Trial.Accidents.Take(10)) output.WriteLine(accident);
            foreach (var member in Cluster.Members) output.WriteLine($"{member.Program} at {member.Address} said last:\n{member.Words[Math.Max(0, member.Words.Length - 50_000)..]}");
            throw;
        }
    }

    private async Task CheckedUnder(Func<Task> faults, ITestOutputHelper output)
    {
        injected.Clear();
        Trial.Accidents.Clear();
        var (before, sent) = (Trial.Acknowledged.Count, Trial.Sent.Count);
        using var end = new CancellationTokenSource();
        var load = Trial.Load(end.Token);
        try
        {
            await faults();
        }
        finally
        {
            await end.CancelAsync();
            await load;
        }
        await Heal();
        await Trial.Settle();
        await Check(Trial, listeners);
        output.WriteLine($"seed {Trials.Seed}; {Trial.Sent.Count - sent} commands sent, {Trial.Acknowledged.Count - before} acknowledged");
        foreach (var (fault, times) in injected) output.WriteLine($"{times,5} × {fault}");
        output.WriteLine("checked: acknowledged once at its version, unacknowledged at most once, no gaps, hash chains, tables as rebuilt, listeners, announcements, no 5xx but 503");
    }

    /// <summary>As whoever runs the processes does: one that has ended is started again. Nothing else.</summary>
    internal Task Heal()
    {
        foreach (var wire in Wires) wire.Open();
        return Cluster.Start();
    }

    /// <summary>What is acknowledged is in the journal, while all goes on.</summary>
    internal async Task CheckWhileRunning()
    {
        var acknowledged = Trial.Acknowledged.ToArray();
        Trial.Check(await Rows(Plan), acknowledged);
        Assert.Empty(Trial.Accidents);
    }

    /// <summary>Everything, of a trial that is settled.</summary>
    internal async Task Check(KillTrial trial, ImmutableArray<FeedListening> ears, bool isReadable = true)
    {
        Assert.Empty(trial.Accidents);
        Assert.Equal(trial.Sent.Count, trial.Acknowledged.Count);
        var rows = await Rows(trial.Plan);
        trial.Check(rows);
        var verified = Cluster.Silos[0].Offline("verify");
        Assert.True(verified.ExitCode == 0, verified.Words);
        foreach (var listener in ears)
        {
            await listener.Reach(rows.Count);
            Assert.Equal(rows.Select(row => row.Position), listener.Positions);
            Assert.Null(listener.Accident);
        }
        await Announcements.Check(trial.Plan, rows.Count);
        if (isReadable) await CheckTables(trial.Plan, rows);
    }

    internal async Task<IReadOnlyList<JournalRow>> Rows(string plan)
    {
        await using var source = PostgresSource.Work(Database);
        using var journal = new PostgresJournal(source, NullLogger<PostgresJournal>.Instance);
        return await journal.ReadPlan(plan, 0, int.MaxValue);
    }

    internal static string Through(TcpProxy wire, string database) => new NpgsqlConnectionStringBuilder(database) { Port = wire.Port }.ConnectionString;

    /// <summary>The live tables are what a database that was given only the journal comes to.</summary>
    private async Task CheckTables(string plan, IReadOnlyList<JournalRow> rows)
    {
        await using var live = PostgresSource.Work(Database);
        var tables = new SqlTables(live);
        for (var patience = 0; await tables.Checkpoint(plan) < rows.Count && patience < 1200; patience++) await Task.Delay(50);
        Assert.Equal(rows.Count, await tables.Checkpoint(plan));

        await using var copy = PostgresSource.Work(await Postgres.CreateDatabase());
        Migrator.Run(copy, Migrator.Embedded("postgres"));
        using var journal = new PostgresJournal(copy, NullLogger<PostgresJournal>.Instance);
        await Task.WhenAll(rows.Select(row => journal.Append([row])).ToArray());
        var rebuilt = new SqlTables(copy);
        await ReadTables.Rebuild(plan, journal, rebuilt);
        var expected = await rebuilt.Dump(plan);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, await tables.Dump(plan));
    }
}

/// <summary>Not beside anything else: what it injects into must not be slow because of others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ClusterTrials : ICollectionFixture<ClusterTrial>
{
    public const string Name = "cluster";
}
