using System.Threading.Channels;
using FuyangPlan.Histories;
using FuyangPlan.Leads;

namespace FuyangPlan.Feeds;

/// <summary>One listener's buffer. When it overflows, what is left out must be read; memory does not grow.</summary>
/// <param name="sight">What it is shown of each line.</param>
internal sealed class FeedListener(LedgerSight sight)
{
    // A push and a read of the follower fit into it, so that only who is slow falls behind.
    public const int Capacity = 2 * FeedFollower.Batch;

    private readonly Channel<FeedEvent> items = Channel.CreateBounded<FeedEvent>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Lock gate = new();

    // The last position that was left out. Until that is taken notice of, nothing more comes in, so that no gap is ever sent.
    private long? missed;

    public LedgerSight Sight => sight;

    public void Push(FeedEvent item)
    {
        lock (gate)
            if (missed is not null || !items.Writer.TryWrite(item)) missed = item.Position;
    }

    public ValueTask<bool> Wait(CancellationToken stop) => items.Reader.WaitToReadAsync(stop);

    /// <summary>The next item; null when there is none now.</summary>
    public FeedEvent? Next() => items.Reader.TryRead(out var item) ? item : null;

    /// <summary>The position until which something after the last item was left out, told once; null when nothing was.</summary>
    public long? TakeMissed()
    {
        lock (gate)
        {
            var until = missed;
            missed = null;
            return until;
        }
    }
}

/// <summary>
/// Follows one plan's feed for all listeners of this process, in order and without a gap: what the push leaves out is read.
/// </summary>
/// <param name="read">Lines after a position, oldest first, at most so many.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing.")]
internal sealed class FeedFollower(Func<long, int, Task<ImmutableArray<LedgerLine>>> read)
{
    /// <summary>Lines that are read at a time.</summary>
    public const int Batch = 500;

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly List<FeedListener> listeners = [];

    // The last position that the listeners were given; null before the first is known.
    private long? position;

    public bool IsIdle => listeners.Count == 0;

    /// <summary>Add a listener; it gets everything after the position that is answered.</summary>
    /// <param name="head">Where the plan's feed stands.</param>
    public async Task<long> Join(FeedListener listener, long head)
    {
        await turn.WaitAsync();
        try
        {
            if (listeners.Count == 0) position = Math.Max(position ?? 0, head);
            listeners.Add(listener);
            return position ??= head;
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task Leave(FeedListener listener)
    {
        await turn.WaitAsync();
        listeners.Remove(listener);
        turn.Release();
    }

    /// <summary>Lines were pushed, oldest first; perhaps again, perhaps with some missing before them.</summary>
    public async Task Advance(ImmutableArray<LedgerLine> lines)
    {
        await turn.WaitAsync();
        try
        {
            foreach (var line in lines)
            {
                if (position is not { } reached) position = reached = line.Position - 1;
                if (line.Position <= reached) continue;
                if (line.Position > reached + 1) await Fill(line.Position - 1);
                // What cannot be read yet is not skipped: the next push or renewal reads it.
                if (listeners.Count > 0 && position < line.Position - 1) return;
                Give(line);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The feed is known to have reached a position; read what no push has brought.</summary>
    public async Task Reach(long head)
    {
        await turn.WaitAsync();
        try
        {
            position ??= head;
            await Fill(head);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task Fill(long until)
    {
        while (listeners.Count > 0 && position < until)
        {
            var lines = await read(position.Value, (int)Math.Min(Batch, until - position.Value));
            if (lines.IsEmpty) return;
            foreach (var line in lines) Give(line);
        }
    }

    private void Give(LedgerLine line)
    {
        if (line.Position <= position) return;
        position = line.Position;
        if (listeners.Count == 0) return;
        // Written once for all who see the same of it.
        FeedEvent? whole = null, hidden = null;
        foreach (var listener in listeners)
            listener.Push(listener.Sight.Show(line) is var shown && ReferenceEquals(shown, line) ? whole ??= FeedEvent.Changed(line) : hidden ??= FeedEvent.Changed(shown));
    }
}
