using FuyangPlan.Journal;

namespace FuyangPlan.Leaders;

[JournalName("leader.appointed")]
internal sealed record LeaderAppointed(string Person, string Name, string Document, string Appointer, DateOnly EffectiveOn) : JournalEvent;

[JournalName("leader.acting-designated")]
internal sealed record ActingLeaderDesignated(string Person, string Name, string Document, string Appointer, DateOnly EffectiveOn) : JournalEvent;

[JournalName("leader.appointment-ended")]
internal sealed record AppointmentEnded(string Document, string Reason, DateOnly EffectiveOn) : JournalEvent;
