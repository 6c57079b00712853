using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;

namespace FuyangPlan.Leaders;

/// <summary>The position is permanent; its tenures are dated, ordered and never overlap. Days without a tenure are vacant.</summary>
internal sealed record LeaderState(ImmutableArray<Tenure> Tenures) : IPart<LeaderState>
{
    public static LeaderState Initial { get; } = new([]);

    public Tenure? HolderOn(DateOnly day) => Tenures.HolderOn(day);

    public PositionStatus StatusOn(DateOnly day) => (HolderOn(day), Tenures.Any(tenure => tenure.From > day)) switch
    {
        (null, false) => PositionStatus.Vacant,
        (null, true) => PositionStatus.Designate,
        (_, true) => PositionStatus.HandingOver,
        _ => PositionStatus.Held,
    };

    public LeaderState Apply(InitiativeState initiative, Entry entry) => entry.Event switch
    {
        LeaderAppointed e => Begin(new(e.Person, e.Name, TenureKind.Appointed, e.EffectiveOn, null, e.Document, e.Appointer)),
        ActingLeaderDesignated e => Begin(new(e.Person, e.Name, TenureKind.Acting, e.EffectiveOn, null, e.Document, e.Appointer)),
        AppointmentEnded e => End(e.EffectiveOn),
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

    private LeaderState Begin(Tenure tenure) => End(tenure.From) is var ended ? ended with { Tenures = ended.Tenures.Add(tenure) } : this;

    private LeaderState End(DateOnly day) => Tenures is [.., var last] && (last.Until is null || last.Until > day)
        ? this with { Tenures = Tenures.SetItem(Tenures.Length - 1, last with { Until = day }) }
        : this;
}

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
