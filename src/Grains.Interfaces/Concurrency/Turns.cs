namespace FuyangPlan.Concurrency;

/// <summary>
/// Work of which only so much is under way at once; whoever comes later waits for a turn. A turn ends with its work, whatever comes of it, or when its
/// time is over: work that never ends keeps nobody out for good.
/// </summary>
/// <param name="count">How many at once.</param>
/// <param name="patience">How long a caller waits for a turn.</param>
/// <param name="limit">How long a turn lasts at most.</param>
public sealed class Turns(int count, TimeSpan patience, TimeSpan limit) : IDisposable
{
    private readonly SemaphoreSlim _free = new(count);

    /// <param name="gone">Whoever waited for it has gone: no turn is taken any more. Work that is under way ends when it looks at this itself, and its turn with it.</param>
    /// <exception cref="TimeoutException">There was no turn in time, or it was over before the work was done.</exception>
    public async Task<T> Take<T>(Func<Task<T>> work, CancellationToken gone = default)
    {
        if (!await _free.WaitAsync(patience, gone)) throw new TimeoutException("Too many ask at once.");
        try
        {
            // Among those who go together one's end may give another its turn before that one has left.
            gone.ThrowIfCancellationRequested();
            return await work().WaitAsync(limit, CancellationToken.None);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
