using FuyangPlan.Journal;
using static FuyangPlan.Journal.Classification;

namespace FuyangPlan.Lights;

/// <summary>Something is now settled about an initiative's light.</summary>
internal abstract record LightEvent(Classification Classification) : JournalEvent(Classification);

/// <summary>A month is over; its colour never changes again.</summary>
[JournalName("initiative.month-closed")]
internal sealed record MonthClosed(ClosedMonth Month) : LightEvent(Internal)
{
    internal override string Sentence => $"{Month.Month:yyyy年M月}关账：{LightRules.Words(Month.Light)}，计划 {Month.Planned:0.##}%，已核验 {Month.Verified:0.##}%";
}
