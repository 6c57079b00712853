using System.Collections.Concurrent;
using CsCheck;

namespace FuyangPlan.Concurrency;

public class SharedReadTests
{
    private readonly BlockingCollection<TaskCompletionSource<int>> reads = [];

    public enum Ending
    {
        AtOnce,
        Late,
        Throwing,
        Never,
    }

    [Fact]
    public async Task Get_WhileARead_IsUnderWay_SharesTheNextOne()
    {
        var shared = Shared();
        var first = shared.Get();
        var running = Begun();
        Task<int>[] crowd = [.. Enumerable.Range(0, 1000).Select(_ => shared.Get())];
        Assert.Empty(reads);

        running.SetResult(1);
        Assert.Equal(1, await first);
        var next = Begun();
        // It began before this question.
        var later = shared.Get();
        next.SetResult(2);
        Assert.All(await Task.WhenAll(crowd), answer => Assert.Equal(2, answer));
        Begun().SetResult(3);
        Assert.Equal(3, await later);
        Assert.Empty(reads);
    }

    [Fact]
    public async Task Get_AfterAReadThatFailed_ReadsAnew()
    {
        var shared = Shared();
        var first = shared.Get();
        var running = Begun();
        var second = shared.Get();
        running.SetException(new IOException("lost"));
        await Assert.ThrowsAsync<IOException>(() => first);
        Begun().SetResult(2);
        Assert.Equal(2, await second);
        var third = shared.Get();
        Begun().SetResult(3);
        Assert.Equal(3, await third);
    }

    [Fact]
    public async Task Get_BehindAReadThatNeverEnds_IsAnsweredByALaterOne()
    {
        var begun = 0;
        var shared = new SharedRead<int>(() => Interlocked.Increment(ref begun) == 1
            ? new TaskCompletionSource<int>().Task : Task.FromResult(begun), TimeSpan.FromMilliseconds(10));
        var first = shared.Get();
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        while (true)
            try
            {
                Assert.InRange(await shared.Get(), 2, int.MaxValue);
                return;
            }
            catch (TimeoutException)
            {
                // A busy machine may take longer than the patience of this test.
            }
    }

    [Fact]
    public Task Get_HammeredByMany_NeverAnswersOfBeforeTheQuestion() =>
        Gen.Select(Endings(Ending.AtOnce, Ending.Late, Ending.Throwing), Gen.Int[1, 8]).SampleAsync(async (endings, callers) =>
        {
            var (begun, most) = await Hammer(endings, callers, questions: 200, patience: null);
            Assert.InRange(begun, 1, callers * 200);
            Assert.Equal(1, most);
        }, iter: 50, threads: 1);

    [Fact]
    public Task Get_HammeredWhileReadsNeverEnd_IsNeverHeldUpForGood() =>
        Gen.Select(Endings(Ending.AtOnce, Ending.Late, Ending.Throwing, Ending.Never), Gen.Int[1, 8]).SampleAsync(
            (endings, callers) => Hammer(endings, callers, questions: 20, TimeSpan.FromMilliseconds(1)), iter: 20, threads: 1);

    // Mostly at once: then everybody is at the gate at the same time.
    private static Gen<Ending[]> Endings(params Ending[] endings) =>
        Gen.Frequency((10, Gen.Const(Ending.AtOnce)), (1, Gen.OneOf(endings.Select(ending => Gen.Const(ending)).ToArray()))).Array[1, 40];

    /// <summary>The model: everybody reads for himself. Then what is read, or why it could not be, is of after the question.</summary>
    private static async Task<(int Begun, int Most)> Hammer(Ending[] endings, int callers, int questions, TimeSpan? patience)
    {
        var (truth, begun, inside, most) = (0, 0, 0, 0);
        var shared = new SharedRead<int>(Read, patience);

        async Task<int> Read()
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            var (read, ending) = (Volatile.Read(ref truth), endings[Interlocked.Increment(ref begun) % endings.Length]);
            if (ending == Ending.Late) await Task.Yield();
            Interlocked.Decrement(ref inside);
            if (ending == Ending.Throwing) throw new Unread(read);
            if (ending == Ending.Never) await new TaskCompletionSource().Task;
            return read;
        }

        async Task Ask()
        {
            for (var i = 0; i < questions; i++)
            {
                var asked = Interlocked.Increment(ref truth);
                try
                {
                    Assert.InRange(await shared.Get(), asked, int.MaxValue);
                }
                catch (Unread failure)
                {
                    Assert.InRange(failure.At, asked, int.MaxValue);
                }
                catch (TimeoutException) when (patience is not null)
                {
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(Ask))).WaitAsync(TimeSpan.FromMinutes(1));
        return (begun, most);
    }

    private SharedRead<int> Shared() => new(() =>
    {
        var read = new TaskCompletionSource<int>();
        reads.Add(read);
        return read.Task;
    });

    private TaskCompletionSource<int> Begun() => reads.Take(TestContext.Current.CancellationToken);

    private sealed class Unread(int at) : Exception
    {
        public int At => at;
    }
}
