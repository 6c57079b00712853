using FuyangPlan.Evidences;
using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using static FuyangPlan.EventSourcing.Decision;
using static FuyangPlan.ResourcePools.ResourcePoolRules;

namespace FuyangPlan.ResourcePools;

/// <summary>What was granted, until it is used or taken back. A closed pool goes on here.</summary>
internal static class ResourceUseRules
{
    public static Decision Decide(ResourcePoolState pool, int number, DeliverGrant command, Moment moment)
    {
        if ((Find(pool, number, out var request) ?? Desk(pool, request, moment) ?? Kept(request) ?? Amount("/amount", command.Amount, pool.Type)
            ?? Guard.MustLieInPlan("/on", command.On, moment)) is { } refusal) return refusal;
        var waiting = request.Kept - request.Delivered;
        return command.Amount > waiting
                ? Refuse(Problems.OutOfRange, $"批准而未到位的还有 {pool.Type.Of(waiting)}，不能超过它。", [new("/amount", "超过未到位的数量")])
            : command.On > moment.Today ? Refuse(Problems.InFuture, "到位日期不能在将来。", [new("/on", "在将来")])
            : moment.Evidence.IsEmpty ? Refuse(Problems.EvidenceRequired, "到位须至少附一份佐证。", [new("/evidence", "须附佐证")])
            : Record(new ResourceDelivered(pool.Type, number, command.Amount, command.On, moment.Evidence));
    }

    public static Decision Decide(ResourcePoolState pool, int number, VerifyUse command, Moment moment)
    {
        if ((Find(pool, number, out var request) ?? Authority.ToInspect(moment.Actor) ?? FourEyes.MustBeOutside(request.By, moment, pool.Opened!.Department) ?? Kept(request)
            ?? Guard.MustBeTextIfAny("/note", command.Note, 500)) is { } refusal) return refusal;
        if (request.Delivered == 0) return Refuse(Problems.NothingToVerify, "尚未到位，没有可核验的使用。");
        if (command.Used < 0 || command.Used > request.Delivered || (command.Used > 0 && Amount("/used", command.Used, pool.Type) is not null))
            return Refuse(
                Problems.OutOfRange, $"已使用数须为 0 至已到位的 {pool.Type.Of(request.Delivered)}，{(pool.Type == ResourceType.Talent ? "且为整数" : "最多两位小数")}。",
                [new("/used", "超出范围")]);
        return request.Used == command.Used && request.Seen == request.Delivered && (command.Note is null || command.Note == request.UseNote)
            ? Nothing
            : Record(new ResourceUseVerified(pool.Type, number, command.Used, command.Note));
    }

    public static Decision Decide(ResourcePoolState pool, int number, ClawBack command, Moment moment)
    {
        if ((Find(pool, number, out var request) ?? Desk(pool, request, moment) ?? Kept(request) ?? Amount("/amount", command.Amount, pool.Type)
            ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        return command.Amount <= request.Unused
            ? Record(new ResourceClawedBack(pool.Type, number, command.Amount, command.Reason))
            : Refuse(
                Problems.ClawBackBeyondUnused,
                $"批准而未使用的有 {pool.Type.Of(request.Unused)}，不能多收回；{(request.Delivered > request.Seen ? "已到位的须先经使用核验。" : "已使用的不收回。")}",
                [new("/amount", "超过未用的数量")]);
    }

    /// <summary>It was granted something, and not all of it is used or gone.</summary>
    private static Refusal? Kept(ResourceRequestState request) =>
        request.Kept > 0 && request.Status != ResourceRequestStatus.Closed ? null : NotNow(request);
}
