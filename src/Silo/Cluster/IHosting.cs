using System.Data.Common;
using FuyangPlan.Storage;
using Orleans.Hosting;

namespace FuyangPlan.Cluster;

/// <summary>What differs between one process with a file and many with a database: storage and membership.</summary>
internal interface IHosting
{
    void AddTo(IServiceCollection services);

    void Configure(ISiloBuilder silo);
}

internal static class AdoNet
{
    /// <summary>Grain storage and reminders of Orleans' own ADO.NET providers.</summary>
    public static void UseAdoNet(this ISiloBuilder silo, string invariant, DbDataSource source)
    {
        foreach (var name in (string[])["store", "Default"])
            silo.AddAdoNetGrainStorage(name, options =>
            {
                options.Invariant = invariant;
                options.DataSource = source;
                options.GrainStorageSerializer = new JsonStorage();
            });
        silo.UseAdoNetReminderService(options =>
        {
            options.Invariant = invariant;
            options.DataSource = source;
        });
    }
}
