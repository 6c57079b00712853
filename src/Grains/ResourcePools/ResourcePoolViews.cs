using FuyangPlan.Evidences;
using FuyangPlan.EventSourcing;

namespace FuyangPlan.ResourcePools;

/// <summary>States as their readers see them.</summary>
internal static class ResourcePoolViews
{
    public static ResourcePoolView? Of(ResourcePoolState pool, Seen seen)
    {
        if (pool.Opened is not { } opened) return null;
        var requests = pool.Requests.Values;
        return new(
            seen.Stream.Plan, new PoolId(opened.Type, opened.Year).ToString(), opened.Type, opened.Year, opened.Type.Unit(), opened.Department, opened.Note, pool.IsClosed,
            pool.Capacity, requests.Sum(request => request.Reserved), requests.Sum(request => request.Kept), requests.Sum(request => request.Delivered),
            requests.Sum(request => request.Used ?? 0), requests.Sum(request => request.ClawedBack), pool.Free,
            pool.Requests.Count, requests.Count(request => request.Outstanding > 0), requests.Sum(request => request.Outstanding), seen.Version);
    }

    public static IEnumerable<Statement> Says(ResourcePoolView pool) =>
    [
        new("capacity", "额度", pool.Type.Of(pool.Capacity)), new("reserved", "预留", pool.Type.Of(pool.Reserved)), new("granted", "批准", pool.Type.Of(pool.Granted)),
        new("delivered", "到位", pool.Type.Of(pool.Delivered)), new("used", "已使用", pool.Type.Of(pool.Used)), new("free", "余量", pool.Type.Of(pool.Free)),
        new("requests", "申请件数", Statement.Number(pool.Requests)), new("closed", "状态", pool.IsClosed ? "已关闭" : "受理中"),
    ];

    public static ResourceRequestView Of(ResourceRequestState request)
    {
        var what = request.What;
        return new(
            what.Number, request.Status, what.Initiative, what.Landing, what.Lead, what.Amount, what.NeedBy, what.Purpose, what.Space, what.Talent, what.Funds,
            request.By.Name, request.By.Department, request.At.ToOffset(China.Offset), request.PreCheckNote, request.Outstanding, request.Reserved, request.ReservedUntil,
            request.Kept, request.Delivered, request.Used, request.ClawedBack, request.Unused, request.Evidence, request.UseNote, request.Reason, request.Alternative,
            LiftPerUnit: null);
    }

    /// <summary>What nobody has decided yet, by the day it is needed, then by age.</summary>
    public static IEnumerable<ResourceRequestState> Queue(ResourcePoolState pool) =>
        pool.Requests.Values.Where(request => request.Outstanding > 0).OrderBy(request => request.What.NeedBy).ThenBy(request => request.Number);
}
