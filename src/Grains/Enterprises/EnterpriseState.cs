using FuyangPlan.Landings;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.Enterprises;

/// <summary>An enterprise with what was promised to it and what it asked for.</summary>
/// <param name="Profile">Null: it was never registered.</param>
/// <param name="Landings">Numbers within the chain, in order; so are <paramref name="Leads"/>.</param>
internal sealed record EnterpriseState(
    EnterpriseProfile? Profile, ImmutableArray<int> Landings, ImmutableArray<int> Leads, ImmutableArray<EnterpriseVisited> Visits, Items<EnterprisePromise> Promises,
    Items<EnterpriseLink> Links, Items<ServiceRequestState> Requests) : IFold<EnterpriseState>
{
    public static EnterpriseState Initial { get; } = new(
        null, [], [], [], Items<EnterprisePromise>.Empty, Items<EnterpriseLink>.Empty, Items<ServiceRequestState>.Empty);

    public static (JournalEvent Event, DateTimeOffset At)? NextDue(EnterpriseState state, PlanState plan, DateTimeOffset until) =>
        state.Requests.Next is { } due && due.At <= until ? (new ServiceRequestOverdue(due.Number, (ServiceDeadline)due.What), due.At) : null;

    public static EnterpriseState Apply(EnterpriseState state, Entry entry) => entry.Event switch
    {
        EnterpriseRegistered e => state with { Profile = new(e.Code, e.Name, e.Chain, e.Uscc, e.Note, e.Officer) },
        EnterpriseRevised e => (e.Chain == state.Profile!.Chain ? state : state with { Landings = [], Leads = [] }) with
        {
            Profile = new(state.Profile.Code, e.Name, e.Chain, e.Uscc, e.Note, e.Officer),
        },
        EnterpriseLinked e => state with { Landings = e.Landings, Leads = e.Leads },
        EnterpriseVisited e => state with { Visits = state.Visits.Add(e) },
        EnterprisePromiseRecorded e => state with { Promises = state.Promises.Put(new(e.Number, e.Text, e.Due, entry.Actor.Name, PromiseStatus.Open, null)) },
        EnterprisePromiseKept e => state with { Promises = state.Promises.Put(state.Promises[e.Number] with { Status = PromiseStatus.Kept, Words = e.Note }) },
        EnterprisePromiseBroken e => state with { Promises = state.Promises.Put(state.Promises[e.Number] with { Status = PromiseStatus.Broken, Words = e.Reason }) },
        EnterpriseLinkIssued e => state with { Links = state.Links.Put(new(e.Number, e.Recipient, entry.Actor, e.Until, false)) },
        EnterpriseLinkRevoked e => state with { Links = state.Links.Put(state.Links[e.Number] with { IsRevoked = true }) },
        ServiceRequestSubmitted e => state with { Requests = state.Requests.Put(ServiceRequestState.New(e, entry)) },
        ServiceRequestEvent e => state with { Requests = state.Requests.Put(state.Requests[e.Number].Apply(e, entry)) },
        _ => throw NoFold.For(entry),
    };
}

/// <summary>What the register says.</summary>
internal sealed record EnterpriseProfile(string Code, string Name, string Chain, string? Uscc, string? Note, string? Officer);

/// <param name="By">Name of whoever recorded it.</param>
internal sealed record EnterprisePromise(int Number, string Text, DateOnly Due, string By, PromiseStatus Status, string? Words) : IItem;

/// <param name="Issuer">Who has its address beside the enterprise, and therefore handles nothing of it.</param>
/// <param name="Until">Its last day.</param>
internal sealed record EnterpriseLink(int Number, string Recipient, Actor Issuer, DateOnly Until, bool IsRevoked) : IItem
{
    public bool IsValid(DateOnly today) => !IsRevoked && today <= Until;
}
