using FuyangPlan.DaySeals;
using FuyangPlan.Journal;
using FuyangPlan.Storage;
using FuyangPlan.Tables;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;

namespace FuyangPlan.Cluster;

/// <summary>One silo of many; all of them share one PostgreSQL database.</summary>
internal sealed class ClusterHosting(ClusterSettings cluster, NpgsqlDataSource work, NpgsqlDataSource membership) : IHosting
{
    public static ClusterHosting Of(ClusterSettings cluster) => new(cluster, PostgresSource.Work(cluster.Database), PostgresSource.Membership(cluster.Database));

    public void AddTo(IServiceCollection services) => services
        .AddSingleton(_ => work)
        .AddHostedService<OpenDatabase>()
        .AddClockGuard(_ => work.Now)
        .AddSingleton<IJournal, PostgresJournal>()
        .AddSingleton<ITables>(_ => new SqlTables(work))
        .AddSingleton<IJournalCheck>(services => ActivatorUtilities.CreateInstance<JournalCheck>(services, work))
        .AddHostedService<Rehearsing>();

    public void Configure(ISiloBuilder silo)
    {
        silo.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (ClusterSettings.ServiceId, cluster.ClusterId));
        silo.ConfigureEndpoints(cluster.Listen, cluster.SiloPort, cluster.GatewayPort, listenOnAnyHostAddress: false);
        silo.UseAdoNetClustering(options => (options.Invariant, options.DataSource) = (PostgresSource.Invariant, membership));
        silo.UseAdoNet(PostgresSource.Invariant, work);
        DeathWatch.AddTo(silo);
        // Else one that came back has nothing to do until grains that have been idle for an hour wake again. What is experimental about it is its form.
#pragma warning disable ORLEANSEXP002
        silo.AddActivationRebalancer();
#pragma warning restore ORLEANSEXP002
    }
}
