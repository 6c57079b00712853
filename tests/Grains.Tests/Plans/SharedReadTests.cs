using System.Collections.Concurrent;

namespace FuyangPlan.Plans;

public class SharedReadTests
{
    private readonly BlockingCollection<TaskCompletionSource<int>> reads = [];

    [Fact]
    public async Task Get_WhileARead_IsUnderWay_SharesTheNextOne()
    {
        var shared = Shared();
        var first = shared.Get();
        var running = Begun();
        var (second, third) = (shared.Get(), shared.Get());
        Assert.Same(second, third);
        Assert.Empty(reads);

        running.SetResult(1);
        Assert.Equal(1, await first);
        var next = Begun();
        // It began before this question.
        var fourth = shared.Get();
        next.SetResult(2);
        Assert.Equal(2, await second);
        Begun().SetResult(3);
        Assert.Equal(3, await fourth);
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

    private SharedRead<int> Shared() => new(() =>
    {
        var read = new TaskCompletionSource<int>();
        reads.Add(read);
        return read.Task;
    });

    private TaskCompletionSource<int> Begun() => reads.Take(TestContext.Current.CancellationToken);
}
