using System.Text.Json.Serialization;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.DepartmentFeeds;

/// <summary>A feed: what it may, where it stands, and what waits or waited in quarantine.</summary>
internal sealed record DepartmentFeedState(
    DepartmentFeedRegistered? Registration, DepartmentFeedStatus Status, Items<QuarantineEntry> Quarantine) : IFold<DepartmentFeedState>
{
    public static DepartmentFeedState Initial { get; } = new(null, DepartmentFeedStatus.Active, Items<QuarantineEntry>.Empty);

    [JsonIgnore] public int Waiting => Quarantine.Values.Count(entry => entry.Status == QuarantineStatus.Waiting);

    public static (JournalEvent Event, DateTimeOffset At)? NextDue(DepartmentFeedState state, PlanState plan, DateTimeOffset until) => null;

    public static DepartmentFeedState Apply(DepartmentFeedState state, Entry entry) => entry.Event switch
    {
        DepartmentFeedRegistered e => state with { Registration = e },
        DepartmentFeedPaused => state with { Status = DepartmentFeedStatus.Paused },
        DepartmentFeedResumed => state with { Status = DepartmentFeedStatus.Active },
        DepartmentFeedEnded => state with { Status = DepartmentFeedStatus.Ended },
        FactQuarantined e => state with { Quarantine = state.Quarantine.Put(new(e.Number, entry.Version, e.Offset, e.Digest, QuarantineStatus.Waiting, null, null, null)) },
        FactReleased e => state.Decide(e.Number, QuarantineStatus.Released, e.Reason, entry),
        FactDiscarded e => state.Decide(e.Number, QuarantineStatus.Discarded, e.Reason, entry),
        _ => throw NoFold.For(entry),
    };

    private DepartmentFeedState Decide(int number, QuarantineStatus status, string reason, Entry entry) => this with
    {
        Quarantine = Quarantine.Put(Quarantine[number] with { Status = status, DecidedBy = entry.Actor.Name, DecidedAt = entry.RecordedAt, Reason = reason }),
    };
}

/// <summary>A message in quarantine; what it said is in the journal, at <paramref name="Version"/>.</summary>
internal sealed record QuarantineEntry(
    int Number, int Version, long? Offset, string Digest, QuarantineStatus Status, string? DecidedBy, DateTimeOffset? DecidedAt, string? Reason) : IItem;
