using static FuyangPlan.Commands.ProblemKind;

namespace FuyangPlan.Commands;

public static partial class Problems
{
    public static readonly Problem DepartmentFeedNotFound = new("department-feed-not-found", ProblemKind.NotFound, "没有这个数据接口");
    public static readonly Problem DepartmentFeedPaused = new("department-feed-paused", Conflict, "数据接口已暂停");
    public static readonly Problem DepartmentFeedEnded = new("department-feed-ended", Conflict, "数据接口已终止");
    public static readonly Problem DepartmentIsFixed = new("department-is-fixed", Conflict, "数据接口的单位不能更改");
    public static readonly Problem QuarantinedNotFound = new("quarantined-not-found", ProblemKind.NotFound, "没有这条隔离数据");
    public static readonly Problem AlreadyDecided = new("already-decided", Conflict, "这条隔离数据已经处理");
    public static readonly Problem FactUnreadable = new("fact-unreadable", Unreadable, "数据读不懂");
    public static readonly Problem FactNotOurs = new("fact-not-ours", Unreadable, "不是数据接口接收的消息类型");
    public static readonly Problem FactNewer = new("fact-newer", Unreadable, "数据的版本比本系统新");
    public static readonly Problem FactSuperseded = new("fact-superseded", Conflict, "已有更新的数据");
    public static readonly Problem FactNotAllowed = new("fact-not-allowed", ProblemKind.Forbidden, "数据接口无权报送");
    public static readonly Problem FactNotTaken = new("fact-not-taken", Conflict, "此类数据暂无去处");
    public static readonly Problem OffsetReused = new("offset-reused", Invalid, "同一来源编号用于不同内容");
    public static readonly Problem BrokerUserMismatch = new("broker-user-mismatch", ProblemKind.Forbidden, "消息不是由登记的用户发出");
}
