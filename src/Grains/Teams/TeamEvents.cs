using FuyangPlan.Journal;
using static FuyangPlan.Journal.Classification;

namespace FuyangPlan.Teams;

/// <summary>Something happened to the team.</summary>
internal abstract record TeamEvent(Classification Classification) : JournalEvent(Classification);

[JournalName("team.member-joined")]
internal sealed record TeamMemberJoined(string Person, string Name, string Duty) : TeamEvent(Internal)
{
    internal override string Sentence => $"{Name}加入专班：{Duty}";
}

[JournalName("team.member-left")]
internal sealed record TeamMemberLeft(string Person, string Name, string Reason) : TeamEvent(Internal)
{
    internal override string Sentence => $"{Name}退出专班：{Reason}";
}
