using FuyangPlan.Journal;
using FuyangPlan.Lights;
using FuyangPlan.Plans;

namespace FuyangPlan.Initiatives;

/// <summary>The plan file says this of the initiative; a later one replaces it.</summary>
[JournalName("initiative.chartered")]
internal sealed record InitiativeChartered(InitiativeCharter Charter) : JournalEvent;

/// <summary>A month is over; its colour never changes again.</summary>
[JournalName("initiative.month-closed")]
internal sealed record MonthClosed(ClosedMonth Month) : JournalEvent;
