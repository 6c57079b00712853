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
            Plan: seen.Stream.Plan, Id: new PoolId(opened.Type, opened.Year).ToString(), Type: opened.Type, Year: opened.Year,
            Unit: opened.Type.Unit(), Department: opened.Department, Note: opened.Note, IsClosed: pool.IsClosed, Capacity: pool.Capacity,
            Reserved: requests.Sum(request => request.Reserved), Granted: requests.Sum(request => request.Kept),
            Delivered: requests.Sum(request => request.Delivered), Used: requests.Sum(request => request.Used ?? 0),
            ClawedBack: requests.Sum(request => request.ClawedBack), Free: pool.Free, Requests: pool.Requests.Count,
            Queued: requests.Count(request => request.Outstanding > 0), Wanted: requests.Sum(request => request.Outstanding), Version: seen.Version);
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
            Number: what.Number, Status: request.Status, Initiative: what.Initiative, Landing: what.Landing, Lead: what.Lead, Amount: what.Amount,
            NeedBy: what.NeedBy, Purpose: what.Purpose, Space: what.Space, Talent: what.Talent, Funds: what.Funds, RequestedBy: request.By.Name, Requester: request.By.Person,
            Department: request.By.Department, RequestedAt: request.At.ToOffset(China.Offset), PreCheckNote: request.PreCheckNote,
            Outstanding: request.Outstanding, Reserved: request.Reserved, ReservedUntil: request.ReservedUntil, Granted: request.Kept,
            Delivered: request.Delivered, Used: request.Used, ClawedBack: request.ClawedBack, Unused: request.Unused, Evidence: request.Evidence,
            UseNote: request.UseNote, Reason: request.Reason, Alternative: request.Alternative, LiftPerUnit: null);
    }
}
