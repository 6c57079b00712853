using FuyangPlan.Initiatives;
using FuyangPlan.Plans;

namespace FuyangPlan.Histories;

/// <summary>
/// The past of one plan, folded from the journal outside the live grains' turns. Key: the plan's id.
/// An instant is inclusive and by the plan's clock; callers have checked that it is not in the future. Who has gone lets the token say so: the folds end.
/// </summary>
[Alias("IHistoryGrain")]
public interface IHistoryGrain : IGrainWithStringKey
{
    /// <summary>The plan as it was; null when it did not exist yet.</summary>
    [AnyWay]
    Task<PlanView?> Plan(DateTimeOffset asOf, CancellationToken gone = default);

    /// <summary>What pages stood in then: names, rules, the days to the event, and the plan's clock at that instant. Null when the plan did not exist yet.</summary>
    [AnyWay]
    Task<PlanFacts?> Facts(DateTimeOffset asOf, CancellationToken gone = default);

    /// <summary>
    /// What a stream of any concept showed its readers then: an <see cref="InitiativeView"/>, the view of a pool, an enterprise, a feed. Null when it did
    /// not exist yet.
    /// </summary>
    /// <param name="name">Of the stream within the plan, such as <c>project-4</c>, <c>pool-space-2021</c>.</param>
    [AnyWay]
    Task<object?> View(string name, DateTimeOffset asOf, CancellationToken gone = default);

    /// <summary>All initiatives as they were.</summary>
    [AnyWay]
    Task<ImmutableArray<InitiativeSummary>> Initiatives(DateTimeOffset asOf, CancellationToken gone = default);

    /// <summary>What changed in a stream between two instants, and the last ledger lines that did it. Null when it did not exist at <paramref name="to"/>.</summary>
    [AnyWay]
    Task<DiffView?> Diff(string name, DateTimeOffset from, DateTimeOffset to, CancellationToken gone = default);

    /// <summary>The ledger (台账) of a plan, or of one of its streams, newest first.</summary>
    /// <param name="name">Null: the whole plan.</param>
    /// <param name="before">Only lines before this position; null: from the newest.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="asOf">Only lines recorded until then; null: all.</param>
    [AnyWay]
    Task<ImmutableArray<LedgerLine>> Ledger(string? name, long? before, int limit, DateTimeOffset? asOf);
}

/// <summary>A journal entry phrased for people.</summary>
/// <param name="Position">Contiguous within the plan; the id of the live feed.</param>
/// <param name="Stream">Its name within the plan: <c>plan</c>, <c>project-4</c>, <c>pool-space-2021</c>.</param>
/// <param name="RecordedAt">When it was recorded, by the plan's clock, +08:00.</param>
/// <param name="HappenedAt">When it happened, +08:00.</param>
/// <param name="Type">Stable name of the event.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Hash">Link of the hash chain.</param>
[GenerateSerializer, Immutable, Alias("ledger-line")]
public sealed record LedgerLine(
    long Position, string Stream, int Version, DateTimeOffset RecordedAt, DateTimeOffset HappenedAt, string Actor, string? Department, string Type, string Text, string Hash)
{
    /// <summary>That something happened to something of its kind: not who did it, to which, what, or when within the minute.</summary>
    public LedgerLine Veiled(string text)
    {
        var minute = RecordedAt.AddTicks(-(RecordedAt.Ticks % TimeSpan.TicksPerMinute));
        return this with
        {
            RecordedAt = minute,
            HappenedAt = minute,
            Actor = "",
            Department = null,
            Text = text,
            Type = $"{Type[..(Type.IndexOf('.', StringComparison.Ordinal) + 1)]}changed",
        };
    }
}

/// <summary>What changed between two instants.</summary>
/// <param name="Ledger">The last of the lines that did it, oldest first.</param>
/// <param name="Entries">How many there are in all.</param>
/// <param name="NextCursor">Of the ledger as of <paramref name="To"/>, where the lines before these are found; null when these are all.</param>
[GenerateSerializer, Immutable, Alias("diff-view")]
public sealed record DiffView(
    DateTimeOffset From, DateTimeOffset To, ImmutableArray<Difference> Items, ImmutableArray<LedgerLine> Ledger, int Entries, string? NextCursor);

/// <summary>One changed value: where, from what, to what; null: absent on that side.</summary>
/// <param name="Change"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
[GenerateSerializer, Immutable, Alias("difference")]
public sealed record Difference(string Path, string Label, string Change, string? Before, string? After);
