using FuyangPlan.Journal;

namespace FuyangPlan.Transfers;

/// <summary>Follows entries on their way out or in: positions of each plan and versions of each stream without a gap, every link of the hash chains.</summary>
internal sealed class ChainCheck
{
    private readonly Dictionary<string, StreamHead> streams = [];
    private readonly Dictionary<string, long> plans = [];

    public long Entries { get; private set; }

    public ImmutableSortedDictionary<string, long> Heads => plans.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public ImmutableArray<StreamHead> Streams => [.. streams.Values.OrderBy(head => head.Stream, StringComparer.Ordinal)];

    /// <exception cref="InvalidDataException">It does not follow what came before.</exception>
    public void Add(JournalRow row)
    {
        var head = streams.GetValueOrDefault(row.Stream) ?? new(row.Stream, 0, "");
        var position = plans.GetValueOrDefault(row.Plan);
        if (row.Position != position + 1) throw new InvalidDataException($"计划 {row.Plan}：第 {position} 条之后是第 {row.Position} 条");
        if (!row.Stream.StartsWith($"{row.Plan}/", StringComparison.Ordinal)) throw new InvalidDataException($"流 {row.Stream} 不属于计划 {row.Plan}");
        if (row.Version != head.Version + 1) throw new InvalidDataException($"流 {row.Stream} 第 {row.Version} 版：应为第 {head.Version + 1} 版");
        if (row.Hash != EntryHash.Of(head.Hash, row)) throw new InvalidDataException($"流 {row.Stream} 第 {row.Version} 版：哈希不符");
        (streams[row.Stream], plans[row.Plan]) = (new(row.Stream, row.Version, row.Hash), row.Position);
        Entries++;
    }
}
