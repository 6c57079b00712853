using FuyangPlan.Landings;

namespace FuyangPlan.ChainMaps;

/// <summary>Phrases a chain's map for its readers.</summary>
internal static class ChainMapViews
{
    public static ChainMapView Of(ChainMapState map, LandingsState landings)
    {
        ImmutableArray<SegmentView> segments = [.. map.Segments.OrderBy(segment => segment.Position).Select(segment => new SegmentView(
            segment.Code, segment.Name, segment.Position, segment.Strength, segment.Note, segment.Landings, segment.Leads, segment.IsCovered(landings)))];
        return new(segments, map.Coverage(landings), map.History, [.. segments.Where(segment => !segment.Covered)
            .OrderByDescending(segment => segment.Strength).ThenBy(Filled).Select(segment => segment.Code)]);
    }

    /// <summary>Nothing, leads only, a landing under way.</summary>
    private static int Filled(SegmentView segment) => !segment.Landings.IsEmpty ? 2 : !segment.Leads.IsEmpty ? 1 : 0;
}
