using FuyangPlan.Journal;
using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime;

namespace FuyangPlan.Tables;

/// <summary>Placed where it is asked, and its key names the build: so it always runs in the build whose tables it fills.</summary>
[PreferLocalPlacement]
internal sealed class TablesGrain(IJournal journal, ITables tables, IClusterManifestProvider cluster) : Grain, ITablesGrain
{
    private const int Batch = 500;

    private TableFollower follower = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyString().Split('/') is not [var plan, var build] || build != tables.Build)
            // Whoever asked is ending, so that there was no place beside it: the question is for a silo that stays.
            throw new OrleansException("These are the tables of another build.");
        await tables.Open(BuildAdvertisement.Running(cluster.Current));
        var reached = await tables.Checkpoint(plan);
        // Nothing is followed yet, or more than there is: whatever lies in them is nobody's.
        if (reached == 0 || reached > await journal.Position(plan)) await tables.Clear(plan);
        follower = new(plan, journal, tables, await tables.Checkpoint(plan));
    }

    public async Task<long> CatchUp(long atLeast)
    {
        try
        {
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

/// <summary>Tells the other silos whose tables this one fills, in the manifest that silos exchange when they meet.</summary>
internal sealed class BuildAdvertisement(ITables tables) : IGrainInterfacePropertiesProvider
{
    private const string Property = "fuyang.tables";

    public static IEnumerable<string> Running(ClusterManifest manifest) => manifest.Silos.Values
        .Select(silo => silo.Interfaces.Values.Select(each => each.Properties.GetValueOrDefault(Property)).FirstOrDefault(build => build is not null)).OfType<string>();

    public void Populate(Type interfaceType, GrainInterfaceType grainInterfaceType, Dictionary<string, string> properties)
    {
        if (interfaceType == typeof(ITablesGrain)) properties[Property] = tables.Build;
    }
}
