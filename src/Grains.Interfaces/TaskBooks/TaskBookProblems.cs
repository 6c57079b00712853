using static FuyangPlan.Commands.ProblemKind;

namespace FuyangPlan.Commands;

public static partial class Problems
{
    public static readonly Problem TaskBookIncomplete = new("task-book-incomplete", Invalid, "任务书不完整");
    public static readonly Problem WeightsNotHundred = new("weights-not-100", Invalid, "权重合计须为 100");
    public static readonly Problem DependencyCycle = new("dependency-cycle", Invalid, "前置关系成环");
    public static readonly Problem TaskBookInvalid = new("task-book-invalid", Invalid, "任务书内容有误");
    public static readonly Problem HashMismatch = new("hash-mismatch", Conflict, "签收的内容与签发的不一致");
    public static readonly Problem AlreadyContested = new("already-contested", Conflict, "每份任务书只可提出一次异议");
    public static readonly Problem ContestTooLate = new("contest-too-late", Conflict, "已超过提出异议的期限");
    public static readonly Problem TasksStillOpen = new("tasks-still-open", Conflict, "尚有任务未销号");
    public static readonly Problem SubjectClosed = new("subject-closed", Conflict, "任务书已办结或撤销");
    public static readonly Problem NoBaseline = new("no-baseline", Conflict, "任务书尚未签收，清单未生效");
}
