using FuyangPlan.Journal;
using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime;

namespace FuyangPlan.Tables;

/// <summary>Placed where it is asked, and its key names the build: so it always runs in the build whose tables it fills.</summary>
[PreferLocalPlacement]
[Immovable]
internal sealed class TablesGrain(IJournal journal, ITables tables, IClusterManifestProvider cluster) : Grain, ITablesGrain
{
    private const int Batch = 2000;

    private TableFollower follower = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyString().Split('/') is not [var plan, var build] || build != tables.Build)
            // Whoever asked is ending, so that there was no place beside it: the question is for a silo that stays.
            throw new OrleansException("These are the tables of another build.");
        await tables.Open(BuildAdvertisement.Tables(cluster.Current));
        await journal.Kept.Forget(BuildAdvertisement.Folds(cluster.Current));
        var reached = await tables.Checkpoint(plan);
        // Nothing is followed yet, or more than there is: whatever lies in them is nobody's.
        if (reached == 0 || reached > await journal.Position(plan)) await tables.Clear(plan);
        follower = new(plan, journal, tables, await tables.Checkpoint(plan));
    }

    public async Task<long> CatchUp(long atLeast)
    {
        // A crowd comes for the same: the first lets it be followed, the others find it done.
        if (follower.Position >= atLeast) return follower.Position;
        try
        {
            await follower.Begin();
            return await follower.CatchUp(Batch);
        }
        catch
        {
            // What was folded is not what was saved: the next activation begins again from what the tables say.
            DeactivateOnIdle();
            throw;
        }
    }
}

/// <summary>Tells the other silos whose tables and kept states this one uses, in the manifest that silos exchange when they meet.</summary>
internal sealed class BuildAdvertisement(ITables tables) : IGrainInterfacePropertiesProvider
{
    private const string TablesOf = "fuyang.tables", FoldsOf = "fuyang.folds";

    private static readonly ImmutableArray<string> Own = [.. Concepts.All.Select(concept => concept.FoldName).Distinct()];

    public static IEnumerable<string> Tables(ClusterManifest manifest) => Running(manifest, TablesOf);

    /// <summary>With those of this silo, which may not be in the manifest yet.</summary>
    public static IReadOnlyCollection<string> Folds(ClusterManifest manifest) => [.. Running(manifest, FoldsOf).SelectMany(names => names.Split(' ')).Union(Own)];

    private static IEnumerable<string> Running(ClusterManifest manifest, string property) => manifest.Silos.Values
        .Select(silo => silo.Interfaces.Values.Select(each => each.Properties.GetValueOrDefault(property)).FirstOrDefault(told => told is not null)).OfType<string>();

    public void Populate(Type interfaceType, GrainInterfaceType grainInterfaceType, Dictionary<string, string> properties)
    {
        if (interfaceType != typeof(ITablesGrain)) return;
        properties[TablesOf] = tables.Build;
        properties[FoldsOf] = string.Join(' ', Own);
    }
}
