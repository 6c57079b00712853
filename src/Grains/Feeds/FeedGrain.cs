using FuyangPlan.EventSourcing;
using FuyangPlan.Histories;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Orleans.Utilities;

namespace FuyangPlan.Feeds;

internal sealed class FeedGrain(IJournal journal, ITaskTable tasks, ILogger<FeedGrain> log) : Grain, IFeedGrain
{
    private const int Batch = 500;

    private readonly ObserverManager<IFeedObserver> _gateways = new(TimeSpan.FromMinutes(2), log);
    private TaskProjection _projection = null!;

    // How far the tables are, and how far the gateways were told.
    private long _position, _told;

    private string PlanId => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _told = _position = await tasks.Checkpoint(PlanId);
        _projection = new(PlanId, journal);
    }

    public async Task<long> CatchUp(long atLeast)
    {
        try
        {
            while (await journal.ReadPlan(PlanId, _position, Batch) is { Count: > 0 } rows) await Follow(rows);
        }
        catch (NewerEventException)
        {
            // The tables wait for the newer build; whoever only listens need not.
            _projection = new(PlanId, journal);
            while (await journal.ReadPlan(PlanId, _told, Batch) is { Count: > 0 } rows) await Tell([.. rows.Select(Ledger.Line)]);
            throw;
        }
        catch
        {
            // What was folded is not what was saved: the next call folds again from the journal.
            _projection = new(PlanId, journal);
            throw;
        }
        return _position;
    }

    public async Task<long> Subscribe(IFeedObserver observer)
    {
        _gateways.Subscribe(observer, observer);
        try
        {
            return await CatchUp(0);
        }
        catch (NewerEventException)
        {
            return _told;
        }
    }

    public async Task<ImmutableArray<LedgerLine>> Read(long after, int limit) =>
        [.. (await journal.ReadPlan(PlanId, after, limit)).Select(Ledger.Line)];

    private async Task Follow(IReadOnlyList<JournalRow> rows)
    {
        ImmutableArray<Entry> entries = [.. rows.Select(Entry.Of)];
        var changes = await _projection.Project(rows, entries);
        if (!await tasks.Save(PlanId, _position, rows[^1].Position, changes.Rows, changes.Removed))
        {
            // Another activation, or a rebuild, moved the table: begin again from what it says.
            DeactivateOnIdle();
            throw new InconsistentStateException($"The read tables of {PlanId} are not at {_position}.");
        }
        _position = rows[^1].Position;
        await Tell([.. rows.Zip(entries, Ledger.Line).Where(line => line.Position > _told)]);
    }

    private async Task Tell(ImmutableArray<LedgerLine> lines)
    {
        if (lines.IsEmpty) return;
        _told = lines[^1].Position;
        if (_gateways.Count > 0) await _gateways.Notify(gateway => gateway.Changed(PlanId, lines));
    }
}

/// <summary>What a run of entries changes in the task table.</summary>
internal sealed record TaskChanges(IReadOnlyList<TaskRow> Rows, IReadOnlyList<(string Initiative, int Number)> Removed);

/// <summary>
/// Folds the initiatives as their grains do and compares the rows before and after, so the table cannot tell another story than the grains.
/// States are kept while the feed lives, and read again from the journal when they are not there.
/// </summary>
internal sealed class TaskProjection(string planId, IJournal journal)
{
    private readonly Dictionary<string, InitiativeState> _initiatives = [];
    private readonly Dictionary<string, TaskRows.Projected> _projected = [];
    private PlanState? _plan;

    public async Task<TaskChanges> Project(IReadOnlyList<JournalRow> rows, IReadOnlyList<Entry> entries)
    {
        var touched = new HashSet<string>();
        foreach (var (row, entry) in rows.Zip(entries))
        {
            if (row.Stream == StreamId.OfPlan(planId).ToString())
            {
                var before = _plan ??= await Before<PlanState>(row);
                _plan = PlanState.Apply(before, entry);
                // Names and thresholds are in the rows of every initiative.
                if (entry.Event is PlanRevised or DepartmentRegistered or PersonRegistered) touched.UnionWith(await KnownInitiatives(row.Position));
            }
            else if (InitiativeId.TryParse(StreamId.Parse(row.Stream).Name, out _))
            {
                if (!_initiatives.TryGetValue(row.Stream, out var state))
                {
                    state = await Before<InitiativeState>(row);
                    _plan ??= await Before<PlanState>(row);
                    _projected[row.Stream] = TaskRows.Of(state, _plan);
                }
                _initiatives[row.Stream] = InitiativeState.Apply(state, entry);
                touched.Add(row.Stream);
            }
        }

        var (changed, removed) = (new List<TaskRow>(), new List<(string, int)>());
        foreach (var stream in touched.Order(StringComparer.Ordinal))
        {
            var last = _projected.GetValueOrDefault(stream);
            _projected[stream] = TaskRows.Of(_initiatives[stream], _plan!, last);
            var (before, after, added) = (last?.Rows ?? ImmutableSortedDictionary<int, TaskRow>.Empty, _projected[stream].Rows, 0);
            foreach (var (number, row) in after)
            {
                if (!before.TryGetValue(number, out var known)) added++;
                else if (Same(known, row)) continue;
                changed.Add(row);
            }
            if (before.Count + added > after.Count) removed.AddRange(before.Keys.Except(after.Keys).Select(number => (StreamId.Parse(stream).Name, number)));
        }
        return new(changed, removed);
    }

    private static bool Same(TaskRow one, TaskRow other) =>
        ReferenceEquals(one, other) || one.People.SequenceEqual(other.People) && one with { People = [] } == other with { People = [] };

    private async Task<IEnumerable<string>> KnownInitiatives(long position)
    {
        foreach (var id in _plan!.Initiatives.Select(id => $"{planId}/{id}").Where(stream => !_initiatives.ContainsKey(stream)))
        {
            _initiatives[id] = Fold<InitiativeState>((await journal.ReadStream(id, 1)).TakeWhile(row => row.Position < position));
        }
        return _initiatives.Keys;
    }

    /// <summary>The state just before an entry: of the entry's own stream, or, for the plan, as it was at that position.</summary>
    private async Task<TState> Before<TState>(JournalRow row) where TState : IFold<TState> =>
        Fold<TState>((await journal.ReadStream(typeof(TState) == typeof(PlanState) ? StreamId.OfPlan(planId).ToString() : row.Stream, 1))
            .TakeWhile(earlier => earlier.Position < row.Position));

    private static TState Fold<TState>(IEnumerable<JournalRow> rows) where TState : IFold<TState> =>
        rows.Aggregate(TState.Initial, (state, row) => TState.Apply(state, Entry.Of(row)));
}
