using FuyangPlan.Lights;

namespace FuyangPlan.Checklists;

/// <summary>The query parameters of the task list across initiatives.</summary>
internal sealed record TaskFilter(
    string? Kind, string? Initiative, string? Light, string? Stage, string? Department, string? Person,
    string? DueFrom, string? DueTo, string? Overdue, string? Q, string? Sort, string? Cursor, string? Limit)
{
    /// <summary>The question to the list; what is wrong is in <paramref name="parameters"/>.</summary>
    public TaskQuery ToQuery(Parameters parameters) => new(
            parameters.Choice<InitiativeKind>("kind", Kind),
            parameters.Initiative("initiative", Initiative)?.ToString(),
            parameters.Choice<Light>("light", Light),
            parameters.Choice<TaskStage>("stage", Stage),
            parameters.Code("department", Department),
            parameters.Code("person", Person),
            parameters.Day("dueFrom", DueFrom),
            parameters.Day("dueTo", DueTo),
            parameters.Flag("overdue", Overdue),
            parameters.Search(Q),
            parameters.OneOf("sort", Sort, "due", "-due", "percent", "-percent", "light", "title", "initiative") ?? "due",
            Cursor,
            parameters.Limit(Limit, otherwise: 50));
}
