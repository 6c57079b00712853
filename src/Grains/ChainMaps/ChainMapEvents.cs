using FuyangPlan.Journal;
using static FuyangPlan.Journal.Classification;

namespace FuyangPlan.ChainMaps;

/// <summary>Something happened to one segment of a chain's map.</summary>
internal abstract record ChainMapEvent(string Code, Classification Classification) : JournalEvent(Classification);

[JournalName("chain-map.segment-set")]
internal sealed record SegmentSet(string Code, string Name, SegmentPosition Position, SegmentStrength Strength, string? Note) : ChainMapEvent(Code, Internal)
{
    internal override string Sentence => $"图谱环节“{Name}”（{Code}）：{Position.InWords()}，{Strength.InWords()}{Phrase.Note(Note)}";
}

[JournalName("chain-map.segment-removed")]
internal sealed record SegmentRemoved(string Code, string Reason) : ChainMapEvent(Code, Internal)
{
    internal override string Sentence => $"图谱删去环节 {Code}：{Reason}";
}

[JournalName("chain-map.segment-filled")]
internal sealed record SegmentFilled(string Code, ImmutableArray<int> Landings, ImmutableArray<int> Leads) : ChainMapEvent(Code, Internal)
{
    internal override string Sentence => Landings.IsEmpty && Leads.IsEmpty ? $"图谱环节 {Code} 不再有填补" : $"图谱环节 {Code} 由{Phrase.Joined(Landings, Leads)} 填补";
}
