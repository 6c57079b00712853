using FuyangPlan.Feeds;
using FuyangPlan.Journal;
using FuyangPlan.Storage;
using FuyangPlan.Tables;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;

namespace FuyangPlan.Cluster;

/// <summary>One silo of many; all of them share one PostgreSQL database.</summary>
internal sealed class ClusterHosting(ClusterSettings cluster) : IHosting
{
    private readonly NpgsqlDataSource work = PostgresSource.Work(cluster.Database), membership = PostgresSource.Membership(cluster.Database);

    public void AddTo(IServiceCollection services) => services
        .AddSingleton(_ => work)
        .AddHostedService<OpenDatabase>()
        .AddSingleton<IJournal, PostgresJournal>()
        .AddSingleton<ITaskTable>(_ => new SqlTaskTable(work));

    public void Configure(ISiloBuilder silo)
    {
        silo.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (ClusterSettings.ServiceId, cluster.ClusterId));
        silo.ConfigureEndpoints(cluster.Listen, cluster.SiloPort, cluster.GatewayPort, listenOnAnyHostAddress: false);
        silo.UseAdoNetClustering(options => (options.Invariant, options.DataSource) = (PostgresSource.Invariant, membership));
        silo.UseAdoNet(PostgresSource.Invariant, work);
    }
}
