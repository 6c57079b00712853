using FuyangPlan.Enterprises;
using FuyangPlan.Journal;
using Orleans.Metadata;
using Orleans.Runtime;

namespace FuyangPlan.EventSourcing;

public class EventFenceTests
{
    private static readonly JournalEvent New = new EnterprisePromiseKept(1, Note: null);

    private static readonly ClusterManifest Old = Manifest(EventCatalog.All, EventCatalog.All.Remove(EventCatalog.NameOf(New))),
        Upgraded = Manifest(EventCatalog.All, EventCatalog.All);

    [Fact]
    public void IsClosedFor_WhileOneSiloDoesNotKnowTheEvent_UntilItIsGone()
    {
        var cluster = new Silos { Current = Old };
        var fence = new EventFence(cluster);
        Assert.True(fence.IsClosedFor(New));
        Assert.False(fence.IsClosedFor(new EnterprisePromiseBroken(1, "")));
        cluster.Current = Upgraded;
        Assert.False(fence.IsClosedFor(New));
    }

    /// <summary>The model: each looks at the manifest himself.</summary>
    [Fact]
    public async Task IsClosedFor_HammeredWhileSilosComeAndGo_AnswersForTheManifestOfTheMoment()
    {
        var cluster = new Silos { Current = Old };
        var fence = new EventFence(cluster);
        // Odd while one is being exchanged.
        var exchanges = 0;
        var exchanging = Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                Interlocked.Increment(ref exchanges);
                cluster.Current = i % 2 == 0 ? Upgraded : Old;
                Interlocked.Increment(ref exchanges);
                Thread.SpinWait(i % 500);
            }
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            while (!exchanging.IsCompleted)
            {
                var (before, manifest) = (Volatile.Read(ref exchanges), cluster.Current);
                var isClosed = fence.IsClosedFor(New);
                if (before % 2 == 0 && before == Volatile.Read(ref exchanges)) Assert.Equal(manifest == Old, isClosed);
            }
        })));
    }

    private static ClusterManifest Manifest(params ImmutableArray<string>[] known) => new(
        MajorMinorVersion.Zero,
        known.Index().ToImmutableDictionary(
            silo => SiloAddress.New(System.Net.IPAddress.Loopback, silo.Index + 1, 1),
            silo => new GrainManifest(
                ImmutableDictionary<GrainType, GrainProperties>.Empty,
                ImmutableDictionary<GrainInterfaceType, GrainInterfaceProperties>.Empty.Add(
                    GrainInterfaceType.Create("feed"),
                    new(ImmutableDictionary.Create<string, string>(StringComparer.Ordinal).Add(EventAdvertisement.Property, string.Join(' ', silo.Item)))))));

    private sealed class Silos : IClusterManifestProvider
    {
        private volatile ClusterManifest current = Old;

        public ClusterManifest Current
        {
            get => current;
            set => current = value;
        }

        public IAsyncEnumerable<ClusterManifest> Updates => throw new NotSupportedException();

        public GrainManifest LocalGrainManifest => throw new NotSupportedException();
    }
}
