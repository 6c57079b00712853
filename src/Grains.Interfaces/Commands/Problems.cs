using static FuyangPlan.Commands.ProblemKind;

namespace FuyangPlan.Commands;

/// <summary>Every refusal the product can give, in one list: it feeds the API description and the documentation. Codes are never renamed.</summary>
public static class Problems
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
    public static readonly Problem SignInRequired = new("sign-in-required", Unauthenticated, "请先登录");
    public static readonly Problem SignInFailed = new("sign-in-failed", Unauthenticated, "账号或密码不正确");
    public static readonly Problem CrossSite = new("cross-site", ProblemKind.Forbidden, "拒绝跨站请求");
    public static readonly Problem Forbidden = new("forbidden", ProblemKind.Forbidden, "没有权限");
    public static readonly Problem NotYours = new("not-yours", ProblemKind.Forbidden, "不是本人负责的事项");
    public static readonly Problem FourEyes = new("four-eyes", ProblemKind.Forbidden, "须由另一单位的另一人办理");
    public static readonly Problem AccountExists = new("account-exists", Conflict, "账号已存在");
    public static readonly Problem WeakPassword = new("weak-password", Invalid, "密码不合要求");
    public static readonly Problem AccountNotFound = new("account-not-found", ProblemKind.NotFound, "没有这个账号");

    // Finding it
    public static readonly Problem NotFound = new("not-found", ProblemKind.NotFound, "没有这个地址");
    public static readonly Problem PlanNotFound = new("plan-not-found", ProblemKind.NotFound, "没有这个行动");
    public static readonly Problem InitiativeNotFound = new("initiative-not-found", ProblemKind.NotFound, "没有这个事项");
    public static readonly Problem TaskNotFound = new("task-not-found", ProblemKind.NotFound, "没有这项清单任务");
    public static readonly Problem PersonNotFound = new("person-not-found", Invalid, "人员未登记");
    public static readonly Problem DepartmentNotFound = new("department-not-found", Invalid, "单位未登记");
    public static readonly Problem EvidenceNotFound = new("evidence-not-found", ProblemKind.NotFound, "没有这份佐证");
    public static readonly Problem AsOfInFuture = new("as-of-in-future", Invalid, "时点在将来");
    public static readonly Problem NotYetThen = new("not-yet-then", ProblemKind.NotFound, "那时还没有");

    // Any command
    public static readonly Problem VersionMoved = new("version-moved", Stale, "内容已被他人更新");
    public static readonly Problem IdempotencyKeyReused = new("idempotency-key-reused", Invalid, "同一 Idempotency-Key 用于不同内容");
    public static readonly Problem UpgradeInProgress = new("upgrade-in-progress", ProblemKind.Unavailable, "系统正在升级");
    public static readonly Problem NewerData = new("newer-data", Conflict, "内容由较新的版本写成");
    public static readonly Problem OutcomeUnknown = new("outcome-unknown", ProblemKind.Unavailable, "结果未知，请用同一 Idempotency-Key 重试");
    public static readonly Problem Overloaded = new("overloaded", ProblemKind.Unavailable, "系统繁忙，未予办理");
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

    // Plan
    public static readonly Problem PlanInvalid = new("plan-invalid", Invalid, "行动文件有误");
    public static readonly Problem PlanExists = new("plan-exists", Conflict, "行动的钟表与首个日期不能由导入改变");
    public static readonly Problem ClockIsReal = new("clock-is-real", Conflict, "真实时钟的行动不能拨钟");
    public static readonly Problem ClockBackwards = new("clock-backwards", Invalid, "时钟只能向前拨");
    public static readonly Problem EventAlreadyPostponed = new("event-already-postponed", Conflict, "赛事已处于延期待定");

    public static readonly Problem PersonIsFact = new("person-is-fact", Conflict, "行动文件中的人员不能改名");

    // Leader
    public static readonly Problem LeaderVacant = new("leader-vacant", Conflict, "三长岗位空缺");
    public static readonly Problem NotTheLeader = new("not-the-leader", ProblemKind.Forbidden, "只有在任的三长可以办理");
    public static readonly Problem AppointmentOverlaps = new("appointment-overlaps", Conflict, "与已有任期重叠");
    public static readonly Problem AlreadyHolds = new("already-holds", Conflict, "此人已在任");

    // Task book
    public static readonly Problem IllegalTransition = new("illegal-transition", Conflict, "当前状态不能这样办理");
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

    // Checklist
    public static readonly Problem TaskIsGroup = new("task-is-group", Conflict, "分组任务由下级任务汇总，不能直接办理");
    public static readonly Problem PredecessorOpen = new("predecessor-open", Conflict, "前置任务未完成");
    public static readonly Problem ProgressWentBackwards = new("progress-went-backwards", Invalid, "进度低于上次报送，须注明更正理由");
    public static readonly Problem EvidenceRequired = new("evidence-required", Invalid, "须附佐证");
    public static readonly Problem EvidenceUnknown = new("evidence-unknown", Invalid, "佐证未上传");
    public static readonly Problem FileTypeRefused = new("file-type-refused", Unsupported, "不接受的文件类型");
    public static readonly Problem CriteriaUnticked = new("criteria-unticked", Invalid, "完成标准须逐条核对");
    public static readonly Problem OnSiteRequired = new("on-site-required", Invalid, "权重不低于 10 的任务须现场核验");
    public static readonly Problem NothingToVerify = new("nothing-to-verify", Conflict, "没有待核验的进展");

    // Chains
    public static readonly Problem NotAChain = new("not-a-chain", ProblemKind.NotFound, "不是产业链");
    public static readonly Problem NotACampaign = new("not-a-campaign", ProblemKind.NotFound, "不是提升行动");
    public static readonly Problem NotInTeam = new("not-in-team", Conflict, "不在专班内");
    public static readonly Problem LandingNotFound = new("landing-not-found", ProblemKind.NotFound, "没有这个落地项目");
    public static readonly Problem LandingExists = new("landing-exists", Conflict, "已有同名的落地项目");
    public static readonly Problem ListIsClosed = new("list-is-closed", Conflict, "载体名单不开放");
    public static readonly Problem LandingStopped = new("landing-stopped", Conflict, "项目处于停缓建");
    public static readonly Problem StageSkipped = new("stage-skipped", Conflict, "不能跳过阶段");
    public static readonly Problem ProofMissing = new("proof-missing", Invalid, "缺少该阶段的佐证");
    public static readonly Problem CeremonyIsNoProof = new("ceremony-is-no-proof", Invalid, "仪式照片不能作为佐证");
    public static readonly Problem PromiseNotFound = new("promise-not-found", ProblemKind.NotFound, "没有这个承诺");
    public static readonly Problem SegmentNotFound = new("segment-not-found", ProblemKind.NotFound, "图谱上没有这个环节");

    // Indicators
    public static readonly Problem IndicatorNotFound = new("indicator-not-found", ProblemKind.NotFound, "没有这项指标");
    public static readonly Problem IndicatorExists = new("indicator-exists", Conflict, "已有同名的指标");
    public static readonly Problem IndicatorEnded = new("indicator-ended", Conflict, "指标已停用");
    public static readonly Problem PeriodInvalid = new("period-invalid", Invalid, "期别不合要求");
    public static readonly Problem PointNotFound = new("point-not-found", ProblemKind.NotFound, "本期没有核定的数");
    public static readonly Problem CorrectionRequired = new("correction-required", Conflict, "本期已核定，更正须写明理由");
    public static readonly Problem OutlierWaits = new("outlier-waits", Conflict, "异常值待复核");
    public static readonly Problem TargetFixed = new("target-fixed", Conflict, "已结束各期的目标不能改");
    public static readonly Problem BaselineFixed = new("baseline-fixed", Conflict, "基线已由来源单位确认");

    // Resource pools
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

    // Leads
    public static readonly Problem LeadNotFound = new("lead-not-found", ProblemKind.NotFound, "没有这条招商线索");
    public static readonly Problem Backdated = new("backdated", Invalid, "补记超过 7 天");
    public static readonly Problem LeadInPool = new("lead-in-pool", Conflict, "线索在公海池，须先认领");
    public static readonly Problem SealBroken = new("seal-broken", Conflict, "密封内容无法解读");

    // Enterprises
    public static readonly Problem EnterpriseNotFound = new("enterprise-not-found", ProblemKind.NotFound, "没有这家企业");
    public static readonly Problem EnterpriseExists = new("enterprise-exists", Conflict, "企业编号已登记");
    public static readonly Problem UsccInvalid = new("uscc-invalid", Invalid, "统一社会信用代码不合要求");
    public static readonly Problem EnterprisePromiseNotFound = new("enterprise-promise-not-found", ProblemKind.NotFound, "没有这项承诺");
    public static readonly Problem EnterprisePromiseRepeated = new("enterprise-promise-repeated", Conflict, "同样的承诺已经记录");
    public static readonly Problem LinkNotFound = new("link-not-found", ProblemKind.NotFound, "没有这个链接编号");
    public static readonly Problem LinkExists = new("link-exists", Conflict, "已有有效的链接");
    public static readonly Problem LinkInvalid = new("link-invalid", ProblemKind.NotFound, "链接无效");
    public static readonly Problem ServiceRequestNotFound = new("service-request-not-found", ProblemKind.NotFound, "没有这件企业诉求");
    public static readonly Problem ServiceRequestRepeated = new("service-request-repeated", Conflict, "同样的企业诉求正在办理");
    public static readonly Problem OtherHandlerRequired = new("other-handler-required", Conflict, "重办须换人");
    public static readonly Problem NextDateRequired = new("next-date-required", Invalid, "须写明下次答复的日期");
    public static readonly Problem AlreadyRated = new("already-rated", Conflict, "已经评价");

    // Department feeds
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
    public static readonly Problem OffsetReused = new("offset-reused", Invalid, "同一来源编号用于不同内容");
    public static readonly Problem BrokerUserMismatch = new("broker-user-mismatch", ProblemKind.Forbidden, "消息不是由登记的用户发出");

    /// <summary>Every problem, in the order of this file.</summary>
    public static ImmutableArray<Problem> All { get; } =
        [.. typeof(Problems).GetFields().Where(field => field.FieldType == typeof(Problem)).Select(field => (Problem)field.GetValue(null)!)];
}
