using FuyangPlan.Histories;
using FuyangPlan.Journal;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Utilities;

namespace FuyangPlan.Feeds;

// Moved, it would know no listener until they say again that they listen.
[Immovable]
internal sealed class FeedGrain(IJournal journal, ILogger<FeedGrain> log) : Grain, IFeedGrain
{
    private const int Batch = 500;

    private readonly ObserverManager<IFeedObserver> _gateways = new(TimeSpan.FromMinutes(2), log);

    // How far the gateways were told.
    private long _told;

    private string PlanId => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => _told = await journal.Position(PlanId);

    public async Task<long> CatchUp(long atLeast)
    {
        // Who comes later reads what it has missed.
        if (_gateways.Count == 0) return _told = Math.Max(_told, atLeast);
        while (await journal.ReadPlan(PlanId, _told, Batch) is { Count: > 0 } rows)
        {
            ImmutableArray<LedgerLine> lines = [.. rows.Select(Ledger.Line)];
            _told = lines[^1].Position;
            await _gateways.Notify(gateway => gateway.Changed(PlanId, lines));
        }
        return _told;
    }

    public Task<long> Subscribe(IFeedObserver observer)
    {
        _gateways.Subscribe(observer, observer);
        return CatchUp(0);
    }

    public async Task<ImmutableArray<LedgerLine>> Read(long after, int limit) =>
        [.. (await journal.ReadPlan(PlanId, after, limit)).Select(Ledger.Line)];
}
