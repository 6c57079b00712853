namespace FuyangPlan.Plans;

/// <summary>A command to a plan itself.</summary>
[GenerateSerializer, Immutable, Alias("plan.command")]
public abstract record PlanCommand : Command;

/// <summary>Take a plan file in. Importing the same again records nothing; a changed file records what changed, but never the clock or baseline 1.</summary>
[GenerateSerializer, Immutable, Alias("plan.import")]
public sealed record ImportPlan(PlanDocument Document) : PlanCommand;

/// <summary>The event is postponed and no new date is known. Countdowns read 延期，待定; dates in task books stay.</summary>
/// <param name="Document">Number or name of the document that says so.</param>
/// <param name="Reason">Why, as published.</param>
[GenerateSerializer, Immutable, Alias("plan.postpone-event")]
public sealed record PostponeEvent(string Document, [Lines] string Reason) : PlanCommand;

/// <summary>The event has a new date: the next baseline. Older baselines are kept.</summary>
[GenerateSerializer, Immutable, Alias("plan.reschedule-event")]
public sealed record RescheduleEvent(DateOnly Date, string Document) : PlanCommand;

/// <summary>
/// Move a rehearsal's clock forward, by 366 days at most; no way leads back. Refusals: <c>clock-is-real</c> in a plan that lives by real time,
/// <c>clock-backwards</c>, <c>clock-too-far</c>, <c>clock-unconfirmed</c>.
/// </summary>
/// <param name="Confirm">The day of <paramref name="To"/> at +08:00 once more: whoever goes further than 31 days is asked twice.</param>
[GenerateSerializer, Immutable, Alias("plan.advance-clock")]
public sealed record AdvanceClock(DateTimeOffset To, DateOnly? Confirm = null) : PlanCommand
{
    public const int MostDays = 366;

    public const int UnaskedDays = 31;

    /// <summary>Moved by the product itself, which does not make slips.</summary>
    public static AdvanceClock Surely(DateTimeOffset to) => new(to, to.Day());
}

/// <summary>Register a department, or rename one.</summary>
[GenerateSerializer, Immutable, Alias("plan.register-department")]
public sealed record RegisterDepartment(string Code, string Name) : PlanCommand;

/// <summary>Register a person, or correct title and department.</summary>
[GenerateSerializer, Immutable, Alias("plan.register-person")]
public sealed record RegisterPerson(string Id, string Name, string? Title = null, string? Department = null) : PlanCommand;

/// <summary>
/// Seal the day: record one signed root over the hashes of all stream heads as they were at a position, and over the root before, so that a changed byte is
/// found later. System only. Refused with <c>version-moved</c> when <paramref name="Previous"/> is not the root of the last seal.
/// </summary>
[GenerateSerializer, Immutable, Alias("plan.seal-day")]
public sealed record SealDay(DateOnly Day, long Position, string Root, string? Previous, string Signature, string KeyId) : PlanCommand;
