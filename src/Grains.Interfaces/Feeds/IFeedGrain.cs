using FuyangPlan.Histories;

namespace FuyangPlan.Feeds;

/// <summary>
/// Follows one plan's journal and tells the gateways; keeps nothing. Key: the plan's id.
/// </summary>
[Alias("IFeedGrain")]
public interface IFeedGrain : IGrainWithStringKey
{
    /// <summary>Tell the gateways what the journal holds up to its present head, and answer the position reached.</summary>
    [AnyWay]
    Task<long> CatchUp(long atLeast);

    /// <summary>Push what comes to this gateway for the next two minutes; call again to renew. Answers the position reached.</summary>
    [AnyWay]
    Task<long> Subscribe(IFeedObserver observer);

    /// <summary>Lines after a position, oldest first, at most <paramref name="limit"/>.</summary>
    [AnyWay]
    Task<ImmutableArray<LedgerLine>> Read(long after, int limit);
}

/// <summary>A gateway that listens. Delivery is at most once: a gap in positions is filled by reading.</summary>
[Alias("IFeedObserver")]
public interface IFeedObserver : IGrainObserver
{
    [OneWay]
    Task Changed(string plan, ImmutableArray<LedgerLine> lines);
}
