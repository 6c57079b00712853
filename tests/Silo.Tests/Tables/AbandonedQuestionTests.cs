using System.Reflection;
using FuyangPlan.Checklists;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using FuyangPlan.Samples;
using Microsoft.Extensions.DependencyInjection;

namespace FuyangPlan.Tables;

/// <summary>Questions about the past whose callers have gone are folded no further, and give way to those who wait.</summary>
public sealed class AbandonedQuestionTests
{
    private const string Plan = "abandoned";

    [Fact]
    public async Task PastRows_ManyHaveGone_NothingMoreIsFoldedForThem_AndTheNextIsAnswered()
    {
        using var folder = new TempFolder();
        using var host = await SiloHost.Start(folder.Path);
        await SamplePlan.Import(host.Grains(), SamplePlan.Document(Plan));
        var gate = new Gate();
        var journal = Slow.On(host.Services.GetRequiredService<IJournal>(), gate);
        var plan = await host.Services.GetRequiredService<PlanDirectory>().Current(Plan);
        var (now, table) = (plan.Now(TimeProvider.System), (Table)ReadTables.Of(new TaskQuery()));
        using var gone = new CancellationTokenSource();

        gate.Close();
        var abandoned = Enumerable.Range(0, 30).Select(_ => Task.Run(() => PastRows.Of(journal, Plan, table, plan, now, gone.Token))).ToArray();
        await gate.Reached;
        await gone.CancelAsync();
        var before = gate.Reads;
        gate.Open();
        foreach (var each in abandoned) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => each);
        // A few streams at once for each turn: they have ended with what they were reading, or about to.
        Assert.InRange(gate.Reads - before, 0, 2 * Environment.ProcessorCount * Environment.ProcessorCount);
        before = gate.Reads;
        Assert.NotNull(await PastRows.Of(journal, Plan, table, plan, now));
        Assert.NotEqual(before, gate.Reads);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}

/// <summary>Where reads of initiatives' streams wait while it is closed.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? closed;
    private int reads;

    public Task Reached => reached.Task;

    public int Reads => Volatile.Read(ref reads);

    public void Close() => Volatile.Write(ref closed, new(TaskCreationOptions.RunContinuationsAsynchronously));

    public void Open() => Volatile.Read(ref closed)!.SetResult();

    public Task Pass()
    {
        Interlocked.Increment(ref reads);
        if (Volatile.Read(ref closed) is not { } gate) return Task.CompletedTask;
        reached.TrySetResult();
        return gate.Task;
    }
}

/// <summary>A journal whose reads of initiatives' streams pass a gate.</summary>
public class Slow : DispatchProxy
{
    private IJournal journal = null!;
    private Gate gate = null!;

    internal static IJournal On(IJournal journal, Gate gate)
    {
        var proxy = Create<IJournal, Slow>();
        (((Slow)(object)proxy).journal, ((Slow)(object)proxy).gate) = (journal, gate);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IJournal.ReadStream) && !((string)args![0]!).EndsWith("/plan", StringComparison.Ordinal))
            return Late((string)args[0]!, (int)args[1]!, (int)args[2]!);
        return targetMethod.Invoke(journal, BindingFlags.DoNotWrapExceptions, null, args, null);
    }

    private async Task<IReadOnlyList<JournalRow>> Late(string stream, int from, int limit)
    {
        await gate.Pass();
        return await journal.ReadStream(stream, from, limit);
    }
}
