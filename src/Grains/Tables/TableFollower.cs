using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.Tables;

/// <summary>
/// Follows a plan's journal into its read tables. Folds streams as their grains do and compares the rows before and after, so that no table can tell another
/// story than the grains. States are kept while it lives, and read again from the journal when they are not there.
/// </summary>
internal sealed class TableFollower(string plan, IJournal journal, ITables tables, long position)
{
    private readonly Dictionary<StreamId, Followed> streams = [];
    private PlanState? facts;

    /// <summary>The position reached.</summary>
    public long Position => position;

    private sealed class Followed(Concept concept, StreamId stream, object state, int version)
    {
        private readonly ImmutableArray<Projection> projections = [.. ReadTables.All.Where(table => table.Covers(concept)).Select(table => new Projection(table, stream))];

        public void Apply(Entry entry) => (state, version) = (concept.Apply(state, entry), entry.Version);

        public IEnumerable<TableChange> Changes(PlanState plan) => projections.Select(projection => projection.Next(state, version, plan)).OfType<TableChange>();
    }

    /// <summary>
    /// Where nothing was followed yet: fills the tables with what all streams have come to, each folded from its nearest kept state. They come out as if every
    /// entry had been followed.
    /// </summary>
    /// <exception cref="TablesMovedException">Somebody else has moved the tables. Nothing more is to be expected of this follower.</exception>
    public async Task Begin()
    {
        if (position > 0 || await journal.Position(plan) is not (> 0 and var head)) return;
        facts = await FactsBefore(head + 1);
        var heads = (await journal.Heads(plan, head)).Where(stream => Followable(StreamId.Parse(stream.Stream)) is not null);
        await Parallel.ForEachAsync(heads, async (stream, _) =>
        {
            var id = StreamId.Parse(stream.Stream);
            var known = await Fold(id, Followable(id)!, head + 1);
            lock (streams) streams.Add(id, known);
        });
        // A stream at a time, so that no command waits long for the one who writes.
        foreach (var stream in streams.OrderBy(each => each.Key.Name, StringComparer.Ordinal))
            if (!await tables.Save(plan, 0, 0, [.. stream.Value.Changes(facts)])) throw new TablesMovedException(plan, 0);
        if (!await tables.Save(plan, 0, head, [])) throw new TablesMovedException(plan, 0);
        position = head;
    }

    /// <summary>Follows what the journal holds, so many entries in a transaction; the tables come out the same for any number. Answers the position reached.</summary>
    /// <exception cref="TablesMovedException">Somebody else has moved the tables. Nothing more is to be expected of this follower.</exception>
    public async Task<long> CatchUp(int batch)
    {
        var began = position;
        while (await journal.ReadPlan(plan, position, batch) is { Count: > 0 } rows)
        {
            if (!await tables.Save(plan, position, rows[^1].Position, await Project(rows))) throw new TablesMovedException(plan, position);
            position = rows[^1].Position;
        }
        // Who asks although there is nothing to follow has seen tables that are behind: they were cleared, or are gone.
        if (position == began && (await tables.Stand(plan))?.Reached != position) throw new TablesMovedException(plan, position);
        return position;
    }

    private async Task<IReadOnlyList<TableChange>> Project(IReadOnlyList<JournalRow> rows)
    {
        var touched = new HashSet<StreamId>();
        var before = facts;
        foreach (var row in rows)
        {
            var stream = StreamId.Parse(row.Stream);
            if (stream.Name == StreamId.Own)
            {
                before ??= facts = await FactsBefore(row.Position);
                facts = PlanState.Apply(facts!, Entry.Of(row));
            }
            else if (Followable(stream) is { } concept)
            {
                before ??= facts = await FactsBefore(row.Position);
                await Know(stream, concept, row.Version, row.Position, before);
                streams[stream].Apply(Entry.Of(row));
                touched.Add(stream);
            }
        }
        if (facts is null) return [];
        if (!Facts.Of(before!).Equals(Facts.Of(facts)))
        {
            await KnowAll(rows[0].Position, before!);
            touched.UnionWith(streams.Keys);
        }
        var changes = touched.OrderBy(stream => stream.Name, StringComparer.Ordinal).SelectMany(stream => streams[stream].Changes(facts));
        return
        [
            .. changes.GroupBy(change => change.Table)
                .Select(table => new TableChange(table.Key, [.. table.SelectMany(change => change.Rows)], [.. table.SelectMany(change => change.Removed)])),
        ];
    }

    /// <param name="version">Of the entry that comes next.</param>
    private async Task Know(StreamId stream, Concept concept, int version, long position, PlanState held)
    {
        if (streams.ContainsKey(stream)) return;
        var followed = streams[stream] = await Fold(stream, concept, position);
        // What the tables hold of it, so that only what differs is written.
        if (version > 1) _ = followed.Changes(held).Count();
    }

    private async Task<Followed> Fold(StreamId stream, Concept concept, long before)
    {
        var (state, version) = await concept.Fold(journal, stream, Until.Before(before));
        return new(concept, stream, state, version);
    }

    /// <summary>Null for streams that no table takes rows from.</summary>
    private static Concept? Followable(StreamId stream) => Concepts.Of(stream) is { } concept && ReadTables.All.Any(table => table.Covers(concept)) ? concept : null;

    /// <summary>Those, too, that have not been touched since this follower began.</summary>
    private async Task KnowAll(long position, PlanState before)
    {
        foreach (var head in await journal.Heads(plan, position - 1))
            if (StreamId.Parse(head.Stream) is var stream && Followable(stream) is { } concept) await Know(stream, concept, head.Version + 1, position, before);
    }

    private async Task<PlanState> FactsBefore(long position) =>
        (await new KeptFold<PlanState>(journal, StreamId.OfPlan(plan)).Until(Until.Before(position))).State;
}

/// <summary>The read tables are not where a follower left them.</summary>
public sealed class TablesMovedException(string plan, long position) : Orleans.Storage.InconsistentStateException($"The read tables of {plan} are not at {position}.");
