using System.Collections.Concurrent;
using System.Threading.Channels;
using CsCheck;

namespace FuyangPlan.Journal;

public sealed class JournalWriterTests
{
    public enum Ending
    {
        Taken,
        Refused,
        Late,
        Throwing,
    }

    [Fact]
    public async Task Append_WhileACommitIsUnderWay_WaitersShareTheNext()
    {
        using var gate = new SemaphoreSlim(0);
        using var entered = new SemaphoreSlim(0);
        List<int> sizes = [];
        using var writer = new JournalWriter(batch =>
        {
            entered.Release();
            gate.Wait();
            sizes.Add(batch.Count);
            foreach (var append in batch) append.Taken(sizes.Count);
        });
        var first = writer.Append(new Chain("p/plan").Next());
        await entered.WaitAsync();
        var others = Enumerable.Range(0, 20).Select(_ => writer.Append(new Chain("p/plan").Next())).ToArray();
        gate.Release(2);
        Assert.Equal(1, await first);
        Assert.All(await Task.WhenAll(others), outcome => Assert.Equal(2, outcome));
        Assert.Equal([1, 20], sizes);
    }

    [Fact]
    public async Task Append_WhenTheCommitThrows_AllOfTheBatchAreInDoubtEvenTheRefused()
    {
        var broken = true;
        using var gate = new SemaphoreSlim(0);
        using var writer = new JournalWriter(batch =>
        {
            gate.Wait();
            for (var i = 0; i < batch.Count; i++)
                if (i % 2 == 0) batch[i].Taken(i);
                else batch[i].Refused(new JournalConflictException("Taken."));
            if (broken) throw new IOException("The disk is gone.");
        });
        var appends = Enumerable.Range(0, 10).Select(_ => writer.Append(new Chain("p/plan").Next())).ToArray();
        gate.Release(100);
        foreach (var append in appends) await Assert.ThrowsAsync<JournalDoubtException>(() => append);
        broken = false;
        Assert.Equal(0, await writer.Append(new Chain("p/plan").Next()));
    }

    [Fact]
    public async Task Append_ThatTheCommitDidNotJudge_IsInDoubt_NotStored()
    {
        using var gate = new SemaphoreSlim(0);
        using var writer = new JournalWriter(batch =>
        {
            gate.Wait();
            foreach (var append in batch.Where(append => append.Rows[0].Stream == "p/judged")) append.Taken(7);
        });
        var (judged, forgotten) = (writer.Append(new Chain("p/judged").Next()), writer.Append(new Chain("p/forgotten").Next()));
        gate.Release(2);
        Assert.Equal(7, await judged);
        await Assert.ThrowsAsync<JournalDoubtException>(() => forgotten);
    }

    [Fact]
    public async Task Append_WhenTheQueueIsFull_CallersWait()
    {
        using var gate = new SemaphoreSlim(0);
        using var writer = new JournalWriter(batch =>
        {
            gate.Wait();
            foreach (var append in batch) append.Taken(1);
        }, capacity: 4);
        var appends = Enumerable.Range(0, 50).Select(_ => writer.Append(new Chain("p/plan").Next())).ToArray();
        gate.Release(50);
        Assert.All(await Task.WhenAll(appends), outcome => Assert.Equal(1, outcome));
    }

    [Fact]
    public async Task Dispose_CommitsWhatIsQueuedAndRefusesWhatComesLater()
    {
        var committed = 0;
        var writer = new JournalWriter(batch =>
        {
            foreach (var append in batch) append.Taken(++committed);
        });
        var appends = Enumerable.Range(0, 100).Select(_ => writer.Append(new Chain("p/plan").Next())).ToArray();
        writer.Dispose();
        Assert.Equal(Enumerable.Range(1, 100).Select(position => (long)position), await Task.WhenAll(appends));
        await Assert.ThrowsAnyAsync<Exception>(() => writer.Append(new Chain("p/plan").Next()));
    }

    /// <summary>The model: one after another. Then each is judged once, in the order of its caller, and hears what was said of it.</summary>
    [Fact]
    public Task Append_HammeredByMany_HearsItsOwnOutcome() =>
        Gen.Select(Gen.Frequency((6, Gen.Const(Ending.Taken)), (2, Gen.Const(Ending.Refused)), (1, Gen.Const(Ending.Late)), (1, Gen.Const(Ending.Throwing))).Array[1, 20],
            Gen.Int[1, 16], Gen.Int[1, 40])
            .SampleAsync(async (endings, callers, capacity) =>
            {
                var (judged, last, inside) = (0L, new ConcurrentDictionary<string, int>(), 0);
                var said = new ConcurrentDictionary<JournalRow, object>();
                var writer = new JournalWriter(batch =>
                {
                    Assert.Equal(1, Interlocked.Increment(ref inside));
                    var ending = endings[judged % endings.Length];
                    foreach (var append in batch)
                    {
                        var row = append.Rows[0];
                        Assert.Equal(last.GetValueOrDefault(row.Stream) + 1, last[row.Stream] = row.Version);
                        var position = ++judged;
                        if (ending == Ending.Refused && position % 2 == 0) append.Refused((Exception)(said[row] = new JournalConflictException($"{position}")));
                        else append.Taken((long)(said[row] = position));
                        if (ending == Ending.Throwing) said[row] = ending;
                    }
                    if (ending == Ending.Late) Thread.Sleep(1);
                    Interlocked.Decrement(ref inside);
                    if (ending == Ending.Throwing) throw new IOException("The disk is gone.");
                }, capacity);

                var refusedLater = 0;
                await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
                {
                    var chain = new Chain($"p/{caller}");
                    for (var i = 0; i < 40; i++)
                    {
                        var rows = chain.Next();
                        try
                        {
                            var position = await writer.Append(rows);
                            Assert.Equal(position, said[rows[0]]);
                        }
                        catch (JournalConflictException refusal)
                        {
                            Assert.Same(said[rows[0]], refusal);
                        }
                        catch (JournalDoubtException)
                        {
                            Assert.Equal(Ending.Throwing, said[rows[0]]);
                        }
                        catch (ChannelClosedException)
                        {
                            Assert.False(said.ContainsKey(rows[0]));
                            Interlocked.Increment(ref refusedLater);
                        }
                        // Some of all are still under way when it ends.
                        if (caller == 0 && i == 30) writer.Dispose();
                    }
                }))).WaitAsync(TimeSpan.FromMinutes(1));
                Assert.Equal(callers * 40, said.Count + refusedLater);
            }, iter: 40, threads: 1);
}
