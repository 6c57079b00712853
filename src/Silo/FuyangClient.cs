using FuyangPlan.Callers;
using FuyangPlan.Cluster;
using FuyangPlan.Storage;
using FuyangPlan.Telemetry;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Hosting;

namespace FuyangPlan;

public static class FuyangClient
{
    /// <summary>True when <c>Fuyang:Database</c> makes this process one of a cluster.</summary>
    public static bool IsOfCluster(IConfiguration configuration) => ClusterSettings.Of(configuration) is not null;

    /// <summary>
    /// Adds a client of the grain network that runs in silos elsewhere. It may start before they do: it waits for them, and meanwhile the process
    /// answers that it lives and is not ready.
    /// </summary>
    public static TBuilder AddFuyangClient<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        var cluster = ClusterSettings.Of(builder.Configuration) ?? throw new InvalidOperationException("Fuyang:Database is not set.");
        var membership = PostgresSource.Membership(cluster.Database);
        builder.Logging.Quiet();
        builder.Services
            .AddSignedCalls(builder.Configuration)
            .AddClockGuard(_ => membership.Now)
            .Configure<HostOptions>(options =>
            {
                options.ShutdownTimeout = TimeSpan.FromSeconds(20);
                // The web server must not wait for the silos.
                options.ServicesStartConcurrently = true;
            });
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (ClusterSettings.ServiceId, cluster.ClusterId));
            client.UseAdoNetClustering(options => (options.Invariant, options.DataSource) = (PostgresSource.Invariant, membership));
            client.UseConnectionRetryFilter(async (_, stop) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return !stop.IsCancellationRequested;
            });
            client.UseFuyangProfile();
            client.AddDashboard(options => options.HideTrace = true);
            if (builder.Configuration.SendsTraces()) client.AddActivityPropagation();
        });
        return builder;
    }
}
