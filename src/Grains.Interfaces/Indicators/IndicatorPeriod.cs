using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FuyangPlan.Indicators;

/// <summary>How often an indicator has a value (月度、季度、年度).</summary>
public enum IndicatorFrequency { Monthly, Quarterly, Yearly }

/// <summary>What a value of an indicator is of (期): a month, a quarter or a year from 2015 to 2060, written <c>2021-06</c>, <c>2021-Q2</c>, <c>2021</c>.</summary>
/// <param name="Part">1 to 12, 1 to 4, or 1.</param>
public readonly record struct IndicatorPeriod(IndicatorFrequency Frequency, int Year, int Part)
{
    public DateOnly First => new(Year, (Part - 1) * Months + 1, 1);

    public DateOnly Last => First.AddMonths(Months).AddDays(-1);

    public IndicatorPeriod Next => Of(Frequency, First.AddMonths(Months));

    private int Months => Frequency switch { IndicatorFrequency.Monthly => 1, IndicatorFrequency.Quarterly => 3, _ => 12 };

    /// <summary>It begins when the other one, of whatever frequency, is over.</summary>
    public bool IsAfter(IndicatorPeriod other) => First > other.Last;

    /// <summary>The one in which a day lies.</summary>
    public static IndicatorPeriod Of(IndicatorFrequency frequency, DateOnly day) => new(frequency, day.Year, frequency switch
    {
        IndicatorFrequency.Monthly => day.Month,
        IndicatorFrequency.Quarterly => (day.Month + 2) / 3,
        _ => 1,
    });

    public static bool TryParse([NotNullWhen(true)] string? text, out IndicatorPeriod period)
    {
        period = text switch
        {
            { Length: 4 } => new(IndicatorFrequency.Yearly, Number(text), 1),
            { Length: 7 } when text[4..6] == "-Q" => new(IndicatorFrequency.Quarterly, Number(text.AsSpan(0, 4)), Number(text.AsSpan(6))),
            { Length: 7 } when text[4] == '-' => new(IndicatorFrequency.Monthly, Number(text.AsSpan(0, 4)), Number(text.AsSpan(5))),
            _ => default,
        };
        return period.Year is >= 2015 and <= 2060 && period.Part >= 1 && period.Part <= 12 / period.Months;
    }

    /// <exception cref="FormatException">It is none.</exception>
    public static IndicatorPeriod Parse(string text) => TryParse(text, out var period) ? period : throw new FormatException($"'{text}' is no period.");

    public override string ToString() => Frequency switch
    {
        IndicatorFrequency.Monthly => string.Create(CultureInfo.InvariantCulture, $"{Year}-{Part:00}"),
        IndicatorFrequency.Quarterly => string.Create(CultureInfo.InvariantCulture, $"{Year}-Q{Part}"),
        _ => Year.ToString(CultureInfo.InvariantCulture),
    };

    public string InWords() => Frequency switch
    {
        IndicatorFrequency.Monthly => $"{Year}年{Part}月",
        IndicatorFrequency.Quarterly => $"{Year}年第{Part}季度",
        _ => $"{Year}年",
    };

    /// <summary>Where there is little room.</summary>
    public string InShort() => Frequency switch
    {
        IndicatorFrequency.Monthly => $"{Year % 100}年{Part}月",
        IndicatorFrequency.Quarterly => $"{Year % 100}年{Part}季",
        _ => $"{Year}年",
    };

    private static int Number(ReadOnlySpan<char> digits) =>
        digits.ContainsAnyExceptInRange('0', '9') ? 0 : int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
