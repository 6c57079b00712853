using FuyangPlan.Accounts;
using FuyangPlan.Announcements;
using FuyangPlan.Bus;
using FuyangPlan.Callers;
using FuyangPlan.Cluster;
using FuyangPlan.DaySeals;
using FuyangPlan.Feeds;
using FuyangPlan.Journal;
using FuyangPlan.Leads;
using FuyangPlan.Plans;
using FuyangPlan.Storage;
using FuyangPlan.Tables;
using FuyangPlan.Telemetry;
using Orleans.Dashboard;
using Orleans.Hosting;

namespace FuyangPlan;

public static class FuyangSilo
{
    /// <summary>
    /// Adds a silo of the grain network. Embedded, without <c>Fuyang:Database</c>: the only one, on the loopback interface, everything in one SQLite
    /// file under <c>Fuyang:DataFolder</c> (default <c>./data</c>). Else one of many that share that PostgreSQL database.
    /// </summary>
    public static TBuilder AddFuyangSilo<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        IHosting hosting = ClusterSettings.Of(builder.Configuration) is { } cluster ? ClusterHosting.Of(cluster) : EmbeddedHosting.Of(builder.Configuration);
        builder.Logging.Quiet();
        hosting.AddTo(builder.Services);
        builder.Services
            .AddFuyangGrains()
            .AddSignedCalls(builder.Configuration)
            .AddSingleton<IIncomingGrainCallFilter, FullStorage>()
            .AddSingleton<IPasswords, Passwords>()
            .AddSingleton(new MasterKey(builder.Configuration))
            .AddSingleton<ISeals, Seals>()
            .AddSingleton(new SealKey(builder.Configuration))
            .AddSingleton<ISealKey>(services => services.GetRequiredService<SealKey>())
            .Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.Services.AddSingleton<PlanCopies>().AddHostedService(services => services.GetRequiredService<PlanCopies>());
        builder.Services.AddHealthChecks().AddCheck<JournalHealth>("journal", tags: ["ready"]).AddCheck<PlanCopies>("plans", tags: ["ready"]);
        builder.UseOrleans(silo => Configure(silo, hosting));
        if (builder.Configuration.SendsTraces()) builder.UseOrleans(silo => silo.AddActivityPropagation());
        builder.AddBus();
        // After Orleans, so that the grains are there when it starts and still there when it stops.
        builder.Services.AddHostedService(services => new FeedSignals(
            services.GetRequiredService<IJournal>(),
            (plan, position) => Task.WhenAll(
                services.GetRequiredService<IGrainFactory>().GetGrain<ITablesGrain>($"{plan}/{services.GetRequiredService<ITables>().Build}").CatchUp(position),
                services.GetRequiredService<IGrainFactory>().GetGrain<IFeedGrain>(plan).CatchUp(position),
                services.GetService<IAnnouncements>() is null ? Task.CompletedTask : services.GetRequiredService<IGrainFactory>().GetGrain<IAnnouncerGrain>(plan).Follow(position)),
            services.GetRequiredService<ILogger<FeedSignals>>()));
        builder.Services.AddHostedService<CatchUpAtStart>();
        return builder;
    }

    /// <summary>Warnings of others at every start that nobody can act on are left out.</summary>
    internal static void Quiet(this ILoggingBuilder logging)
    {
        foreach (var category in (string[])["Microsoft", "Orleans", "Polly", "Npgsql"]) logging.AddFilter(category, LogLevel.Warning);
        // About the garbage collector, which is chosen; about keys, which lie in a folder that nobody else can read; about the time since the
        // machine started, which the watchdog takes for a stall.
        foreach (var category in (string[])[
            "Orleans.Runtime.Silo", "Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", "Orleans.Runtime.Watchdog"])
            logging.AddFilter(category, LogLevel.Error);
        // Whoever waits for a write that failed is told; twice with its stack here it would fill a disk that is full.
        logging.AddFilter("Orleans.Storage.AdoNetGrainStorage", LogLevel.Critical);
        // What keeps a host from starting is thrown, too, and told once, by who ends.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }

    private static void Configure(ISiloBuilder silo, IHosting hosting)
    {
        hosting.Configure(silo);
        // A trace of the log is not for every eye that may see the figures.
        silo.AddDashboard(options => options.HideTrace = true);
        silo.Services.AddDashboardLines();
        silo.UseFuyangProfile();
    }
}
