using System.Collections.Concurrent;
using CsCheck;

namespace FuyangPlan.Concurrency;

public class TurnsTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5), AtOnce = TimeSpan.FromMilliseconds(1);

    public enum Ending
    {
        AtOnce,
        Late,
        Throwing,
        ThrowingLate,
        Never,
    }

    [Fact]
    public async Task Take_WithoutAFreeTurn_IsOverInTime()
    {
        using var turns = new Turns(1, patience: AtOnce, limit: Long);
        var work = new TaskCompletionSource<int>();
        var first = turns.Take(() => work.Task);
        await Assert.ThrowsAsync<TimeoutException>(() => turns.Take(() => Task.FromResult(2)));
        work.SetResult(1);
        Assert.Equal(1, await first);
        Assert.Equal(3, await turns.Take(() => Task.FromResult(3)));
    }

    [Fact]
    public async Task Take_ByThoseWhoHaveGone_TakesNoTurn_AndOneThatWasTakenEndsWithItsWork()
    {
        using var turns = new Turns(1, patience: Long, limit: Long);
        using var gone = new CancellationTokenSource();
        var begun = 0;
        var taken = Enumerable.Range(0, 50).Select(_ => turns.Take(
            async () =>
            {
                begun++;
                await Task.Delay(Long, gone.Token);
                return 1;
            },
            gone.Token)).ToArray();
        var next = turns.Take(() => Task.FromResult(2));
        await gone.CancelAsync();
        foreach (var each in taken) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => each);
        Assert.Equal((2, 1), (await next, begun));
    }

    [Fact]
    public async Task Take_BehindWorkThatNeverEnds_GetsItsTurn()
    {
        using var turns = new Turns(2, patience: Long, limit: AtOnce);
        for (var i = 0; i < 5; i++) await Assert.ThrowsAsync<TimeoutException>(() => turns.Take(() => new TaskCompletionSource<int>().Task));
        Assert.Equal(1, await turns.Take(() => Task.FromResult(1)));
    }

    /// <summary>The model: each does its work alone. Then each gets what its work gives, and never more are at it than there are turns.</summary>
    [Fact]
    public Task Take_HammeredByMany_GivesEachItsOwn_AndKeepsTheNumber() =>
        Gen.Select(Gen.Enum<Ending>().Where(ending => ending != Ending.Never).Array[1, 40], Gen.Int[1, 8], Gen.Int[1, 3]).SampleAsync(async (endings, callers, count) =>
        {
            using var turns = new Turns(count, Long, Long);
            var (inside, most) = (0, new ConcurrentBag<int>());
            await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
            {
                for (var i = 0; i < 100; i++)
                {
                    var (own, ending) = (caller * 100 + i, endings[i % endings.Length]);
                    var taken = turns.Take(() => Work(own, ending));
                    if (ending is Ending.Throwing or Ending.ThrowingLate) Assert.Equal(own, (await Assert.ThrowsAsync<Failed>(() => taken)).Own);
                    else Assert.Equal(own, await taken);
                }
            })));
            Assert.InRange(most.Max(), 1, count);

            async Task<int> Work(int own, Ending ending)
            {
                most.Add(Interlocked.Increment(ref inside));
                if (ending is Ending.Late or Ending.ThrowingLate) await Task.Yield();
                Interlocked.Decrement(ref inside);
                return ending is Ending.Throwing or Ending.ThrowingLate ? throw new Failed(own) : own;
            }
        }, iter: 30, threads: 1);

    [Fact]
    public Task Take_HammeredWhileWorkNeverEnds_IsNeverHeldUpForGood() =>
        Gen.Enum<Ending>().Array[1, 20].SampleAsync(async endings =>
        {
            using var turns = new Turns(2, Long, AtOnce);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                foreach (var ending in endings)
                    try
                    {
                        await turns.Take(() => ending == Ending.Never ? new TaskCompletionSource<int>().Task : Task.FromResult(1));
                    }
                    catch (TimeoutException)
                    {
                        // A busy machine may take longer than a turn of this test.
                    }
            })));
        }, iter: 20, threads: 1);

    private sealed class Failed(int own) : Exception
    {
        public int Own => own;
    }
}
