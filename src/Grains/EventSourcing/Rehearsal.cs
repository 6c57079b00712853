using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.EventSourcing;

/// <summary>
/// What grains will do with what the journal holds, done once before there are any: the longest stream of each concept is folded and seen. Else those who
/// come first to a silo that has just started wait until its code is compiled, all at once where another has died.
/// </summary>
public static class Rehearsal
{
    /// <summary>The views that came of it, of one plan.</summary>
    public static async Task<IReadOnlyList<object>> Play(IJournal journal, TimeProvider time)
    {
        var positions = await journal.Positions();
        if (positions.Count == 0) return [];
        var (plan, head) = positions.MaxBy(each => each.Value);
        var facts = (await new KeptFold<PlanState>(journal, StreamId.OfPlan(plan)).Until(Until.Now)).State;
        var longest = (await journal.Heads(plan, head))
            .GroupBy(stream => Concepts.Of(StreamId.Parse(stream.Stream)))
            .Select(each => (Concept: each.Key, Stream: StreamId.Parse(each.MaxBy(stream => stream.Version)!.Stream)));
        List<object> views = [];
        foreach (var (concept, stream) in longest)
            if (concept is not null && await concept.At(journal, stream, facts, facts.Now(time), CancellationToken.None) is { View: { } view }) views.Add(view);
        return views;
    }
}
