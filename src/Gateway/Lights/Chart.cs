using System.Globalization;

namespace FuyangPlan.Lights;

/// <summary>The geometry of an S-curve: what the baseline asks for against what was verified.</summary>
internal sealed class Chart
{
    public const int Width = 640, Height = 260, Left = 56, Right = 626, Top = 24, Bottom = 224;

    private readonly DateOnly first;
    private readonly DateOnly last;

    private Chart(DateOnly first, DateOnly last) => (this.first, this.last) = (first, last);

    public static IEnumerable<(string Y, string Label)> Levels => from level in (int[])[0, 25, 50, 75, 100] select (Y(level), $"{level}%");

    public string Planned { get; private init; } = "";
    public string Verified { get; private init; } = "";
    public ImmutableArray<(string X, string Y)> Dots { get; private init; }
    public ImmutableArray<(string X, string Label)> Ticks { get; private init; }
    public ImmutableArray<(DateOnly On, decimal? Planned, decimal? Verified)> Rows { get; private init; }
    public string Now { get; private init; } = "";

    /// <summary>Null when the event has no date, or one beyond the chart.</summary>
    public string? Event { get; private init; }

    /// <summary>Null while there is no baseline.</summary>
    public static Chart? Of(InitiativeView view, DateOnly? opening)
    {
        if (view.Trajectory.IsDefaultOrEmpty || view.TaskBook.Baselines is not [var baseline, ..]) return null;
        var today = view.AsOf.Day();
        var frozen = baseline.FrozenAt.Day();
        (DateOnly On, decimal Value)[] planned = [.. view.Trajectory.Select(p => (p.On, p.Planned))];
        (DateOnly On, decimal Value)[] verified =
            [.. view.Months.Where(m => m.Light is not null).Select(m => (m.Month.AddMonths(1).AddDays(-1), m.Verified)), (today, view.Percent)];
        var first = Earliest(frozen, planned[0].On, verified[0].On);
        var last = Latest(planned[^1].On, today, first.AddDays(30));
        var scale = new Chart(first, last);
        var known = planned.ToDictionary(p => p.On, p => p.Value);
        var done = verified.ToDictionary(p => p.On, p => p.Value);
        return new(first, last)
        {
            Planned = scale.Line(planned),
            Verified = scale.Line(verified),
            Dots = [.. verified.Select(p => (scale.X(p.On), Y(p.Value)))],
            Ticks = [.. scale.Months()],
            Now = scale.X(today),
            Event = opening is { } day && day >= first && day <= last ? scale.X(day) : null,
            Rows = [.. known.Keys.Union(done.Keys).Order().Select(on => (on,
                known.TryGetValue(on, out var p) ? p : (decimal?)null, done.TryGetValue(on, out var v) ? v : (decimal?)null))],
        };
    }

    private string Line((DateOnly On, decimal Value)[] points) => string.Join(' ', points.Select(p => $"{X(p.On)},{Y(p.Value)}"));

    private string X(DateOnly on) => Text(Left + (double)(on.DayNumber - first.DayNumber) / (last.DayNumber - first.DayNumber) * (Right - Left));

    private static string Y(decimal percent) => Text(Bottom - (double)percent / 100 * (Bottom - Top));

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>At most seven month starts, evenly apart.</summary>
    private IEnumerable<(string X, string Label)> Months()
    {
        var month = new DateOnly(first.Year, first.Month, 1).AddMonths(first.Day == 1 ? 0 : 1);
        var step = Math.Max(1, (int)Math.Ceiling((last.DayNumber - first.DayNumber) / 30.4 / 6));
        for (; month <= last; month = month.AddMonths(step)) yield return (X(month), $"{month.Year % 100}年{month.Month}月");
    }

    private static DateOnly Earliest(params DateOnly[] days) => days.Min();

    private static DateOnly Latest(params DateOnly[] days) => days.Max();
}
