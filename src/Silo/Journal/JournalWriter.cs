using System.Diagnostics;
using System.Threading.Channels;
using FuyangPlan.Commands;
using FuyangPlan.Storage;
using FuyangPlan.Telemetry;

namespace FuyangPlan.Journal;

/// <summary>An append that waits for its commit.</summary>
internal sealed class PendingAppend(ImmutableArray<JournalRow> rows, int seen = int.MaxValue)
{
    private readonly TaskCompletionSource<long> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? refusal;
    private long? position;

    public ImmutableArray<JournalRow> Rows { get; } = rows;

    /// <summary>The version of the plan's own stream that was decided on.</summary>
    public int Seen => seen;

    public string Plan => Rows[0].Plan;

    /// <summary>What the plan's own stream comes to by it; 0 where it is another stream's.</summary>
    public int PlanVersion => Rows[0].IsOfPlan() ? Rows[^1].Version : 0;

    public Task<long> Outcome => done.Task;

    public bool IsJudged => position is not null || refusal is not null;

    /// <summary>It is in the transaction, with this as the position of its last row.</summary>
    public void Taken(long last) => position = last;

    /// <summary>It is not in the transaction and stored nothing.</summary>
    public void Refused(Exception why) => refusal = why;

    /// <summary>The transaction is committed: tell the caller what <see cref="Taken"/> or <see cref="Refused"/> said; when neither was, that nothing is known.</summary>
    public void Settle()
    {
        if (refusal is not null) done.SetException(refusal);
        else if (position is { } last) done.SetResult(last);
        else Fail(new InvalidOperationException("The commit neither took nor refused it."));
    }

    /// <summary>Nothing is known, whatever was said before.</summary>
    public void Fail(Exception accident) => done.SetException(Doubt(accident));

    public PlanMovedException PlanMoved() => new($"'{Plan}' has gone on beyond version {seen}, which the append to '{Rows[0].Stream}' was decided on.");

    public DuplicateCommandException Duplicate() => new($"Command '{Rows[0].CommandId}' is in '{Rows[0].Stream}' already.");

    // One exception for each caller: an instance that is thrown at many loses whose stack it shows.
    public Exception Doubt(Exception accident) => FullDatabase.Is(accident)
        ? new StorageFullException($"There is no room for the append to '{Rows[0].Stream}': {accident.Message}")
        : new JournalDoubtException($"It is unknown whether the append to '{Rows[0].Stream}' was stored.", accident);
}

/// <summary>
/// Group commit: one loop on a thread of its own takes whatever waits and commits it at once. It never waits for more to come, so a lone
/// caller pays for one commit and a crowd shares it. Callers wait when <paramref name="capacity"/> appends are queued.
/// </summary>
/// <param name="commit">
/// Takes or refuses every append of a batch and commits what it took; blocks. Returning is the promise that it is durable. Throwing puts the
/// whole batch in doubt, refusals too: they were judged beside rows that may not be there.
/// </param>
internal sealed class JournalWriter : IDisposable
{
    private const int LargestBatch = 1000;

    private readonly Channel<PendingAppend> queue;
    private readonly Action<IReadOnlyList<PendingAppend>> commit;
    private readonly Thread thread;

    public JournalWriter(Action<IReadOnlyList<PendingAppend>> commit, int capacity = 10_000)
    {
        this.commit = commit;
        // What continues synchronously is the loop's own wake-up; callers' continuations run elsewhere.
        queue = Channel.CreateBounded<PendingAppend>(new BoundedChannelOptions(capacity) { SingleReader = true, AllowSynchronousContinuations = true });
        thread = new Thread(Loop) { IsBackground = true, Name = "journal" };
        thread.Start();
    }

    /// <summary>Completes with the append's own outcome.</summary>
    public async Task<long> Append(ImmutableArray<JournalRow> rows, int seen = int.MaxValue)
    {
        var append = new PendingAppend(rows, seen);
        await queue.Writer.WriteAsync(append);
        Instruments.Queued.Add(1);
        return await append.Outcome;
    }

    /// <summary>Commits what is queued, then ends; later appends are refused.</summary>
    public void Dispose()
    {
        queue.Writer.TryComplete();
        thread.Join();
    }

    private void Loop()
    {
        var batch = new List<PendingAppend>(LargestBatch);
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < LargestBatch && queue.Reader.TryRead(out var append)) batch.Add(append);
            Commit(batch);
        }
    }

    private void Commit(List<PendingAppend> batch)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            commit(batch);
            Instruments.CommitDuration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        catch (Exception accident)
        {
            foreach (var append in batch) append.Fail(accident);
            return;
        }
        finally
        {
            Instruments.BatchSize.Record(batch.Count);
            Instruments.Queued.Add(-batch.Count);
        }
        foreach (var append in batch) append.Settle();
    }
}
