namespace FuyangPlan.Announcements;

/// <summary>
/// Follows one plan's journal and announces each entry on the bus: at least once, per initiative in order, its cursor behind what is confirmed.
/// Key: the plan's id. A bus that is down delays nothing but the announcements.
/// </summary>
[Alias("IAnnouncerGrain")]
public interface IAnnouncerGrain : IGrainWithStringKey
{
    /// <summary>The journal has grown to a position. Takes note and returns; announcing goes on beside it.</summary>
    [AnyWay]
    Task Follow(long position);

    /// <summary>How far it is.</summary>
    [AnyWay]
    Task<AnnouncerView> Get();
}

/// <summary>How far the announcements of a plan are.</summary>
/// <param name="Bus">The kind of bus, <c>rabbitmq</c>; null: there is none, nothing is announced, and nothing is behind.</param>
/// <param name="Position">The last entry up to which the bus has confirmed everything; null without a bus.</param>
/// <param name="Head">The journal's last entry.</param>
/// <param name="Behind">Entries that are not confirmed yet.</param>
/// <param name="ConfirmedAt">When the bus last confirmed something, while this silo ran; null: not yet.</param>
/// <param name="Fault">Why the last attempt failed; null: it did not.</param>
[GenerateSerializer, Immutable, Alias("announcer-view")]
public sealed record AnnouncerView(string? Bus, long? Position, long Head, long Behind, DateTimeOffset? ConfirmedAt, string? Fault);
