using System.Globalization;

namespace FuyangPlan.Shell;

/// <summary>Dates, numbers and words that pages of all rooms show.</summary>
internal static class Words
{
    private static readonly string[] Inputs = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    public static string OfChange(string change) => change switch { "added" => "新增", "removed" => "删去", _ => "变更" };

    public static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>万元 as people say it: from a hundred million 元 on in 亿元.</summary>
    public static string Money(decimal tenThousands) => tenThousands >= 10_000 ? $"{Number(tenThousands / 10_000)} 亿元" : $"{Number(tenThousands)} 万元";

    /// <summary>A share of 1 in percent.</summary>
    public static string Share(decimal share) => share is > 0 and < 0.01m ? "不到 1%" : decimal.Round(share * 100).ToString("0", CultureInfo.InvariantCulture) + "%";

    public static string Percent(decimal value) => Number(value) + "%";

    /// <summary>Percentage points with a sign: how far verified is behind (−) or ahead (+) of the plan.</summary>
    public static string Points(decimal gap) => gap == 0 ? "0 个百分点" : $"{(gap > 0 ? "落后" : "超前")} {Number(Math.Abs(gap))} 个百分点";

    public static string Date(DateOnly date) => date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    public static string Date(DateOnly? date) => date is { } known ? Date(known) : "—";

    public static string Month(DateOnly month) => month.ToString("yyyy年M月", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset at) => at.ToOffset(China.Offset).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset at) => at.ToOffset(China.Offset).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>As a machine reads it, for <c>datetime</c> attributes.</summary>
    public static string Iso(DateTimeOffset at) => at.ToOffset(China.Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>As a date-time input takes it, +08:00.</summary>
    public static string Input(DateTimeOffset at) =>
        at.ToOffset(China.Offset).ToString(at.Second == 0 ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The offset of what a date-time input gives, which goes with it.</summary>
    public const string Zone = "+08:00";

    /// <summary>As an address says it: with its offset.</summary>
    public static string Instant(DateTimeOffset at) => Input(at) + Zone;

    /// <summary>What a date-time input gave, with the offset that came beside it; anything else as it is.</summary>
    public static string Zoned(string text, string? zone) =>
        zone?.Replace(' ', '+') == Zone && DateTime.TryParseExact(text, Inputs, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text + Zone : text;

    /// <summary>What a filter says; null where it is left empty.</summary>
    public static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>A value as it is named in the API.</summary>
    public static string Camel<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static DateOnly? ParseDate(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
