namespace FuyangPlan.TaskBooks;

/// <summary>What a task book promised first. Every slip is measured against it, in however many steps it comes.</summary>
/// <param name="Tasks">Due days, by number.</param>
/// <param name="Goals">Deadlines, by id.</param>
internal sealed record FirstPromises(ImmutableDictionary<int, DateOnly> Tasks, ImmutableDictionary<string, DateOnly> Goals)
{
    public static FirstPromises None { get; } = new(ImmutableDictionary<int, DateOnly>.Empty, ImmutableDictionary<string, DateOnly>.Empty);

    /// <summary>With what is promised now for the first time.</summary>
    public FirstPromises With(TaskBookContent content) => new(Dues(content).SetItems(Tasks), Deadlines(content).SetItems(Goals));

    /// <summary>
    /// The most, in calendar days, by which something that is put off now is then later than it was promised. What is dropped is put off to the last
    /// day of what comes in its place under another number.
    /// </summary>
    public int Slip(TaskBookContent now, TaskBookContent next) => Math.Max(
        Slips(Tasks, Dues(now), Dues(next)).DefaultIfEmpty().Max(), Slips(Goals, Deadlines(now), Deadlines(next)).DefaultIfEmpty().Max());

    private static IEnumerable<int> Slips<TKey>(
        ImmutableDictionary<TKey, DateOnly> first, ImmutableDictionary<TKey, DateOnly> now, ImmutableDictionary<TKey, DateOnly> next) where TKey : notnull
    {
        var instead = next.Where(each => !now.ContainsKey(each.Key)).Select(each => each.Value).DefaultIfEmpty().Max();
        foreach (var (key, day) in now)
        {
            var then = next.GetValueOrDefault(key, instead);
            if (then > day) yield return then.DayNumber - first.GetValueOrDefault(key, day).DayNumber;
        }
    }

    private static ImmutableDictionary<int, DateOnly> Dues(TaskBookContent content) => content.Tasks.ToImmutableDictionary(task => task.Number, task => task.Due);

    private static ImmutableDictionary<string, DateOnly> Deadlines(TaskBookContent content) =>
        content.Goals.Where(goal => goal.Deadline is not null).ToImmutableDictionary(goal => goal.Id, goal => goal.Deadline!.Value);
}
