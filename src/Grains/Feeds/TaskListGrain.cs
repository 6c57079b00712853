using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Plans;

namespace FuyangPlan.Feeds;

[StatelessWorker]
internal sealed class TaskListGrain(ITaskTable tasks, Journal.IJournal journal, PlanDirectory plans, TimeProvider time) : Grain, ITaskListGrain
{
    public async Task<TaskPage> Query(TaskQuery query)
    {
        var plan = this.GetPrimaryKeyString();
        var head = await journal.Position(plan);
        if (await tasks.Checkpoint(plan) < head) await GrainFactory.GetGrain<IFeedGrain>(plan).CatchUp(head);
        return await tasks.Query(plan, query, (await plans.Get(plan)).Now(time).Day());
    }
}
