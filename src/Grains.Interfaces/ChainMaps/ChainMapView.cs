namespace FuyangPlan.ChainMaps;

/// <summary>The map of a chain (产业链图谱).</summary>
/// <param name="Segments">From upstream to downstream, in each in the order in which they were drawn.</param>
/// <param name="Coverage">Percent of segments that are covered; null while there is none.</param>
/// <param name="History">Coverage at the end of each day on which it changed.</param>
/// <param name="Next">Codes of the segments to attract for: missing before weak; of those unfilled, then filled by leads only, then by landings under way.</param>
[GenerateSerializer, Immutable, Alias("chain-map-view")]
public sealed record ChainMapView(ImmutableArray<SegmentView> Segments, decimal? Coverage, ImmutableArray<CoveragePoint> History, ImmutableArray<string> Next);

/// <summary>A segment of the chain.</summary>
/// <param name="Landings">Numbers of the landings that fill it.</param>
/// <param name="Leads">Numbers of the investment leads that would fill it.</param>
/// <param name="Covered">It is strong, or a landing that fills it is in production and not stopped.</param>
[GenerateSerializer, Immutable, Alias("segment-view")]
public sealed record SegmentView(
    string Code, string Name, SegmentPosition Position, SegmentStrength Strength, string? Note, ImmutableArray<int> Landings, ImmutableArray<int> Leads, bool Covered);

/// <summary>Coverage at the end of a day; null when the map had no segment.</summary>
[GenerateSerializer, Immutable, Alias("coverage-point")]
public sealed record CoveragePoint(DateOnly On, decimal? Percent);

/// <summary>Positions and strengths in Chinese.</summary>
public static class ChainMapWords
{
    public static string InWords(this SegmentPosition position) => position switch
    {
        SegmentPosition.Upstream => "上游",
        SegmentPosition.Midstream => "中游",
        _ => "下游",
    };

    public static string InWords(this SegmentStrength strength) => strength switch
    {
        SegmentStrength.Strong => "强",
        SegmentStrength.Weak => "弱",
        _ => "缺",
    };
}
