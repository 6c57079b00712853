using FuyangPlan.Journal;

namespace FuyangPlan.Plans;

[StatelessWorker]
internal sealed class PlanListGrain(IJournal journal) : Grain, IPlanListGrain
{
    public async Task<ImmutableArray<string>> Get() => [.. await journal.Plans()];
}
