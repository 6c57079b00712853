using FuyangPlan.Servers;
using FuyangPlan.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FuyangPlan.Journal;

public sealed class PostgresJournalTests(PostgresServer server) : JournalContract
{
    private readonly List<NpgsqlDataSource> sources = [];
    private string? database;

    private protected override async Task<IJournal> Open()
    {
        database ??= await server.CreateDatabase();
        return Open(database);
    }

    private protected override Task Close(IJournal journal)
    {
        ((PostgresJournal)journal).Dispose();
        return Task.CompletedTask;
    }

    private protected override async Task Drop()
    {
        foreach (var source in sources) await source.DisposeAsync();
    }

    [Fact]
    public async Task Append_ByThreeSilosToTheSamePlans_FollowersSeeEveryPositionInOrderAndConflictsAreRefused()
    {
        const int Plans = 3, Each = 150;
        PostgresJournal[] silos = [(PostgresJournal)Journal, Open(database!), Open(database!)];
        var conflicts = 0;
        // The silos write to the same streams and know nothing of each other.
        var writers = silos.SelectMany((silo, n) => Enumerable.Range(0, 12).Select(caller => Task.Run(async () =>
        {
            var plan = $"p{(caller + n) % Plans}";
            var stream = $"{plan}/project-{caller / Plans}";
            for (var done = 0; done < Each / 12;)
            {
                var version = (await silo.ReadStream(stream, 1, int.MaxValue)).Count;
                var row = Row(plan, stream, version + 1, $"{n}-{caller}-{done}");
                try
                {
                    await silo.Append([row]);
                    done++;
                }
                catch (JournalConflictException)
                {
                    Interlocked.Increment(ref conflicts);
                }
            }
        }))).ToArray();
        var all = Task.WhenAll(writers);
        var followed = await Task.WhenAll(Enumerable.Range(0, Plans).Select(async n =>
        {
            List<JournalRow> seen = [];
            while (true)
            {
                var ended = all.IsCompleted;
                var rows = await Journal.ReadPlan($"p{n}", seen.Count, 100);
                Assert.Equal(Enumerable.Range(seen.Count + 1, rows.Count).Select(position => (long)position), rows.Select(row => row.Position));
                seen.AddRange(rows);
                if (ended && rows.Count == 0) return seen;
                await Task.Yield();
            }
        }));
        await all;

        Assert.Equal(3 * 12 * (Each / 12), followed.Sum(rows => rows.Count));
        Assert.NotEqual(0, conflicts);
        foreach (var stream in followed.SelectMany(rows => rows).GroupBy(row => row.Stream))
            Assert.Equal(Enumerable.Range(1, stream.Count()), stream.Select(row => row.Version));
        Assert.Equal(3, (await Journal.Positions()).Count);
        foreach (var silo in silos[1..]) silo.Dispose();
    }

    [Fact]
    public async Task Append_ByTwoSilosManyPlansInAnyOrder_NobodyWaitsInARing()
    {
        PostgresJournal[] silos = [(PostgresJournal)Journal, Open(database!)];
        for (var round = 0; round < 20; round++)
            await Task.WhenAll(silos.SelectMany((silo, n) => Enumerable.Range(0, 20).Select(i =>
            {
                var plan = $"p{(n == 0 ? i : 19 - i)}";
                return silo.Append([Row(plan, $"{plan}/{n}-{round}", 1, "c")]);
            })));
        Assert.All((await Journal.Positions()).Values, position => Assert.Equal(40, position));
        // They would be tried again, and nobody would notice but for the second that each of them takes.
        Assert.DoesNotContain("deadlock", server.Log, StringComparison.Ordinal);
        silos[1].Dispose();
    }

    [Fact]
    public async Task Append_OfWhatTheDatabaseCannotHold_FailsAloneAndItsNeighboursAreStored()
    {
        var appends = Enumerable.Range(0, 30).Select(i =>
            Journal.Append(new Chain($"p/project-{i}").Next(payload: i == 17 ? "a\0b" : null))).ToArray();
        await Assert.ThrowsAsync<JournalDoubtException>(() => appends[17]);
        foreach (var (i, append) in appends.Index())
            if (i != 17) Assert.InRange(await append, 1, 29);
        Assert.Equal(29, await Journal.Position("p"));
    }

    [Fact]
    public async Task Append_WhenItsBackendIsKilledInTheMiddle_IsInDoubtAndNotThere()
    {
        var chain = new Chain("p/project-1");
        await Journal.Append(chain.Next());
        await using (var other = new NpgsqlConnection(database))
        {
            await other.OpenAsync();
            await using var transaction = await other.BeginTransactionAsync();
            await new NpgsqlCommand("SELECT * FROM plan_head FOR UPDATE", other).ExecuteNonQueryAsync();
            var append = Journal.Append(chain.Next(command: "lost"));
            var kill = new NpgsqlCommand(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", other);
            while ((long)(await kill.ExecuteScalarAsync())! == 0) await Task.Delay(20);
            await Assert.ThrowsAsync<JournalDoubtException>(() => append);
        }
        Assert.Empty(await Journal.FindCommand("p/project-1", "lost"));
        Assert.Equal(2, await Journal.Append([(await Journal.ReadStream("p/project-1", 1, int.MaxValue))[0] with { Version = 2, CommandId = "again" }]));
    }

    [Fact]
    public async Task Append_WhenTheAnswerIsLost_IsInDoubtAndThere()
    {
        using var wire = new TcpProxy(new NpgsqlConnectionStringBuilder(database).Port);
        using var far = Open($"{database};Port={wire.Port};Command Timeout=1;Cancellation Timeout=200;Keepalive=0");
        await far.Append(new Chain("p/project-1").Next());
        wire.Mute();
        await Assert.ThrowsAsync<JournalDoubtException>(() => far.Append(new Chain("p/project-2").Next(command: "unheard")));
        wire.Open();
        Assert.Single(await Journal.FindCommand("p/project-2", "unheard"));
        Assert.Equal(3, await far.Append(new Chain("p/project-3").Next()));
    }

    [Fact]
    public async Task Append_WhenTheCommitItselfFails_IsNotAcknowledged()
    {
        // Judged at the very end of the transaction, when the rows have been answered already.
        await PostgresServer.Execute(database!, "ALTER TABLE journal ADD CONSTRAINT late UNIQUE (payload) DEFERRABLE INITIALLY DEFERRED");
        await Journal.Append(new Chain("p/project-1").Next(payload: "same"));
        await Assert.ThrowsAsync<JournalDoubtException>(() => Journal.Append(new Chain("p/project-2").Next(payload: "same")));
        Assert.Equal(1, await Journal.Position("p"));

        // And when it does not end in time, its rows were answered and still nothing is known.
        using var impatient = Open($"{database};Command Timeout=1;Cancellation Timeout=200");
        await using (var other = new NpgsqlConnection(database))
        {
            await other.OpenAsync();
            await using var transaction = await other.BeginTransactionAsync();
            await new NpgsqlCommand(
                "INSERT INTO journal SELECT plan, 99, 'p/other', version, type, recorded_at, happened_at, actor, command_id, ordinal, request_hash, cause, classification, 'new', hash FROM journal",
                other).ExecuteNonQueryAsync();
            await Assert.ThrowsAsync<JournalDoubtException>(() => impatient.Append(new Chain("p/project-2").Next(payload: "new")));
        }
    }

    [Fact]
    public async Task Append_WhileAnotherHoldsTheHead_EndsInDoubtAndTheJournalGoesOn()
    {
        using var impatient = Open($"{database};Command Timeout=1;Cancellation Timeout=200");
        await impatient.Append(new Chain("p/project-1").Next());
        await using (var other = new NpgsqlConnection(database))
        {
            await other.OpenAsync();
            await using var transaction = await other.BeginTransactionAsync();
            await new NpgsqlCommand("SELECT * FROM plan_head FOR UPDATE", other).ExecuteNonQueryAsync();
            await Assert.ThrowsAsync<JournalDoubtException>(() => impatient.Append(new Chain("p/project-2").Next()));
            Assert.Equal(1, await impatient.Position("p"));
        }
        Assert.Equal(2, await impatient.Append(new Chain("p/project-2").Next()));
    }

    [Fact]
    public async Task Append_WhenThePlanHeadIsWrong_StoresNothing()
    {
        var chain = new Chain("p/project-1");
        await Journal.Append(chain.Next());
        await PostgresServer.Execute(database!, "UPDATE plan_head SET position = 0");
        await Assert.ThrowsAsync<JournalDoubtException>(() => Journal.Append(chain.Next(2)));
        await PostgresServer.Execute(database!, "UPDATE plan_head SET position = 1");
        Assert.Equal(2, await Journal.Append(new Chain("p/project-2").Next()));
    }

    [Theory]
    [InlineData("", 3, 5)]
    [InlineData(";Timeout=7;Command Timeout=9", 7, 9)]
    public void Source_WaitsAsLongAsTheConnectionStringSaysOrSecondsOnly(string said, int connecting, int command)
    {
        using var source = PostgresSource.Work(database + said);
        using var connection = source.CreateConnection();
        Assert.Equal((connecting, command), (connection.ConnectionTimeout, connection.CommandTimeout));
    }

    private PostgresJournal Open(string connection)
    {
        var source = PostgresSource.Work(connection);
        sources.Add(source);
        Migrator.Run(source, Migrator.Embedded("postgres"));
        return new(source, NullLogger<PostgresJournal>.Instance);
    }

    private static JournalRow Row(string plan, string stream, int version, string command) => new(
        plan, 0, stream, version, "test.happened", "2021-01-15T04:00:00.0000000Z", "2021-01-15T04:00:00.0000000Z", "{}", command, 0, "", "", "internal", "{}", "");
}
