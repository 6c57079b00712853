using System.Globalization;
using FuyangPlan.EventSourcing;
using FuyangPlan.Plans;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.TaskBooks;

/// <summary>What a task book's content must be: never contradictory, and complete when it is submitted.</summary>
internal static class TaskBookContentRules
{
    private const int MaxGoals = 20, MaxTasks = 500;

    /// <summary>Faults that even a draft may not have.</summary>
    public static Refusal? Contradictions(TaskBookContent content, Moment moment)
    {
        var plan = moment.Plan;
        var faults = new List<Fault>();
        if (content.Goals.Length is 0 or > MaxGoals) faults.Add(new("/content/goals", $"须有 1 至 {MaxGoals} 个目标"));
        if (content.Tasks.Length > MaxTasks) faults.Add(new("/content/tasks", $"最多 {MaxTasks} 项任务"));
        for (var i = 0; i < content.Goals.Length; i++)
            if (content.Goals[i] is null) faults.Add(new($"/content/goals/{i}", "不能为空"));
        for (var i = 0; i < content.Tasks.Length; i++)
            if (content.Tasks[i] is null) faults.Add(new($"/content/tasks/{i}", "不能为空"));
        if (faults.Count > 0) return Refuse(Problems.TaskBookInvalid, "任务书内容有误，请按位置改正。", [.. faults]);

        for (var i = 0; i < content.Goals.Length; i++)
        {
            var (goal, at) = (content.Goals[i], $"/content/goals/{i}");
            Text(faults, $"{at}/id", goal.Id, 20);
            Text(faults, $"{at}/text", goal.Text, 500);
            if (goal.Standard is not null) Text(faults, $"{at}/standard", goal.Standard, 500);
            if (goal.Metric is not null) Text(faults, $"{at}/metric", goal.Metric, 500);
            if (goal.Waiver is not null) Text(faults, $"{at}/waiver", goal.Waiver, 500);
            if (goal.Deadline is { } deadline && Guard.MustLieInPlan("", deadline, moment) is { } early) faults.Add(new($"{at}/deadline", early.Detail));
            if (content.Goals.Take(i).Any(other => other.Id == goal.Id)) faults.Add(new($"{at}/id", "目标编号重复"));
        }

        var numbers = content.Tasks.Select(task => task.Number).ToHashSet();
        var parents = content.Tasks.Select(task => task.Parent).OfType<int>().ToHashSet();
        var seen = new HashSet<int>();
        for (var i = 0; i < content.Tasks.Length; i++)
        {
            var (task, at) = (content.Tasks[i], $"/content/tasks/{i}");
            Text(faults, $"{at}/title", task.Title, 200);
            if (task.Number is < 1 or > 9999) faults.Add(new($"{at}/number", "编号须为 1 至 9999"));
            if (!seen.Add(task.Number)) faults.Add(new($"{at}/number", "任务编号重复"));
            if (content.Goals.All(goal => goal.Id != task.Goal)) faults.Add(new($"{at}/goal", "没有这个目标"));
            if (Guard.MustLieInPlan("", task.Start, moment) is { } early) faults.Add(new($"{at}/start", early.Detail));
            if (task.Due < task.Start) faults.Add(new($"{at}/due", "完成日期不能早于开始日期"));
            else if (Guard.MustLieInPlan("", task.Due, moment) is { } late) faults.Add(new($"{at}/due", late.Detail));
            if (task.Weight is < 0 or > 100 || decimal.Round(task.Weight, 2) != task.Weight) faults.Add(new($"{at}/weight", "权重须为 0 至 100，最多两位小数"));
            if (parents.Contains(task.Number) && task.Weight != 0) faults.Add(new($"{at}/weight", "有下级任务的，权重由下级合计，此处须为 0"));
            if (task.Department is { } code && !plan.Departments.ContainsKey(code)) faults.Add(new($"{at}/department", $"单位 {code} 未登记"));
            foreach (var person in task.People ?? [])
                if (person is null || !plan.Persons.ContainsKey(person)) faults.Add(new($"{at}/people", $"人员 {person} 未登记"));
            foreach (var criterion in task.Criteria ?? []) Text(faults, $"{at}/criteria", criterion, 200);
            if (task.Parent is { } parent && !numbers.Contains(parent)) faults.Add(new($"{at}/parent", "没有这项上级任务"));
            foreach (var before in task.After ?? [])
                if (!numbers.Contains(before)) faults.Add(new($"{at}/after", $"没有前置任务 {before}"));
        }
        if (faults.Count > 0) return Refuse(Problems.TaskBookInvalid, "任务书内容有误，请按位置改正。", [.. faults.Take(200)]);

        return Cycle(content, task => task.Parent is { } parent ? [parent] : [], "上级关系")
            // A group is finished when its parts are, so whoever waits for it waits for them; and they wait for what it waits for.
            ?? Cycle(content, task => [.. After(task), .. content.Tasks.Where(part => part.Parent == task.Number).Select(part => part.Number)], "前置关系");

        IEnumerable<int> After(PlannedTask task) =>
            (task.After ?? []).Concat(content.Tasks.FirstOrDefault(group => group.Number == task.Parent) is { } group ? After(group) : []);
    }

    /// <summary>Faults that keep a draft from review: domain guard of SubmitForReview.</summary>
    public static Refusal? Incompleteness(TaskBookContent content, PlanState plan)
    {
        var faults = new List<Fault>();
        for (var i = 0; i < content.Goals.Length; i++)
        {
            var (goal, at) = (content.Goals[i], $"/content/goals/{i}");
            if (goal.Standard is null) faults.Add(new($"{at}/standard", $"目标“{goal.Text}”缺少完成标准"));
            if (goal.Metric is null) faults.Add(new($"{at}/metric", $"目标“{goal.Text}”缺少衡量办法"));
            if (goal.Deadline is null && goal.Waiver is null) faults.Add(new($"{at}/deadline", $"目标“{goal.Text}”缺少期限"));
            else if (goal.Waiver is null && plan.EventDate is { } day && goal.Deadline > day)
                faults.Add(new($"{at}/deadline", $"目标“{goal.Text}”期限晚于赛事开幕 {day:yyyy-MM-dd}，须说明理由"));
        }
        if (content.Tasks.IsEmpty) faults.Add(new("/content/tasks", "清单中没有任务"));
        for (var i = 0; i < content.Tasks.Length; i++)
        {
            var (task, at) = (content.Tasks[i], $"/content/tasks/{i}");
            if (IsGroup(content, task)) continue;
            if (task.Department is null) faults.Add(new($"{at}/department", $"任务 {task.Number}“{task.Title}”缺少责任单位"));
            if (task.People is not { Length: > 0 }) faults.Add(new($"{at}/people", $"任务 {task.Number}“{task.Title}”缺少责任人"));
            if (task.Weight == 0) faults.Add(new($"{at}/weight", $"任务 {task.Number}“{task.Title}”权重须大于 0"));
        }
        if (faults.Count > 0)
            return Refuse(Problems.TaskBookIncomplete, $"任务书还缺 {faults.Count} 处：{faults[0].Message}。", [.. faults.Take(200)]);

        var sum = content.Tasks.Where(task => !IsGroup(content, task)).Sum(task => task.Weight);
        return sum == 100
            ? null
            : Refuse(Problems.WeightsNotHundred, $"权重合计为 {sum.ToString("0.##", CultureInfo.InvariantCulture)}，须为 100。", [new("/content/tasks", "权重合计须为 100")]);
    }

    public static bool IsGroup(TaskBookContent content, PlannedTask task) => content.Tasks.Any(other => other.Parent == task.Number);

    public static ImmutableArray<BaselineTask> Weighted(TaskBookContent content) =>
        [.. content.Tasks.Where(task => !IsGroup(content, task)).Select(task => new BaselineTask(task.Number, task.Start, task.Due, task.Weight))];

    private static void Text(List<Fault> faults, string pointer, string text, int limit)
    {
        if (Guard.MustBeText(pointer, text, limit) is { } refusal) faults.AddRange(refusal.Faults);
    }

    /// <summary>A depth-first walk; the refusal names the whole path.</summary>
    private static Refusal? Cycle(TaskBookContent content, Func<PlannedTask, ImmutableArray<int>> next, string relation)
    {
        var tasks = content.Tasks.ToDictionary(task => task.Number);
        var (done, path) = (new HashSet<int>(), new List<int>());
        foreach (var start in tasks.Keys)
            if (Walk(start) is { } cycle)
                return Refuse(Problems.DependencyCycle, $"{relation}成环：{string.Join(" → ", cycle)}。", [new("/content/tasks", string.Join(" → ", cycle))]);
        return null;

        int[]? Walk(int number)
        {
            if (path.IndexOf(number) is >= 0 and var from) return [.. path.Skip(from), number];
            if (!done.Add(number)) return null;
            path.Add(number);
            foreach (var following in next(tasks[number]))
                if (Walk(following) is { } cycle) return cycle;
            path.RemoveAt(path.Count - 1);
            return null;
        }
    }
}
