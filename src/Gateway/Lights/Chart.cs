using System.Globalization;

namespace FuyangPlan.Lights;

/// <summary>The geometry of a curve over days: what is planned against what was verified.</summary>
public sealed class Chart
{
    public const int Width = 640, Height = 260, Left = 56, Right = 626, Top = 24, Bottom = 224;

    private readonly DateOnly first, last;
    private readonly decimal low, high;

    private Chart((DateOnly On, decimal Value)[] planned, (DateOnly On, decimal Value)[] verified, DateOnly from, DateOnly today, DateOnly? opening, decimal[] levels, string unit)
    {
        DateOnly[] days = [from, today, .. planned.Concat(verified).Select(point => point.On)];
        (first, low, high) = (days.Min(), levels[0], levels[^1]);
        last = new[] { days.Max(), first.AddDays(30) }.Max();
        var (known, done) = (planned.ToDictionary(p => p.On, p => p.Value), verified.ToDictionary(p => p.On, p => p.Value));
        Levels = [.. levels.Select(level => (Y(level), level.ToString("0.####", CultureInfo.InvariantCulture) + unit))];
        Planned = Line(planned);
        Verified = Line(verified);
        Dots = [.. verified.Select(p => (X(p.On), Y(p.Value)))];
        Ticks = [.. Months()];
        Now = X(today);
        Event = opening is { } day && day >= first && day <= last ? X(day) : null;
        Rows =
        [
            .. known.Keys.Union(done.Keys).Order().Select(on => (
                on, known.TryGetValue(on, out var p) ? p : (decimal?)null, done.TryGetValue(on, out var v) ? v : (decimal?)null)),
        ];
    }

    public ImmutableArray<(string Y, string Label)> Levels { get; }
    public string Planned { get; }
    public string Verified { get; }
    public ImmutableArray<(string X, string Y)> Dots { get; }
    public ImmutableArray<(string X, string Label)> Ticks { get; }
    public ImmutableArray<(DateOnly On, decimal? Planned, decimal? Verified)> Rows { get; }
    public string Now { get; }

    /// <summary>Null when the event has no date, or one beyond the chart.</summary>
    public string? Event { get; }

    /// <summary>The S-curve of an initiative, in percent. Null while there is no baseline.</summary>
    public static Chart? Of(InitiativeView view, DateOnly? opening)
    {
        if (view.Trajectory.IsDefaultOrEmpty || view.TaskBook.Baselines is not [var baseline, ..]) return null;
        var today = view.AsOf.Day();
        return new(
            [.. view.Trajectory.Select(p => (p.On, p.Planned))],
            [.. view.Months.Where(m => m.Light is not null).Select(m => (m.Month.AddMonths(1).AddDays(-1), m.Verified)), (today, view.Percent)],
            baseline.FrozenAt.Day(), today, opening, [0, 25, 50, 75, 100], "%");
    }

    /// <summary>Any values, between round levels around them. Null while there is none.</summary>
    public static Chart? Of((DateOnly On, decimal Value)[] planned, (DateOnly On, decimal Value)[] verified, DateOnly today) =>
        planned.Length + verified.Length == 0 ? null : new(planned, verified, today, today, null, Round([.. planned.Concat(verified).Select(point => point.Value)]), "");

    private string Line((DateOnly On, decimal Value)[] points) => string.Join(' ', points.Select(p => $"{X(p.On)},{Y(p.Value)}"));

    private string X(DateOnly on) => Text(Left + (double)(on.DayNumber - first.DayNumber) / (last.DayNumber - first.DayNumber) * (Right - Left));

    private string Y(decimal value) => Text(Bottom - (double)((value - low) / (high - low)) * (Bottom - Top));

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>At most seven month starts, evenly apart.</summary>
    private IEnumerable<(string X, string Label)> Months()
    {
        var month = new DateOnly(first.Year, first.Month, 1).AddMonths(first.Day == 1 ? 0 : 1);
        var step = Math.Max(1, (int)Math.Ceiling((last.DayNumber - first.DayNumber) / 30.4 / 6));
        for (; month <= last; month = month.AddMonths(step)) yield return (X(month), $"{month.Year % 100}年{month.Month}月");
    }

    /// <summary>Two to seven levels, 1, 2 or 5 times a power of ten apart, the lowest and the highest not within the values.</summary>
    private static decimal[] Round(decimal[] values)
    {
        var (least, most) = (values.Min(), values.Max());
        var step = Steps().First(step => most - least <= 5 * step);
        var bottom = Math.Floor(least / step);
        return [.. Enumerable.Range(0, (int)Math.Max(1, Math.Ceiling(most / step) - bottom) + 1).Select(n => (bottom + n) * step)];
    }

    private static IEnumerable<decimal> Steps()
    {
        for (var power = 0.0001m; ; power *= 10)
            foreach (var step in (int[])[1, 2, 5]) yield return step * power;
    }
}
