using FuyangPlan.Enterprises;
using FuyangPlan.EventSourcing;
using FuyangPlan.Histories;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using FuyangPlan.ResourcePools;

namespace FuyangPlan.Tables;

/// <summary>The kinds of streams that tables take rows from, by the names of the streams.</summary>
internal abstract class StreamKind
{
    private static readonly ImmutableArray<StreamKind> All =
    [
        new StreamKind<InitiativeState>(
            name => InitiativeId.TryParse(name, out _), (grains, plan, name) => grains.Initiative(plan, InitiativeId.Parse(name)).PassTime(new())),
        new StreamKind<EnterpriseState>(
            name => name.StartsWith(EnterpriseGrains.Prefix, StringComparison.Ordinal),
            (grains, plan, name) => grains.Enterprise(plan, name[EnterpriseGrains.Prefix.Length..]).PassTime(new())),
        new StreamKind<ResourcePoolState>(
            name => name.StartsWith(ResourcePoolGrains.Prefix, StringComparison.Ordinal) && PoolId.TryParse(name[ResourcePoolGrains.Prefix.Length..], out _),
            (grains, plan, name) => PoolId.TryParse(name[ResourcePoolGrains.Prefix.Length..], out var id) ? grains.ResourcePool(plan, id).PassTime(new()) : Task.CompletedTask),
    ];

    /// <summary>Null for streams that no table takes rows from.</summary>
    public static StreamKind? Of(string name) => All.FirstOrDefault(kind => kind.Is(name));

    public abstract object Initial { get; }

    public abstract object Apply(object state, Entry entry);

    /// <summary>When time alone changes the state next; null: never.</summary>
    public abstract DateTimeOffset? NextDue(object state, PlanState plan);

    /// <summary>The state at an instant, with what time had brought until then.</summary>
    public abstract Task<(object State, int Version)> At(IJournal journal, string stream, PlanState plan, DateTimeOffset asOf);

    /// <summary>Lets the stream's grain record what time has brought.</summary>
    public abstract Task PassTime(IGrainFactory grains, string plan, string name);

    public abstract bool Holds<T>();

    protected abstract bool Is(string name);
}

internal sealed class StreamKind<TState>(Func<string, bool> isNamed, Func<IGrainFactory, string, string, Task> passTime) : StreamKind where TState : class, IFold<TState>
{
    public override object Initial => TState.Initial;

    public override object Apply(object state, Entry entry) => TState.Apply((TState)state, entry);

    public override DateTimeOffset? NextDue(object state, PlanState plan) => TState.NextDue((TState)state, plan, DateTimeOffset.MaxValue)?.At;

    public override async Task<(object State, int Version)> At(IJournal journal, string stream, PlanState plan, DateTimeOffset asOf)
    {
        var (state, version) = await journal.FoldUntil<TState>(stream, asOf);
        return (Aging.Age(state, version, plan, asOf).State, version);
    }

    public override Task PassTime(IGrainFactory grains, string plan, string name) => passTime(grains, plan, name);

    public override bool Holds<T>() => typeof(T).IsAssignableFrom(typeof(TState));

    protected override bool Is(string name) => isNamed(name);
}
