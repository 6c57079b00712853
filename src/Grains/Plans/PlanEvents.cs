using FuyangPlan.Journal;

namespace FuyangPlan.Plans;

/// <summary>The plan came into being. The charters of its initiatives are in their own streams; here are their ids.</summary>
/// <param name="Document">The plan file without its initiatives.</param>
/// <param name="Anchor">The real instant at which a rehearsal's clock began to run.</param>
[JournalName("plan.imported")]
internal sealed record PlanImported(PlanDocument Document, ImmutableArray<string> Initiatives, DateTimeOffset Anchor) : JournalEvent;

/// <summary>A changed plan file was imported; clock, first day and baseline 1 are as they were.</summary>
[JournalName("plan.revised")]
internal sealed record PlanRevised(PlanDocument Document, ImmutableArray<string> Initiatives) : JournalEvent;

[JournalName("plan.event-postponed")]
internal sealed record EventPostponed(string Document, string Reason) : JournalEvent;

[JournalName("plan.event-rescheduled")]
internal sealed record EventRescheduled(int Baseline, DateOnly Date, string Document) : JournalEvent;

/// <param name="To">What the clock reads at <paramref name="Anchor"/>, a real instant.</param>
[JournalName("plan.clock-advanced")]
internal sealed record ClockAdvanced(DateTimeOffset To, DateTimeOffset Anchor) : JournalEvent;

[JournalName("plan.department-registered")]
internal sealed record DepartmentRegistered(Department Department) : JournalEvent;

[JournalName("plan.person-registered")]
internal sealed record PersonRegistered(Person Person) : JournalEvent;

/// <summary>One root over the heads of all streams of the plan, as they were at a position.</summary>
[JournalName("plan.day-sealed")]
internal sealed record DaySealed(DateOnly Day, long Position, string Root) : JournalEvent;
