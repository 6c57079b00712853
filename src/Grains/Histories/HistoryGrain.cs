using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.Histories;

[StatelessWorker]
internal sealed class HistoryGrain(IJournal journal) : Grain, IHistoryGrain
{
    private string PlanId => this.GetPrimaryKeyString();

    public async Task<PlanView?> Plan(DateTimeOffset asOf)
    {
        var (plan, _) = await journal.FoldUntil<PlanState>(PlanDirectory.StreamOf(PlanId), asOf);
        return plan.IsImported ? PlanViews.Of(plan, asOf.ToOffset(China.Offset), await Initiatives(asOf)) : null;
    }

    public async Task<InitiativeView?> Initiative(InitiativeId id, DateTimeOffset asOf) =>
        await View(id.ToString(), (await journal.FoldUntil<PlanState>(PlanDirectory.StreamOf(PlanId), asOf)).State, asOf);

    public async Task<ImmutableArray<InitiativeSummary>> Initiatives(DateTimeOffset asOf)
    {
        var (plan, _) = await journal.FoldUntil<PlanState>(PlanDirectory.StreamOf(PlanId), asOf);
        var views = new List<InitiativeSummary>();
        foreach (var id in plan.Initiatives)
            if (await View(id, plan, asOf) is { } view) views.Add(view.Summary);
        return [.. views];
    }

    public async Task<DiffView?> Diff(InitiativeId id, DateTimeOffset from, DateTimeOffset to)
    {
        if (await Initiative(id, to) is not { } after) return null;
        var before = await Initiative(id, from);
        var lines = (await journal.ReadStream($"{PlanId}/{id}", (before?.Version ?? 0) + 1)).Select(Histories.Ledger.Line).TakeWhile(line => line.RecordedAt <= to);
        return new(from.ToOffset(China.Offset), to.ToOffset(China.Offset), Differences.Between(before, after), [.. lines]);
    }

    public async Task<ImmutableArray<LedgerLine>> Ledger(InitiativeId? id, long? before, int limit, DateTimeOffset? asOf)
    {
        var stream = id is { } known ? $"{PlanId}/{known}" : null;
        var lines = ImmutableArray.CreateBuilder<LedgerLine>(limit);
        for (var position = before ?? long.MaxValue; lines.Count < limit;)
        {
            var rows = await journal.ReadBackwards(PlanId, stream, position, limit);
            lines.AddRange(rows.Select(Histories.Ledger.Line).Where(line => asOf is null || line.RecordedAt <= asOf).Take(limit - lines.Count));
            if (rows.Count < limit) break;
            position = rows[^1].Position;
        }
        return lines.ToImmutable();
    }

    private async Task<InitiativeView?> View(string id, PlanState plan, DateTimeOffset asOf)
    {
        var (state, version) = await journal.FoldUntil<InitiativeState>($"{PlanId}/{id}", asOf);
        return state.Charter is null
            ? null
            : InitiativeViews.Of(Aging.Age(state, version, plan, asOf).State, PlanId, version, plan, asOf.ToOffset(China.Offset));
    }
}
