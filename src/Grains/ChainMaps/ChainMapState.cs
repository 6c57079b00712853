using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;
using FuyangPlan.Landings;

namespace FuyangPlan.ChainMaps;

/// <summary>The map of a chain: its segments in the order in which they were drawn, and how much of it was covered day by day.</summary>
internal sealed record ChainMapState(ImmutableArray<Segment> Segments, ImmutableArray<CoveragePoint> History)
{
    public static ChainMapState Initial { get; } = new([], []);

    public Segment? Of(string code) => Segments.FirstOrDefault(segment => segment.Code == code);

    /// <param name="entry">What was recorded.</param>
    /// <param name="landings">As they stand after it: a landing that goes into production covers what it fills.</param>
    public ChainMapState Apply(Entry entry, LandingsState landings)
    {
        if (entry.Event is not (ChainMapEvent or LandingEvent)) return this;
        var next = entry.Event switch
        {
            SegmentSet e when Of(e.Code) is { } known => this with
            {
                Segments = Segments.Replace(known, known with { Name = e.Name, Position = e.Position, Strength = e.Strength, Note = e.Note }),
            },
            SegmentSet e => this with { Segments = Segments.Add(new(e.Code, e.Name, e.Position, e.Strength, e.Note, [], [])) },
            SegmentRemoved e => this with { Segments = Segments.RemoveAll(segment => segment.Code == e.Code) },
            SegmentFilled e => this with
            {
                Segments = [.. Segments.Select(segment => segment.Code == e.Code ? segment with { Landings = e.Landings, Leads = e.Leads } : segment)],
            },
            ChainMapEvent e => throw new System.Diagnostics.UnreachableException($"No fold for {e.GetType().Name}."),
            _ => this,
        };
        return next with { History = Noted(History, entry.RecordedAt.Day(), next.Coverage(landings)) };
    }

    /// <summary>Percent of segments that are covered, at most two decimals; null while there is none.</summary>
    public decimal? Coverage(LandingsState landings) =>
        Segments.IsEmpty ? null : Math.Round(100m * Segments.Count(segment => segment.IsCovered(landings)) / Segments.Length, 2);

    // A day has one point, its last; days that change nothing have none.
    private static ImmutableArray<CoveragePoint> Noted(ImmutableArray<CoveragePoint> history, DateOnly day, decimal? percent)
    {
        var before = history is [.., var last] && last.On == day ? history[..^1] : history;
        return (before is [.., var stood] ? stood.Percent : null) == percent ? before : before.Add(new(day, percent));
    }
}

/// <summary>A segment (环节) and what fills it.</summary>
internal sealed record Segment(
    string Code, string Name, SegmentPosition Position, SegmentStrength Strength, string? Note, ImmutableArray<int> Landings, ImmutableArray<int> Leads)
{
    /// <summary>Strong, or filled by a landing that produces.</summary>
    public bool IsCovered(LandingsState landings) =>
        Strength == SegmentStrength.Strong || Landings.Any(number => landings.ByNumber.GetValueOrDefault(number)?.IsProducing is true);
}
