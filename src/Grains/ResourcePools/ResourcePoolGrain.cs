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

    /// <summary>Who asks may be whoever leads the initiative.</summary>
    protected override async ValueTask<object?> Gather(Command command, CommandContext context) =>
        command is RequestResource { Initiative: var initiative } && await Plan() is var plan && plan.Initiatives.Contains(initiative)
            ? new LeaderOf((await GrainFactory.Initiative(PlanId, InitiativeId.Parse(initiative)).GetSummary(plan.Version))?.Leader?.Person)
            : null;
}
