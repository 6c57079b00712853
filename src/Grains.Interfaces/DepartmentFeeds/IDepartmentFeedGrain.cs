namespace FuyangPlan.DepartmentFeeds;

/// <summary>
/// A department's feed. Key: <c>plan/feed-code</c>. Its stream holds the registration, and every message that could not count as it came,
/// with what was decided about it. An accepted outcome means that the events are durable.
/// </summary>
[Alias("IDepartmentFeedGrain")]
public interface IDepartmentFeedGrain : IStreamGrain
{
    /// <summary>A message from the bus. Whatever it holds, it is answered; an exception means that it could not be stored, and that it must come again.</summary>
    [AnyWay]
    Task<FactReceipt> Receive(ReceiveFact command);

    /// <summary>Null when it was never registered.</summary>
    [AnyWay]
    Task<DepartmentFeedView?> Get();

    /// <summary>Messages in quarantine after a number, oldest first.</summary>
    /// <param name="status">Null: all.</param>
    [AnyWay]
    Task<ImmutableArray<QuarantinedFact>> Quarantine(QuarantineStatus? status, int after, int limit);
}

/// <summary>The feeds of one plan. Key: the plan's id.</summary>
[Alias("IDepartmentFeedListGrain")]
public interface IDepartmentFeedListGrain : IGrainWithStringKey
{
    /// <summary>By code; of now, or as they were.</summary>
    [AnyWay]
    Task<ImmutableArray<DepartmentFeedView>> Get(DateTimeOffset? asOf);
}

/// <summary>Takes each message from the bus and gives it to the feed that it is for. Key: <c>bus</c>.</summary>
[Alias("IFactIntakeGrain")]
public interface IFactIntakeGrain : IGrainWithStringKey
{
    /// <inheritdoc cref="IDepartmentFeedGrain.Receive"/>
    [AnyWay]
    Task<FactReceipt> Take(BusMessage message);
}

/// <summary>Messages of the whole installation that belong to no feed; in grain storage, the latest 200. Key: <c>bus</c>.</summary>
[Alias("IStrayMessagesGrain")]
public interface IStrayMessagesGrain : IGrainWithStringKey
{
    /// <summary>Keep it; false when there is no room, or it is too large.</summary>
    [AnyWay]
    Task<bool> Keep(BusMessage message, Refusal why);

    /// <summary>Decide that it counts for nothing. Doing it twice is the same.</summary>
    [AnyWay]
    Task Discard(int number);

    /// <summary>Oldest first.</summary>
    [AnyWay]
    Task<ImmutableArray<StrayMessage>> Get();
}

/// <summary>How to reach a feed's grain.</summary>
public static class DepartmentFeedGrains
{
    public const string Prefix = "feed-";

    public static IDepartmentFeedGrain DepartmentFeed(this IGrainFactory grains, string plan, string code) =>
        grains.GetGrain<IDepartmentFeedGrain>($"{plan}/{Prefix}{code}");
}
