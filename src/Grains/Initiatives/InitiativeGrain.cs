using FuyangPlan.EventSourcing;
using FuyangPlan.Plans;

namespace FuyangPlan.Initiatives;

/// <summary>What the grains of all three kinds share: a shell around the rules.</summary>
internal abstract class InitiativeGrain(GrainServices services) : EventSourcedGrain<InitiativeState>(services), IInitiativeGrain
{
    private InitiativeView? _view;
    private (int Version, DateOnly Day, PlanState Plan) _viewOf;

    public async Task<InitiativeView?> Get() => View(await Plan());

    public async Task<InitiativeAnswer> GetUnless(InitiativeTag? known) =>
        View(await Plan()) is not { } view ? new(null, null)
        : InitiativeTag.Of(view) is var tag && tag == known ? new(tag, null)
        : new(tag, view);

    public async Task<InitiativeSummary?> GetSummary(int plan) => View(await Services.Plans.AtLeast(PlanId, plan))?.Summary;

    private InitiativeView? View(PlanState plan)
    {
        if (State.Charter is null) return null;
        var now = plan.Now(Services.Time);
        // Nothing in a view changes within a day but by a new version.
        if (_view is not null && _viewOf == (Version, now.Day(), plan)) return _view;
        _viewOf = (Version, now.Day(), plan);
        return _view = InitiativeViews.Of(AgedTo(plan, now), new Seen(Stream, Version, plan, now));
    }
}
