namespace FuyangPlan.Leads;

/// <summary>A duty and the last day on which it is in time.</summary>
internal sealed record LeadDeadline(LeadDuty Duty, DateOnly Until);

/// <summary>The first-report right.</summary>
/// <param name="Until">Its last day.</param>
/// <param name="Notices">Days on which notice of its end is still to be given, in order.</param>
internal sealed record LeadProtection(DateOnly Until, ImmutableArray<DateOnly> Notices);

/// <summary>
/// What a lead waits for, and what it waited for in vain. Rules work it out by the plan's thresholds as they are then, and the event carries it: what
/// was once promised stays so when the thresholds change.
/// </summary>
/// <param name="Protection">Null: none runs.</param>
/// <param name="Deadlines">At most one of a duty.</param>
/// <param name="Overdue">Duties that were not done in time and still are not.</param>
internal sealed record LeadTerms(LeadProtection? Protection, ImmutableArray<LeadDeadline> Deadlines, ImmutableArray<LeadDuty> Overdue)
{
    public static LeadTerms None { get; } = new(null, [], []);
}
