using System.Collections.Concurrent;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.Enterprises;
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
        Doubt.Ask(() => asOf is { } then ? History(plan).Plan(then) : grains.GetGrain<IPlanGrain>(plan).Get(), asOf);

    /// <summary>Null when there is no such plan, or was none then.</summary>
    public Task<PlanFacts?> Facts(string plan, DateTimeOffset? asOf = null) =>
        Doubt.Ask(() => asOf is { } then ? History(plan).Facts(then) : grains.GetGrain<IPlanGrain>(plan).GetFacts(), asOf);

    /// <summary>What time it is in the plan; null when there is no such plan.</summary>
    public Task<PlanClockView?> Clock(string plan) => Doubt.Ask(() => grains.GetGrain<IPlanGrain>(plan).GetClock());

    public Task<ImmutableArray<InitiativeSummary>> Initiatives(string plan, DateTimeOffset? asOf = null) =>
        Doubt.Ask(() => asOf is { } then ? History(plan).Initiatives(then) : grains.GetGrain<IPlanGrain>(plan).GetInitiatives(), asOf);

    /// <summary>Null when there is no such initiative, or was none then.</summary>
    public Task<InitiativeView?> Initiative(string plan, InitiativeId id, DateTimeOffset? asOf = null) =>
        asOf is { } then ? Past<InitiativeView>(plan, id.ToString(), then)
            : Doubt.Ask(() => initiatives.GetOrAdd((plan, id), one => grains.Initiative(one.Plan, one.Id)).Get());

    /// <summary>The ledger, newest first; of the whole plan when <paramref name="stream"/> is null.</summary>
    public Task<ImmutableArray<LedgerLine>> Ledger(string plan, string? stream, long? before, int limit, DateTimeOffset? asOf = null) =>
        Doubt.Ask(() => History(plan).Ledger(stream, before, limit, asOf), asOf);

    /// <summary>Null when the stream did not exist at <paramref name="to"/>.</summary>
    public Task<DiffView?> Diff(string plan, string stream, DateTimeOffset from, DateTimeOffset to) =>
        Doubt.Ask(() => History(plan).Diff(stream, from, to), from);

    /// <summary>Null when it was never opened, or not yet then.</summary>
    public Task<ResourcePoolView?> Pool(string plan, PoolId id, DateTimeOffset? asOf = null) =>
        asOf is { } then ? Past<ResourcePoolView>(plan, $"{ResourcePoolGrains.Prefix}{id}", then) : Doubt.Ask(() => grains.ResourcePool(plan, id).Get());

    /// <summary>Null when it was never registered, or not yet then.</summary>
    public Task<EnterpriseView?> Enterprise(string plan, string code, DateTimeOffset? asOf = null) =>
        asOf is { } then ? Past<EnterpriseView>(plan, $"{EnterpriseGrains.Prefix}{code}", then) : Doubt.Ask(() => grains.Enterprise(plan, code).Get());

    /// <summary>Null when it was never registered, or not yet then.</summary>
    public Task<DepartmentFeedView?> DepartmentFeed(string plan, string code, DateTimeOffset? asOf = null) =>
        asOf is { } then ? Past<DepartmentFeedView>(plan, $"{DepartmentFeedGrains.Prefix}{code}", then) : Doubt.Ask(() => grains.DepartmentFeed(plan, code).Get());

    private Task<T?> Past<T>(string plan, string stream, DateTimeOffset then) where T : class =>
        Doubt.Ask(async () => await History(plan).View(stream, then) as T, then);

    private IHistoryGrain History(string plan) => grains.GetGrain<IHistoryGrain>(plan);
}
