using FuyangPlan.Landings;
using System.Diagnostics;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.Enterprises;

/// <summary>An enterprise with what was promised to it and what it asked for.</summary>
/// <param name="Profile">Null: it was never registered.</param>
/// <param name="Landings">Numbers within the chain, in order; so are <paramref name="Leads"/>.</param>
/// <param name="Dues">What passes next, the first first; kept with every change of a request.</param>
internal sealed record EnterpriseState(
    EnterpriseProfile? Profile, ImmutableArray<int> Landings, ImmutableArray<int> Leads, ImmutableArray<EnterpriseVisited> Visits, ImmutableSortedDictionary<int, EnterprisePromise> Promises,
    ImmutableSortedDictionary<int, EnterpriseLink> Links, ImmutableSortedDictionary<int, ServiceRequestState> Requests,
    ImmutableSortedSet<ServiceDue> Dues) : IFold<EnterpriseState>
{
    public static EnterpriseState Initial { get; } = new(
        null, [], [], [], ImmutableSortedDictionary<int, EnterprisePromise>.Empty, ImmutableSortedDictionary<int, EnterpriseLink>.Empty,
        ImmutableSortedDictionary<int, ServiceRequestState>.Empty, []);

    public static (JournalEvent Event, DateTimeOffset At)? NextDue(EnterpriseState state, PlanState plan, DateTimeOffset until) =>
        !state.Dues.IsEmpty && state.Dues.Min is var due && due.At <= until ? (new ServiceRequestOverdue(due.Number, due.What), due.At) : null;

    public static EnterpriseState Apply(EnterpriseState state, Entry entry) => entry.Event switch
    {
        EnterpriseRegistered e => state with { Profile = new(e.Code, e.Name, e.Chain, e.Uscc, e.Note, e.Officer) },
        EnterpriseRevised e => (e.Chain == state.Profile!.Chain ? state : state with { Landings = [], Leads = [] }) with
        {
            Profile = new(state.Profile.Code, e.Name, e.Chain, e.Uscc, e.Note, e.Officer),
        },
        EnterpriseLinked e => state with { Landings = e.Landings, Leads = e.Leads },
        EnterpriseVisited e => state with { Visits = state.Visits.Add(e) },
        EnterprisePromiseRecorded e => state.With(new EnterprisePromise(e.Number, e.Text, e.Due, entry.Actor.Name, PromiseStatus.Open, null, entry.Version)),
        EnterprisePromiseKept e => state.With(state.Promises[e.Number] with { Status = PromiseStatus.Kept, Words = e.Note }),
        EnterprisePromiseBroken e => state.With(state.Promises[e.Number] with { Status = PromiseStatus.Broken, Words = e.Reason }),
        EnterpriseLinkIssued e => state.With(new EnterpriseLink(e.Number, e.Recipient, entry.Actor.Name, e.Until, false, entry.Version)),
        EnterpriseLinkRevoked e => state.With(state.Links[e.Number] with { IsRevoked = true }),
        ServiceRequestSubmitted e => state.With(ServiceRequestState.New(e, entry)),
        ServiceRequestEvent e => state.With(state.Requests[e.Number].Apply(e, entry)),
        _ => throw new UnreachableException($"No fold for {entry.Event.GetType().Name}."),
    };

    private EnterpriseState With(EnterprisePromise promise) => this with { Promises = Promises.SetItem(promise.Number, promise) };

    private EnterpriseState With(EnterpriseLink link) => this with { Links = Links.SetItem(link.Number, link) };

    /// <summary>The one place where a request changes, so that the order of what is due never misses it.</summary>
    private EnterpriseState With(ServiceRequestState next) => this with
    {
        Requests = Requests.SetItem(next.Number, next),
        Dues = (Requests.TryGetValue(next.Number, out var before) ? Dues.Except(before.Dues()) : Dues).Union(next.Dues()),
    };
}

/// <summary>What the register says.</summary>
internal sealed record EnterpriseProfile(string Code, string Name, string Chain, string? Uscc, string? Note, string? Officer);

/// <param name="By">Name of whoever recorded it.</param>
/// <param name="Version">Of the stream, when it was recorded.</param>
internal sealed record EnterprisePromise(int Number, string Text, DateOnly Due, string By, PromiseStatus Status, string? Words, int Version);

/// <param name="Until">Its last day.</param>
internal sealed record EnterpriseLink(int Number, string Recipient, string By, DateOnly Until, bool IsRevoked, int Version)
{
    public bool IsValid(DateOnly today) => !IsRevoked && today <= Until;
}

/// <summary>A deadline of a request passes at an instant.</summary>
internal readonly record struct ServiceDue(DateTimeOffset At, int Number, ServiceDeadline What) : IComparable<ServiceDue>
{
    public int CompareTo(ServiceDue other) => (At, Number, What).CompareTo((other.At, other.Number, other.What));
}
