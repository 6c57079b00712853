using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using static FuyangPlan.EventSourcing.Decision;
using static FuyangPlan.ResourcePools.ResourcePoolRules;

namespace FuyangPlan.ResourcePools;

/// <summary>A request from its submission until everything that it asks for is granted, refused or withdrawn (domain 3.11).</summary>
internal static class ResourceRequestRules
{
    public static Decision Decide(ResourcePoolState pool, RequestResource command, Moment moment)
    {
        if ((Opened(pool) ?? ResourcePoolAuthority.ToAsk(moment.Actor, ((LeaderOf?)moment.Gathered)?.Person) ?? Open(pool) ?? Target(command, moment)
            ?? Amount("/amount", command.Amount, pool.Type)
            ?? NeedBy(command.NeedBy, moment) ?? Guard.MustBeText("/purpose", command.Purpose, 500) ?? Details(pool.Type, command)) is { } refusal) return refusal;
        var asked = new ResourceRequested(
            Type: pool.Type, Number: pool.Requests.Count + 1, Initiative: command.Initiative, Landing: command.Landing, Lead: command.Lead,
            Amount: command.Amount, NeedBy: command.NeedBy, Purpose: command.Purpose, Space: command.Space, Talent: command.Talent,
            Funds: command.Funds);
        return pool.Requests.Values.FirstOrDefault(request => request.Outstanding > 0 && request.What == asked with { Number = request.Number }) is { } same
            ? Refuse(Problems.ResourceRequestRepeated, $"同样的申请已有第 {same.Number} 号，正在办理；确属另一件的，请在用途中写明区别。")
            : Record(asked);
    }

    public static Decision Decide(ResourcePoolState pool, int number, PreCheckRequest command, Moment moment) =>
        (Find(pool, number, out var request) ?? Desk(pool, request, moment) ?? Open(pool) ?? Guard.MustBeTextIfAny("/note", command.Note, 500)) is { } refusal ? refusal
        : request.Status == ResourceRequestStatus.Submitted ? Record(new ResourceRequestPreChecked(pool.Type, number, command.Note))
        : NotNow(request);

    public static Decision Decide(ResourcePoolState pool, int number, ReserveForRequest command, Moment moment)
    {
        if ((Decidable(pool, number, moment, out var request) ?? Taking(pool, request, command.Amount)) is { } refusal) return refusal;
        var rules = moment.Plan.Rules.Pools;
        var until = command.Until ?? moment.Today.AddDays(rules.HoldDays);
        if (until < moment.Today || until > moment.Today.AddDays(rules.LongestHoldDays))
            return Refuse(Problems.InvalidDate, $"预留期限须在今天至 {rules.LongestHoldDays} 天之内。", [new("/until", "超出范围")]);
        return request.Reserved == command.Amount && request.ReservedUntil == until ? Nothing : Record(new ResourceReserved(pool.Type, number, command.Amount, until));
    }

    public static Decision Decide(ResourcePoolState pool, int number, GrantRequest command, Moment moment)
    {
        if ((Decidable(pool, number, moment, out var request) ?? Taking(pool, request, command.Amount)) is { } refusal) return refusal;
        var granted = new ResourceGranted(pool.Type, number, command.Amount);
        if (command.Rest is not { } rest) return Record(granted);
        var left = request.Outstanding - command.Amount;
        return left == 0 ? Refuse(Problems.OutOfRange, "已全额批准，没有余下部分可以不予。", [new("/rest", "没有余下部分")])
            : Reasons("/rest", rest) is { } unreasoned ? unreasoned
            : Record(granted, new ResourceRequestRefused(pool.Type, number, left, rest.Reason, rest.Alternative));
    }

    public static Decision Decide(ResourcePoolState pool, int number, RefuseRequest command, Moment moment) =>
        (Find(pool, number, out var request) ?? Desk(pool, request, moment) ?? Open(pool) ?? Outstanding(request) ?? Reasons("", command)) is { } refusal
            ? refusal
            : Record(new ResourceRequestRefused(pool.Type, number, request.Outstanding, command.Reason, command.Alternative));

    public static Decision Decide(ResourcePoolState pool, int number, WithdrawRequest command, Moment moment) =>
        (Find(pool, number, out var request)
            ?? ResourcePoolAuthority.ToWithdraw(moment.Actor, moment.Actor.IsSameAs(request.By))
            ?? Open(pool) ?? Outstanding(request) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal
            ? refusal
            : Record(new ResourceRequestWithdrawn(pool.Type, number, request.Outstanding, command.Reason));

    private static Refusal? Target(RequestResource command, Moment moment) =>
        !moment.Plan.Initiatives.Contains(command.Initiative) ? Refuse(Problems.InitiativeNotFound, "没有这个事项。", [new("/initiative", "没有这个事项")])
        : command is { Landing: null, Lead: null } ? null
        : InitiativeId.Parse(command.Initiative).Kind != InitiativeKind.IndustryChain
            ? Refuse(Problems.NotAChain, "只有产业链有落地项目和招商线索。", [new(command.Landing is null ? "/lead" : "/landing", "不是产业链")])
        : Positive("/landing", command.Landing) ?? Positive("/lead", command.Lead);

    private static Refusal? Positive(string pointer, int? number) =>
        number is null or > 0 ? null : Refuse(Problems.OutOfRange, "编号须为 1 以上的整数。", [new(pointer, "须不小于 1")]);

    private static Refusal? NeedBy(DateOnly day, Moment moment) =>
        Guard.MustLieInPlan("/needBy", day, moment)
        ?? (day >= moment.Today ? null : Refuse(Problems.InvalidDate, "需要日期不能早于今天。", [new("/needBy", "早于今天")]));

    private static Refusal? Details(ResourceType type, RequestResource command) => (type, command) switch
    {
        (ResourceType.Space, { Space: { } space, Talent: null, Funds: null }) =>
            Guard.MustBeText("/space/plot", space.Plot, 200) ?? Guard.MustBeTextIfAny("/space/planning", space.Planning, 200)
                ?? Guard.MustBeTextIfAny("/space/quota", space.Quota, 200),
        (ResourceType.Talent, { Talent: { } talent, Space: null, Funds: null }) =>
            Guard.MustBeText("/talent/post", talent.Post, 200) ?? Guard.MustBeTextIfAny("/talent/category", talent.Category, 200)
                ?? Guard.MustBeTextIfAny("/talent/term", talent.Term, 200),
        (ResourceType.Funds, { Funds: { } funds, Space: null, Talent: null }) => Guard.MustBeTextIfAny("/funds/schedule", funds.Schedule, 500),
        _ => Refuse(
            Problems.ResourceDetailsWrong, $"{type.InWords()}要素须填且只填{type.InWords()}明细。",
            [new(type switch { ResourceType.Space => "/space", ResourceType.Talent => "/talent", _ => "/funds" }, "须填且只填这一项")]),
    };

    private static Refusal? Decidable(ResourcePoolState pool, int number, Moment moment, out ResourceRequestState request) =>
        Find(pool, number, out request) ?? Desk(pool, request, moment) ?? Open(pool) ?? Outstanding(request)
        ?? (request.IsPreChecked ? null : Refuse(Problems.IllegalTransition, "申请尚未预审，请先预审。"));

    private static Refusal? Outstanding(ResourceRequestState request) => request.Outstanding > 0 ? null : NotNow(request);

    /// <summary>The amount is asked for, and there: what is held for the request is its own.</summary>
    private static Refusal? Taking(ResourcePoolState pool, ResourceRequestState request, decimal amount)
    {
        if (Amount("/amount", amount, pool.Type) is { } refusal) return refusal;
        if (amount > request.Outstanding)
            return Refuse(Problems.OutOfRange, $"申请尚余 {pool.Type.Of(request.Outstanding)}，不能超过它。", [new("/amount", "超过申请的数量")]);
        var left = pool.Free + request.Reserved;
        if (amount <= left) return null;
        var last = pool.Last is { } taken ? $"最近一次占用：第 {taken.Number} 号申请 {pool.Type.Of(taken.Amount)}（{taken.By}，第 {taken.Version} 版）。" : "";
        return Refuse(Problems.PoolExhausted, $"余 {pool.Type.Of(left)}，{(left > 0 ? "可部分批准或排队" : "只能排队")}。{last}", [new("/amount", "超过余量")]);
    }

    private static Refusal? Reasons(string at, RefuseRequest command) =>
        Guard.MustBeReason($"{at}/reason", command.Reason) ?? Guard.MustBeText($"{at}/alternative", command.Alternative, 500);
}

/// <summary>Who leads the initiative that asks, as it is gathered before the decision; null: nobody.</summary>
internal sealed record LeaderOf(string? Person);
