namespace FuyangPlan.Plans;

/// <summary>Which plans there are.</summary>
internal sealed class PlanList(IGrainFactory grains, IConfiguration configuration)
{
    /// <summary>The ids of the plans that an account takes part in, in order. A member of all sees those that <c>Fuyang:Plans</c> lists.</summary>
    public async Task<ImmutableArray<string>> VisibleTo(AccountView account)
    {
        var named = account.Memberships.Select(membership => membership.Plan).Where(PlanScope.IsPlanId);
        var all = account.In("*") is null ? [] : configuration.GetSection("Fuyang:Plans").Get<string[]>() ?? ["fuyang", "fuyang-demo"];
        var ids = named.Concat(all).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var views = await Task.WhenAll(ids.Select(id => grains.GetGrain<IPlanGrain>(id).Get()));
        return [.. ids.Where((_, index) => views[index] is not null)];
    }
}
