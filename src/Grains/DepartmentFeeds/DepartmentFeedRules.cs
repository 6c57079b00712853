using FuyangPlan.DepartmentFeeds.V1;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.DepartmentFeeds;

/// <summary>What may happen to a feed, and what it may send.</summary>
internal static class DepartmentFeedRules
{
    /// <summary>Beyond it somebody must decide first; the bus keeps what comes.</summary>
    public const int MostWaiting = 1000;

    private const decimal LargestValue = 100_000_000;

    public static Decision Decide(DepartmentFeedState feed, DepartmentFeedCommand command, Moment moment) => command switch
    {
        RegisterDepartmentFeed c => On(feed, c, moment),
        PauseDepartmentFeed c => On(feed, c, moment),
        ResumeDepartmentFeed c => On(feed, c, moment),
        EndDepartmentFeed c => On(feed, c, moment),
        ReleaseFact c => On(feed, moment.Number, c, (DepartmentFact?)moment.Gathered, moment),
        DiscardFact c => On(feed, moment.Number, c, moment),
        _ => throw NoRule.For(command),
    };

    private static Decision On(DepartmentFeedState feed, RegisterDepartmentFeed command, Moment moment)
    {
        if ((Registrar(moment) ?? Guard.MustBeSlug("/code", command.Code) ?? Guard.MustBeText("/name", command.Name, 100)
            ?? Guard.MustBeTextIfAny("/brokerUser", command.BrokerUser, 100)) is { } refusal) return refusal;
        if (feed.Status == DepartmentFeedStatus.Ended) return Ended();
        if (!moment.Plan.Departments.ContainsKey(command.Department))
            return Refuse(Problems.DepartmentNotFound, $"单位 {command.Department} 未登记，请先登记单位。", [new("/department", "未登记")]);
        if (feed.Registration is { } known && known.Department != command.Department)
            return Refuse(Problems.DepartmentIsFixed, $"本数据接口属于 {known.Department}，不能改属他单位；请另行登记。", [new("/department", "不能更改")]);
        if (command.Kinds.IsEmpty || command.Kinds.Distinct().Count() != command.Kinds.Length)
            return Refuse(Problems.OutOfRange, "至少列一种数据，每种只列一次。", [new("/kinds", "至少一种，不重复")]);
        if ((command.Initiatives ?? []).FirstOrDefault(id => !moment.Plan.Initiatives.Contains(id)) is { } unknown)
            return Refuse(Problems.InitiativeNotFound, $"没有事项 {unknown}。", [new("/initiatives", "没有这个事项")]);
        var registered = new DepartmentFeedRegistered(
            command.Code, command.Name, command.Department, [.. command.Kinds.Order()], command.Initiatives?.Distinct().ToImmutableArray(), command.BrokerUser);
        return feed.Registration is { } last && EventCatalog.Write(last) == EventCatalog.Write(registered) ? Nothing : Record(registered);
    }

    private static Decision On(DepartmentFeedState feed, PauseDepartmentFeed command, Moment moment) =>
        (Registered(feed) ?? Registrar(moment) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal ? refusal
        : feed.Status switch
        {
            DepartmentFeedStatus.Active => Record(new DepartmentFeedPaused(command.Reason)),
            DepartmentFeedStatus.Paused => Nothing,
            _ => Ended(),
        };

    private static Decision On(DepartmentFeedState feed, ResumeDepartmentFeed command, Moment moment) =>
        (Registered(feed) ?? Registrar(moment) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal ? refusal
        : feed.Status switch
        {
            DepartmentFeedStatus.Active => Nothing,
            DepartmentFeedStatus.Paused => Record(new DepartmentFeedResumed(command.Reason)),
            _ => Ended(),
        };

    private static Decision On(DepartmentFeedState feed, EndDepartmentFeed command, Moment moment) =>
        (Registered(feed) ?? Registrar(moment) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal ? refusal
        : feed.Status == DepartmentFeedStatus.Ended ? Nothing : Record(new DepartmentFeedEnded(command.Reason));

    /// <summary>Before the fact is recorded in its initiative, and again when it is.</summary>
    /// <param name="fact">As it will be recorded.</param>
    private static Decision On(DepartmentFeedState feed, int number, ReleaseFact command, DepartmentFact? fact, Moment moment)
    {
        if ((Decidable(feed, number, moment) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        if (fact is null) return Refuse(Problems.FactUnreadable, "这条数据读不懂，不能放行；请作废，由来源单位改正后另用新的来源编号重报。");
        return Content(fact, moment.Plan) is { } faulty ? faulty : Record(new FactReleased(number, fact, command.Reason));
    }

    private static Decision On(DepartmentFeedState feed, int number, DiscardFact command, Moment moment) =>
        (Decidable(feed, number, moment) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal
            ? refusal
            : Record(new FactDiscarded(number, command.Reason));

    /// <summary>Why a message does not count as it came; null: it does.</summary>
    public static Refusal? Check(DepartmentFeedState feed, ReceiveFact command, PlanState plan) =>
        feed.Registration is { BrokerUser: { } user } && user != command.Message.BrokerUser
                ? Refuse(Problems.BrokerUserMismatch, command.Message.BrokerUser is null ? "消息没有注明发送用户，不能确认来源。" : "消息的发送用户与登记的不符。")
            : command.Unreadable is not null || command.Fact is null ? command.Unreadable
            : feed.Status == DepartmentFeedStatus.Paused ? Refuse(Problems.DepartmentFeedPaused, "数据接口暂停期间收到，待处理。")
            : feed.Status == DepartmentFeedStatus.Ended ? Ended()
            : Allowed(feed.Registration!, command.Fact) ?? Content(command.Fact, plan);

    /// <summary>Null for a word that is none of the kinds.</summary>
    public static FactKind? KindOf(DepartmentFact fact) => fact.Kind switch
    {
        "progress" => FactKind.Progress,
        "completion" => FactKind.Completion,
        "indicator" => FactKind.Indicator,
        _ => null,
    };

    /// <summary>The account under which a feed itself speaks.</summary>
    public static string AccountOf(string feed) => $"feed:{feed}";

    /// <summary>The feed itself, or who may decide about what it sent.</summary>
    public static Refusal? Sender(string feed, string department, Moment moment) => moment.Actor.Account == AccountOf(feed) ? null : Decider(department, moment);

    /// <summary>The office, or a liaison of the feed's department.</summary>
    public static Refusal? Decider(string department, Moment moment) =>
        moment.Actor.MustHaveRole(Role.Office, Role.Liaison)
        ?? (moment.Actor.Has(Role.Office) || moment.Actor.LiaisesFor(department) ? null : Refuse(Problems.NotYours, "不是本单位的数据接口。"));

    private static Refusal? Allowed(DepartmentFeedRegistered feed, DepartmentFact fact) =>
        KindOf(fact) is not { } kind ? Refuse(Problems.OutOfRange, "数据种类须为 progress、completion 或 indicator。", [new("/kind", "不认识")])
        : !feed.Kinds.Contains(kind) ? Refuse(Problems.FactNotAllowed, "登记的数据种类不含这一种。", [new("/kind", "未登记")])
        : feed.Initiatives is { } own && !own.Contains(fact.Initiative) ? Refuse(Problems.FactNotAllowed, "登记的事项不含这一个。", [new("/initiative", "未登记")])
        : null;

    private static Refusal? Content(DepartmentFact fact, PlanState plan) =>
        fact.Offset < 1 ? Refuse(Problems.OutOfRange, "来源编号须为 1 以上的整数。", [new("/offset", "须不小于 1")])
        : !plan.Initiatives.Contains(fact.Initiative) ? Refuse(Problems.InitiativeNotFound, "没有这个事项。", [new("/initiative", "没有这个事项")])
        : Guard.MustBeTextIfAny("/note", fact.Note, 1000) ?? Guard.MustBeTextIfAny("/documentNumber", fact.DocumentNumber, 100)
        ?? KindOf(fact) switch
        {
            FactKind.Indicator => Indicator(fact),
            _ when fact.Task is not > 0 => Refuse(Problems.TaskNotFound, "须注明清单任务的编号。", [new("/task", "必填")]),
            FactKind.Completion => fact.DoneOn is null
                ? Refuse(Problems.InvalidDate, "办成的须注明日期。", [new("/doneOn", "必填")])
                : Guard.MustBeText("/documentNumber", fact.DocumentNumber, 100),
            _ => fact.Percent is { } percent && Guard.MustBePercent("/percent", percent) is null
                ? null
                : Refuse(Problems.OutOfRange, "进度须为 0 至 100，最多两位小数。", [new("/percent", "超出范围")]),
        };

    private static Refusal? Indicator(DepartmentFact fact) =>
        fact.Value is null or > LargestValue or < -LargestValue ? Refuse(Problems.OutOfRange, $"指标值须在正负 {LargestValue:0} 以内。", [new("/value", "超出范围")])
        : Guard.MustBeText("/indicator", fact.Indicator, 100) ?? Guard.MustBeText("/period", fact.Period, 7);

    private static Refusal? Registrar(Moment moment) =>
        moment.Plan.IsImported ? moment.Actor.MustHaveRole(Role.Office, Role.Admin) : Refuse(Problems.PlanNotFound, "没有这个行动。");

    private static Refusal? Registered(DepartmentFeedState feed) =>
        feed.Registration is null ? Refuse(Problems.DepartmentFeedNotFound, "没有这个数据接口，请先登记。") : null;

    private static Refusal? Decidable(DepartmentFeedState feed, int number, Moment moment) =>
        Registered(feed) ?? Decider(feed.Registration!.Department, moment)
        ?? (!feed.Quarantine.TryGetValue(number, out var entry) ? Refuse(Problems.QuarantinedNotFound, $"没有第 {number} 号隔离数据。")
            : entry.Status != QuarantineStatus.Waiting ? Refuse(Problems.AlreadyDecided, $"第 {number} 号隔离数据已由{entry.DecidedBy}处理。")
            : null);

    private static Refusal Ended() => Refuse(Problems.DepartmentFeedEnded, "数据接口已终止，不再接收；需要时请另行登记。");
}
