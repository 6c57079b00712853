using Microsoft.AspNetCore.Components;

namespace FuyangPlan.ResourcePools;

/// <summary>Forms about one pool and the requests to it.</summary>
public abstract class PoolActionSet : FormSet
{
    [Parameter, EditorRequired] public PoolFrame In { get; set; } = null!;

    protected ResourcePoolView Pool => In.Pool;

    /// <summary>A desk of the pool's department.</summary>
    protected bool Desk => ResourcePoolAuthority.ToDecide(Frame.Actor, Pool.Department).IsGiven();

    protected string AmountLabel => $"数量（{Pool.Unit}）";

    /// <summary>The smallest step of an amount.</summary>
    protected string Step => Pool.Type == ResourceType.Talent ? "1" : "0.01";

    protected ResourceRequestView[] Requests(Func<ResourceRequestView, bool> wanted) => [.. In.All.Where(wanted)];

    protected Task Send(string form, Command command, int number = 0) => Send(
        form, $"{Pool.Plan}/{Pool.Id}/{form}/{Field("request")}", command, $"{Frame.Home}/pools/{Pool.Id}", Grains.ResourcePool(Pool.Plan, In.Id), number);
}
