using FuyangPlan.EventSourcing;

namespace FuyangPlan.ResourcePools;

/// <summary>States as their readers see them.</summary>
internal static class ResourcePoolViews
{
    public static ResourcePoolView? Of(ResourcePoolState pool, string plan, int version)
    {
        if (pool.Opened is not { } opened) return null;
        var requests = pool.Requests.Values;
        return new(
            plan, new PoolId(opened.Type, opened.Year).ToString(), opened.Type, opened.Year, opened.Type.Unit(), opened.Department, opened.Note, pool.IsClosed,
            pool.Capacity, requests.Sum(request => request.Reserved), requests.Sum(request => request.Kept), requests.Sum(request => request.Delivered),
            requests.Sum(request => request.Used ?? 0), requests.Sum(request => request.ClawedBack), pool.Free,
            pool.Requests.Count, requests.Count(request => request.Outstanding > 0), requests.Sum(request => request.Outstanding), version);
    }

    public static ResourceRequestView Of(ResourceRequestState request)
    {
        var what = request.What;
        return new(
            what.Number, request.Status, what.Initiative, what.Landing, what.Lead, what.Amount, what.NeedBy, what.Purpose, what.Space, what.Talent, what.Funds,
            request.By.Name, request.By.Department, request.At.ToOffset(China.Offset), request.PreCheckNote, request.Outstanding, request.Reserved, request.ReservedUntil,
            request.Kept, request.Delivered, request.Used, request.ClawedBack, request.Unused, request.Evidence, request.UseNote, request.Reason, request.Alternative,
            LiftPerUnit: null);
    }
}
