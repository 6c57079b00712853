using System.Globalization;
using CsCheck;
using FuyangPlan.Indicators;
using FuyangPlan.Initiatives;
using FuyangPlan.Leaders;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Lights;

public class ChartTests
{
    private static readonly DateOnly Frozen = new(2021, 1, 18), Opening = new(2022, 9, 10);

    [Fact]
    public void Chart_WithoutBaseline_IsNone()
    {
        var view = View("2021-02-10", 0, [(Frozen, 0), (new(2021, 12, 31), 100)], []);
        Assert.Null(Chart.Of(view with { TaskBook = view.TaskBook with { Baselines = [] } }, Opening));
        Assert.Null(Chart.Of(view with { Trajectory = [] }, Opening));
    }

    [Fact]
    public void Lines_RunFromTheFirstDayToTheLast_AndFromZeroToHundred()
    {
        var chart = Chart.Of(View("2021-02-10", 5, [(new(2021, 1, 31), 10), (new(2021, 12, 31), 100)], [(new(2021, 1, 1), 2)]), Opening)!;
        var planned = Points(chart.Planned);
        Assert.Equal((Chart.Right, Chart.Top), planned[^1]);
        Assert.All(planned, point => Assert.InRange(point.X, chart.Left, Chart.Right));
        Assert.Equal(Chart.Bottom - 0.1 * (Chart.Bottom - Chart.Top), planned[0].Y, 1);
        var verified = Points(chart.Verified);
        Assert.Equal(2, verified.Length);
        Assert.Equal(Chart.Bottom - 0.05 * (Chart.Bottom - Chart.Top), verified[1].Y, 1);
        Assert.Equal(chart.Now, verified[1].X.ToString("0.#", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Rows_JoinPlanAndFactByDay()
    {
        var chart = Chart.Of(View("2021-02-10", 5, [(new(2021, 1, 31), 10), (new(2021, 2, 28), 20)], [(new(2021, 1, 1), 2)]), null)!;
        Assert.Equal(
            [(new(2021, 1, 31), 10m, 2m), (new(2021, 2, 10), null, 5m), (new(2021, 2, 28), 20m, null)],
            chart.Rows.Select(row => (row.On, row.Planned, row.Verified)));
    }

    [Theory]
    [InlineData("2021-12-01", true)]
    [InlineData("2022-09-10", false)]
    [InlineData(null, false)]
    public void Event_BeyondTheChart_IsNotDrawn(string? opening, bool drawn) => Assert.Equal(drawn, Chart.Of(
        View("2021-02-10", 5, [(new(2021, 1, 31), 10), (new(2021, 12, 31), 100)], []),
        opening is null ? null : DateOnly.Parse(opening, CultureInfo.InvariantCulture))!.Event is not null);

    [Theory]
    [InlineData("2021-01-18", "2021-01-31")]
    [InlineData("2021-06-30", "2022-06-30")]
    [InlineData("2024-01-01", "2021-12-31")]
    public void Ticks_AreAtMostSeven_WithinTheChart(string today, string last)
    {
        var chart = Chart.Of(View(today, 0, [(Frozen, 0), (DateOnly.Parse(last, CultureInfo.InvariantCulture), 100)], []), null)!;
        Assert.InRange(chart.Ticks.Length, 1, 7);
        Assert.All(chart.Ticks, tick => Assert.InRange(double.Parse(tick.X, CultureInfo.InvariantCulture), chart.Left, Chart.Right));
    }

    [Fact]
    public void Today_IsTheDayInChina()
    {
        var view = View("2021-02-10", 5, [(new(2021, 1, 31), 10), (new(2021, 12, 31), 100)], []);
        Assert.Contains(Chart.Of(view with { AsOf = new(2021, 2, 10, 17, 0, 0, TimeSpan.Zero) }, null)!.Rows, row => row.On == new DateOnly(2021, 2, 11));
    }

    [Theory]
    [InlineData("82.4 83.5 84.1", "82 82.5 83 83.5 84 84.5")]
    [InlineData("83", "82 83 84")]
    [InlineData("90.0 90", "89 90 91")]
    [InlineData("82.4", "82.3 82.4 82.5")]
    [InlineData("-0.0001", "-0.0002 -0.0001 0")]
    [InlineData("0", "0 1")]
    [InlineData("3 4", "3 4")]
    [InlineData("100000000", "99999999 100000000 100000001")]
    [InlineData("-3 12", "-5 0 5 10 15")]
    [InlineData("0 99999999", "0 20000000 40000000 60000000 80000000 100000000")]
    public void Levels_OfAnyValues_AreRoundAndAroundThem(string values, string levels)
    {
        var chart = Chart.Of(Months([.. values.Split(' ').Select(value => decimal.Parse(value, CultureInfo.InvariantCulture))]), [], Frozen)!;
        Assert.Equal(levels, string.Join(' ', chart.Levels.Select(level => level.Label)));
        Assert.All(Points(chart.Planned), point => Assert.InRange(point.Y, Chart.Top, Chart.Bottom));
        Assert.Null(Chart.Of([], [], Frozen));
    }

    [Fact]
    public void Levels_AreNoFinerThanTheValuesAreWritten_AndTheirLabelsHaveRoom() => Gen.Select(
        Gen.Int[0, 4], Gen.Int[-100_000_000, 100_000_000].Array[1, 8]).Sample((decimals, numbers) =>
    {
        var power = (decimal)Math.Pow(10, decimals);
        var chart = Chart.Of(Months([.. numbers.Select(number => number / power)]), [], Frozen)!;
        Assert.InRange(chart.Levels.Length, 2, 7);
        foreach (var (_, label) in chart.Levels)
        {
            Assert.True(label.Length <= label.IndexOf('.') + 1 + decimals || !label.Contains('.'), label);
            // A phone's digits are 20 high, and 11 to 12 wide.
            Assert.True(chart.Left - 6 >= 12 * label.Length, label);
        }
        Assert.All(Points(chart.Planned), point => Assert.InRange(point.Y, Chart.Top, Chart.Bottom));
    });

    [Theory]
    [InlineData("2021-05", "21年5月", "2021-06-20")]
    [InlineData("2020-12", "20年12月", "2021-08-01")]
    [InlineData("2021-Q2", "21年2季", "2021-07-01")]
    [InlineData("2020", "2020年", "2021-01-01")]
    [InlineData("2020 2020-Q4 2021-Q1 2021-Q2", "2020年 20年4季 21年1季 21年2季", "2021-07-12")]
    [InlineData("2020 2021-Q1 2021-Q2 2021-Q3 2021-Q4", "2020年 21年1季 21年2季 21年3季 21年4季", "2022-01-15")]
    [InlineData("2021-01 2021-02 2021-03 2021-04 2021-05", "21年1月 21年2月 21年3月 21年4月 21年5月", "2021-06-01")]
    public void Point_OfAPeriod_StandsAboveTheLabelOfItsOwn(string periods, string labels, string today)
    {
        var points = Of(periods.Split(' '));
        var chart = Chart.Of([], points, DateOnly.Parse(today, CultureInfo.InvariantCulture))!;
        Assert.Equal(labels, string.Join(' ', chart.Ticks.Select(tick => tick.Label).Reverse()));
        Assert.Equal(chart.Dots.Select(dot => dot.X).Reverse(), chart.Ticks.Select(tick => tick.X));
    }

    [Fact]
    public void Ticks_OfManyPeriods_AreOfSome_TheLastAmongThem_ApartAndUncut() => Gen.Select(Gen.Int[2, 60], Gen.Int[0, 900], Gen.Int[0, 100_000_000]).Sample((count, day, value) =>
    {
        var months = Months([.. Enumerable.Range(0, count).Select(n => value + (n / 10_000m))]);
        var chart = Chart.Of(months[..(count / 2)], months[(count / 2)..], Frozen.AddDays(day))!;
        Assert.Equal(months[^1].Label, chart.Ticks[0].Label);
        (double At, double Half)[] labels =
            [(0, 0), .. chart.Ticks.Select(tick => (double.Parse(tick.X, CultureInfo.InvariantCulture), ((tick.Label.Length - 2) * 11.5 + 40) / 2)).Reverse(), (Chart.Width, 0)];
        Assert.All(labels.Zip(labels[1..]), pair => Assert.True(pair.Second.At - pair.First.At >= pair.First.Half + pair.Second.Half));
        var points = Points(chart.Verified).Concat(Points(chart.Planned)).Select(point => point.X).ToHashSet();
        Assert.All(labels[1..^1], label => Assert.Contains(label.At, points));
    });

    private static PeriodValue[] Months(decimal[] values) =>
        [.. Of([.. values.Select((_, n) => $"{2018 + (n / 12)}-{n % 12 + 1:00}")]).Zip(values, (point, value) => point with { Value = value })];

    private static PeriodValue[] Of(string[] periods) =>
        [.. periods.Select(IndicatorPeriod.Parse).Select((period, n) => new PeriodValue(period.InShort(), period.First, period.Last, 80m + n))];

    private static (double X, double Y)[] Points(string line) =>
        [.. line.Split(' ').Select(point => point.Split(','))
            .Select(pair => (double.Parse(pair[0], CultureInfo.InvariantCulture), double.Parse(pair[1], CultureInfo.InvariantCulture)))];

    private static InitiativeView View(string today, decimal percent, (DateOnly On, decimal Planned)[] trajectory, (DateOnly Month, decimal Verified)[] months) => new(
        "演练", "project-4", InitiativeKind.Project, 4, "演练工程", "演练工程", "雏形初现", "雏形初现", [], "项目长", PositionStatus.Vacant, null, Light.Green, percent, null,
        new("project-4", new("演练工程"), new("雏形初现")), [],
        new(TaskBookStatus.Active, null, null, null, null, null, null, null, false, null, [new(1, At(Frozen), "", [])], 1, []), [],
        [.. months.Select(month => new ClosedMonth(month.Month, Light.Green, 0, 0, month.Verified))],
        [.. trajectory.Select(point => new TrajectoryPoint(point.On, point.Planned))], [], [], null, null!, 1, 1, At(DateOnly.Parse(today, CultureInfo.InvariantCulture)));

    private static DateTimeOffset At(DateOnly day) => new(day, new(9, 0), TimeSpan.FromHours(8));
}
