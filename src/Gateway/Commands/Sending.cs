using System.Diagnostics;
using System.Globalization;
using Orleans.Runtime;

namespace FuyangPlan.Commands;

/// <summary>
/// Sends a command and answers its outcome. A lost race or a silo that goes away is tried again with the same command id, which is safe because
/// the id is part of the append; when that does not help the sender is told to do the same.
/// </summary>
internal static class Sending
{
    private const int Retries = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<IResult> Send(Func<Task<CommandOutcome>> send, string? created = null)
    {
        var started = Stopwatch.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return ToHttp(await send(), created);
            }
            catch (Exception e) when (IsDoubt(e))
            {
                if (attempt == Retries || Stopwatch.GetElapsedTime(started) > Patience)
                    return ProblemAnswers.Refused(Problems.OutcomeUnknown, "暂时无法确认是否已受理。请稍后用同一个 Idempotency-Key 重新发送，不会重复办理。");
                await Task.Delay(TimeSpan.FromMilliseconds((25 << attempt) * (1 + Random.Shared.NextDouble())));
            }
        }
    }

    /// <summary>The one translation of outcomes for the whole gateway.</summary>
    /// <param name="outcome">What the grain said.</param>
    /// <param name="created">Address of what an accepted command created; null: nothing was.</param>
    public static IResult ToHttp(CommandOutcome outcome, string? created = null) => new OutcomeAnswer(outcome, created);

    /// <summary>True when it is unknown whether the call had its effect, or known that it had none for now.</summary>
    public static bool IsDoubt(Exception e) => e is TimeoutException or OrleansException or Orleans.Storage.InconsistentStateException;

    private sealed class OutcomeAnswer(CommandOutcome outcome, string? created) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            var response = context.Response;
            if (outcome.Refusal is null || outcome.Refusal.Problem == Problems.VersionMoved)
                response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{outcome.Version}\"");
            if (outcome.Refusal is { } refusal) return ProblemAnswers.Refused(refusal).ExecuteAsync(context);
            if (created is not null)
            {
                response.StatusCode = StatusCodes.Status201Created;
                response.Headers.Location = created;
            }
            return response.WriteAsJsonAsync(new Accepted(outcome.Version), GatewayJson.Output, context.RequestAborted);
        }
    }
}

/// <summary>An accepted command.</summary>
/// <param name="Version">The stream's version after it.</param>
internal sealed record Accepted(int Version);
