using System.Collections.Concurrent;
using FuyangPlan.DaySeals;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.Enterprises;
using FuyangPlan.Histories;
using FuyangPlan.Leads;
using FuyangPlan.ResourcePools;
using Microsoft.Extensions.Caching.Memory;

namespace FuyangPlan.Plans;

/// <summary>What endpoints and pages read: the live grains for now, the journal for any earlier instant (<c>asOf</c>, null: now).</summary>
internal sealed class PlanReader(IGrainFactory grains, IHttpContextAccessor http) : IDisposable
{
    // Of tasks, which are most of a view; one is about a kilobyte.
    private const int MostTasks = 30_000;

    // A view is large where it comes from another process. What is held is asked about each time, and shown only as long as it is what is.
    private readonly MemoryCache views = new(new MemoryCacheOptions { SizeLimit = MostTasks });

    // Making a reference costs as much as a call. Only what can be an id, in plans that a visitor takes part in, comes here.
    private readonly ConcurrentDictionary<(string Plan, InitiativeId Id), IInitiativeGrain> initiatives = new();

    /// <summary>Null when there is no such plan, or was none then.</summary>
    public Task<PlanView?> Plan(string plan, DateTimeOffset? asOf = null) =>
        Doubt.Ask(() => asOf is { } then ? History(plan).Plan(then, http.Gone()) : grains.GetGrain<IPlanGrain>(plan).Get(), asOf);

    /// <summary>Null when there is no such plan, or was none then.</summary>
    public Task<PlanFacts?> Facts(string plan, DateTimeOffset? asOf = null) =>
        Doubt.Ask(() => asOf is { } then ? History(plan).Facts(then, http.Gone()) : grains.GetGrain<IPlanGrain>(plan).GetFacts(), asOf);

    /// <summary>What time it is in the plan; null when there is no such plan.</summary>
    public Task<PlanClockView?> Clock(string plan) => Doubt.Ask(() => grains.GetGrain<IPlanGrain>(plan).GetClock());

    public Task<ImmutableArray<InitiativeSummary>> Initiatives(string plan, DateTimeOffset? asOf = null) =>
        Doubt.Ask(() => asOf is { } then ? History(plan).Initiatives(then, http.Gone()) : grains.GetGrain<IPlanGrain>(plan).GetInitiatives(), asOf);

    /// <summary>Null when there is no such initiative, or was none then.</summary>
    public Task<InitiativeView?> Initiative(string plan, InitiativeId id, DateTimeOffset? asOf = null) =>
        asOf is { } then ? Past<InitiativeView>(plan, id.ToString(), then)
            : Live(initiatives.GetOrAdd((plan, id), one => grains.Initiative(one.Plan, one.Id)));

    /// <summary>The ledger, newest first; of the whole plan when <paramref name="stream"/> is null.</summary>
    public async Task<ImmutableArray<LedgerLine>> Ledger(string plan, string? stream, long? before, int limit, DateTimeOffset? asOf = null) =>
        await Shown(plan, stream, await Doubt.Ask(() => History(plan).Ledger(stream, before, limit, asOf), asOf));

    /// <summary>Sealed days, newest first. Null when there is no such plan, or was none then.</summary>
    public Task<DaySealsView?> Seals(string plan, long? before, int limit, DateTimeOffset? asOf = null) =>
        Doubt.Ask(() => grains.GetGrain<IDaySealsGrain>(plan).Get(before, limit, asOf, http.Gone()), asOf);

    /// <summary>What the last daily check of the plan's journal found.</summary>
    public Task<JournalCheckView> JournalCheck(string plan) => Doubt.Ask(() => grains.GetGrain<IJournalCheckGrain>(plan).Get());

    /// <summary>Null when the stream did not exist at <paramref name="to"/>.</summary>
    public async Task<DiffView?> Diff(string plan, string stream, DateTimeOffset from, DateTimeOffset to) =>
        await Doubt.Ask(() => History(plan).Diff(stream, from, to, http.Gone()), from) is { } diff
            ? diff with { Ledger = await Shown(plan, stream, diff.Ledger) }
            : null;

    /// <summary>To who asks, by today's rights. Who works on a chain's leads is asked for only where it is that chain's own ledger.</summary>
    private async Task<ImmutableArray<LedgerLine>> Shown(string plan, string? stream, ImmutableArray<LedgerLine> lines)
    {
        var reader = http.HttpContext!.Actor();
        var sight = LedgerSight.Of(reader);
        if (!sight.Leads && lines.Any(line => sight.Show(line) != line) && InitiativeId.TryParse(stream, out var chain)
            && await Initiative(plan, chain) is { } view && view.WorksLeads(reader))
            sight = new(Leads: true);
        return [.. lines.Select(sight.Show)];
    }

    /// <summary>Null when it was never opened, or not yet then.</summary>
    public Task<ResourcePoolView?> Pool(string plan, PoolId id, DateTimeOffset? asOf = null) =>
        asOf is { } then ? Past<ResourcePoolView>(plan, $"{ResourcePoolGrains.Prefix}{id}", then) : Doubt.Ask(() => grains.ResourcePool(plan, id).Get());

    /// <summary>Null when it was never registered, or not yet then.</summary>
    public Task<EnterpriseView?> Enterprise(string plan, string code, DateTimeOffset? asOf = null) =>
        asOf is { } then ? Past<EnterpriseView>(plan, $"{EnterpriseGrains.Prefix}{code}", then) : Doubt.Ask(() => grains.Enterprise(plan, code).Get());

    /// <summary>Null when it was never registered, or not yet then.</summary>
    public Task<DepartmentFeedView?> DepartmentFeed(string plan, string code, DateTimeOffset? asOf = null) =>
        asOf is { } then ? Past<DepartmentFeedView>(plan, $"{DepartmentFeedGrains.Prefix}{code}", then) : Doubt.Ask(() => grains.DepartmentFeed(plan, code).Get());

    public void Dispose() => views.Dispose();

    private async Task<InitiativeView?> Live(IInitiativeGrain initiative)
    {
        var known = views.Get<InitiativeView>(initiative);
        var (tag, view) = await Doubt.Ask(() => initiative.GetUnless(known is null ? null : InitiativeTag.Of(known)));
        if (tag is null) return null;
        if (view is null) return known;
        return views.Set(initiative, view, new MemoryCacheEntryOptions { Size = 10 + view.Tasks.Length });
    }

    private Task<T?> Past<T>(string plan, string stream, DateTimeOffset then) where T : class =>
        Doubt.Ask(async () => await History(plan).View(stream, then, http.Gone()) as T, then);

    private IHistoryGrain History(string plan) => grains.GetGrain<IHistoryGrain>(plan);
}
