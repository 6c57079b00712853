using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.EventSourcing;

/// <summary>Lets time pass over a state: the same function serves commands, reads and as-of reads, so they never disagree.</summary>
internal static class Aging
{
    public static (TState State, ImmutableArray<Entry> Due) Age<TState>(TState state, int version, PlanState plan, DateTimeOffset now)
        where TState : IFold<TState>
    {
        var due = ImmutableArray.CreateBuilder<Entry>();
        while (TState.NextDue(state, plan, now) is var (fact, at))
        {
            version++;
            var entry = new Entry(fact, version, 0, now, at, Actor.System, $"system:{EventCatalog.NameOf(fact)}:{version}", "", "");
            state = TState.Apply(state, entry);
            due.Add(entry);
        }
        return (state, due.ToImmutable());
    }
}
