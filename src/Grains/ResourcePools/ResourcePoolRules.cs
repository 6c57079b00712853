using FuyangPlan.EventSourcing;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.ResourcePools;

/// <summary>What may happen to a pool itself, and the questions that all of its rules ask.</summary>
internal static class ResourcePoolRules
{
    private const decimal Largest = 1_000_000_000;

    public static Decision Decide(ResourcePoolState pool, ResourcePoolCommand command, Moment moment) => command switch
    {
        OpenPool c => On(pool, c, moment),
        ChangeCapacity c => On(pool, c, moment),
        ClosePool c => On(pool, c, moment),
        RequestResource c => ResourceRequestRules.Decide(pool, c, moment),
        PreCheckRequest c => ResourceRequestRules.Decide(pool, moment.Number, c, moment),
        ReserveForRequest c => ResourceRequestRules.Decide(pool, moment.Number, c, moment),
        GrantRequest c => ResourceRequestRules.Decide(pool, moment.Number, c, moment),
        RefuseRequest c => ResourceRequestRules.Decide(pool, moment.Number, c, moment),
        WithdrawRequest c => ResourceRequestRules.Decide(pool, moment.Number, c, moment),
        DeliverGrant c => ResourceUseRules.Decide(pool, moment.Number, c, moment),
        VerifyUse c => ResourceUseRules.Decide(pool, moment.Number, c, moment),
        ClawBack c => ResourceUseRules.Decide(pool, moment.Number, c, moment),
        _ => throw NoRule.For(command),
    };

    private static Decision On(ResourcePoolState pool, OpenPool command, Moment moment)
    {
        if ((Office(moment) ?? Year(command.Year) ?? Amount("/capacity", command.Capacity, command.Type) ?? Guard.MustBeTextIfAny("/note", command.Note, 500)) is { } refusal)
            return refusal;
        if (!moment.Plan.Departments.ContainsKey(command.Department))
            return Refuse(Problems.DepartmentNotFound, $"单位 {command.Department} 未登记，请先登记单位。", [new("/department", "未登记")]);
        var opened = new ResourcePoolOpened(command.Type, command.Year, command.Capacity, command.Department, command.Note);
        return pool.Opened is null ? Record(opened)
            : pool.Opened == opened ? Nothing
            : Refuse(Problems.PoolExists, $"{command.Year} 年{command.Type.InWords()}要素池已设立；额度有变的，请调整额度。");
    }

    private static Decision On(ResourcePoolState pool, ChangeCapacity command, Moment moment) =>
        (Opened(pool) ?? Office(moment) ?? Open(pool) ?? Amount("/capacity", command.Capacity, pool.Type) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal ? refusal
        : command.Capacity < pool.Taken
            ? Refuse(Problems.CapacityBelowUse, $"已预留和批准 {pool.Type.Of(pool.Taken)}，额度不能低于它；请先收回或终止预留。", [new("/capacity", "低于已占用")])
        : command.Capacity == pool.Capacity ? Nothing
        : Record(new PoolCapacityChanged(pool.Type, command.Capacity, command.Reason));

    private static Decision On(ResourcePoolState pool, ClosePool command, Moment moment)
    {
        if ((Opened(pool) ?? Office(moment) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        if (pool.IsClosed) return Nothing;
        var open = pool.Requests.Values.Where(request => request.Outstanding > 0).Select(request => request.Number).ToArray();
        return open.Length == 0
            ? Record(new ResourcePoolClosed(command.Reason))
            : Refuse(Problems.ResourceRequestsOpen, $"尚有 {open.Length} 件申请未办结（第 {string.Join('、', open.Take(10))} 号{(open.Length > 10 ? "等" : "")}），请先批准、不予或撤回。");
    }

    /// <summary>Above 0, at most 1,000,000,000, at most 2 decimals; posts are whole.</summary>
    public static Refusal? Amount(string pointer, decimal amount, ResourceType type) =>
        amount is <= 0 or > Largest ? Refuse(Problems.OutOfRange, $"数量须大于 0，不超过 {Largest:0}。", [new(pointer, "超出范围")])
        : decimal.Round(amount, type == ResourceType.Talent ? 0 : 2) != amount
            ? Refuse(Problems.OutOfRange, type == ResourceType.Talent ? "岗位数须为整数。" : "数量最多两位小数。", [new(pointer, "小数位过多")])
        : null;

    /// <summary>The pool is there and takes new promises.</summary>
    public static Refusal? Open(ResourcePoolState pool) =>
        Opened(pool) ?? (pool.IsClosed ? Refuse(Problems.PoolClosed, "要素池已关闭，只能办理到位、使用核验和收回。") : null);

    public static Refusal? Opened(ResourcePoolState pool) => pool.Opened is null ? Refuse(Problems.PoolNotFound, "没有这个要素池，请先设立。") : null;

    /// <summary>The resource desk of the pool's department, and not who asked.</summary>
    public static Refusal? Desk(ResourcePoolState pool, ResourceRequestState request, Moment moment) =>
        ResourcePoolAuthority.ToDecide(moment.Actor, pool.Opened!.Department) ?? FourEyes.MustBeKnownAndAnother(request.By, moment);

    public static Refusal? Find(ResourcePoolState pool, int number, out ResourceRequestState request)
    {
        request = pool.Requests.GetValueOrDefault(number)!;
        return Opened(pool) ?? (request is null ? Refuse(Problems.ResourceRequestNotFound, $"没有第 {number} 号要素申请。") : null);
    }

    public static Refusal NotNow(ResourceRequestState request) => Refuse(Problems.IllegalTransition, $"申请现为“{request.Status.InWords()}”，不能这样办理。");

    private static Refusal? Office(Moment moment) =>
        moment.Plan.IsImported ? ResourcePoolAuthority.ToKeep(moment.Actor) : Refuse(Problems.PlanNotFound, "没有这个行动。");

    private static Refusal? Year(int year) =>
        Years.Include(year) ? null : Refuse(Problems.OutOfRange, $"年度须在 {Years.InWords} 之间。", [new("/year", "超出范围")]);
}
