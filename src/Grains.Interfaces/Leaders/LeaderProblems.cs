using static FuyangPlan.Commands.ProblemKind;

namespace FuyangPlan.Commands;

public static partial class Problems
{
    public static readonly Problem LeaderVacant = new("leader-vacant", Conflict, "三长岗位空缺");
    public static readonly Problem NotTheLeader = new("not-the-leader", ProblemKind.Forbidden, "只有在任的三长可以办理");
    public static readonly Problem AppointmentOverlaps = new("appointment-overlaps", Conflict, "与已有任期重叠");
    public static readonly Problem AppointmentNotFound = new("appointment-not-found", ProblemKind.NotFound, "没有这项任免");
    public static readonly Problem AppointmentBegun = new("appointment-begun", Conflict, "任免已经生效");
    public static readonly Problem AlreadyHolds = new("already-holds", Conflict, "此人已在任");
}
