using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.Tables;

/// <summary>The rows that one table has of one stream, and what changes them. Of rows it keeps their hashes only.</summary>
internal sealed class Projection(Table table, StreamId stream)
{
    private Dictionary<object, string> keys = new(ReferenceEqualityComparer.Instance);
    private Dictionary<string, (ImmutableArray<object> Key, Guid Hash)> rows = [];
    private (object Part, object? Context, Facts Facts)? last;

    /// <summary>Null when nothing changes.</summary>
    public TableChange? Next(object state, int version, PlanState plan)
    {
        var now = (Part: table.Part(state), Context: table.Context(state), Facts: Facts.Of(plan));
        var isSame = last is { } was && Equals(was.Context, now.Context) && was.Facts == now.Facts;
        if (isSame && ReferenceEquals(last!.Value.Part, now.Part)) return null;
        last = now;

        var (before, known) = (rows, keys);
        (rows, keys) = (new(before.Count), new(known.Count, ReferenceEqualityComparer.Instance));
        var source = new Source(stream, state, version, plan);
        List<StoredRow> changed = [];
        foreach (var item in plan.IsImported ? table.Items(state) : [])
        {
            if (isSame && known.TryGetValue(item, out var key))
            {
                rows.Add(key, before[key]);
            }
            else
            {
                var row = table.Store(table.RowOf(item, source));
                ImmutableArray<object> cells = [.. row.Cells.Take(table.Key.Length)];
                key = string.Join('\n', cells);
                var hash = row.Hash;
                rows.Add(key, (cells, hash));
                if (!before.TryGetValue(key, out var old) || old.Hash != hash) changed.Add(row);
            }
            keys.Add(item, key);
        }
        ImmutableArray<object>[] removed = [.. before.Where(row => !rows.ContainsKey(row.Key)).Select(row => row.Value.Key)];
        return changed.Count + removed.Length == 0 ? null : new(table, changed, removed);
    }
}

/// <summary>What of a plan is in rows of others: names, thresholds, calendar. Its clock is not.</summary>
internal sealed record Facts(PlanDocument? Document, ImmutableSortedDictionary<string, Department> Departments, ImmutableSortedDictionary<string, Person> Persons)
{
    public static Facts Of(PlanState plan) => new(plan.Document, plan.Departments, plan.Persons);

    public bool Equals(Facts? other) => other is not null
        && ReferenceEquals(Document, other.Document) && ReferenceEquals(Departments, other.Departments) && ReferenceEquals(Persons, other.Persons);

    public override int GetHashCode() => 0;
}
