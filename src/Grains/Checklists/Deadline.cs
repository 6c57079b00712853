using FuyangPlan.TaskBooks;

namespace FuyangPlan.Checklists;

/// <summary>When an open task is overdue. Days on which the plan's clock stood still for it (免责) do not count, wherever it is shown.</summary>
/// <param name="Due">Its due day, later by the days of pauses that are over.</param>
/// <param name="StillSince">From when on the clock stands still; null: it runs.</param>
internal sealed record Deadline(DateOnly Due, DateOnly? StillSince)
{
    /// <summary>Null for a task that is done or no longer wanted, and while no baseline holds.</summary>
    public static Deadline? Of(TaskState task, BaselineTask? line)
    {
        if (line is null || task.IsDone || task.Stage == TaskStage.Cancelled) return null;
        var days = task.Pauses.Sum(pause => pause.Until is { } until ? until.DayNumber - pause.From.DayNumber : 0);
        return new(line.Due.AddDays(days), task.Pauses is [.., { Until: null, From: var from }] ? from : null);
    }

    /// <summary>0 when it is not overdue on a day that is not before what is known.</summary>
    public int OverdueDays(DateOnly today) => Math.Max(0, (StillSince < today ? StillSince.Value : today).DayNumber - Due.DayNumber);
}
