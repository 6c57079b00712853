using static FuyangPlan.Commands.ProblemKind;

namespace FuyangPlan.Commands;

public static partial class Problems
{
    public static readonly Problem TaskNotFound = new("task-not-found", ProblemKind.NotFound, "没有这项清单任务");
    public static readonly Problem TaskIsGroup = new("task-is-group", Conflict, "分组任务由下级任务汇总，不能直接办理");
    public static readonly Problem PredecessorOpen = new("predecessor-open", Conflict, "前置任务未完成");
    public static readonly Problem ProgressWentBackwards = new("progress-went-backwards", Invalid, "进度低于上次报送，须注明更正理由");
    public static readonly Problem CriteriaUnticked = new("criteria-unticked", Invalid, "完成标准须逐条核对");
    public static readonly Problem OnSiteRequired = new("on-site-required", Invalid, "权重大的任务须现场核验");
    public static readonly Problem NothingToVerify = new("nothing-to-verify", Conflict, "没有待核验的进展");
}
