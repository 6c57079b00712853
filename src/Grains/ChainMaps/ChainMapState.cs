using FuyangPlan.Initiatives;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;
using FuyangPlan.Landings;

namespace FuyangPlan.ChainMaps;

/// <summary>The map of a chain: its segments in the order in which they were drawn, and how much of it was covered day by day.</summary>
internal sealed record ChainMapState(ImmutableArray<Segment> Segments, ImmutableArray<CoveragePoint> History) : IPart<ChainMapState>
{
    public static ChainMapState Initial { get; } = new([], []);

    public Segment? Of(string code) => Segments.FirstOrDefault(segment => segment.Code == code);

    // A landing that goes into production covers what it fills.
    public ChainMapState Apply(InitiativeState initiative, Entry entry)
    {
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
            LandingEvent => this,
            _ => throw NoFold.For(entry),
        };
        return next with { History = Noted(History, entry.RecordedAt.Day(), next.Coverage(initiative.Landings)) };
    }

    public InitiativeView Show(InitiativeView view, InitiativeState initiative, Seen seen) => view with { ChainMap = ChainMapViews.Of(this, initiative.Landings) };

    public IEnumerable<Statement> Says(InitiativeView view) => [new("chainMap/coverage", "图谱覆盖率", Statement.Number(view.ChainMap?.Coverage))];

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

/// <summary>What this room adds to an initiative.</summary>
internal static class ChainMapPart
{
    extension(InitiativeState initiative)
    {
        public ChainMapState ChainMap => initiative.Part<ChainMapState>();
    }
}
