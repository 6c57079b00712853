using FuyangPlan.Lights;

namespace FuyangPlan.Checklists;

/// <summary>The query parameters of the task list across initiatives.</summary>
internal sealed record TaskFilter(
    string? Kind, string? Initiative, string? Light, string? Stage, string? Department, string? Person,
    string? DueFrom, string? DueTo, string? Overdue, string? Q, string? Sort, string? Cursor, string? Limit)
{
    /// <summary>The question to the list; what is wrong is in <paramref name="parameters"/>.</summary>
    public TaskQuery ToQuery(Parameters parameters) => new(
        Kind: parameters.Choice<InitiativeKind>("kind", Kind), Initiative: parameters.Initiative("initiative", Initiative)?.ToString(),
        Light: parameters.Choice<Light>("light", Light), Stage: parameters.Choice<TaskStage>("stage", Stage),
        Department: parameters.Code("department", Department), Person: parameters.Code("person", Person), DueFrom: parameters.Day("dueFrom", DueFrom),
        DueTo: parameters.Day("dueTo", DueTo), Overdue: parameters.Flag("overdue", Overdue), Search: parameters.Search(Q),
        Sort: parameters.OneOf("sort", Sort, "due", "-due", "percent", "-percent", "light", "title", "initiative") ?? "due", Cursor: Cursor,
        Limit: parameters.Limit(Limit, otherwise: 50));
}
