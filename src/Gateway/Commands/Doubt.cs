using System.Data.Common;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace FuyangPlan.Commands;

/// <summary>What a call that failed means, and what may be tried again.</summary>
internal static class Doubt
{
    /// <summary>For all calls of this process together.</summary>
    public static RetryBudget Budget { get; } = new();

    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan, Silence = TimeSpan.FromSeconds(1);

    private static readonly Insistence LongQuestions = new(Never, Most: 2, TimeSpan.FromSeconds(5), failure => failure is not TimeoutException && !IsOverload(failure));

    private static Insistence questions = LongQuestions;

    /// <summary>For commands.</summary>
    public static Insistence Commands { get; private set; } = new(Never, Most: 4, TimeSpan.FromSeconds(10), failure => !IsOverload(failure));

    /// <summary>Grains are in other processes, which may be lost without a word. In one process there is nobody to lose, and silence means that there is much to do.</summary>
    public static void ExpectLosses() =>
        (questions, Commands) = (questions with { Silence = Silence, Most = 16, Limit = Commands.Limit }, Commands with { Silence = Silence, Most = 16 });

    /// <summary>True when it is unknown whether the call had its effect, or known that it had none for now.</summary>
    // A message whose silo died before it had a place ends as canceled.
    public static bool Is(Exception e) => e is TimeoutException or OperationCanceledException or OrleansException or InconsistentStateException or DbException
        or UnavailableExceptionFallbackException;

    /// <summary>What to do where there is no room; nothing is tried again before somebody has made some.</summary>
    public const string NoRoom = "服务器存储空间已满。请联系运维人员腾出空间，然后原样重新提交（程序用同一个 Idempotency-Key），不会重复办理。";

    /// <summary>True when the call was turned away before it reached its grain: nothing of it was done.</summary>
    public static bool IsOverload(Exception e) => e is LimitExceededException or GatewayTooBusyException;

    /// <summary>True when what is asked of was written by a newer build than the one that is asked.</summary>
    public static bool IsNewer(Exception e) => e is NewerEventException || e.InnerException is NewerEventException;

    /// <summary>A question changes nothing: what takes long only because a silo died under it is asked again.</summary>
    public static Task<T> Ask<T>(Func<Task<T>> question) => questions.On(question, Budget);

    /// <summary>What may be done twice, and answers nothing.</summary>
    public static Task Tell(Func<Task> message) => Ask(async () =>
    {
        await message();
        return true;
    });

    /// <summary>About an instant that is over it may well take seconds: then it is asked again only when it is known to be lost.</summary>
    public static Task<T> Ask<T>(Func<Task<T>> question, DateTimeOffset? asOf) => asOf is null ? Ask(question) : LongQuestions.On(question, Budget);
}

/// <summary>Retries may add a fifth to the load, beyond a reserve: what is in trouble is not asked again and again by everybody.</summary>
internal sealed class RetryBudget
{
    // In fifths of a retry.
    private const int Retry = 5, Reserve = 1000 * Retry;

    private readonly Lock guard = new();
    private int left = Reserve;

    /// <summary>A call is made for the first time.</summary>
    public void Earn()
    {
        lock (guard) left = Math.Min(Reserve, left + 1);
    }

    /// <summary>False when there must be no retry.</summary>
    public bool TrySpend()
    {
        lock (guard)
        {
            if (left < Retry) return false;
            left -= Retry;
            return true;
        }
    }
}
