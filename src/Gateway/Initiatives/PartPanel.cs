using FuyangPlan.ChainMaps;
using FuyangPlan.Indicators;
using FuyangPlan.Landings;

namespace FuyangPlan.Initiatives;

/// <summary>What a part that only one kind of initiative has shows on the initiative's page: a panel, and forms, under a heading of its own.</summary>
/// <param name="Anchor">Id of the panel's heading.</param>
/// <param name="Panel">Takes <c>View</c> and <c>Frame</c>.</param>
/// <param name="Actions">The same.</param>
internal sealed record PartPanel(InitiativeKind Kind, string Anchor, string Title, Type Panel, Type Actions)
{
    private static readonly ImmutableArray<PartPanel> All =
    [
        new(InitiativeKind.IndustryChain, "landings", "落地项目", typeof(LandingPanel), typeof(LandingActions)),
        new(InitiativeKind.IndustryChain, "chain-map", "图谱", typeof(ChainMapPanel), typeof(ChainMapActions)),
        new(InitiativeKind.Campaign, "indicators", "指标", typeof(IndicatorPanel), typeof(IndicatorActions)),
    ];

    public static IEnumerable<PartPanel> Of(InitiativeView view) => All.Where(panel => panel.Kind == view.Kind);

    public static Dictionary<string, object> Parameters(InitiativeView view, Frame frame) => new() { ["View"] = view, ["Frame"] = frame };
}
