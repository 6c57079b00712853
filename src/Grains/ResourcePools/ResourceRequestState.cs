using System.Text.Json.Serialization;
using FuyangPlan.EventSourcing;
using FuyangPlan.Evidences;
using FuyangPlan.Journal;

namespace FuyangPlan.ResourcePools;

/// <summary>One request. Its status is not stored: it follows from what was granted, refused, delivered and used.</summary>
/// <param name="Version">The stream's version that recorded it.</param>
/// <param name="Reserved">What is held for it.</param>
/// <param name="ReservedUntil">The last day of the hold; null: nothing is held.</param>
/// <param name="Granted">Ever granted.</param>
/// <param name="Declined">Refused or withdrawn.</param>
/// <param name="Delivered">What has arrived and was not clawed back.</param>
/// <param name="Used">Null until an inspector has looked.</param>
/// <param name="Seen">Of what was delivered, what an inspector has looked at.</param>
internal sealed record ResourceRequestState(
    ResourceRequested What, Actor By, DateTimeOffset At, int Version, bool IsPreChecked, string? PreCheckNote, decimal Reserved, DateOnly? ReservedUntil,
    decimal Granted, decimal Declined, bool IsWithdrawn, decimal Delivered, decimal? Used, decimal Seen, decimal ClawedBack,
    ImmutableArray<Evidence> Evidence, string? UseNote, string? Reason, string? Alternative) : IItem
{
    [JsonIgnore] public int Number => What.Number;

    /// <summary>A hold is over at 00:00 after its last day.</summary>
    [JsonIgnore] public IEnumerable<Due> Dues => ReservedUntil is { } until ? [new(until.AddDays(1).Start(), Number)] : [];

    [JsonIgnore] public decimal Outstanding => What.Amount - Granted - Declined;

    /// <summary>What it still has of what it was granted.</summary>
    [JsonIgnore] public decimal Kept => Granted - ClawedBack;
    [JsonIgnore] public decimal Taken => Reserved + Kept;

    /// <summary>What has arrived counts as used until an inspector has looked at it.</summary>
    [JsonIgnore] public decimal Unused => Kept - (Used ?? 0) - (Delivered - Seen);

    [JsonIgnore]
    public ResourceRequestStatus Status =>
        Outstanding > 0
            ? Granted > 0 ? ResourceRequestStatus.PartlyGranted
            : Reserved > 0 ? ResourceRequestStatus.Reserved
            : IsPreChecked ? ResourceRequestStatus.PreChecked
            : ResourceRequestStatus.Submitted
        : Granted == 0 ? IsWithdrawn ? ResourceRequestStatus.Withdrawn : ResourceRequestStatus.Refused
        : Kept == (Used ?? 0) ? ResourceRequestStatus.Closed
        : Delivered == Kept ? ResourceRequestStatus.Delivered
        : ResourceRequestStatus.Granted;

    public static ResourceRequestState New(ResourceRequested what, Entry entry) =>
        new(
            What: what, By: entry.Actor, At: entry.RecordedAt, Version: entry.Version, IsPreChecked: false, PreCheckNote: null, Reserved: 0,
            ReservedUntil: null, Granted: 0, Declined: 0, IsWithdrawn: false, Delivered: 0, Used: null, Seen: 0, ClawedBack: 0, Evidence: [],
            UseNote: null, Reason: null, Alternative: null);

    public ResourceRequestState Apply(ResourceRequestEvent fact, Entry entry) => fact switch
    {
        ResourceRequestPreChecked e => this with { IsPreChecked = true, PreCheckNote = e.Note },
        ResourceReserved e => Hold(e.Amount, e.Until),
        ReservationExpired => Hold(0, null),
        ResourceGranted e => Hold(Math.Max(0, Reserved - e.Amount), ReservedUntil) with { Granted = Granted + e.Amount },
        ResourceRequestRefused e => Hold(0, null) with { Declined = Declined + e.Amount, Reason = e.Reason, Alternative = e.Alternative },
        ResourceRequestWithdrawn e => Hold(0, null) with { Declined = Declined + e.Amount, Reason = e.Reason, IsWithdrawn = true },
        ResourceDelivered e => this with { Delivered = Delivered + e.Amount, Evidence = Evidence.AddRange(e.Evidence) },
        ResourceUseVerified e => this with { Used = e.Used, Seen = Delivered, UseNote = e.Note },
        ResourceClawedBack e => GiveBack(e.Amount),
        _ => throw NoFold.For(entry),
    };

    /// <summary>What never arrived goes first, then what was seen and is not used.</summary>
    private ResourceRequestState GiveBack(decimal amount)
    {
        var arrived = Math.Max(0, amount - (Kept - Delivered));
        return this with { ClawedBack = ClawedBack + amount, Delivered = Delivered - arrived, Seen = Seen - arrived };
    }

    private ResourceRequestState Hold(decimal amount, DateOnly? until) => this with { Reserved = amount, ReservedUntil = amount > 0 ? until : null };
}
