using FuyangPlan.Plans;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.EventSourcing;

/// <summary>What must hold for many rules to go on. Each answers the refusal, or null to go on; they are chained with <c>??</c>.</summary>
internal static class Guard
{
    public static Refusal? MustBeText(string pointer, string? text, int limit) =>
        string.IsNullOrWhiteSpace(text) ? Refuse(Problems.TextRequired, "必填文字为空。", [new(pointer, "必填")])
        : !Text.IsClean(text) || text != Text.Normalize(text)
            ? Refuse(Problems.TextInvalid, "文字含有不可见或不允许的字符，请删去后再提交。", [new(pointer, "含不允许的字符")])
        : Text.Length(text) > limit ? Refuse(Problems.TextTooLong, $"文字最多 {limit} 个字。", [new(pointer, $"最多 {limit} 个字")])
        : null;

    public static Refusal? MustBeTextIfAny(string pointer, string? text, int limit) => text is null ? null : MustBeText(pointer, text, limit);

    /// <summary>REASON: at least 10 characters, kept for ever.</summary>
    public static Refusal? MustBeReason(string pointer, string? text) =>
        text is null || Text.Length(text.Trim()) < 10
            ? Refuse(Problems.ReasonRequired, "请写明理由，不少于 10 个字。", [new(pointer, "不少于 10 个字")])
            : MustBeText(pointer, text, 1000);

    public static Refusal? MustBeSlug(string pointer, string text) =>
        text.IsSlug() ? null : Refuse(Problems.TextInvalid, "编号由小写字母开头，只含小写字母、数字和连字符，2 至 40 位。", [new(pointer, "编号不合要求")]);

    /// <summary>A day that binds anybody: from the plan's first day to so many years after its last (<see cref="RuleSet.YearsAhead"/>), where a slip of the pen ends.</summary>
    public static Refusal? MustLieInPlan(string pointer, DateOnly day, Moment moment)
    {
        if (!Years.Include(day)) return Refuse(Problems.InvalidDate, $"日期须在 {Years.InWords} 年之间。", [new(pointer, "超出范围")]);
        var (first, last) = (moment.Plan.StartsOn, moment.Plan.LastDay(moment.Today));
        return day < first ? Refuse(Problems.BeforeStart, $"日期不能早于行动开始之日 {first:yyyy-MM-dd}。", [new(pointer, "早于行动开始")])
            : day > last ? Refuse(
                Problems.InvalidDate,
                $"日期不能晚于 {last:yyyy-MM-dd}（赛事日或今天之后 {moment.Plan.Rules.LastYears()} 年），请核对年份。",
                [new(pointer, $"晚于 {last:yyyy-MM-dd}")])
            : null;
    }

    /// <summary>0 to 100 with at most two decimals.</summary>
    public static Refusal? MustBePercent(string pointer, decimal percent) => percent is < 0 or > 100 || decimal.Round(percent, 2) != percent
        ? Refuse(Problems.OutOfRange, "进度须为 0 至 100，最多两位小数。", [new(pointer, "超出范围")])
        : null;

    /// <summary>The day lies so far back that what is said of it is marked, or refused.</summary>
    public static bool IsBackDated(DateOnly day, Moment moment) => moment.Today.DayNumber - day.DayNumber > moment.Plan.Rules.BackDatedAfterDays;

    public static Refusal? MustBeRegistered(string pointer, string id, PlanState plan) =>
        plan.Persons.ContainsKey(id) ? null : Refuse(Problems.PersonNotFound, $"人员 {id} 未登记，请先登记人员。", [new(pointer, "未登记")]);
}
