namespace FuyangPlan.ResourcePools;

/// <summary>What every part of a pool's page shows from.</summary>
/// <param name="Queue">What waits for a decision, needed first first.</param>
/// <param name="Decided">The rest, the newest first.</param>
/// <param name="Initiatives">Whom the pool may be asked for.</param>
public sealed record PoolFrame(
    ResourcePoolView Pool, ImmutableArray<ResourceRequestView> Queue, ImmutableArray<ResourceRequestView> Decided, ImmutableArray<InitiativeSummary> Initiatives,
    Frame In)
{
    public PoolId Id => new(Pool.Type, Pool.Year);

    public string Name => $"{Pool.Year} 年{Pool.Type.InWords()}要素池";

    public IEnumerable<ResourceRequestView> All => Queue.Concat(Decided);

    public string Of(decimal amount) => Pool.Type.Of(amount);

    /// <summary>What exactly is asked for.</summary>
    public static string Details(ResourceRequestView request) => string.Join("；", new[]
    {
        request.Space?.Plot, request.Space?.Planning, request.Space?.Quota, request.Talent?.Post, request.Talent?.Category, request.Talent?.Term,
        request.Funds?.Source.InWords(), request.Funds?.Schedule,
    }.OfType<string>());
}
