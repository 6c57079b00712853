using FuyangPlan.EventSourcing;
using FuyangPlan.Plans;

namespace FuyangPlan.Enterprises;

/// <summary>Working hours: the shifts of the plan's rules, +08:00, on its working days.</summary>
internal static class WorkingTime
{
    /// <summary>The instant by which so much working time has passed since <paramref name="start"/>, +08:00.</summary>
    /// <param name="work">Above 0.</param>
    public static DateTimeOffset Add(PlanState plan, DateTimeOffset start, TimeSpan work)
    {
        for (var day = start.Day(); ; day = day.AddDays(1))
        {
            if (!plan.IsWorkday(day)) continue;
            foreach (var (from, to) in plan.Rules.Services.WorkingShifts())
            {
                var (begin, end) = (day.Start() + from.ToTimeSpan(), day.Start() + to.ToTimeSpan());
                if (begin < start) begin = start;
                if (begin >= end) continue;
                if (work <= end - begin) return (begin + work).ToOffset(China.Offset);
                work -= end - begin;
            }
        }
    }
}
