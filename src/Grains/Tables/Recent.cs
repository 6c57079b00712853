namespace FuyangPlan.Tables;

/// <summary>What was asked for last, for many at once. What nobody has asked for longest goes first; the last one stays, however much it weighs.</summary>
/// <param name="most">How many.</param>
/// <param name="weight">How much they may weigh together.</param>
internal sealed class Recent<TKey, TValue>(int most, long weight) where TKey : notnull where TValue : class
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, LinkedListNode<Kept>> known = [];

    // What was asked for last comes first.
    private readonly LinkedList<Kept> order = [];
    private long total;

    private sealed record Kept(TKey Key, TValue Value, long Weight);

    /// <summary>Null: it is not known, or not any more.</summary>
    public TValue? Find(TKey key)
    {
        lock (gate)
        {
            if (!known.TryGetValue(key, out var node)) return null;
            order.Remove(node);
            order.AddFirst(node);
            return node.Value.Value;
        }
    }

    public void Keep(TKey key, TValue value, long weighs)
    {
        lock (gate)
        {
            if (known.TryGetValue(key, out var old)) Forget(old);
            known.Add(key, order.AddFirst(new Kept(key, value, weighs)));
            total += weighs;
            while (order.Count > most || (total > weight && order.Count > 1)) Forget(order.Last!);
        }
    }

    private void Forget(LinkedListNode<Kept> node)
    {
        known.Remove(node.Value.Key);
        order.Remove(node);
        total -= node.Value.Weight;
    }
}
