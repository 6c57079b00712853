namespace FuyangPlan.Journal;

public sealed class JournalWriterTests
{
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
        var writer = new JournalWriter(batch => committed += batch.Count);
        var appends = Enumerable.Range(0, 100).Select(_ => writer.Append(new Chain("p/plan").Next())).ToArray();
        writer.Dispose();
        await Task.WhenAll(appends);
        Assert.Equal(100, committed);
        await Assert.ThrowsAnyAsync<Exception>(() => writer.Append(new Chain("p/plan").Next()));
    }
}
