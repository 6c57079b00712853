using FuyangPlan.EventSourcing;
using FuyangPlan.Plans;

namespace FuyangPlan.Initiatives;

/// <summary>Phrases an initiative for its readers: what it is, and then each part what is its own.</summary>
internal static class InitiativeViews
{
    public static InitiativeView? Of(InitiativeState state, Seen seen)
    {
        if (state.Charter is not { } charter) return null;
        var (id, name, goal) = (InitiativeId.Parse(charter.Id), charter.Name, charter.Goal);
        ImmutableArray<Carrier> carriers = [.. (charter.Carriers ?? []).Where(carrier => carrier.Kind is not (CarrierKind.Platform or CarrierKind.Place))];
        var bare = new InitiativeView(
            seen.Stream.Plan, charter.Id, id.Kind, id.Number, name.Shown, name.Printed, goal.Shown, goal.Printed, carriers,
            seen.Plan.FamilyOf(id.Kind).LeaderTitle, default, null, null, 0, null, charter, [], null!, [], [], [], [], [], null, null!,
            seen.Version, seen.Plan.Version, seen.At);
        var whole = Parts.All.Where(part => part.Only is null || part.Only == id.Kind).Aggregate(bare, (view, part) => part.Show(view, state, seen));
        return whole with { Summary = whole.Summarize(seen.Today) };
    }

    public static IEnumerable<Statement> Says(InitiativeState state, InitiativeView view) =>
        [new("name", "名称", view.Name), new("goal", "目标", view.Goal), .. Parts.All.SelectMany(part => part.Says(state, view))];
}
