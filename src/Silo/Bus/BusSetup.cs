using FuyangPlan.Announcements;
using FuyangPlan.Announcements.V1;
using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FuyangPlan.Bus;

/// <summary>
/// MassTransit, and everything that knows it: RabbitMQ where <c>Fuyang:Bus</c> names a broker; else nothing, for nobody could hear. Queues are
/// durable classic ones: quorum queues of a broker that was killed were seen to stay without a leader for good, and nothing is lost where a queue
/// is away, because the journal is what announcements come from.
/// </summary>
internal static class BusSetup
{
    /// <summary>Holds every announcement, so that none is confirmed into nowhere.</summary>
    public const string AuditQueue = "fuyang.audit";

    // What nobody takes out must not fill the broker's disk: the oldest go, the journal has them.
    private const long AuditBytes = 1L << 30;

    public static TBuilder AddBus<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        if (builder.Configuration["Fuyang:Bus"] is not { Length: > 0 } address) return builder;
        var broker = Broker(address);
        // What fails on the way out is told once, by the announcer; what fails on the way in by the error queue.
        builder.Logging.AddFilter("MassTransit", LogLevel.Critical);
        builder.Logging.AddFilter("MassTransit.ReceiveTransport", LogLevel.Warning);
        builder.Services.AddSingleton<IAnnouncements>(services => new RabbitAnnouncements(
            () => MassTransit.Bus.Factory.CreateUsingRabbitMq(rabbit => Announce(rabbit, broker)), services.GetRequiredService<ILogger<RabbitAnnouncements>>()));
        builder.Services.AddHostedService<AnnouncerWatch>();
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            // A broker that is down makes nobody turn away from a silo that works.
            bus.ConfigureHealthCheckOptions(check =>
            {
                check.Name = "bus";
                check.MinimalFailureStatus = HealthStatus.Degraded;
                check.Tags.Clear();
                check.Tags.Add("bus");
            });
            bus.AddConsumer<FactConsumer>();
            bus.UsingRabbitMq((services, rabbit) => Configure(rabbit, broker, services));
        });
        // Never a start timeout: a bus whose start has timed out confirms what no queue holds.
        builder.Services.Configure<MassTransitHostOptions>(host =>
        {
            host.WaitUntilStarted = false;
            host.StopTimeout = TimeSpan.FromSeconds(5);
        });
        return builder;
    }

    private static Uri Broker(string address) => Uri.TryCreate(address, UriKind.Absolute, out var broker) && broker.Scheme is "amqp" or "amqps"
        ? broker
        // Not the address itself: it holds a password.
        : throw new InvalidOperationException("Fuyang:Bus is no address like amqp://user:password@host:5672/vhost.");

    private static void Configure(IRabbitMqBusFactoryConfigurator rabbit, Uri broker, IBusRegistrationContext services)
    {
        Connect(rabbit, broker);
        rabbit.ReceiveEndpoint(FactConsumer.Queue, endpoint =>
        {
            // Of several silos one takes, the others stand by.
            endpoint.SingleActiveConsumer = true;
            FactConsumer.Configure(endpoint, services);
        });
    }

    private static void Announce(IRabbitMqBusFactoryConfigurator rabbit, Uri broker)
    {
        Connect(rabbit, broker);
        rabbit.DeployPublishTopology = true;
        Announce<InitiativeChanged>(rabbit);
        Announce<StreamChanged>(rabbit);
        Announce<PlanChanged>(rabbit);
    }

    private static void Connect(IRabbitMqBusFactoryConfigurator rabbit, Uri broker) => rabbit.Host(broker, host =>
    {
        host.Heartbeat(TimeSpan.FromSeconds(10));
        host.PublisherConfirmation = true;
    });

    private static void Announce<T>(IRabbitMqBusFactoryConfigurator rabbit) where T : class => rabbit.Publish<T>(message =>
        message.BindQueue(rabbit.MessageTopology.EntityNameFormatter.FormatEntityName<T>(), AuditQueue, queue =>
            queue.SetQueueArgument("x-max-length-bytes", AuditBytes)));
}
