using FuyangPlan.Plans;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;

namespace FuyangPlan.Initiatives;

/// <summary>The part of an initiative that says what it is.</summary>
internal sealed record CharterState(InitiativeCharter? Charter) : IPart<CharterState>
{
    public static CharterState Initial { get; } = new(Charter: null);

    public CharterState Apply(InitiativeState initiative, Entry entry) => entry.Event switch
    {
        InitiativeChartered e => new(e.Charter),
        _ => throw NoFold.For(entry),
    };
}
