using static FuyangPlan.Commands.ProblemKind;

namespace FuyangPlan.Commands;

/// <summary>
/// Every refusal the product can give: here those that any request can meet, in each concept's room its own. They feed the API description and the
/// documentation. Codes are never renamed.
/// </summary>
public static partial class Problems
{
    // Reading the request
    public static readonly Problem MalformedJson = new("malformed-json", Unreadable, "请求内容不是合法的 JSON");
    public static readonly Problem UnknownMember = new("unknown-member", Unreadable, "请求中有不认识的字段");
    public static readonly Problem DuplicateMember = new("duplicate-member", Unreadable, "请求中有重复的字段");
    public static readonly Problem MissingMember = new("missing-member", Unreadable, "请求缺少必填字段");
    public static readonly Problem WrongType = new("wrong-type", Unreadable, "字段类型不对");
    public static readonly Problem UnknownParameter = new("unknown-parameter", Unreadable, "不认识的查询参数");
    public static readonly Problem BadParameter = new("bad-parameter", Unreadable, "查询参数不合要求");
    public static readonly Problem BadCursor = new("bad-cursor", Unreadable, "翻页游标无效");
    public static readonly Problem BadETag = new("bad-etag", Unreadable, "If-Match 不是有效的版本标签");
    public static readonly Problem IdempotencyKeyRequired = new("idempotency-key-required", Unreadable, "缺少有效的 Idempotency-Key");
    public static readonly Problem PayloadTooLarge = new("payload-too-large", TooLarge, "内容超过大小限制");
    public static readonly Problem UnsupportedMediaType = new("unsupported-media-type", Unsupported, "不支持的内容类型");
    public static readonly Problem NotAllowed = new("method-not-allowed", MethodNotAllowed, "该地址不支持此方法");
    public static readonly Problem BadRequest = new("bad-request", Unreadable, "请求无法读取");
    public static readonly Problem TooManyRequests = new("too-many-requests", TooMany, "请求过于频繁");
    public static readonly Problem TooManyStreams = new("too-many-streams", TooMany, "实时连接过多");
    public static readonly Problem InternalError = new("internal-error", Accident, "系统内部错误");

    // Who is asking
    public static readonly Problem CrossSite = new("cross-site", ProblemKind.Forbidden, "拒绝跨站请求");
    public static readonly Problem Forbidden = new("forbidden", ProblemKind.Forbidden, "没有权限");
    public static readonly Problem NotYours = new("not-yours", ProblemKind.Forbidden, "不是本人负责的事项");
    public static readonly Problem FourEyes = new("four-eyes", ProblemKind.Forbidden, "须由另一单位的另一人办理");
    public static readonly Problem IdentityRequired = new("identity-required", ProblemKind.Forbidden, "账号未对应登记的人员和单位");

    // Finding it
    public static readonly Problem NotFound = new("not-found", ProblemKind.NotFound, "没有这个地址");

    // Any command
    public static readonly Problem VersionMoved = new("version-moved", Stale, "内容已被他人更新");
    public static readonly Problem IdempotencyKeyReused = new("idempotency-key-reused", Invalid, "同一 Idempotency-Key 用于不同内容");
    public static readonly Problem UpgradeInProgress = new("upgrade-in-progress", ProblemKind.Unavailable, "系统正在升级");
    public static readonly Problem NewerData = new("newer-data", Conflict, "内容由较新的版本写成");
    public static readonly Problem OutcomeUnknown = new("outcome-unknown", ProblemKind.Unavailable, "结果未知，请用同一 Idempotency-Key 重试");
    public static readonly Problem Overloaded = new("overloaded", ProblemKind.Unavailable, "系统繁忙，未予办理");
    public static readonly Problem StorageFull = new("storage-full", ProblemKind.Unavailable, "存储空间已满，未予办理");
    public static readonly Problem Unavailable = new("unavailable", ProblemKind.Unavailable, "暂时无法应答");
    public static readonly Problem NotReady = new("not-ready", ProblemKind.Unavailable, "系统正在启动");
    public static readonly Problem TextInvalid = new("text-invalid", Invalid, "文字含有不可见或不允许的字符");
    public static readonly Problem TextTooLong = new("text-too-long", Invalid, "文字超长");
    public static readonly Problem TextRequired = new("text-required", Invalid, "必填文字为空");
    public static readonly Problem ReasonRequired = new("reason-required", Invalid, "须写明理由（不少于 10 个字）");
    public static readonly Problem OutOfRange = new("out-of-range", Invalid, "数值超出范围");
    public static readonly Problem InvalidDate = new("invalid-date", Invalid, "日期不合要求");
    public static readonly Problem BeforeStart = new("before-start", Invalid, "日期早于行动开始");
    public static readonly Problem InFuture = new("in-future", Invalid, "时间在将来");
    public static readonly Problem IllegalTransition = new("illegal-transition", Conflict, "当前状态不能这样办理");

    /// <summary>Every problem, by code.</summary>
    public static ImmutableArray<Problem> All =>
    [
        .. typeof(Problems).GetFields().Where(one => one.FieldType == typeof(Problem)).Select(one => (Problem)one.GetValue(null)!)
            .OrderBy(problem => problem.Code, StringComparer.Ordinal),
    ];
}
