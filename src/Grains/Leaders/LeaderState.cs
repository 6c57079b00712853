using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;

namespace FuyangPlan.Leaders;

/// <summary>The position is permanent; its tenures are dated, ordered and never overlap. Days without a tenure are vacant.</summary>
/// <param name="Turns">What was decided and not cancelled, in its order; the tenures are what it comes to.</param>
internal sealed record LeaderState(ImmutableArray<Tenure> Tenures, ImmutableArray<Turn> Turns) : IPart<LeaderState>
{
    public static LeaderState Initial { get; } = new([], []);

    public Tenure? HolderOn(DateOnly day) => Tenures.HolderOn(day);

    public PositionStatus StatusOn(DateOnly day) => (HolderOn(day), Tenures.Any(tenure => tenure.From > day && !tenure.IsEmpty)) switch
    {
        (null, false) => PositionStatus.Vacant,
        (null, true) => PositionStatus.Designate,
        (_, true) => PositionStatus.HandingOver,
        _ => PositionStatus.Held,
    };

    public LeaderState Apply(InitiativeState initiative, Entry entry) => entry.Event switch
    {
        LeaderAppointed e => With(new(e.EffectiveOn, new(e.Person, e.Name, TenureKind.Appointed, e.EffectiveOn, null, e.Document, e.Appointer))),
        ActingLeaderDesignated e => With(new(e.EffectiveOn, new(e.Person, e.Name, TenureKind.Acting, e.EffectiveOn, null, e.Document, e.Appointer))),
        AppointmentEnded e => With(new(e.EffectiveOn, null)),
        AppointmentCancelled e => Of(Turns.RemoveAt(LastOn(e.EffectiveOn))),
        _ => throw NoFold.For(entry),
    };

    public InitiativeView Show(InitiativeView view, InitiativeState initiative, Seen seen)
    {
        // Who has changed names is called by the present one everywhere; the ledger keeps the words of the day.
        ImmutableArray<Tenure> tenures = [.. Tenures.Select(tenure => tenure with { Name = seen.Plan.PersonName(tenure.Person) ?? tenure.Name })];
        return view with
        {
            Position = StatusOn(seen.Today),
            Leader = tenures.HolderOn(seen.Today) is { } holder ? new(holder.Person, holder.Name, holder.Kind, holder.From, holder.Document) : null,
            Appointments = tenures,
        };
    }

    public IEnumerable<Statement> Says(InitiativeView view) => [new("leader", view.LeaderTitle, view.Leader?.Name)];

    /// <summary>The place of the last turn of a day; -1: there is none.</summary>
    public int LastOn(DateOnly day)
    {
        for (var i = Turns.Length - 1; i >= 0; i--)
            if (Turns[i].On == day) return i;
        return -1;
    }

    private LeaderState With(Turn turn) => new(Take(Tenures, turn), Turns.Add(turn));

    private static LeaderState Of(ImmutableArray<Turn> turns) => new(turns.Aggregate(ImmutableArray<Tenure>.Empty, Take), turns);

    private static ImmutableArray<Tenure> Take(ImmutableArray<Tenure> tenures, Turn turn)
    {
        // Who never held it stands in nobody's way.
        while (tenures is [.., { IsEmpty: true } never] && never.From > turn.On) tenures = tenures.RemoveAt(tenures.Length - 1);
        var ended = tenures is [.., var last] && (last.Until is null || last.Until > turn.On) ? tenures.SetItem(tenures.Length - 1, last with { Until = turn.On }) : tenures;
        return turn.Begins is { } begins ? ended.Add(begins) : ended;
    }
}

/// <summary>From a day on somebody holds the position, or nobody does (null).</summary>
internal sealed record Turn(DateOnly On, Tenure? Begins);

/// <summary>What this room adds to an initiative.</summary>
internal static class LeaderPart
{
    extension(InitiativeState initiative)
    {
        public LeaderState Leader => initiative.Part<LeaderState>();

        /// <summary>The person who leads it on a day; null: nobody.</summary>
        public string? LedBy(DateOnly day) => initiative.Leader.HolderOn(day)?.Person;
    }
}
