using System.Globalization;

namespace FuyangPlan.Calendars;

/// <summary>The one reading of days and instants that come from outside.</summary>
public static class Dates
{
    private static readonly string[] Instants =
    [
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    /// <summary><c>yyyy-MM-dd</c> exactly, in <see cref="Years"/>.</summary>
    public static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && Years.Include(day);

    /// <summary>ISO 8601 with an explicit offset, in <see cref="Years"/>.</summary>
    public static bool TryInstant(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant) && Years.Include(instant.UtcDateTime.Year);
}
