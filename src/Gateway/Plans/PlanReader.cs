using System.Collections.Concurrent;
using FuyangPlan.Histories;
using FuyangPlan.ResourcePools;

namespace FuyangPlan.Plans;

/// <summary>What endpoints and pages read: the live grains for now, the journal for any earlier instant (<c>asOf</c>, null: now).</summary>
internal sealed class PlanReader(IGrainFactory grains)
{
    // Making a reference costs as much as a call. Only what can be an id, in plans that a visitor takes part in, comes here.
    private readonly ConcurrentDictionary<(string Plan, InitiativeId Id), IInitiativeGrain> initiatives = new();

    /// <summary>Null when there is no such plan, or was none then.</summary>
    public Task<PlanView?> Plan(string plan, DateTimeOffset? asOf = null) =>
        Doubt.Ask(() => asOf is { } then ? History(plan).Plan(then) : grains.GetGrain<IPlanGrain>(plan).Get());

    /// <summary>What time it is in the plan; null when there is no such plan.</summary>
    public Task<PlanClockView?> Clock(string plan) => Doubt.Ask(() => grains.GetGrain<IPlanGrain>(plan).GetClock());

    public Task<ImmutableArray<InitiativeSummary>> Initiatives(string plan, DateTimeOffset? asOf = null) =>
        Doubt.Ask(() => asOf is { } then ? History(plan).Initiatives(then) : grains.GetGrain<IPlanGrain>(plan).GetInitiatives());

    /// <summary>Null when there is no such initiative, or was none then.</summary>
    public Task<InitiativeView?> Initiative(string plan, InitiativeId id, DateTimeOffset? asOf = null) =>
        Doubt.Ask(() => asOf is { } then ? History(plan).Initiative(id, then) : initiatives.GetOrAdd((plan, id), one => grains.Initiative(one.Plan, one.Id)).Get());

    /// <summary>The ledger, newest first; of the whole plan when <paramref name="id"/> is null.</summary>
    public Task<ImmutableArray<LedgerLine>> Ledger(string plan, InitiativeId? id, long? before, int limit, DateTimeOffset? asOf = null) =>
        Doubt.Ask(() => History(plan).Ledger(id, before, limit, asOf));

    /// <summary>Null when the initiative did not exist at <paramref name="to"/>.</summary>
    public Task<DiffView?> Diff(string plan, InitiativeId id, DateTimeOffset from, DateTimeOffset to) =>
        Doubt.Ask(() => History(plan).Diff(id, from, to));

    /// <summary>Null when it was never opened.</summary>
    public Task<ResourcePoolView?> Pool(string plan, PoolId id) => Doubt.Ask(() => grains.ResourcePool(plan, id).Get());

    /// <summary>Null when there is no such request.</summary>
    public Task<ResourceRequestView?> ResourceRequest(string plan, PoolId id, int number) => Doubt.Ask(() => grains.ResourcePool(plan, id).GetRequest(number));

    private IHistoryGrain History(string plan) => grains.GetGrain<IHistoryGrain>(plan);
}
