using System.Globalization;

namespace FuyangPlan.Http;

/// <summary>The one reading of days and instants that come from outside.</summary>
internal static class Dates
{
    public static readonly TimeSpan China = TimeSpan.FromHours(8);

    private static readonly DateOnly Earliest = new(2015, 1, 1);
    private static readonly DateOnly Latest = new(2060, 12, 31);

    private static readonly string[] Instants =
    [
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    /// <summary><c>yyyy-MM-dd</c> exactly, from 2015 to 2060.</summary>
    public static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
        && day >= Earliest && day <= Latest;

    /// <summary>ISO 8601 with an explicit offset, from 2015 to 2060.</summary>
    public static bool TryInstant(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant)
        && InRange(instant);

    /// <summary>The day of an instant, in China.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(China).DateTime);

    /// <summary>The last moment of a day, in China.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue), China);

    private static bool InRange(DateTimeOffset instant) =>
        instant.UtcDateTime.Year is > 2014 and < 2061;
}
