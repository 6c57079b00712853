namespace FuyangPlan.TaskBooks;

/// <summary>What a task book says: goals, and the checklist that reaches them. Frozen, with its SHA-256, when issued.</summary>
/// <param name="Goals">1 to 20 goals.</param>
/// <param name="Tasks">1 to 500 tasks; the weights of those without sub-tasks sum to 100.</param>
[GenerateSerializer, Immutable, Alias("task-book-content")]
public sealed record TaskBookContent(ImmutableArray<Goal> Goals, ImmutableArray<PlannedTask> Tasks);

/// <summary>One goal.</summary>
/// <param name="Id">Short id within the task book, such as G1.</param>
/// <param name="Text">The goal.</param>
/// <param name="Standard">Completion standard (完成标准): what must be true to call it reached.</param>
/// <param name="Metric">How it is measured.</param>
/// <param name="Deadline">No later than the event's day, unless <paramref name="Waiver"/> says why.</param>
/// <param name="Waiver">Why the deadline may be later, or why there is none while the event has no date.</param>
[GenerateSerializer, Immutable, Alias("goal")]
public sealed record Goal(string Id, string Text, string? Standard = null, string? Metric = null, DateOnly? Deadline = null, string? Waiver = null);

/// <summary>Work with a duration, or a point in time (节点).</summary>
public enum TaskKind { Task, Milestone }

/// <summary>One line of the checklist as planned.</summary>
/// <param name="Number">1 to 9999, unique within the initiative, never reused.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Goal">Id of the goal it serves.</param>
/// <param name="Start">Planned start, +08:00.</param>
/// <param name="Due">Planned finish; the plan asks for 100 % at the end of that day.</param>
/// <param name="Weight">Share in percent, 0 to 100 with at most 2 decimals; 0 for a task with sub-tasks.</param>
/// <param name="Department">The one responsible department's code.</param>
/// <param name="People">At least one person id.</param>
/// <param name="Criteria">The completion standard as a list to tick.</param>
/// <param name="Kind">Task or milestone.</param>
/// <param name="Parent">Number of the task it is part of.</param>
/// <param name="After">Numbers of the tasks that must be verified before it starts.</param>
/// <param name="Optional">True when the closing of the task book does not wait for it.</param>
[GenerateSerializer, Immutable, Alias("planned-task")]
public sealed record PlannedTask(
    int Number, string Title, string Goal, DateOnly Start, DateOnly Due, decimal Weight = 0, string? Department = null,
    ImmutableArray<string>? People = null, ImmutableArray<string>? Criteria = null, TaskKind Kind = TaskKind.Task,
    int? Parent = null, ImmutableArray<int>? After = null, bool Optional = false);
