using System.Reflection;

namespace FuyangPlan.Plans;

/// <summary>
/// The instant that a reader asks about: an ISO instant with offset, or a day, which means its last moment or the plan's now, whichever is
/// earlier. Absent: now.
/// </summary>
/// <param name="At">Null: now.</param>
/// <param name="Refusal">Why it cannot be asked.</param>
internal sealed record AsOf(DateTimeOffset? At, Refusal? Refusal = null) : IBound
{
    /// <summary>The instant that <paramref name="text"/> names in a plan.</summary>
    public static async Task<AsOf> Read(PlanReader reader, string plan, string? text, string name = "asOf")
    {
        if (text is null) return new(At: null);
        return await reader.Clock(plan) is { } clock
            ? Of(text, clock.Now, name)
            : new(null, Problems.PlanNotFound.Because("请核对行动编号。"));
    }

    /// <summary>The same, for a plan whose clock reads <paramref name="now"/>.</summary>
    public static AsOf Of(string text, DateTimeOffset now, string name = "asOf")
    {
        if (Dates.TryDay(text, out var day))
            return day > now.Day() ? Future(now) : new(day == now.Day() ? now : day.End());
        // A plus that was not escaped in the address arrives as a space.
        if (Dates.TryInstant(text.Replace(' ', '+'), out var instant)) return instant > now ? Future(now) : new(instant);
        const string message = $"须为日期（2021-03-31）或带时区的时间（2021-03-31T18:00:00+08:00），年份为 {Years.InWords}。";
        return new(null, Problems.BadParameter.Because($"查询参数 {name} {message}", new Fault($"?{name}", message)));
    }

    public static async ValueTask<AsOf?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        var values = http.Request.Query[parameter.Name!];
        // More than one is refused as such, like every repeated parameter.
        if (values.Count != 1 || http.GetRouteValue("plan") is not string plan) return new(At: null);
        return await Read(http.RequestServices.GetRequiredService<PlanReader>(), plan, values[0], parameter.Name!);
    }

    /// <summary>Why there is nothing to show: it is not there at all, or was not there yet.</summary>
    public Refusal Missing(Problem problem, string detail) =>
        At is null ? problem.Because(detail) : Problems.NotYetThen.Because("该时点尚无此内容，或者它不对您开放；可选择更晚的时点。");

    private static AsOf Future(DateTimeOffset now) =>
        new(null, Problems.AsOfInFuture.Because($"时点不能晚于行动的时钟（现在是 {now.ToOffset(China.Offset):yyyy-MM-dd HH:mm}）。"));
}
