using FuyangPlan.EventSourcing;
using FuyangPlan.Plans;
using FuyangPlan.Tables;
using FuyangPlan.Texts;

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
            Plan: seen.Stream.Plan, Id: charter.Id, Kind: id.Kind, Number: id.Number, Name: name.Shown, NameAsPrinted: name.Printed, Goal: goal.Shown,
            GoalAsPrinted: goal.Printed, Carriers: carriers, LeaderTitle: seen.Plan.FamilyOf(id.Kind).LeaderTitle, Position: default, Leader: null,
            Light: null, Percent: 0, LightReasons: null, Charter: charter, Appointments: [], TaskBook: null!, Tasks: [], Months: [], Trajectory: [],
            Team: [], Landings: [], ChainMap: null, Summary: null!, Version: seen.Version, PlanVersion: seen.Plan.Version, AsOf: seen.At);
        var whole = Parts.All.Where(part => part.Only is null || part.Only == id.Kind).Aggregate(bare, (view, part) => part.Show(view, state, seen));
        var text = SearchText.Of([name.Shown, name.Printed, goal.Shown, goal.Printed, whole.Leader?.Name, .. carriers.Select(carrier => carrier.Name)], [charter.Id]);
        return whole with { Summary = whole.Summarize() with { SearchText = Text.Fold(text), NameKey = Pinyin.Key(name.Shown) } };
    }

    public static IEnumerable<Statement> Says(InitiativeState state, InitiativeView view) =>
        [new("name", "名称", view.Name), new("goal", "目标", view.Goal), .. Parts.All.SelectMany(part => part.Says(state, view))];
}
