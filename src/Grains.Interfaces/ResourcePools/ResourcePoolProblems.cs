using static FuyangPlan.Commands.ProblemKind;

namespace FuyangPlan.Commands;

public static partial class Problems
{
    public static readonly Problem PoolNotFound = new("pool-not-found", ProblemKind.NotFound, "没有这个要素池");
    public static readonly Problem PoolExists = new("pool-exists", Conflict, "要素池已设立");
    public static readonly Problem PoolClosed = new("pool-closed", Conflict, "要素池已关闭");
    public static readonly Problem PoolExhausted = new("pool-exhausted", Conflict, "要素池余量不足");
    public static readonly Problem CapacityBelowUse = new("capacity-below-use", Conflict, "额度低于已占用");
    public static readonly Problem ResourceRequestNotFound = new("resource-request-not-found", ProblemKind.NotFound, "没有这件要素申请");
    public static readonly Problem ResourceRequestRepeated = new("resource-request-repeated", Conflict, "同样的要素申请正在办理");
    public static readonly Problem ResourceRequestsOpen = new("resource-requests-open", Conflict, "尚有要素申请未办结");
    public static readonly Problem ResourceDetailsWrong = new("resource-details-wrong", Invalid, "要素明细与类型不符");
    public static readonly Problem ClawBackBeyondUnused = new("claw-back-beyond-unused", Conflict, "收回数超过未用数");
}
