using FuyangPlan.Journal;

namespace FuyangPlan.ChainMaps;

/// <summary>Something happened to one segment of a chain's map.</summary>
internal abstract record ChainMapEvent(string Code) : JournalEvent;

[JournalName("chain-map.segment-set")]
internal sealed record SegmentSet(string Code, string Name, SegmentPosition Position, SegmentStrength Strength, string? Note) : ChainMapEvent(Code);

[JournalName("chain-map.segment-removed")]
internal sealed record SegmentRemoved(string Code, string Reason) : ChainMapEvent(Code);

[JournalName("chain-map.segment-filled")]
internal sealed record SegmentFilled(string Code, ImmutableArray<int> Landings, ImmutableArray<int> Leads) : ChainMapEvent(Code);
