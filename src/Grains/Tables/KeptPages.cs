namespace FuyangPlan.Tables;

/// <summary>All that a page of now is a function of, beside what the tables hold.</summary>
internal sealed record AskedPage(string Plan, object Query, Sight Sight, DateOnly Day);

/// <summary>
/// The pages that this silo answered last. One is good as long as the tables stand where they stood when it was made, the journal stands there too, and no
/// time has come that is not recorded; of that the database is asked each time.
/// </summary>
internal sealed class KeptPages(ITables tables)
{
    // So many pages, made from so many letters: a letter becomes about eight bytes of objects and text.
    private const int Most = 256, Letters = 4_000_000, Largest = Letters / 8;

    private readonly Lock gate = new();
    private readonly Dictionary<AskedPage, LinkedListNode<Kept>> pages = [];

    // The page that was asked for last comes first.
    private readonly LinkedList<Kept> order = [];
    private int letters;

    private sealed record Kept(AskedPage Asked, object Page, long Position, int Size);

    /// <summary>What would be answered now, if that is known; else null.</summary>
    public async ValueTask<object?> Find(AskedPage asked, DateTimeOffset now)
    {
        if (Known(asked) is not { } known) return null;
        return await tables.Stand(asked.Plan) is { IsBehind: false } standing && standing.Head == known.Position && !standing.IsDue(now) ? known.Page : null;
    }

    /// <param name="position">Where tables and journal stood.</param>
    public void Keep(AskedPage asked, object page, long position, int size)
    {
        if (size > Largest) return;
        lock (gate)
        {
            if (pages.Remove(asked, out var old)) Forget(old);
            pages.Add(asked, order.AddFirst(new Kept(asked, page, position, size)));
            letters += size;
            while (order.Count > Most || letters > Letters)
            {
                pages.Remove(order.Last!.Value.Asked);
                Forget(order.Last);
            }
        }
    }

    private Kept? Known(AskedPage asked)
    {
        lock (gate)
        {
            if (!pages.TryGetValue(asked, out var node)) return null;
            order.Remove(node);
            order.AddFirst(node);
            return node.Value;
        }
    }

    private void Forget(LinkedListNode<Kept> node)
    {
        order.Remove(node);
        letters -= node.Value.Size;
    }
}
