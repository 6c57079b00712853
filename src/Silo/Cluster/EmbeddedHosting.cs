using System.Net;
using System.Net.Sockets;
using FuyangPlan.DaySeals;
using FuyangPlan.Journal;
using FuyangPlan.Storage;
using FuyangPlan.Tables;
using Orleans.Hosting;

namespace FuyangPlan.Cluster;

/// <summary>One silo on the loopback interface, everything in one SQLite file.</summary>
internal sealed class EmbeddedHosting(IConfiguration configuration, SqliteSource source) : IHosting
{
    public static EmbeddedHosting Of(IConfiguration configuration) => new(configuration, new(DataFolder.Of(configuration).Database));

    public void AddTo(IServiceCollection services) => services
        .AddSingleton(DataFolder.Of(configuration))
        .AddHostedService<OpenStore>()
        .AddSingleton(_ => source)
        .AddSingleton<IJournal, SqliteJournal>()
        .AddSingleton<ITables>(_ => new SqlTables(source))
        .AddSingleton<IJournalCheck>(services => ActivatorUtilities.CreateInstance<JournalCheck>(services, source));

    public void Configure(ISiloBuilder silo)
    {
        var (siloPort, gatewayPort) = Ports();
        silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: ClusterSettings.ServiceId, clusterId: ClusterSettings.ServiceId);
        // The provider's name in Orleans' own list; it loads Microsoft.Data.Sqlite.
        silo.UseAdoNet("System.Data.SQLite", source);
    }

    private (int Silo, int Gateway) Ports()
    {
        // Both are held until both are known, or the second could be the first.
        using TcpListener first = Free(), second = Free();
        return (Port("Fuyang:SiloPort", first), Port("Fuyang:GatewayPort", second));

        int Port(string key, TcpListener free) =>
            configuration.GetValue<int>(key) is > 0 and var wanted ? wanted : ((IPEndPoint)free.LocalEndpoint).Port;
    }

    /// <summary>Below those that outgoing connections are given: nobody takes it between now and when it is used.</summary>
    private static TcpListener Free()
    {
        while (true)
        {
            var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(15_000, 32_000));
            try
            {
                listener.Start();
                return listener;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                listener.Dispose();
            }
        }
    }
}
