using System.Text.Json.Serialization;
using FuyangPlan.EventSourcing;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.ResourcePools;

/// <summary>A pool: what may be promised, and what is. <paramref name="Taken"/> is never above the capacity (domain 3.16, 9).</summary>
/// <param name="Opened">Null: it never was.</param>
/// <param name="Taken">What all requests hold and were granted, less what was clawed back.</param>
/// <param name="Last">The last request that took something.</param>
internal sealed record ResourcePoolState(
    ResourcePoolOpened? Opened, decimal Capacity, bool IsClosed, Items<ResourceRequestState> Requests, decimal Taken, Taking? Last) : IFold<ResourcePoolState>
{
    public static ResourcePoolState Initial { get; } = new(null, 0, false, Items<ResourceRequestState>.Empty, 0, null);

    [JsonIgnore] public ResourceType Type => Opened!.Type;
    [JsonIgnore] public decimal Free => Capacity - Taken;

    /// <summary>A hold is over at 00:00 after its last day.</summary>
    public static (JournalEvent Event, DateTimeOffset At)? NextDue(ResourcePoolState state, PlanState plan, DateTimeOffset until) =>
        state.Requests.Next is { } due && due.At <= until
            ? (new ReservationExpired(state.Type, due.Number, state.Requests[due.Number].Reserved), due.At)
            : null;

    public static ResourcePoolState Apply(ResourcePoolState state, Entry entry) => entry.Event switch
    {
        ResourcePoolOpened e => state with { Opened = e, Capacity = e.Capacity },
        PoolCapacityChanged e => state with { Capacity = e.Capacity },
        ResourcePoolClosed => state with { IsClosed = true },
        ResourceRequested e => state.With(ResourceRequestState.New(e, entry)),
        ResourceReserved e => state.Fold(e, entry).TakenLast(e.Number, e.Amount, entry),
        ResourceGranted e => state.Fold(e, entry).TakenLast(e.Number, e.Amount, entry),
        ResourceRequestEvent e => state.Fold(e, entry),
        _ => throw NoFold.For(entry),
    };

    private ResourcePoolState Fold(ResourceRequestEvent fact, Entry entry) => With(Requests[fact.Number].Apply(fact, entry));

    private ResourcePoolState TakenLast(int number, decimal amount, Entry entry) => this with { Last = new(entry.Version, number, amount, entry.Actor.Name) };

    /// <summary>The one place where a request changes, so that the sum cannot miss it.</summary>
    private ResourcePoolState With(ResourceRequestState next) => this with
    {
        Requests = Requests.Put(next),
        Taken = Taken - (Requests.Find(next.Number)?.Taken ?? 0) + next.Taken,
    };
}

/// <summary>A request took something, at a version.</summary>
internal sealed record Taking(int Version, int Number, decimal Amount, string By);
