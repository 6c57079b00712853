using System.Globalization;

namespace FuyangPlan.TaskBooks;

/// <summary>
/// The task book as somebody filled it in anew: what the form sends stands for what it replaces, the rest stays. What cannot be read becomes a value
/// that the rules refuse, so that there is one place that says no.
/// </summary>
/// <param name="book">The content in force.</param>
/// <param name="lastNumber">The greatest number that any task ever had; new ones follow it.</param>
/// <param name="sent">A field of the form; null: the form does not have it.</param>
public sealed class AmendmentInput(TaskBookContent book, int lastNumber, Func<string, string?> sent)
{
    private const int MostLines = 50;

    /// <summary>How many lines for new tasks there are.</summary>
    public int NewLines { get; } = int.TryParse(sent("lines"), NumberStyles.None, CultureInfo.InvariantCulture, out var lines)
        ? Math.Clamp(lines + (sent("more") is null ? 0 : 1), 1, MostLines)
        : 1;

    /// <summary>What a field shows: what was typed, or else what is in force.</summary>
    public string Shown(string field, string? inForce) => sent(field) ?? inForce ?? "";

    public bool Ticked(string field) => sent(field) == "true";

    public static string Joined(ImmutableArray<string>? people) => string.Join(' ', people ?? []);

    /// <summary>A group that has lost all of its parts goes with them, and nobody waits for a task that is gone.</summary>
    public TaskBookContent Content()
    {
        var groups = Parents(book.Tasks);
        ImmutableArray<PlannedTask> tasks = [.. book.Tasks.Where(task => !Ticked($"remove-{task.Number}")).Select(Amended), .. Added()];
        while (tasks.RemoveAll(task => groups.Contains(task.Number) && !Parents(tasks).Contains(task.Number)) is var fewer && fewer.Length < tasks.Length) tasks = fewer;
        var left = tasks.Select(task => task.Number).ToHashSet();
        return new(
            [.. book.Goals.Select((goal, place) => goal with { Deadline = OptionalDay($"deadline-{place}", goal.Deadline), Waiver = Word($"waiver-{place}", goal.Waiver) })],
            [.. tasks.Select(task => task.After is { } after && after.Any(number => !left.Contains(number))
                ? task with { After = after.RemoveAll(number => !left.Contains(number)) is { IsEmpty: false } still ? still : null }
                : task)]);
    }

    private static HashSet<int> Parents(ImmutableArray<PlannedTask> tasks) => [.. tasks.Select(task => task.Parent).OfType<int>()];

    private PlannedTask Amended(PlannedTask task) => task with
    {
        Start = Day($"start-{task.Number}", task.Start),
        Due = Day($"due-{task.Number}", task.Due),
        Weight = Weight($"weight-{task.Number}", task.Weight),
        Department = Word($"department-{task.Number}", task.Department),
        People = sent($"people-{task.Number}") is { } people && people != Joined(task.People) ? Split(people, ' ') : task.People,
    };

    private IEnumerable<PlannedTask> Added()
    {
        var number = lastNumber;
        for (var line = 0; line < NewLines; line++)
        {
            string Of(string field) => sent($"new-{field}-{line}") ?? "";
            if (string.Concat(Of("title"), Of("start"), Of("due"), Of("weight"), Of("criteria")).Length == 0) continue;
            yield return new(
                Number: ++number, Title: Of("title"), Goal: Of("goal"), Start: Words.ParseDate(Of("start")) ?? default,
                Due: Words.ParseDate(Of("due")) ?? default, Weight: Weight($"new-weight-{line}", 0), Department: Word($"new-department-{line}", null),
                People: Split(Of("people"), ' '), Criteria: Split(Of("criteria"), '\n'),
                Kind: Ticked($"new-milestone-{line}") ? TaskKind.Milestone : TaskKind.Task,
                Parent: int.TryParse(Of("parent"), NumberStyles.None, CultureInfo.InvariantCulture, out var parent) ? parent : null);
        }
    }

    private DateOnly Day(string field, DateOnly inForce) => sent(field) is { } text ? Words.ParseDate(text) ?? default : inForce;

    private DateOnly? OptionalDay(string field, DateOnly? inForce) => sent(field) is { } text ? text.Length == 0 ? null : Words.ParseDate(text) ?? default(DateOnly) : inForce;

    // 5 and 5.00 are one weight, but not one text to be hashed.
    private decimal Weight(string field, decimal inForce) => sent(field) is not { } text ? inForce
        : !decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) ? -1
        : weight == inForce ? inForce : weight;

    private string? Word(string field, string? inForce) => sent(field) is { } text ? text.Length == 0 ? null : text : inForce;

    private static ImmutableArray<string>? Split(string text, char by) =>
        text.Split(by, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } parts ? [.. parts] : null;
}
