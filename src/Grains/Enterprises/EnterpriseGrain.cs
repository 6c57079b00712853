using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;
using FuyangPlan.Tables;

namespace FuyangPlan.Enterprises;

internal sealed class EnterpriseGrain(GrainServices services) : EventSourcedGrain<EnterpriseState>(services), IEnterpriseGrain
{
    public Task<CommandOutcome> Register(RegisterEnterprise command, CommandContext context) =>
        Execute(context, command, (state, moment) => EnterpriseRules.Decide(state, command, moment));

    public Task<CommandOutcome> Revise(ReviseEnterprise command, CommandContext context) =>
        Execute(context, command, (state, moment) => EnterpriseRules.Decide(state, command, moment));

    public async Task<CommandOutcome> Link(LinkEnterprise command, CommandContext context)
    {
        var chain = State.Profile is { } profile ? await GrainFactory.Initiative(PlanId, InitiativeId.Parse(profile.Chain)).Get() : null;
        return await Execute(context, command, (state, moment) => EnterpriseRules.Decide(state, command, [.. (chain?.Landings ?? []).Select(landing => landing.Number)], moment));
    }

    public Task<CommandOutcome> RecordVisit(RecordEnterpriseVisit command, CommandContext context) =>
        Execute(context, command, (state, moment) => EnterpriseRules.Decide(state, command, moment));

    public Task<CommandOutcome> RecordPromise(RecordEnterprisePromise command, CommandContext context) =>
        Numbered(Execute(context, command, (state, moment) => EnterpriseRules.Decide(state, command, moment)));

    public Task<CommandOutcome> KeepPromise(int number, KeepEnterprisePromise command, CommandContext context) =>
        Execute(context, command, (state, moment) => EnterpriseRules.Decide(state, number, command, moment));

    public Task<CommandOutcome> BreakPromise(int number, BreakEnterprisePromise command, CommandContext context) =>
        Execute(context, command, (state, moment) => EnterpriseRules.Decide(state, number, command, moment));

    public Task<CommandOutcome> IssueLink(IssueLink command, CommandContext context) =>
        Numbered(Execute(context, command, (state, moment) => EnterpriseRules.Decide(state, command, moment)));

    public Task<CommandOutcome> RevokeLink(int number, RevokeLink command, CommandContext context) =>
        Execute(context, command, (state, moment) => EnterpriseRules.Decide(state, number, command, moment));

    public Task<CommandOutcome> Submit(SubmitRequest command, CommandContext context) =>
        Numbered(Execute(context, command, (state, moment) => ServiceRequestRules.Decide(state, command, moment)));

    public Task<CommandOutcome> Assign(int number, AssignRequest command, CommandContext context) =>
        Execute(context, command, (state, moment) => ServiceRequestRules.Decide(state, number, command, moment));

    public Task<CommandOutcome> Contact(int number, ContactRequest command, CommandContext context) =>
        Execute(context, command, (state, moment) => ServiceRequestRules.Decide(state, number, command, moment));

    public Task<CommandOutcome> Answer(int number, AnswerRequest command, CommandContext context) =>
        Execute(context, command, (state, moment) => ServiceRequestRules.Decide(state, number, command, moment));

    public Task<CommandOutcome> Promise(int number, PromiseRequest command, CommandContext context) =>
        Execute(context, command, (state, moment) => ServiceRequestRules.Decide(state, number, command, moment));

    public Task<CommandOutcome> Close(int number, CloseRequest command, ImmutableArray<Evidence> evidence, CommandContext context) =>
        Execute(context, command, (state, moment) => ServiceRequestRules.Decide(state, number, command, evidence, moment));

    public Task<CommandOutcome> Rate(int number, RateRequest command, CommandContext context) =>
        Execute(context, command, (state, moment) => ServiceRequestRules.Decide(state, number, command, moment));

    public Task PassTime(PassTime command) => State.Profile is null ? Task.CompletedTask : RecordDue();

    public async Task<EnterpriseView?> Get()
    {
        var (state, today) = await Aged();
        return EnterpriseViews.Of(state, PlanId, today, Version);
    }

    public async Task<ServiceRequestView?> GetRequest(int number, bool withContacts)
    {
        var (state, _) = await Aged();
        return state.Requests.TryGetValue(number, out var request) ? EnterpriseViews.Of(state, request, withContacts) : null;
    }

    public async Task<ImmutableArray<EnterpriseLinkView>> GetLinks(bool all)
    {
        var (state, today) = await Aged();
        return [.. state.Links.Values.Where(link => all || link.IsValid(today)).Select(link => EnterpriseViews.Of(link, today))];
    }

    public async Task<EnterpriseDesk?> OpenLink(int number)
    {
        var (state, today) = await Aged();
        return state.Links.TryGetValue(number, out var link) && link.IsValid(today) ? EnterpriseViews.Desk(state) : null;
    }

    // By the version, so that a command that is sent again gets the number that it got the first time.
    private async Task<CommandOutcome> Numbered(Task<CommandOutcome> execution)
    {
        var outcome = await execution;
        return outcome.IsAccepted ? outcome with { Number = NumberAt(outcome.Version) } : outcome;
    }

    private int? NumberAt(int version) =>
        State.Requests.Values.FirstOrDefault(request => request.Version == version)?.Number
        ?? State.Links.Values.FirstOrDefault(link => link.Version == version)?.Number
        ?? State.Promises.Values.FirstOrDefault(promise => promise.Version == version)?.Number;

    private async Task<(EnterpriseState State, DateOnly Today)> Aged()
    {
        var plan = await Plan();
        var now = plan.Now(Services.Time);
        return (AgedTo(plan, now), now.Day());
    }
}

[StatelessWorker]
internal sealed class EnterpriseListGrain(IJournal journal, PlanDirectory plans, TimeProvider time) : Grain, IEnterpriseListGrain
{
    private string PlanId => this.GetPrimaryKeyString();

    public async Task<ImmutableArray<CommonRequestsView>> GetCommonRequests(DateTimeOffset? asOf)
    {
        var now = asOf ?? (await plans.Get(PlanId)).Now(time);
        var query = new ServiceRequestQuery(SubmittedFrom: now.AddDays(-EnterpriseViews.CommonDays), SubmittedTo: now, Sort: "submitted", Limit: 10_000);
        return EnterpriseViews.Common((await GrainFactory.Find(PlanId, query, Actor.System, asOf))?.Items ?? [], now);
    }

    public async Task PassTime(PassTime command) => await Task.WhenAll((await Enterprises()).Select(each => each.PassTime(command)));

    private async Task<IEnterpriseGrain[]> Enterprises() =>
    [
        .. (await journal.Heads(PlanId, long.MaxValue)).Select(head => head.Stream[(PlanId.Length + 1)..])
            .Where(stream => stream.StartsWith(EnterpriseGrains.Prefix, StringComparison.Ordinal))
            .Select(stream => GrainFactory.Enterprise(PlanId, stream[EnterpriseGrains.Prefix.Length..])),
    ];
}
