using FuyangPlan.Journal;
using FuyangPlan.Plans;
using static FuyangPlan.Journal.Classification;

namespace FuyangPlan.Initiatives;

/// <summary>Something was said of the initiative as such.</summary>
internal abstract record InitiativeEvent(Classification Classification) : JournalEvent(Classification);

/// <summary>The plan file says this of the initiative; a later one replaces it.</summary>
[JournalName("initiative.chartered")]
internal sealed record InitiativeChartered(InitiativeCharter Charter) : InitiativeEvent(Public)
{
    internal override string Sentence => $"建立事项“{Charter.Name.Shown}”，三长岗位空缺";
}
