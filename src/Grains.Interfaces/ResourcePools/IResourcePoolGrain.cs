using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;

namespace FuyangPlan.ResourcePools;

/// <summary>
/// A resource pool. Key: <c>plan/pool-space-2021</c>. What is reserved and granted, less what was clawed back, is never above its capacity, at any
/// version: it is one grain with one stream, and decides one command after the other. An accepted outcome means that the events are durable.
/// </summary>
[Alias("IResourcePoolGrain")]
public interface IResourcePoolGrain : IStreamGrain
{
    /// <summary>Null when it was never opened.</summary>
    [AnyWay]
    Task<ResourcePoolView?> Get();
}

/// <summary>How to reach a pool's grain.</summary>
public static class ResourcePoolGrains
{
    public const string Prefix = "pool-";

    public static IResourcePoolGrain ResourcePool(this IGrainFactory grains, string plan, PoolId id) =>
        grains.GetGrain<IResourcePoolGrain>($"{plan}/{Prefix}{id}");
}
