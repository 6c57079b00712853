using System.Diagnostics;

namespace FuyangPlan.Commands;

/// <summary>
/// Sends until there is an answer. What was on its way to a process that has gone is answered by nobody, and nobody says so: after a silence it is sent
/// again, two ways at once, while the first is still out, and whichever answer comes first counts. Only for what may arrive twice: questions, and commands, which their id
/// makes happen once.
/// </summary>
/// <param name="Silence">After which it is sent again although nothing came back.</param>
/// <param name="Most">How often in all.</param>
/// <param name="Limit">After which it is not sent again.</param>
/// <param name="IsWorthIt">Whether there may be another answer to what failed so.</param>
internal sealed record Insistence(TimeSpan Silence, int Most, TimeSpan Limit, Func<Exception, bool> IsWorthIt)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    // In pauses: what is lost comes back within seconds, and is then to be noticed.
    private const int LongestPause = 8;

    /// <summary>The first answer; when there is none, the failure that leaves most open: what says that nothing was done says so for itself only.</summary>
    public async Task<T> On<T>(Func<Task<T>> send, RetryBudget budget)
    {
        budget.Earn();
        var began = Stopwatch.GetTimestamp();
        Exception? gravest = null;
        List<Task<T>> all = [Begin(send)];
        for (var sent = 1; ;)
        {
            var mayGoOn = sent < Most && Stopwatch.GetElapsedTime(began) < Limit;
            var ended = await FirstOf(all, mayGoOn ? Silence : Timeout.InfiniteTimeSpan);
            if (ended is { IsCompletedSuccessfully: true }) return await ended;
            if (ended is not null)
            {
                all.Remove(ended);
                var failure = FailureOf(ended);
                // Every answer would be this one.
                if (!Doubt.Is(failure) || Doubt.IsNewer(failure))
                {
                    gravest = failure;
                    break;
                }
                if (gravest is null || Doubt.IsOverload(gravest)) gravest = failure;
                if (all.Count > 0) continue;
                if (!mayGoOn || !IsWorthIt(failure) || !budget.TrySpend()) break;
                await Task.Delay(Pause * Math.Min(1 << (sent - 1), LongestPause) * (1 + Random.Shared.NextDouble()));
            }
            else if (!budget.TrySpend())
            {
                sent = Most;
                continue;
            }
            // Each way in is on turn after the other: the next may be the silent one again, and then the one after it is not.
            else if (sent + 1 < Most && budget.TrySpend())
            {
                all.Add(Begin(send));
                sent++;
            }
            all.Add(Begin(send));
            sent++;
        }
        System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(gravest);
        throw gravest;
    }

    private static Task<T> Begin<T>(Func<Task<T>> send)
    {
        try
        {
            return send();
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
    }

    /// <summary>Null when none of them has ended within the time.</summary>
    private static async Task<Task<T>?> FirstOf<T>(List<Task<T>> all, TimeSpan time)
    {
        // Nearly always it is the only one, and how it ended is looked at later.
        Task first = all is [var only] ? only : Task.WhenAny(all);
        await first.WaitAsync(time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return all.Find(sent => sent.IsCompleted);
    }

    private static Exception FailureOf(Task ended) => ended.Exception?.InnerException ?? new TaskCanceledException(ended);
}
