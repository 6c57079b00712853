using FuyangPlan.Journal;
using static FuyangPlan.Journal.Classification;

namespace FuyangPlan.Leaders;

/// <summary>Something happened to the position.</summary>
internal abstract record LeaderEvent(Classification Classification) : JournalEvent(Classification);

[JournalName("leader.appointed")]
internal sealed record LeaderAppointed(string Person, string Name, string Document, string Appointer, DateOnly EffectiveOn) : LeaderEvent(Public)
{
    internal override string Sentence => $"{Document}：任命{Name}，自 {EffectiveOn:yyyy-MM-dd} 起（{Appointer}）";
}

[JournalName("leader.acting-designated")]
internal sealed record ActingLeaderDesignated(string Person, string Name, string Document, string Appointer, DateOnly EffectiveOn) : LeaderEvent(Public)
{
    internal override string Sentence => $"{Document}：由{Name}临时主持，自 {EffectiveOn:yyyy-MM-dd} 起（{Appointer}）";
}

[JournalName("leader.appointment-ended")]
internal sealed record AppointmentEnded(string Document, string Reason, DateOnly EffectiveOn) : LeaderEvent(Public)
{
    internal override string Sentence => $"{Document}：免去任命，自 {EffectiveOn:yyyy-MM-dd} 起岗位空缺。{Reason}";
}

[JournalName("leader.appointment-cancelled")]
internal sealed record AppointmentCancelled(string Document, string Reason, DateOnly EffectiveOn) : LeaderEvent(Public)
{
    internal override string Sentence => $"{Document}：撤销原定 {EffectiveOn:yyyy-MM-dd} 起的任免，此前的任职不变。{Reason}";
}
