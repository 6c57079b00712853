namespace FuyangPlan.Plans;

/// <summary>Which plans there are for whom.</summary>
internal sealed class PlanList(IGrainFactory grains)
{
    /// <summary>The ids of the plans that an account takes part in, in order.</summary>
    public async Task<ImmutableArray<string>> VisibleTo(AccountView account) =>
        [.. (await Doubt.Ask(grains.GetGrain<IPlanListGrain>("plans").Get)).Where(plan => account.In(plan) is not null)];
}
