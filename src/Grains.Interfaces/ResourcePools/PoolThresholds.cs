namespace FuyangPlan.ResourcePools;

/// <summary>Thresholds of resource pools.</summary>
/// <param name="HoldDays">Calendar days that a hold lasts where nobody says how long.</param>
/// <param name="LongestHoldDays">How far away its last day may be.</param>
[GenerateSerializer, Immutable, Alias("pool-thresholds")]
public sealed record PoolThresholds(int HoldDays = 90, int LongestHoldDays = 365);
