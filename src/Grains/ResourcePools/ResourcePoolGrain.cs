using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;

namespace FuyangPlan.ResourcePools;

internal sealed class ResourcePoolGrain(GrainServices services) : EventSourcedGrain<ResourcePoolState>(services), IResourcePoolGrain
{
    public async Task<ResourcePoolView?> Get()
    {
        var plan = await Plan();
        var now = plan.Now(Services.Time);
        return ResourcePoolViews.Of(AgedTo(plan, now), new Seen(Stream, Version, plan, now));
    }

    public async Task<ResourceRequestView?> GetRequest(int number) =>
        (await Aged()).Requests.TryGetValue(number, out var request) ? ResourcePoolViews.Of(request) : null;

    public async Task<ImmutableArray<ResourceRequestView>> GetRequests(bool queue)
    {
        var pool = await Aged();
        return [.. (queue ? ResourcePoolViews.Queue(pool) : pool.Requests.Values).Select(ResourcePoolViews.Of)];
    }

    private async Task<ResourcePoolState> Aged()
    {
        var plan = await Plan();
        return AgedTo(plan, plan.Now(Services.Time));
    }

    /// <summary>Who asks may be whoever leads the initiative.</summary>
    protected override async ValueTask<object?> Gather(Command command, CommandContext context) =>
        command is RequestResource { Initiative: var initiative } && (await Plan(isCurrent: true)).Initiatives.Contains(initiative)
            ? new LeaderOf((await GrainFactory.Initiative(PlanId, InitiativeId.Parse(initiative)).GetSummary())?.Leader?.Person)
            : null;
}

[StatelessWorker]
internal sealed class ResourcePoolListGrain(IJournal journal) : Grain, IResourcePoolListGrain
{
    private string PlanId => this.GetPrimaryKeyString();

    public async Task<ImmutableArray<ResourcePoolView>> Get() =>
        [.. (await Task.WhenAll((await Pools()).Select(pool => pool.Get()))).OfType<ResourcePoolView>().OrderBy(pool => pool.Type).ThenBy(pool => pool.Year)];

    private async Task<IResourcePoolGrain[]> Pools() =>
    [
        .. (await journal.Heads(PlanId, long.MaxValue)).Select(head => StreamId.Parse(head.Stream).Name)
            .Where(stream => stream.StartsWith(ResourcePoolGrains.Prefix, StringComparison.Ordinal))
            .Select(stream => PoolId.TryParse(stream[ResourcePoolGrains.Prefix.Length..], out var id) ? GrainFactory.ResourcePool(PlanId, id) : null)
            .OfType<IResourcePoolGrain>(),
    ];
}
