using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Networking.Shared;
using Orleans.Runtime;
using Orleans.Serialization;

namespace FuyangPlan.Cluster;

/// <summary>
/// The one place for Orleans' times and limits, for silos and for gateways that are clients, embedded and in a cluster. With the stock values a frozen
/// silo keeps its grains out of reach for a minute.
/// </summary>
public static class Profile
{
    // A caller that waits longer has gone; its command id gets the same answer later.
    private static readonly TimeSpan Response = TimeSpan.FromSeconds(5);

    // After which a grain that nobody asked goes to sleep.
    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    public static ISiloBuilder UseFuyangProfile(this ISiloBuilder silo)
    {
        silo.Configure<ClusterMembershipOptions>(Membership);
        silo.Configure<ExceptionSerializationOptions>(Accidents);
        silo.Configure<SiloMessagingOptions>(Queues);
        silo.Configure<ConnectionOptions>(Connections);
        silo.Configure<SocketConnectionOptions>(Sockets);
        silo.Configure<ClientMessagingOptions>(Messages); // The silo's own client, which an embedded gateway calls with.
        silo.Configure<GrainDirectoryOptions>(options =>
        {
            // Where a grain lives is known as long as the grain lives: who has forgotten it asks the silo that keeps the address, which may be frozen.
            options.MaximumCacheTTL = Idle;
            // Room for a million is kept from the start, eighteen megabytes.
            options.CacheSize = 100_000;
        });
        silo.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionAge = Idle;
            options.ActivationTimeout = TimeSpan.FromSeconds(10);
            options.DeactivationTimeout = TimeSpan.FromSeconds(5);
            options.EnableActivationSheddingOnMemoryPressure = true;
        });
        silo.Configure<LoadSheddingOptions>(options =>
        {
            // By memory only: other programs may need the processor, and what they do must not close this door.
            options.LoadSheddingEnabled = true;
            options.CpuThreshold = 100;
            options.MemoryThreshold = 85;
        });
        silo.Configure<ReminderOptions>(options => options.RefreshReminderListPeriod = TimeSpan.FromMinutes(1));
        // By chance is even, and a silo that is lost takes no more than its part. Orleans' own choice fills one silo with half of the grains.
        silo.Services.AddSingleton<PlacementStrategy, RandomPlacement>();
        return silo;
    }

    public static IClientBuilder UseFuyangProfile(this IClientBuilder client)
    {
        client.Configure<ExceptionSerializationOptions>(Accidents);
        client.Configure<ClientMessagingOptions>(Messages);
        client.Configure<ConnectionOptions>(Connections);
        client.Configure<SocketConnectionOptions>(Sockets);
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
        return client;
    }

    private static void Membership(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.MinProbeTimeout = TimeSpan.FromSeconds(0.5);
        // Three of them must pass before a silo that itself was frozen may vote.
        options.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedProbesLimit = 3;
        // One would let a sick silo evict the others.
        options.NumVotesForDeathDeclaration = 2;
        // Together 15 seconds: how long rows of silos that died all at once keep new ones waiting.
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        options.NumMissedTableIAmAliveLimit = 3;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        options.MaxJoinAttemptTime = TimeSpan.FromMinutes(2);
    }

    // Else whoever asked is told that an answer could not be written, instead of that the database has failed.
    private static void Accidents(ExceptionSerializationOptions options) => options.SupportedNamespacePrefixes.UnionWith(["FuyangPlan", "Npgsql"]);

    private static void Queues(SiloMessagingOptions options)
    {
        Messages(options);
        options.SystemResponseTimeout = TimeSpan.FromSeconds(10);
        options.MaxRequestProcessingTime = TimeSpan.FromSeconds(60);
        // A grain that cannot keep up refuses early instead of answering late.
        options.MaxEnqueuedRequestsHardLimit = 200;
        options.MaxEnqueuedRequestsSoftLimit = 50;
        options.MaxEnqueuedRequestsHardLimit_StatelessWorker = 500;
        options.MaxEnqueuedRequestsSoftLimit_StatelessWorker = 200;
    }

    private static void Messages(MessagingOptions options)
    {
        options.ResponseTimeout = Response;
        // What nobody waits for any more leaves the queue.
        options.CancelRequestOnTimeout = true;
        options.MaxMessageBodySize = 2 << 20;
        options.MaxMessageHeaderSize = 64 << 10;
    }

    private static void Connections(ConnectionOptions options)
    {
        options.OpenConnectionTimeout = TimeSpan.FromSeconds(2);
        options.ConnectionRetryDelay = TimeSpan.FromSeconds(0.5);
    }

    // A peer that vanished without a word is noticed within 11 seconds.
    private static void Sockets(SocketConnectionOptions options)
    {
        options.KeepAliveTimeSeconds = 5;
        options.KeepAliveIntervalSeconds = 2;
        options.KeepAliveRetryCount = 3;
    }
}
