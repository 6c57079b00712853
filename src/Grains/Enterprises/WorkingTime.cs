using FuyangPlan.EventSourcing;
using FuyangPlan.Plans;

namespace FuyangPlan.Enterprises;

/// <summary>Working hours: 08:30 to 12:00 and 13:30 to 17:30 +08:00 on the plan's working days.</summary>
internal static class WorkingTime
{
    private static readonly ImmutableArray<(TimeSpan From, TimeSpan To)> Shifts = [(new(8, 30, 0), new(12, 0, 0)), (new(13, 30, 0), new(17, 30, 0))];

    /// <summary>The instant by which so much working time has passed since <paramref name="start"/>, +08:00.</summary>
    /// <param name="work">Above 0.</param>
    public static DateTimeOffset Add(PlanState plan, DateTimeOffset start, TimeSpan work)
    {
        for (var day = start.Day(); ; day = day.AddDays(1))
        {
            if (!plan.IsWorkday(day)) continue;
            foreach (var (from, to) in Shifts)
            {
                var (begin, end) = (day.Start() + from, day.Start() + to);
                if (begin < start) begin = start;
                if (begin >= end) continue;
                if (work <= end - begin) return (begin + work).ToOffset(China.Offset);
                work -= end - begin;
            }
        }
    }
}
