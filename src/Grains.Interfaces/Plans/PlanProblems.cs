using static FuyangPlan.Commands.ProblemKind;

namespace FuyangPlan.Commands;

public static partial class Problems
{
    public static readonly Problem PlanNotFound = new("plan-not-found", ProblemKind.NotFound, "没有这个行动");
    public static readonly Problem PersonNotFound = new("person-not-found", Invalid, "人员未登记");
    public static readonly Problem DepartmentNotFound = new("department-not-found", Invalid, "单位未登记");
    public static readonly Problem PlanInvalid = new("plan-invalid", Invalid, "行动文件有误");
    public static readonly Problem PlanExists = new("plan-exists", Conflict, "行动的钟表与首个日期不能由导入改变");
    public static readonly Problem ClockIsReal = new("clock-is-real", Conflict, "真实时钟的行动不能拨钟");
    public static readonly Problem ClockBackwards = new("clock-backwards", Invalid, "时钟只能向前拨");
    public static readonly Problem ClockTooFar = new("clock-too-far", Invalid, "一次拨得太远");
    public static readonly Problem ClockUnconfirmed = new("clock-unconfirmed", Invalid, "拨钟须再次确认");
    public static readonly Problem EventAlreadyPostponed = new("event-already-postponed", Conflict, "赛事已处于延期待定");
    public static readonly Problem PersonIsFact = new("person-is-fact", Conflict, "行动文件中的人员不能改名");
}
