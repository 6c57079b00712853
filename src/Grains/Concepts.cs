using FuyangPlan.ChainMaps;
using FuyangPlan.Checklists;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.Enterprises;
using FuyangPlan.EventSourcing;
using FuyangPlan.Indicators;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Landings;
using FuyangPlan.Leaders;
using FuyangPlan.Leads;
using FuyangPlan.Lights;
using FuyangPlan.Plans;
using FuyangPlan.ResourcePools;
using FuyangPlan.TaskBooks;
using FuyangPlan.Teams;

namespace FuyangPlan;

/// <summary>The catalogue of concepts, a row each: the one place where all of them are named.</summary>
internal static class Concepts
{
    /// <summary>The parts of an initiative. Each sees those before it as an event has made them.</summary>
    public static ImmutableArray<Part> Parts { get; } =
    [
        Part.Of<CharterState, InitiativeEvent, InitiativeCommand>("charter", InitiativeRules.Decide),
        Part.Of<LeaderState, LeaderEvent, LeaderCommand>("leader", LeaderRules.Decide),
        Part.Of<TaskBookState, TaskBookEvent, TaskBookCommand>("taskBook", TaskBookRules.Decide),
        Part.Of<ChecklistState, TaskEvent, TaskCommand>("checklist", ChecklistRules.Decide, null, typeof(TaskBookEvent)),
        Part.Of<LightState, LightEvent>("lights"),
        Part.Of<TeamState, TeamEvent, TeamCommand>("team", TeamRules.Decide, InitiativeKind.IndustryChain),
        Part.Of<LandingsState, LandingEvent, LandingCommand>("landings", LandingRules.Decide, InitiativeKind.IndustryChain, typeof(InitiativeChartered)),
        Part.Of<ChainMapState, ChainMapEvent, ChainMapCommand>("chainMap", ChainMapRules.Decide, InitiativeKind.IndustryChain, typeof(LandingEvent)),
        Part.Of<LeadsState, LeadEvent, LeadCommand>("leads", LeadRules.Decide, InitiativeKind.IndustryChain),
        Part.Of<IndicatorsState, IndicatorEvent, IndicatorCommand>("indicators", IndicatorRules.Decide, InitiativeKind.Campaign),
    ];

    public static ImmutableArray<Concept> All { get; } =
    [
        new Concept<PlanState>
        {
            Name = "plan",
            Owns = name => name == StreamId.Own,
            Grain = (grains, stream) => grains.GetGrain<IPlanGrain>(stream.Plan),
            Events = [typeof(PlanEvent)],
            Ages = false,
            Decide = (plan, command, moment) => PlanRules.Decide(plan, (PlanCommand)command, moment),
            View = (plan, seen) => plan.IsImported ? PlanViews.Of(plan, seen.At, []) : null,
            Says = (_, view) => PlanViews.Says((PlanView)view),
        },
        Initiative("project", InitiativeKind.Project),
        Initiative("chain", InitiativeKind.IndustryChain),
        Initiative("campaign", InitiativeKind.Campaign),
        new Concept<ResourcePoolState>
        {
            Name = "pool",
            Owns = name => name.StartsWith(ResourcePoolGrains.Prefix, StringComparison.Ordinal),
            Grain = (grains, stream) => grains.GetGrain<IResourcePoolGrain>(stream.ToString()),
            Events = [typeof(ResourcePoolEvent)],
            Decide = (pool, command, moment) => ResourcePoolRules.Decide(pool, (ResourcePoolCommand)command, moment),
            View = ResourcePoolViews.Of,
            Says = (_, view) => ResourcePoolViews.Says((ResourcePoolView)view),
        },
        new Concept<EnterpriseState>
        {
            Name = "enterprise",
            Owns = name => name.StartsWith(EnterpriseGrains.Prefix, StringComparison.Ordinal),
            Grain = (grains, stream) => grains.GetGrain<IEnterpriseGrain>(stream.ToString()),
            Events = [typeof(EnterpriseEvent)],
            Decide = (enterprise, command, moment) => EnterpriseRules.Decide(enterprise, (EnterpriseCommand)command, moment),
            View = EnterpriseViews.Of,
            Says = (_, view) => EnterpriseViews.Says((EnterpriseView)view),
        },
        new Concept<DepartmentFeedState>
        {
            Name = "department-feed",
            Owns = name => name.StartsWith(DepartmentFeedGrains.Prefix, StringComparison.Ordinal),
            Grain = (grains, stream) => grains.GetGrain<IDepartmentFeedGrain>(stream.ToString()),
            Events = [typeof(DepartmentFeedEvent)],
            Ages = false,
            Decide = (feed, command, moment) => DepartmentFeedRules.Decide(feed, (DepartmentFeedCommand)command, moment),
            View = DepartmentFeedViews.Of,
            Says = (_, view) => DepartmentFeedViews.Says((DepartmentFeedView)view),
        },
    ];

    /// <summary>Whose stream it is; null: a newer build's.</summary>
    public static Concept? Of(StreamId stream) => All.FirstOrDefault(concept => concept.Owns(stream.Name));

    public static Concept<TState> Of<TState>() where TState : class, IFold<TState> => Row<TState>.Value;

    private static Concept<InitiativeState> Initiative(string name, InitiativeKind kind) => new()
    {
        Name = name,
        Owns = text => InitiativeId.TryParse(text, out var id) && id.Kind == kind,
        Grain = (grains, stream) => grains.Initiative(stream.Plan, InitiativeId.Parse(stream.Name)),
        Events = [.. Parts.Where(part => part.Only is null || part.Only == kind).Select(part => part.Events)],
        Decide = InitiativeRules.Decide,
        View = InitiativeViews.Of,
        Says = (initiative, view) => InitiativeViews.Says(initiative, (InitiativeView)view),
    };

    private static class Row<TState> where TState : class, IFold<TState>
    {
        public static Concept<TState> Value { get; } = All.OfType<Concept<TState>>().First();
    }
}
