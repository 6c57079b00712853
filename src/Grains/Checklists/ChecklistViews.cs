using FuyangPlan.Evidences;
using FuyangPlan.EventSourcing;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Checklists;

/// <summary>Phrases a checklist for its readers; its lights are judged in their own room.</summary>
internal static class ChecklistViews
{
    public static ImmutableArray<TaskView> Of(ChecklistState checklist) =>
    [
        .. checklist.Tasks.Values.Select(task =>
        {
            var planned = task.Planned;
            var (stage, weight, reported, verified) = task.Group ? OfGroup(checklist, task) : (task.Stage, planned.Weight, task.Reported, task.Verified);
            return new TaskView(
                Number: task.Number, Title: planned.Title, Kind: planned.Kind, Parent: planned.Parent, Group: task.Group, Goal: planned.Goal,
                Department: planned.Department, People: planned.People ?? [], Start: planned.Start, Due: planned.Due, Weight: weight,
                After: planned.After ?? [], Criteria: planned.Criteria ?? [], Optional: planned.Optional, Stage: stage, Reported: reported,
                Verified: verified, Light: null, LightReasons: null, LastReportAt: task.ReportedAt?.ToOffset(China.Offset),
                LastReporter: task.Reporter?.Name, LastNote: task.Note, DoneOn: task.DoneOn, BackDated: task.IsBackDated,
                VerifiedBy: task.Verifier?.Name, VerifiedAt: task.VerifiedAt?.ToOffset(China.Offset), Rejections: task.Rejections,
                Reopened: task.Reopened, SuspensionRequested: task.Request is not null, Evidence: task.Evidence,
                Suspension: task.Request is { } request ? new(request.Reason, request.Exempt, request.By.Name, request.By.Person) : null,
                Source: task.Source);
        }),
    ];

    public static IEnumerable<Statement> Says(TaskView task)
    {
        var (path, label) = ($"tasks/{task.Number}", $"任务 {task.Number}");
        return
        [
            new(path, label, task.Title), new($"{path}/department", $"{label} 责任单位", task.Department),
            new($"{path}/people", $"{label} 责任人", string.Join('、', task.People)), new($"{path}/start", $"{label} 开始", Statement.Day(task.Start)),
            new($"{path}/due", $"{label} 完成期限", Statement.Day(task.Due)), new($"{path}/weight", $"{label} 权重", Statement.Number(task.Weight)),
            new($"{path}/stage", $"{label} 状态", task.Stage.InWords()), new($"{path}/reported", $"{label} 报送进度", Statement.Number(task.Reported)),
            new($"{path}/verified", $"{label} 核验进度", Statement.Number(task.Verified)),
        ];
    }

    /// <summary>A group stands where the tasks below it stand; its percents are theirs, by weight.</summary>
    private static (TaskStage Stage, decimal Weight, decimal Reported, decimal Verified) OfGroup(ChecklistState checklist, TaskState group)
    {
        var below = Below(group.Number).ToArray();
        var weight = below.Sum(task => task.Planned.Weight);
        if (weight == 0) return (group.Stage, 0, 0, 0);
        var stage = below.All(task => task.Stage == TaskStage.StruckOff) ? TaskStage.StruckOff
            : below.All(task => task.Stage is TaskStage.Verified or TaskStage.StruckOff) ? TaskStage.Verified
            : below.All(task => task.IsDone) ? TaskStage.ReportedDone
            : below.All(task => task.Stage == TaskStage.NotStarted) ? TaskStage.NotStarted
            : TaskStage.InProgress;
        return (
            stage, weight,
            Math.Round(below.Sum(task => task.Planned.Weight * task.Reported) / weight, 2),
            Math.Round(below.Sum(task => task.Planned.Weight * task.Verified) / weight, 2));

        IEnumerable<TaskState> Below(int parent) => checklist.Tasks.Values.Where(task => task.Planned.Parent == parent && task.Stage != TaskStage.Cancelled)
            .SelectMany(task => task.Group ? Below(task.Number) : [task]);
    }
}
