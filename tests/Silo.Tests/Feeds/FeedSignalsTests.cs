using System.Collections.Concurrent;
using Dapper;
using FuyangPlan.Journal;
using FuyangPlan.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FuyangPlan.Feeds;

public sealed class FeedSignalsTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SqliteSource source;
    private readonly SqliteJournal journal;

    public FeedSignalsTests()
    {
        source = new(folder.Database);
        Migrator.Run(source, Migrator.Embedded("sqlite"));
        journal = new(source, NullLogger<SqliteJournal>.Instance);
    }

    public void Dispose()
    {
        journal.Dispose();
        source.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Start_TellsOfWhatHappenedBefore()
    {
        await journal.Append(new Chain("p/plan").Next(3));
        await journal.Append(new Chain("q/plan", "q").Next());
        var told = new BlockingCollection<(string, long)>();
        using var signals = new FeedSignals(journal, (plan, position) => { told.Add((plan, position)); return Task.CompletedTask; }, NullLogger<FeedSignals>.Instance);
        await signals.StartAsync(default);
        Assert.Equal([("p", 3L), ("q", 1L)], new[] { told.Take(), told.Take() }.Order());
        await signals.StopAsync(default);
    }

    [Fact]
    public async Task Commits_WhileACallIsUnderWay_AreOneMoreCall()
    {
        var told = new BlockingCollection<long>();
        using var gate = new SemaphoreSlim(0);
        var (inside, most) = (0, 0);
        using var signals = new FeedSignals(journal, async (_, position) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            told.Add(position);
            await gate.WaitAsync();
            Interlocked.Decrement(ref inside);
        }, NullLogger<FeedSignals>.Instance);
        await signals.StartAsync(default);
        var chain = new Chain("p/plan");
        await journal.Append(chain.Next());
        Assert.Equal(1, told.Take());
        for (var i = 0; i < 20; i++) await journal.Append(chain.Next());
        gate.Release();
        Assert.Equal(21, told.Take());
        gate.Release();
        await journal.Append(chain.Next());
        Assert.Equal(22, told.Take());
        Assert.Equal(1, most);
        gate.Release();
        await signals.StopAsync(default);
    }

    [Fact]
    public async Task Commits_WhenTheFeedFails_AreToldAgain()
    {
        var told = new BlockingCollection<long>();
        using var signals = new FeedSignals(journal, (_, position) =>
        {
            told.Add(position);
            return told.Count == 1 ? throw new TimeoutException() : Task.CompletedTask;
        }, NullLogger<FeedSignals>.Instance);
        await signals.StartAsync(default);
        await journal.Append(new Chain("p/plan").Next());
        while (told.Count < 2) await Task.Delay(20);
        Assert.Equal([1, 1], told);
        await signals.StopAsync(default);
    }

    [Fact]
    public async Task Commits_OfAnotherProcess_AreFoundByTheSweepAndToldOnce()
    {
        using var other = new SqliteJournal(source, NullLogger<SqliteJournal>.Instance);
        await other.Append(new Chain("q/plan", "q").Next());
        var told = new BlockingCollection<(string, long)>();
        using var signals = new FeedSignals(
            journal, (plan, position) => { told.Add((plan, position)); return Task.CompletedTask; }, NullLogger<FeedSignals>.Instance, TimeSpan.FromMilliseconds(10));
        await signals.StartAsync(default);
        Assert.Equal(("q", 1), told.Take());
        var chain = new Chain("p/plan");
        for (var i = 1; i <= 3; i++)
        {
            await other.Append(chain.Next());
            Assert.Equal(("p", i), told.Take());
        }
        await signals.StopAsync(default);
        Assert.Empty(told);
    }

    [Fact]
    public async Task Sweep_WhileTheDatabaseDoesNotAnswer_GoesOnAfterwards()
    {
        using var other = new SqliteJournal(source, NullLogger<SqliteJournal>.Instance);
        var told = new BlockingCollection<(string, long)>();
        using var signals = new FeedSignals(
            journal, (plan, position) => { told.Add((plan, position)); return Task.CompletedTask; }, NullLogger<FeedSignals>.Instance, TimeSpan.FromMilliseconds(10));
        await signals.StartAsync(default);
        using (var connection = source.Open()) connection.Execute("ALTER TABLE plan_head RENAME TO gone");
        await Task.Delay(100);
        using (var connection = source.Open()) connection.Execute("ALTER TABLE gone RENAME TO plan_head");
        await other.Append(new Chain("p/plan").Next());
        Assert.Equal(("p", 1), told.Take());
        await signals.StopAsync(default);
    }

    /// <summary>The model: whoever commits tells by himself. Then every feed that answers hears of the head in the end, in order, and one call after another.</summary>
    [Fact]
    public async Task Commits_HammeredByMany_AreToldToTheLast()
    {
        var (told, inside) = (new ConcurrentDictionary<string, long>(), new ConcurrentDictionary<string, int>());
        var (calls, thrown) = (0, 0);
        var (never, log) = (new TaskCompletionSource(), new Warnings());
        using (var signals = new FeedSignals(journal, Tell, log))
        {
            await signals.StartAsync(default);
            await Task.WhenAll(Enumerable.Range(0, 12).Select(caller => Task.Run(async () =>
            {
                var chain = new Chain($"{Name(caller)}/{caller}", Name(caller));
                for (var i = 0; i < 100; i++) await journal.Append(chain.Next());
            })));
            foreach (var (plan, head) in await journal.Positions())
                while (plan != "never" && told.GetValueOrDefault(plan) < head) await Task.Delay(10);
            await signals.StopAsync(default);
        }
        Assert.Equal(thrown, log.Count);
        // What answers when all is over does no harm.
        never.SetResult();
        await Task.Delay(50);
        Assert.Equal(thrown, log.Count);

        static string Name(int caller) => (caller % 4) switch { 0 => "at-once", 1 => "late", 2 => "throwing", _ => "never" };

        async Task Tell(string plan, long position)
        {
            Assert.Equal(1, inside.AddOrUpdate(plan, 1, (_, count) => count + 1));
            try
            {
                Assert.True(position > told.GetValueOrDefault(plan));
                var call = Interlocked.Increment(ref calls);
                if (plan == "never") await never.Task;
                if (plan == "late") await Task.Delay(call % 3);
                if (plan == "throwing" && Interlocked.Increment(ref thrown) <= 2) throw new TimeoutException();
                if (plan == "throwing") Interlocked.Decrement(ref thrown);
                told[plan] = position;
            }
            finally
            {
                inside[plan] = 0;
            }
        }
    }

    private sealed class Warnings : ILogger<FeedSignals>
    {
        private int count;

        public int Count => count;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Interlocked.Increment(ref count);
    }
}
