using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;

namespace FuyangPlan.ResourcePools;

internal sealed class ResourcePoolGrain(GrainServices services) : EventSourcedGrain<ResourcePoolState>(services), IResourcePoolGrain
{
    public Task<CommandOutcome> Open(OpenPool command, CommandContext context) =>
        Execute(context, command, (state, moment) => ResourcePoolRules.Decide(state, command, moment));

    public Task<CommandOutcome> ChangeCapacity(ChangeCapacity command, CommandContext context) =>
        Execute(context, command, (state, moment) => ResourcePoolRules.Decide(state, command, moment));

    public Task<CommandOutcome> Close(ClosePool command, CommandContext context) =>
        Execute(context, command, (state, moment) => ResourcePoolRules.Decide(state, command, moment));

    public async Task<CommandOutcome> Request(RequestResource command, CommandContext context)
    {
        var leader = await Leader(command.Initiative);
        return await Execute(context, command, (state, moment) => ResourceRequestRules.Decide(state, command, leader, moment));
    }

    public Task<CommandOutcome> PreCheck(int number, PreCheckRequest command, CommandContext context) =>
        Execute(context, command, (state, moment) => ResourceRequestRules.Decide(state, number, command, moment));

    public Task<CommandOutcome> Reserve(int number, ReserveForRequest command, CommandContext context) =>
        Execute(context, command, (state, moment) => ResourceRequestRules.Decide(state, number, command, moment));

    public Task<CommandOutcome> Grant(int number, GrantRequest command, CommandContext context) =>
        Execute(context, command, (state, moment) => ResourceRequestRules.Decide(state, number, command, moment));

    public Task<CommandOutcome> Refuse(int number, RefuseRequest command, CommandContext context) =>
        Execute(context, command, (state, moment) => ResourceRequestRules.Decide(state, number, command, moment));

    public Task<CommandOutcome> Withdraw(int number, WithdrawRequest command, CommandContext context) =>
        Execute(context, command, (state, moment) => ResourceRequestRules.Decide(state, number, command, moment));

    public Task<CommandOutcome> Deliver(int number, DeliverGrant command, ImmutableArray<Evidence> evidence, CommandContext context) =>
        Execute(context, command, (state, moment) => ResourceUseRules.Decide(state, number, command, evidence, moment));

    public Task<CommandOutcome> VerifyUse(int number, VerifyUse command, CommandContext context) =>
        Execute(context, command, (state, moment) => ResourceUseRules.Decide(state, number, command, moment));

    public Task<CommandOutcome> ClawBack(int number, ClawBack command, CommandContext context) =>
        Execute(context, command, (state, moment) => ResourceUseRules.Decide(state, number, command, moment));

    public Task PassTime(PassTime command) => State.Opened is null ? Task.CompletedTask : RecordDue();

    public async Task<ResourcePoolView?> Get() => ResourcePoolViews.Of(await Aged(), PlanId, Version);

    public async Task<ResourceRequestView?> GetRequest(int number) =>
        (await Aged()).Requests.TryGetValue(number, out var request) ? ResourcePoolViews.Of(request) : null;

    public Task<int?> NumberAt(int version) => Task.FromResult(State.Requests.Values.FirstOrDefault(request => request.Version == version)?.Number);

    private async Task<ResourcePoolState> Aged()
    {
        var plan = await Plan();
        return AgedTo(plan, plan.Now(Services.Time));
    }

    /// <summary>Who leads the initiative, asked before the decision; null: nobody, or there is no such initiative.</summary>
    private async Task<string?> Leader(string initiative) =>
        (await Plan(isCurrent: true)).Initiatives.Contains(initiative)
            ? (await GrainFactory.Initiative(PlanId, InitiativeId.Parse(initiative)).GetSummary())?.Leader?.Person
            : null;
}

[StatelessWorker]
internal sealed class ResourcePoolListGrain(IJournal journal) : Grain, IResourcePoolListGrain
{
    private string PlanId => this.GetPrimaryKeyString();

    public async Task PassTime(PassTime command) => await Task.WhenAll((await Pools()).Select(pool => pool.PassTime(command)));

    private async Task<IResourcePoolGrain[]> Pools() =>
    [
        .. (await journal.Heads(PlanId, long.MaxValue)).Select(head => head.Stream[(PlanId.Length + 1)..])
            .Where(stream => stream.StartsWith(ResourcePoolGrains.Prefix, StringComparison.Ordinal))
            .Select(stream => PoolId.TryParse(stream[ResourcePoolGrains.Prefix.Length..], out var id) ? GrainFactory.ResourcePool(PlanId, id) : null)
            .OfType<IResourcePoolGrain>(),
    ];
}
