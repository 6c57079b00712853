namespace FuyangPlan.Calendars;

/// <summary>Days and instants in China, which has one time zone and no summer time.</summary>
public static class China
{
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(8);

    /// <summary>The day of an instant.</summary>
    public static DateOnly Day(this DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(Offset).DateTime);

    /// <summary>00:00 +08:00 of the day.</summary>
    public static DateTimeOffset Start(this DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>Its last moment.</summary>
    public static DateTimeOffset End(this DateOnly day) => new(day.ToDateTime(TimeOnly.MaxValue), Offset);
}
