using FuyangPlan.Journal;

namespace FuyangPlan.Leaders;

/// <summary>The position is permanent; its tenures are dated, ordered and never overlap. Days without a tenure are vacant.</summary>
internal sealed record LeaderState(ImmutableArray<Tenure> Tenures)
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

    public bool IsHeldBy(Actor actor, DateOnly day) => actor.Person is { } person && HolderOn(day)?.Person == person;

    public LeaderState Apply(Entry entry) => entry.Event switch
    {
        LeaderAppointed e => Begin(new(e.Person, e.Name, TenureKind.Appointed, e.EffectiveOn, null, e.Document, e.Appointer)),
        ActingLeaderDesignated e => Begin(new(e.Person, e.Name, TenureKind.Acting, e.EffectiveOn, null, e.Document, e.Appointer)),
        AppointmentEnded e => End(e.EffectiveOn),
        _ => this,
    };

    private LeaderState Begin(Tenure tenure) => End(tenure.From) is var ended ? ended with { Tenures = ended.Tenures.Add(tenure) } : this;

    private LeaderState End(DateOnly day) => Tenures is [.., var last] && (last.Until is null || last.Until > day)
        ? this with { Tenures = Tenures.SetItem(Tenures.Length - 1, last with { Until = day }) }
        : this;
}
