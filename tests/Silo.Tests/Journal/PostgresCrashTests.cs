using FuyangPlan.Servers;
using FuyangPlan.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace FuyangPlan.Journal;

/// <summary>The whole server is killed under load, twice. What was acknowledged is there, once; what was doubted is there or not, and the key tells.</summary>
public sealed class PostgresCrashTests
{
    [Fact]
    public async Task Append_WhileTheServerIsKilledAndStartedAgain_NothingAcknowledgedIsLostOrDoubled()
    {
        const int Callers = 16, Each = 60;
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        await using var source = PostgresSource.Work(await server.CreateDatabase());
        Migrator.Run(source, Migrator.Embedded("postgres"));
        using var journal = new PostgresJournal(source, NullLogger<PostgresJournal>.Instance);
        var (acknowledged, doubts) = (0, 0);
        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var chain = new Chain($"p/project-{caller}");
            for (var i = 0; i < Each; i++)
            {
                var rows = chain.Next(1 + i % 3, $"c{i}");
                while (true)
                    try
                    {
                        await journal.Append(rows);
                        break;
                    }
                    catch (DuplicateCommandException)
                    {
                        break;
                    }
                    catch (JournalDoubtException)
                    {
                        Interlocked.Increment(ref doubts);
                        await Task.Delay(50);
                    }
                Interlocked.Increment(ref acknowledged);
            }
        })).ToArray();
        foreach (var share in (int[])[3, 2])
        {
            while (Volatile.Read(ref acknowledged) < Callers * Each / share) await Task.Delay(10);
            await server.Kill();
            await server.Start();
        }
        await Task.WhenAll(callers);

        Assert.NotEqual(0, doubts);
        for (var caller = 0; caller < Callers; caller++)
        {
            var rows = await journal.ReadStream($"p/project-{caller}", 1, int.MaxValue);
            Assert.Equal(Enumerable.Range(0, Each).SelectMany(i => Enumerable.Repeat($"c{i}", 1 + i % 3)), rows.Select(row => row.CommandId));
        }
        Assert.Empty(JournalVerifier.Verify(source).Faults);
    }
}
