using System.Globalization;
using System.Text.Json.Serialization;
using FuyangPlan.Evidences;

namespace FuyangPlan.Commands;

/// <summary>
/// Sends a command and answers its outcome. A lost race or a silo that goes away is tried again with the same command id, which is safe because
/// the id is part of the append; when that does not help the sender is told to do the same. What is turned away for overload is not tried again.
/// </summary>
internal static class Sending
{
    /// <param name="created">Address of what an accepted command created; null: nothing was.</param>
    /// <param name="reachesFurther">True when the command's grain calls others: an overload may be theirs, when its own part is done.</param>
    public static async Task<IResult> Send(Func<Task<CommandOutcome>> send, string? created = null, bool reachesFurther = false) =>
        ToHttp(await Outcome(send, reachesFurther), created);

    /// <summary>
    /// Sends a command to its grain, with what the files that it names stand for. Which of them are there, only the grain says, to who may give the command.
    /// </summary>
    public static Task<CommandOutcome> Do(IStreamGrain grain, Command command, CommandContext context, EvidenceStore store)
    {
        if (command is not IEvidenced named) return Outcome(() => grain.Do(command, context), reachesFurther: command is AdvanceClock);
        if (EvidenceRules.Misnamed(named) is { } refusal) return Task.FromResult(new CommandOutcome(0, refusal));
        var evidence = store.Resolve(grain.GetPrimaryKeyString().Split('/')[0], named.Files);
        return Outcome(() => grain.Do(command, context with { Evidence = evidence }));
    }

    /// <summary>What the grain said, or as a refusal that it could not be asked.</summary>
    public static async Task<CommandOutcome> Outcome(Func<Task<CommandOutcome>> send, bool reachesFurther = false)
    {
        try
        {
            return await Doubt.Commands.On(send, Doubt.Budget);
        }
        catch (Exception e) when (Doubt.IsOverload(e) && !reachesFurther)
        {
            return new(0, Problems.Overloaded.Because("请稍后重新提交；这一次没有办理任何事项。"));
        }
        catch (Exception e) when (Doubt.IsNewer(e))
        {
            return new(0, Problems.NewerData.Because("请联系运维人员：程序退回了旧版本，须换回较新的版本才能办理。"));
        }
        catch (StorageFullException)
        {
            return new(0, Problems.StorageFull.Because(Doubt.NoRoom));
        }
        catch (Exception e) when (Doubt.Is(e))
        {
            return new(0, Problems.OutcomeUnknown.Because("暂时无法确认是否已受理。请稍后原样重新提交（程序用同一个 Idempotency-Key），不会重复办理。"));
        }
    }

    /// <summary>The one translation of outcomes for the whole gateway.</summary>
    /// <param name="outcome">What the grain said.</param>
    /// <param name="created">Address of what an accepted command created; null: nothing was.</param>
    public static IResult ToHttp(CommandOutcome outcome, string? created = null) => new OutcomeAnswer(outcome, created);

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
                response.Headers.Location = context.Root() + created;
            }
            return response.WriteAsJsonAsync(new Accepted(outcome.Version, outcome.Number), GatewayJson.Output, context.RequestAborted);
        }
    }
}

/// <summary>An accepted command.</summary>
/// <param name="Version">The stream's version after it.</param>
/// <param name="Number">Of what it made, where that is numbered; else absent.</param>
internal sealed record Accepted(int Version, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Number = null);
