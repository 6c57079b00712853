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
        var plan = await PlanAt(asOf);
        return plan.IsImported ? PlanViews.Of(plan, asOf.ToOffset(China.Offset), await Initiatives(plan, asOf)) : null;
    }

    public async Task<ImmutableArray<InitiativeSummary>> Initiatives(DateTimeOffset asOf) => await Initiatives(await PlanAt(asOf), asOf);

    public async Task<object?> View(string name, DateTimeOffset asOf) => (await At(name, await PlanAt(asOf), asOf))?.View;

    public async Task<DiffView?> Diff(string name, DateTimeOffset from, DateTimeOffset to)
    {
        if (await At(name, await PlanAt(to), to) is not { } after) return null;
        var before = await At(name, await PlanAt(from), from);
        var lines = (await journal.ReadStream(after.Stream.ToString(), (before?.Version ?? 0) + 1)).Select(Histories.Ledger.Line).TakeWhile(line => line.RecordedAt <= to);
        return new(from.ToOffset(China.Offset), to.ToOffset(China.Offset), Differences.Between(before?.Statements ?? [], after.Statements), [.. lines]);
    }

    public async Task<ImmutableArray<LedgerLine>> Ledger(string? name, long? before, int limit, DateTimeOffset? asOf)
    {
        var stream = name is null ? null : new StreamId(PlanId, name).ToString();
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

    private async Task<ImmutableArray<InitiativeSummary>> Initiatives(PlanState plan, DateTimeOffset asOf) =>
    [
        .. (await Task.WhenAll(plan.Initiatives.Select(id => Task.Run(() => At(id, plan, asOf)))))
            .Select(seen => (seen?.View as InitiativeView)?.Summary).OfType<InitiativeSummary>(),
    ];

    private async Task<PlanState> PlanAt(DateTimeOffset asOf) => (await journal.FoldUntil<PlanState>(StreamId.OfPlan(PlanId), asOf)).State;

    private async Task<Seen?> At(string name, PlanState plan, DateTimeOffset asOf) =>
        new StreamId(PlanId, name) is var stream && Concepts.Of(stream) is { } concept ? await concept.At(journal, stream, plan, asOf) : null;
}
