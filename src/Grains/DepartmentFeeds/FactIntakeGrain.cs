using FuyangPlan.EventSourcing;
using FuyangPlan.Histories;
using FuyangPlan.Journal;

namespace FuyangPlan.DepartmentFeeds;

[StatelessWorker]
internal sealed class FactIntakeGrain : Grain, IFactIntakeGrain
{
    public async Task<FactReceipt> Take(BusMessage message)
    {
        var reading = FactReading.Of(message);
        var (plan, feed) = (reading.Plan, reading.Feed);
        // What cannot be a plan's id or a feed's code wakes no grain.
        if (plan.IsSlug() && feed.IsSlug()
            && await GrainFactory.DepartmentFeed(plan!, feed!).Receive(new(message, reading.Fact, reading.Unreadable)) is { Verdict: not FactVerdict.UnknownFeed } receipt)
            return receipt;
        FeedMeter.Stray();
        var why = reading.Unreadable ?? Decision.Refuse(Problems.DepartmentFeedNotFound, "没有登记这个行动或数据接口；登记后请来源单位重报。");
        return new(await GrainFactory.GetGrain<IStrayMessagesGrain>("bus").Keep(message, why) ? FactVerdict.Quarantined : FactVerdict.Full, why);
    }
}

[StatelessWorker]
internal sealed class DepartmentFeedListGrain(IJournal journal) : Grain, IDepartmentFeedListGrain
{
    public async Task<ImmutableArray<DepartmentFeedView>> Get(DateTimeOffset? asOf)
    {
        var plan = this.GetPrimaryKeyString();
        var feeds = (await journal.Heads(plan, long.MaxValue)).Select(head => StreamId.Parse(head.Stream).Name)
            .Where(name => name.StartsWith(DepartmentFeedGrains.Prefix, StringComparison.Ordinal))
            .Select(async name => asOf is { } then
                ? await GrainFactory.GetGrain<IHistoryGrain>(plan).View(name, then) as DepartmentFeedView
                : await GrainFactory.DepartmentFeed(plan, name[DepartmentFeedGrains.Prefix.Length..]).Get());
        return [.. (await Task.WhenAll(feeds)).OfType<DepartmentFeedView>()];
    }
}
