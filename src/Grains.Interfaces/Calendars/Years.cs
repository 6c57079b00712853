namespace FuyangPlan.Calendars;

/// <summary>The years in which anything may lie.</summary>
public static class Years
{
    public const int First = 2015, Last = 2060;

    public const string InWords = "2015 至 2060";

    public static bool Include(int year) => year is >= First and <= Last;

    public static bool Include(DateOnly day) => Include(day.Year);
}
