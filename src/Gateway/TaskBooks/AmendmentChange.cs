namespace FuyangPlan.TaskBooks;

/// <summary>What an amendment does to one goal or task, for people.</summary>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="SlipDays">How much later it is due, calendar days; negative: earlier.</param>
internal sealed record AmendmentChange(string Kind, string Number, string Title, int SlipDays, ImmutableArray<AmendmentChange.Item> Items)
{
    public sealed record Item(string Label, string? Before, string? After);

    /// <summary>Goals first, then tasks by number; what stays as it is is left out.</summary>
    public static ImmutableArray<AmendmentChange> Between(TaskBookContent before, TaskBookContent after, Frame frame) =>
    [
        .. Compare(before.Goals, after.Goals, goal => goal.Id, goal => goal.Text, goal => goal.Deadline, goal =>
            [
                ("目标", goal.Text), ("完成标准", goal.Standard), ("衡量", goal.Metric), ("期限", goal.Deadline is { } day ? Words.Date(day) : null), ("理由", goal.Waiver),
            ]),
        .. Compare(before.Tasks, after.Tasks, task => task.Number, task => task.Title, task => task.Due, task =>
            [
                ("任务", task.Title), ("开始", Words.Date(task.Start)), ("完成", Words.Date(task.Due)), ("权重", task.Weight == 0 ? null : Words.Number(task.Weight)),
                ("责任单位", task.Department is { } code ? frame.DepartmentName(code) : null),
                ("责任人", task.People is { IsEmpty: false } people ? frame.PeopleNames(people) : null),
                ("完成标准", task.Criteria is { IsEmpty: false } criteria ? string.Join("；", criteria) : null),
                ("目标", task.Goal), ("类型", task.Kind == TaskKind.Milestone ? "节点" : null), ("上级", task.Parent is { } parent ? $"第 {parent} 项" : null),
                ("前置", task.After is { IsEmpty: false } open ? string.Join("、", open.Select(number => $"第 {number} 项")) : null), ("可选", task.Optional ? "是" : null),
            ]),
    ];

    private static IEnumerable<AmendmentChange> Compare<T, TKey>(
        ImmutableArray<T> before, ImmutableArray<T> after, Func<T, TKey> key, Func<T, string> title, Func<T, DateOnly?> due,
        Func<T, (string Label, string? Text)[]> words) where T : class where TKey : notnull
    {
        var (was, now) = (before.ToDictionary(key), after.ToDictionary(key));
        foreach (var each in was.Keys.Union(now.Keys).Order())
        {
            var (old, next) = (was.GetValueOrDefault(each), now.GetValueOrDefault(each));
            // The name stands in front; of what comes or goes it need not be repeated.
            ImmutableArray<Item> items = (old, next) switch
            {
                (null, { } added) => [.. words(added).Skip(1).Where(word => word.Text is not null).Select(word => new Item(word.Label, null, word.Text))],
                ({ } gone, null) => [.. words(gone).Skip(1).Where(word => word.Text is not null).Select(word => new Item(word.Label, word.Text, null))],
                ({ } a, { } b) => [.. words(a).Zip(words(b)).Where(pair => pair.First.Text != pair.Second.Text)
                    .Select(pair => new Item(pair.First.Label, pair.First.Text, pair.Second.Text))],
                _ => [],
            };
            if (items.IsEmpty) continue;
            var slip = old is not null && next is not null && due(old) is { } from && due(next) is { } to ? to.DayNumber - from.DayNumber : 0;
            yield return new(old is null ? "added" : next is null ? "removed" : "changed", $"{each}", title((next ?? old)!), slip, items);
        }
    }
}
