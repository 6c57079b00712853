using FuyangPlan.Journal;

namespace FuyangPlan.Teams;

[JournalName("team.member-joined")]
internal sealed record TeamMemberJoined(string Person, string Name, string Duty) : JournalEvent;

[JournalName("team.member-left")]
internal sealed record TeamMemberLeft(string Person, string Name, string Reason) : JournalEvent;
