using System.Net;
using System.Net.Sockets;
using FuyangPlan.Accounts;
using FuyangPlan.Callers;
using FuyangPlan.Cluster;
using FuyangPlan.Feeds;
using FuyangPlan.Journal;
using FuyangPlan.Storage;
using FuyangPlan.Tables;
using Orleans.Dashboard;
using Orleans.Hosting;

namespace FuyangPlan;

public static class FuyangSilo
{
    /// <summary>
    /// Adds the grain network, embedded: one silo on the loopback interface, everything in one SQLite file under <c>Fuyang:DataFolder</c>
    /// (default <c>./data</c>). The silo's ports are <c>Fuyang:SiloPort</c> and <c>Fuyang:GatewayPort</c>; 0, the default, finds free ones.
    /// </summary>
    public static TBuilder AddFuyangSilo<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        var folder = DataFolder.Of(builder.Configuration);
        var source = new SqliteSource(folder.Database);
        Quiet(builder.Logging);
        builder.Services
            .AddFuyangGrains()
            .AddSignedCalls(builder.Configuration)
            .AddSingleton(folder)
            .AddHostedService<OpenStore>()
            .AddSingleton(_ => source)
            .AddSingleton<IJournal, SqliteJournal>()
            .AddSingleton<ITaskTable, SqliteTaskTable>()
            .AddSingleton<IPasswords, Passwords>()
            .Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.Services.AddHealthChecks().AddCheck<JournalHealth>("journal", tags: ["ready"]);
        var (siloPort, gatewayPort) = Ports(builder.Configuration);
        builder.UseOrleans(silo => Configure(silo, source, siloPort, gatewayPort));
        // After Orleans, so that the grains are there when it starts and still there when it stops.
        builder.Services.AddHostedService(services => new FeedSignals(
            services.GetRequiredService<IJournal>(),
            (plan, position) => services.GetRequiredService<IGrainFactory>().GetGrain<IFeedGrain>(plan).CatchUp(position),
            services.GetRequiredService<ILogger<FeedSignals>>()));
        return builder;
    }

    private static void Configure(ISiloBuilder silo, SqliteSource source, int siloPort, int gatewayPort)
    {
        // The invariant is the provider's name in Orleans' own list; it loads Microsoft.Data.Sqlite.
        const string Invariant = "System.Data.SQLite";
        silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: "fuyang", clusterId: "fuyang");
        foreach (var name in (string[])["store", "Default"])
            silo.AddAdoNetGrainStorage(name, options =>
            {
                options.Invariant = Invariant;
                options.DataSource = source;
                options.GrainStorageSerializer = new JsonStorage();
            });
        silo.UseAdoNetReminderService(options =>
        {
            options.Invariant = Invariant;
            options.DataSource = source;
        });
        // A trace of the log is not for every eye that may see the figures.
        silo.AddDashboard(options => options.HideTrace = true);
        silo.UseFuyangProfile();
    }

    private static void Quiet(ILoggingBuilder logging)
    {
        foreach (var category in (string[])["Microsoft", "Orleans", "Polly"]) logging.AddFilter(category, LogLevel.Warning);
        // Warnings at every start that nobody can act on: about the garbage collector, which is chosen; about keys, which lie in a folder that
        // nobody else can read; about the time since the machine started, which the watchdog takes for a stall.
        foreach (var category in (string[])[
            "Orleans.Runtime.Silo", "Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", "Orleans.Runtime.Watchdog"])
            logging.AddFilter(category, LogLevel.Error);
    }

    private static (int Silo, int Gateway) Ports(IConfiguration configuration)
    {
        // Both are held until both are known, or the second could be the first.
        using TcpListener first = new(IPAddress.Loopback, 0), second = new(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (Port("Fuyang:SiloPort", first), Port("Fuyang:GatewayPort", second));

        int Port(string key, TcpListener free) =>
            configuration.GetValue<int>(key) is > 0 and var wanted ? wanted : ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
