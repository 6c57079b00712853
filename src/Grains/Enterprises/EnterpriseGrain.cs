using FuyangPlan.EventSourcing;
using FuyangPlan.Histories;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using FuyangPlan.Tables;

namespace FuyangPlan.Enterprises;

internal sealed class EnterpriseGrain(GrainServices services) : EventSourcedGrain<EnterpriseState>(services), IEnterpriseGrain
{
    public async Task<EnterpriseView?> Get()
    {
        var (state, now, plan) = await Aged();
        return EnterpriseViews.Of(state, new Seen(Stream, Version, plan, now));
    }

    public async Task<ImmutableArray<EnterpriseLinkView>> GetLinks(bool all)
    {
        var (state, now, _) = await Aged();
        var today = now.Day();
        return [.. state.Links.Values.Where(link => all || link.IsValid(today)).Select(link => EnterpriseViews.Of(link, today))];
    }

    public async Task<EnterpriseDesk?> OpenLink(int number)
    {
        var (state, now, plan) = await Aged();
        return state.Links.TryGetValue(number, out var link) && link.IsValid(now.Day()) ? EnterpriseViews.Desk(state, plan.Rules.Services) : null;
    }

    /// <summary>Which landings its chain has.</summary>
    protected override async ValueTask<object?> Gather(Command command, CommandContext context) =>
        command is LinkEnterprise && State.Profile is { } profile && await GrainFactory.Initiative(PlanId, InitiativeId.Parse(profile.Chain)).Get() is { } chain
            ? new LandingsOf([.. chain.Landings.Select(landing => landing.Number)])
            : null;

    private async Task<(EnterpriseState State, DateTimeOffset Now, PlanState Plan)> Aged()
    {
        var plan = await Plan();
        var now = plan.Now(Services.Time);
        return (AgedTo(plan, now), now, plan);
    }
}

[StatelessWorker]
internal sealed class EnterpriseListGrain(IJournal journal, PlanDirectory plans, TimeProvider time) : Grain, IEnterpriseListGrain
{
    private string PlanId => this.GetPrimaryKeyString();

    public async Task<ImmutableArray<CommonRequestsView>?> GetCommonRequests(DateTimeOffset? asOf)
    {
        var plan = asOf is { } then ? (await journal.FoldUntil<PlanState>(StreamId.OfPlan(PlanId), then, default)).State : await plans.Current(PlanId);
        if (!plan.IsImported) return null;
        var (rules, now) = (plan.Rules.Services, asOf ?? plan.Now(time));
        var query = new ServiceRequestQuery(SubmittedFrom: now.AddDays(-rules.CommonDays), SubmittedTo: now, Sort: "submitted", Limit: 10_000);
        return EnterpriseViews.Common((await GrainFactory.Find(PlanId, query, Actor.System, asOf))?.Items ?? [], rules, now);
    }
}
