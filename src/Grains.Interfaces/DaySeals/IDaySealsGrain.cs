namespace FuyangPlan.DaySeals;

/// <summary>The seals of one plan, read from its journal; owns nothing. Key: the plan's id.</summary>
[Alias("IDaySealsGrain")]
public interface IDaySealsGrain : IGrainWithStringKey
{
    /// <summary>Newest first. Null when there is no such plan, or was none then.</summary>
    /// <param name="before">Only seals that were recorded before this position; null: from the newest.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="asOf">Only those recorded until then, by the plan's clock; null: all.</param>
    [AnyWay]
    Task<DaySealsView?> Get(long? before, int limit, DateTimeOffset? asOf, CancellationToken gone = default);
}
