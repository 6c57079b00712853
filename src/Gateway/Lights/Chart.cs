using System.Globalization;

namespace FuyangPlan.Lights;

/// <summary>The geometry of a curve over days: what is planned against what was verified.</summary>
public sealed class Chart
{
    public const int Width = 640, Height = 260, Right = 592, Top = 24, Bottom = 224;

    // What a digit and a Chinese letter need on a phone, where they are largest.
    private const int Digit = 12, Letter = 20;

    private readonly DateOnly first, last;
    private readonly decimal low, high;

    /// <param name="periods">What the ticks name; null: months.</param>
    private Chart(
        (DateOnly On, decimal Value)[] planned, (DateOnly On, decimal Value)[] verified, DateOnly from, DateOnly today, DateOnly? opening, decimal[] levels, string unit,
        IEnumerable<(DateOnly On, string Label)>? periods)
    {
        DateOnly[] days = [from, today, .. planned.Concat(verified).Select(point => point.On)];
        (first, low, high) = (days.Min(), levels[0], levels[^1]);
        last = new[] { days.Max(), first.AddDays(30) }.Max();
        var (known, done) = (planned.ToDictionary(p => p.On, p => p.Value), verified.ToDictionary(p => p.On, p => p.Value));
        Levels = [.. levels.Select(level => (Y(level), level.ToString("0.####", CultureInfo.InvariantCulture) + unit))];
        Left = Math.Max(60, Levels.Max(level => level.Label.Length) * Digit + 8);
        Planned = Line(planned);
        Verified = Line(verified);
        Dots = [.. verified.Select(p => (X(p.On), Y(p.Value)))];
        Ticks = [.. (periods is null ? Months() : Apart(periods)).Select(tick => (X(tick.On), tick.Label))];
        Now = X(today);
        Event = opening is { } day && day >= first && day <= last ? X(day) : null;
        Rows =
        [
            .. known.Keys.Union(done.Keys).Order().Select(on => (
                on, known.TryGetValue(on, out var p) ? p : (decimal?)null, done.TryGetValue(on, out var v) ? v : (decimal?)null)),
        ];
    }

    /// <summary>Beyond the labels of the levels.</summary>
    public int Left { get; }

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
            baseline.FrozenAt.Day(), today, opening, [0, 25, 50, 75, 100], "%", null);
    }

    /// <summary>Values of periods, each above the label of its own, between round levels around them. Null while there is none.</summary>
    public static Chart? Of(PeriodValue[] planned, PeriodValue[] verified, DateOnly today)
    {
        PeriodValue[] all = [.. planned, .. verified];
        return all.Length == 0 ? null : new(
            [.. planned.Select(point => (point.On, point.Value))], [.. verified.Select(point => (point.On, point.Value))], all.Min(point => point.On).AddDays(-10), today, null,
            Round([.. all.Select(point => point.Value)]), "", all.Select(point => (point.On, point.Label)));
    }

    private string Line((DateOnly On, decimal Value)[] points) => string.Join(' ', points.Select(p => $"{X(p.On)},{Y(p.Value)}"));

    private string X(DateOnly on) => Text(Place(on));

    private double Place(DateOnly on) => Left + (double)(on.DayNumber - first.DayNumber) / (last.DayNumber - first.DayNumber) * (Right - Left);

    private string Y(decimal value) => Text(Bottom - (double)((value - low) / (high - low)) * (Bottom - Top));

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>At most seven month starts, evenly apart.</summary>
    private IEnumerable<(DateOnly On, string Label)> Months()
    {
        var month = new DateOnly(first.Year, first.Month, 1).AddMonths(first.Day == 1 ? 0 : 1);
        var step = Math.Max(1, (int)Math.Ceiling((last.DayNumber - first.DayNumber) / 30.4 / 6));
        for (; month <= last; month = month.AddMonths(step)) yield return (month, $"{month.Year % 100}年{month.Month}月");
    }

    /// <summary>The last one, and before it each that has room.</summary>
    private IEnumerable<(DateOnly On, string Label)> Apart(IEnumerable<(DateOnly On, string Label)> ticks)
    {
        var room = double.MaxValue;
        foreach (var tick in ticks.DistinctBy(tick => tick.On).OrderByDescending(tick => tick.On))
        {
            var half = (tick.Label.Sum(letter => char.IsAscii(letter) ? Digit : Letter) + 4) / 2.0;
            if (Place(tick.On) + half > room) continue;
            room = Place(tick.On) - half;
            yield return tick;
        }
    }

    /// <summary>
    /// Two to seven levels, 1, 2 or 5 times a power of ten apart and no finer than the values are written, the lowest and the highest not within the
    /// values. A single value has one above it and, but for 0, one below.
    /// </summary>
    private static decimal[] Round(decimal[] values)
    {
        var (least, most) = (values.Min(), values.Max());
        var written = new[] { 1, 0.1m, 0.01m, 0.001m }.FirstOrDefault(unit => values.All(value => value % unit == 0), 0.0001m);
        var step = Steps().First(step => step >= written && most - least <= 5 * step);
        var (bottom, top) = (Math.Floor(least / step), Math.Ceiling(most / step));
        if (bottom == top) (bottom, top) = (bottom == 0 ? 0 : bottom - 1, top + 1);
        return [.. Enumerable.Range(0, (int)(top - bottom) + 1).Select(n => (bottom + n) * step)];
    }

    private static IEnumerable<decimal> Steps()
    {
        for (var power = 0.0001m; ; power *= 10)
            foreach (var step in (int[])[1, 2, 5]) yield return step * power;
    }
}

/// <summary>What a chart shows of the days from the first to the last: a point in their middle, named below.</summary>
public sealed record PeriodValue(string Label, DateOnly First, DateOnly Last, decimal Value)
{
    public DateOnly On => First.AddDays((Last.DayNumber - First.DayNumber) / 2);
}
