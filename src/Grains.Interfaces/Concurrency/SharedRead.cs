namespace FuyangPlan.Concurrency;

/// <summary>
/// A read that many ask for at once. Each gets what a read says that began after it had asked, and all who ask while one is under way share
/// the next: nobody's answer is older than the question, and a crowd costs two reads. A read that fails, or does not end in time, fails for
/// those who share it; the next one begins none the less.
/// </summary>
/// <param name="patience">After which a read counts as failed; ten seconds when it is not said.</param>
public sealed class SharedRead<T>(Func<Task<T>> read, TimeSpan? patience = null)
{
    private readonly Lock _gate = new();

    // Has not begun: whoever asks now may have its answer.
    private Turn _next = new(Task.CompletedTask);

    public async Task<T> Get()
    {
        Turn mine;
        lock (_gate) mine = _next;
        await mine.Before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
            if (mine.Answer is null)
                _next = new(mine.Answer = Task.Run(read).WaitAsync(patience ?? TimeSpan.FromSeconds(10)));
        return await mine.Answer;
    }

    /// <param name="before">The read that must be over before this one begins.</param>
    private sealed class Turn(Task before)
    {
        public Task Before => before;

        /// <summary>Null: it has not begun.</summary>
        public Task<T>? Answer { get; set; }
    }
}
