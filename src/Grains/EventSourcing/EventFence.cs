using System.Collections.Frozen;
using FuyangPlan.Journal;
using Orleans.Metadata;
using Orleans.Runtime;

namespace FuyangPlan.EventSourcing;

/// <summary>
/// Which events may be written now: those that every silo of the cluster can read. While a newer build is rolled out, its new events wait until the
/// last older silo is gone, so that no grain moves to a silo that cannot read its journal.
/// </summary>
internal sealed class EventFence(IClusterManifestProvider cluster)
{
    // One reference: who looks while another exchanges it never sees the manifest of one and the names of the other.
    private Seen? _seen;

    public bool IsClosedFor(JournalEvent fact)
    {
        var manifest = cluster.Current;
        if (_seen is not { } seen || !ReferenceEquals(seen.Of, manifest)) _seen = seen = new(manifest, NotEverywhere(manifest));
        return seen.Closed.Count > 0 && seen.Closed.Contains(EventCatalog.NameOf(fact));
    }

    private static FrozenSet<string> NotEverywhere(ClusterManifest manifest) => manifest.Silos.Values
        .Select(silo => silo.Interfaces.Values.Select(each => each.Properties.GetValueOrDefault(EventAdvertisement.Property)).FirstOrDefault(names => names is not null))
        .OfType<string>()
        .SelectMany(names => EventCatalog.All.Except(names.Split(' ')))
        .ToFrozenSet();

    private sealed record Seen(ClusterManifest Of, FrozenSet<string> Closed);
}

/// <summary>Tells the other silos which events this one can read, in the manifest that silos exchange when they meet.</summary>
internal sealed class EventAdvertisement : IGrainInterfacePropertiesProvider
{
    public const string Property = "fuyang.events";

    public void Populate(Type interfaceType, GrainInterfaceType grainInterfaceType, Dictionary<string, string> properties)
    {
        if (interfaceType == typeof(IStreamGrain)) properties[Property] = string.Join(' ', EventCatalog.All);
    }
}
