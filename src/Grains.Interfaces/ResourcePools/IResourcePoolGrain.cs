using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;

namespace FuyangPlan.ResourcePools;

/// <summary>
/// A resource pool. Key: <c>plan/pool-space-2021</c>. What is reserved and granted, less what was clawed back, is never above its capacity, at any
/// version: it is one grain with one stream, and decides one command after the other. An accepted outcome means that the events are durable.
/// </summary>
[Alias("IResourcePoolGrain")]
public interface IResourcePoolGrain : IGrainWithStringKey
{
    Task<CommandOutcome> Open(OpenPool command, CommandContext context);
    Task<CommandOutcome> ChangeCapacity(ChangeCapacity command, CommandContext context);
    Task<CommandOutcome> Close(ClosePool command, CommandContext context);
    Task<CommandOutcome> Request(RequestResource command, CommandContext context);
    Task<CommandOutcome> PreCheck(int number, PreCheckRequest command, CommandContext context);
    Task<CommandOutcome> Reserve(int number, ReserveForRequest command, CommandContext context);
    Task<CommandOutcome> Grant(int number, GrantRequest command, CommandContext context);
    Task<CommandOutcome> Refuse(int number, RefuseRequest command, CommandContext context);
    Task<CommandOutcome> Withdraw(int number, WithdrawRequest command, CommandContext context);
    Task<CommandOutcome> Deliver(int number, DeliverGrant command, ImmutableArray<Evidence> evidence, CommandContext context);
    Task<CommandOutcome> VerifyUse(int number, VerifyUse command, CommandContext context);
    Task<CommandOutcome> ClawBack(int number, ClawBack command, CommandContext context);

    /// <summary>Record the holds that are over. Doing it twice records nothing.</summary>
    Task PassTime(PassTime command);

    /// <summary>Null when it was never opened.</summary>
    Task<ResourcePoolView?> Get();

    /// <summary>Null when there is no such request.</summary>
    Task<ResourceRequestView?> GetRequest(int number);

    /// <summary>The number of the request that a version recorded; null when that version is something else.</summary>
    Task<int?> NumberAt(int version);
}

/// <summary>The pools of one plan. Key: the plan's id.</summary>
[Alias("IResourcePoolListGrain")]
public interface IResourcePoolListGrain : IGrainWithStringKey
{
    /// <inheritdoc cref="IResourcePoolGrain.PassTime"/>
    Task PassTime(PassTime command);
}

/// <summary>How to reach a pool's grain.</summary>
public static class ResourcePoolGrains
{
    public const string Prefix = "pool-";

    public static IResourcePoolGrain ResourcePool(this IGrainFactory grains, string plan, PoolId id) =>
        grains.GetGrain<IResourcePoolGrain>($"{plan}/{Prefix}{id}");
}
