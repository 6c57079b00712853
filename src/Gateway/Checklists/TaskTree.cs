namespace FuyangPlan.Checklists;

/// <summary>A checklist in reading order: each group before its parts.</summary>
internal static class TaskTree
{
    public static IEnumerable<(TaskView Task, int Depth)> Of(IEnumerable<TaskView> tasks)
    {
        var children = tasks.ToLookup(t => t.Parent);
        return Below(null, 0);

        IEnumerable<(TaskView, int)> Below(int? parent, int depth)
        {
            foreach (var task in children[parent].OrderBy(t => t.Number))
            {
                yield return (task, Math.Min(depth, 4));
                foreach (var below in Below(task.Number, depth + 1)) yield return below;
            }
        }
    }
}
