using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.Enterprises;

internal sealed class EnterpriseGrain(GrainServices services) : EventSourcedGrain<EnterpriseState>(services), IEnterpriseGrain
{
    public async Task<EnterpriseView?> Get()
    {
        var (state, now, plan) = await Aged();
        return EnterpriseViews.Of(state, new Seen(Stream, Version, plan, now));
    }

    public async Task<ServiceRequestView?> GetRequest(int number, bool withContacts)
    {
        var (state, _, _) = await Aged();
        return state.Requests.TryGetValue(number, out var request) ? EnterpriseViews.Of(state, request, withContacts) : null;
    }

    public async Task<ImmutableArray<ServiceRequestView>> GetRequests(bool withContacts)
    {
        var (state, _, _) = await Aged();
        return [.. state.Requests.Values.Select(request => EnterpriseViews.Of(state, request, withContacts))];
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

    public async Task<ImmutableArray<EnterpriseView>> Get() =>
        [.. (await Task.WhenAll((await Enterprises()).Select(each => each.Get()))).OfType<EnterpriseView>().OrderBy(each => each.Code, StringComparer.Ordinal)];

    public async Task<ImmutableArray<ServiceRequestView>> GetOpenRequests(bool withContacts) =>
        [.. (await Requests(withContacts)).Where(request => request.NextOn is not null).OrderBy(request => request.NextOn).ThenBy(request => request.SubmittedAt)];

    public async Task<ImmutableArray<CommonRequestsView>> GetCommonRequests()
    {
        var plan = await plans.Get(PlanId);
        return EnterpriseViews.Common(await Requests(withContacts: false), plan.Rules.Services, plan.Now(time));
    }

    private async Task<IEnumerable<ServiceRequestView>> Requests(bool withContacts) =>
        (await Task.WhenAll((await Enterprises()).Select(each => each.GetRequests(withContacts)))).SelectMany(each => each);

    private async Task<IEnterpriseGrain[]> Enterprises() =>
    [
        .. (await journal.Heads(PlanId, long.MaxValue)).Select(head => StreamId.Parse(head.Stream).Name)
            .Where(stream => stream.StartsWith(EnterpriseGrains.Prefix, StringComparison.Ordinal))
            .Select(stream => GrainFactory.Enterprise(PlanId, stream[EnterpriseGrains.Prefix.Length..])),
    ];
}
