using System.Globalization;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.Histories;

[StatelessWorker]
internal sealed class HistoryGrain(IJournal journal) : Grain, IHistoryGrain
{
    // Of a difference, as of a page of the ledger.
    private const int MostLines = 200;

    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    private string PlanId => this.GetPrimaryKeyString();

    public async Task<PlanView?> Plan(DateTimeOffset asOf, CancellationToken gone)
    {
        var plan = await PlanAt(asOf, gone);
        return plan.IsImported ? PlanViews.Of(plan, asOf.ToOffset(China.Offset), await Initiatives(plan, asOf, gone)) : null;
    }

    public async Task<PlanFacts?> Facts(DateTimeOffset asOf, CancellationToken gone)
    {
        var plan = await PlanAt(asOf, gone);
        if (!plan.IsImported) return null;
        var names = (await Initiatives(plan, asOf, gone)).ToImmutableDictionary(initiative => initiative.Id, initiative => initiative.Name);
        return PlanViews.Facts(plan, asOf.ToOffset(China.Offset), names, await journal.Position(PlanId));
    }

    public async Task<ImmutableArray<InitiativeSummary>> Initiatives(DateTimeOffset asOf, CancellationToken gone) =>
        await Initiatives(await PlanAt(asOf, gone), asOf, gone);

    public async Task<object?> View(string name, DateTimeOffset asOf, CancellationToken gone) => (await At(name, await PlanAt(asOf, gone), asOf, gone))?.View;

    public async Task<DiffView?> Diff(string name, DateTimeOffset from, DateTimeOffset to, CancellationToken gone)
    {
        if (await At(name, await PlanAt(to, gone), to, gone) is not { } after) return null;
        var before = await At(name, await PlanAt(from, gone), from, gone);
        var entries = after.Version - (before?.Version ?? 0);
        var shown = Math.Min(entries, MostLines);
        var lines = await journal.ReadStream(after.Stream.ToString(), after.Version - shown + 1, shown);
        return new(
            from.ToOffset(China.Offset), to.ToOffset(China.Offset), Differences.Between(before?.Statements() ?? [], after.Statements()), [.. lines.Select(Histories.Ledger.Line)],
            entries, shown < entries ? lines[0].Position.ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<ImmutableArray<LedgerLine>> Ledger(string? name, long? before, int limit, DateTimeOffset? asOf)
    {
        var stream = name is null ? null : new StreamId(PlanId, name).ToString();
        var lines = ImmutableArray.CreateBuilder<LedgerLine>(limit);
        var latest = asOf is { } then ? await After(then) : long.MaxValue;
        for (var position = Math.Min(before ?? long.MaxValue, latest); lines.Count < limit;)
        {
            var rows = await journal.ReadBackwards(PlanId, stream, position, limit);
            lines.AddRange(rows.Select(Histories.Ledger.Line).Where(line => asOf is null || line.RecordedAt <= asOf).Take(limit - lines.Count));
            if (rows.Count < limit) break;
            position = rows[^1].Position;
        }
        return lines.ToImmutable();
    }

    /// <summary>A position behind all that had been recorded by an instant, and not far behind: found by halves, so that a long journal is not read to its beginning.</summary>
    private async Task<long> After(DateTimeOffset instant)
    {
        var (low, high) = (0L, await journal.Position(PlanId) + 1);
        while (high - low > 100)
        {
            var middle = (low + high) / 2;
            // What is committed at the same time may be stamped in another order.
            var isLater = Histories.Ledger.Line((await journal.ReadBackwards(PlanId, null, middle + 1, 1))[0]).RecordedAt > instant + Slack;
            (low, high) = isLater ? (low, middle) : (middle, high);
        }
        return high;
    }

    private async Task<ImmutableArray<InitiativeSummary>> Initiatives(PlanState plan, DateTimeOffset asOf, CancellationToken gone) =>
    [
        .. (await Task.WhenAll(plan.Initiatives.Select(id => Task.Run(() => At(id, plan, asOf, gone)))))
            .Select(seen => (seen?.View as InitiativeView)?.Summary).OfType<InitiativeSummary>(),
    ];

    private async Task<PlanState> PlanAt(DateTimeOffset asOf, CancellationToken gone) => (await journal.FoldUntil<PlanState>(StreamId.OfPlan(PlanId), asOf, gone)).State;

    private async Task<Seen?> At(string name, PlanState plan, DateTimeOffset asOf, CancellationToken gone) =>
        new StreamId(PlanId, name) is var stream && Concepts.Of(stream) is { } concept ? await concept.At(journal, stream, plan, asOf, gone) : null;
}
