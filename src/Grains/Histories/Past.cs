using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.Histories;

/// <summary>A stream as it was, folded from the journal by the functions that fold it when it is live.</summary>
internal static class Past
{
    /// <summary>What was recorded until an instant, that instant included; what time has brought since the last entry is not in it.</summary>
    public static async Task<(TState State, int Version)> FoldUntil<TState>(
        this IJournal journal, StreamId stream, DateTimeOffset asOf, CancellationToken gone) where TState : class, IFold<TState>
    {
        var folded = await new KeptFold<TState>(journal, stream).Until(Until.Instant(asOf), gone: gone);
        return (folded.State, folded.Version);
    }

    /// <summary>An initiative as it was at an instant, with what time had brought until then, and the plan of then; without a charter when it did not exist yet.</summary>
    public static async Task<(InitiativeState State, int Version, PlanState Plan)> InitiativeAt(
        this IJournal journal, StreamId stream, DateTimeOffset asOf, CancellationToken gone)
    {
        var (then, _) = await journal.FoldUntil<PlanState>(StreamId.OfPlan(stream.Plan), asOf, gone);
        var (state, version) = await journal.FoldUntil<InitiativeState>(stream, asOf, gone);
        return (Aging.Age(state, version, then, asOf).State, version, then);
    }
}
