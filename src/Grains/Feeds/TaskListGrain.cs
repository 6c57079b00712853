using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.Feeds;

[StatelessWorker]
internal sealed class TaskListGrain(ITaskTable tasks, IJournal journal, PlanDirectory plans, TimeProvider time) : Grain, ITaskListGrain
{
    private DateOnly _today;

    public async Task<TaskPage> Query(TaskQuery query)
    {
        var plan = this.GetPrimaryKeyString();
        var today = (await plans.Get(plan)).Now(time).Day();
        if (today > _today)
        {
            // What midnight has struck off is in the table before the first list of the day is.
            await GrainFactory.GetGrain<IPlanGrain>(plan).PassTime(new());
            _today = today;
        }
        var head = await journal.Position(plan);
        if (await tasks.Checkpoint(plan) < head) await GrainFactory.GetGrain<IFeedGrain>(plan).CatchUp(head);
        return await tasks.Query(plan, query, today);
    }
}
