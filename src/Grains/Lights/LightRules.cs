using System.Globalization;
using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;
using FuyangPlan.Plans;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Lights;

/// <summary>
/// The light (红黄绿灯): a pure function of state, day and rules, judged at 00:00 of the day against the current baseline. It is never stored but
/// for closed months. For a given state it can only get worse from one day to the next.
/// </summary>
internal static class LightRules
{
    /// <summary>Percent that the baseline asks for when the day begins: linear from the start's morning to the due day's end; a milestone jumps at its end.</summary>
    public static decimal Planned(BaselineTask baseline, TaskKind kind, DateOnly day)
    {
        var (elapsed, length) = (day.DayNumber - baseline.Start.DayNumber, baseline.Due.DayNumber + 1 - baseline.Start.DayNumber);
        return elapsed >= length ? 100 : elapsed <= 0 || kind == TaskKind.Milestone ? 0 : Math.Round(100m * elapsed / length, 2);
    }

    public static LightReasons OfTask(TaskState task, BaselineTask baseline, DateOnly day, RuleSet rules)
    {
        var (light, planned, gap, finish, start) = Judge(task, baseline, day, rules);
        var delay = finish > 0 ? $"，超过完成期限 {finish} 天" : start > 0 ? $"，应开未开 {start} 天" : "";
        return new(light, day, planned, task.Reported, task.Verified, gap, Math.Max(finish, start), finish + start > 0 ? task.Planned.Title : null,
            light == Light.Blue ? "已销号。" : Sentence(planned, task.Verified, task.Reported, gap, delay, light));
    }

    private static (Light Light, decimal Planned, decimal Gap, int Finish, int Start) Judge(TaskState task, BaselineTask baseline, DateOnly day, RuleSet rules)
    {
        var planDay = day.AddDays(-task.PausedDays(day));
        var planned = Planned(baseline, task.Planned.Kind, planDay);
        var gap = Math.Max(0, planned - task.Verified);
        var finish = task.IsDone ? 0 : Math.Max(0, planDay.DayNumber - baseline.Due.DayNumber);
        var start = task.Stage == TaskStage.NotStarted && finish == 0 ? Math.Max(0, planDay.DayNumber - baseline.Start.DayNumber) : 0;
        var light = task.Stage == TaskStage.StruckOff ? Light.Blue
            : Worst(OfGap(gap, rules), Worst(OfDelay(finish, rules.RedFinishOverdueDays), OfDelay(start, rules.RedStartOverdueDays)));
        return (light, planned, gap, finish, start);
    }

    /// <summary>
    /// Null while no task book is in force. The gate (节点) that is most overdue counts beside the gap; what other parts say counts as it is, so
    /// that an initiative is never better than the worst of its checklist and of them.
    /// </summary>
    public static LightReasons? OfInitiative(InitiativeState initiative, DateOnly day, RuleSet rules)
    {
        if (initiative.TaskBook.Current is not { } baseline) return null;
        decimal planned = 0, reported = 0, verified = 0;
        var (overdue, gate, allStruckOff) = (0, (string?)null, true);
        foreach (var task in Tasks(initiative, baseline))
        {
            var (state, line) = task;
            var planDay = day.AddDays(-state.PausedDays(day));
            planned += line.Weight * Planned(line, state.Planned.Kind, planDay) / 100;
            reported += line.Weight * state.Reported / 100;
            verified += line.Weight * state.Verified / 100;
            allStruckOff &= state.Stage == TaskStage.StruckOff;
            var late = planDay.DayNumber - line.Due.DayNumber;
            if (state.Planned.Kind == TaskKind.Milestone && !state.IsDone && late > overdue) (overdue, gate) = (late, state.Planned.Title);
        }
        (planned, reported, verified) = (Math.Round(planned, 2), Math.Round(reported, 2), Math.Round(verified, 2));
        var gap = Math.Max(0, planned - verified);
        var isClosed = initiative.TaskBook.Status == TaskBookStatus.Closed;
        var own = allStruckOff || isClosed ? Light.Blue : Worst(OfGap(gap, rules), OfDelay(overdue, rules.RedFinishOverdueDays));
        var said = own == Light.Blue ? "全部任务已销号。" : Sentence(planned, verified, reported, gap, gate is null ? "" : $"，节点“{gate}”超期 {overdue} 天", own);
        ImmutableArray<Judgement> others = isClosed ? [] : Judgements.Of(initiative, day, rules);
        return new(others.Aggregate(own, (worst, other) => Worst(worst, other.Light)), day, planned, reported, verified, gap, overdue, gate,
            string.Join('；', others.Where(other => other.Light > Light.Green).Select(other => other.Why).Prepend(said)));
    }

    public static Light OfGap(decimal gap, RuleSet rules) => gap > rules.RedGap ? Light.Red : gap >= rules.YellowGap ? Light.Yellow : Light.Green;

    /// <summary>The first day, within two years of the due day, on which a task that nobody touches is at least as bad as a colour.</summary>
    public static DateOnly? TurnsOn(TaskState task, BaselineTask baseline, Light light, RuleSet rules)
    {
        bool Turned(int day) => Judge(task, baseline, DateOnly.FromDayNumber(day), rules).Light >= light;
        var (low, high) = (baseline.Start.DayNumber, baseline.Due.DayNumber + 730);
        if (task.Stage == TaskStage.StruckOff || !Turned(high)) return null;
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (Turned(middle)) high = middle; else low = middle + 1;
        }
        return DateOnly.FromDayNumber(low);
    }

    public static string Words(Light? light) => light switch
    {
        Light.Blue => "蓝灯",
        Light.Green => "绿灯",
        Light.Yellow => "黄灯",
        Light.Red => "红灯",
        _ => "未亮灯",
    };

    public static IEnumerable<(TaskState State, BaselineTask Line)> Tasks(InitiativeState initiative, Baseline baseline) =>
        from line in baseline.Tasks
        let state = initiative.Checklist.Tasks.GetValueOrDefault(line.Number)
        where state is not null && state.Stage != TaskStage.Cancelled
        select (state, line);

    private static Light OfDelay(int days, int redFrom) => days >= redFrom ? Light.Red : days > 0 ? Light.Yellow : Light.Green;

    private static Light Worst(Light one, Light other) => one > other ? one : other;

    private static string Sentence(decimal planned, decimal verified, decimal reported, decimal gap, string delay, Light light)
    {
        static string P(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
        var pending = reported > verified ? $"，待核验 {P(reported)}" : "";
        return $"计划 {P(planned)}，已核验 {P(verified)}{pending} → 差 {P(gap)} 个百分点{delay} → {Words(light)[..1]}";
    }
}
