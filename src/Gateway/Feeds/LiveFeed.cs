using System.Collections.Concurrent;
using FuyangPlan.Concurrency;
using FuyangPlan.Histories;

namespace FuyangPlan.Feeds;

/// <summary>
/// This gateway's ear at the feeds of all plans that somebody here listens to: one subscription per plan, renewed every few seconds, because
/// the silo that knows of it may die at any time; shared by all listeners.
/// </summary>
internal sealed class LiveFeed : BackgroundService, IFeedObserver
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, FeedFollower> plans = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, SharedRead<long>> heads = new(StringComparer.Ordinal);

    private readonly IGrainFactory grains;
    private readonly ILogger<LiveFeed> log;

    // Orleans holds observers weakly; the host holds this object.
    private readonly Lazy<IFeedObserver> self;

    public LiveFeed(IGrainFactory grains, ILogger<LiveFeed> log)
    {
        (this.grains, this.log) = (grains, log);
        self = new(() => grains.CreateObjectReference<IFeedObserver>(this));
    }

    /// <summary>Listen to a plan; everything after the answered position will be pushed.</summary>
    public async Task<long> Join(string plan, FeedListener listener)
    {
        var follower = plans.GetOrAdd(plan, Follow);
        var head = await Subscribe(plan);
        await follower.Reach(head);
        return await follower.Join(listener, head);
    }

    public Task Leave(string plan, FeedListener listener) => plans[plan].Leave(listener);

    /// <summary>Lines after a position, oldest first.</summary>
    public Task<ImmutableArray<LedgerLine>> Read(string plan, long after, int limit) => Doubt.Ask(() => Feed(plan).Read(after, limit));

    Task IFeedObserver.Changed(string plan, ImmutableArray<LedgerLine> lines) =>
        plans.TryGetValue(plan, out var follower) ? follower.Advance(lines) : Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Renewal);
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
            foreach (var (plan, follower) in plans)
                if (!follower.IsIdle) await Renew(plan, follower);
    }

    private async Task Renew(string plan, FeedFollower follower)
    {
        try
        {
            await follower.Reach(await Subscribe(plan));
        }
        catch (Exception e)
        {
            // Whatever it is, it is asked again: a loop that ends would end the process.
            log.LogWarning(e, "The feed of {Plan} did not answer; it is asked again.", plan);
        }
    }

    // A crowd that comes at once is two calls. How long one may take is known to Orleans.
    private Task<long> Subscribe(string plan) =>
        heads.GetOrAdd(plan, id => new(() => Doubt.Ask(() => Feed(id).Subscribe(self.Value)), Timeout.InfiniteTimeSpan)).Get();

    private IFeedGrain Feed(string plan) => grains.GetGrain<IFeedGrain>(plan);

    private FeedFollower Follow(string plan) => new((after, limit) => Read(plan, after, limit));
}
