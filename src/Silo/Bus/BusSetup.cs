using FuyangPlan.Announcements;
using FuyangPlan.Announcements.V1;
using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FuyangPlan.Bus;

/// <summary>MassTransit, and everything that knows it: RabbitMQ where <c>Fuyang:Bus</c> names a broker, otherwise in memory.</summary>
internal static class BusSetup
{
    /// <summary>Holds every announcement, so that none is confirmed into nowhere.</summary>
    public const string AuditQueue = "fuyang.audit";

    // What nobody takes out must not fill the broker's disk: the oldest go, the journal has them.
    private const long AuditBytes = 1L << 30;

    public static TBuilder AddBus<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        var broker = builder.Configuration["Fuyang:Bus"];
        builder.Logging.AddFilter("MassTransit", LogLevel.Warning);
        builder.Services.AddSingleton<IAnnouncements>(services => new BusAnnouncements(services.GetRequiredService<IBus>(), string.IsNullOrEmpty(broker) ? "memory" : "rabbitmq"));
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
            if (string.IsNullOrEmpty(broker))
                bus.UsingInMemory((services, memory) => memory.ReceiveEndpoint(FactConsumer.Queue, endpoint => FactConsumer.Configure(endpoint, services)));
            else bus.UsingRabbitMq((services, rabbit) => Configure(rabbit, new Uri(broker), services));
        });
        // Never a start timeout: a bus whose start has timed out confirms what no queue holds.
        builder.Services.Configure<MassTransitHostOptions>(host =>
        {
            host.WaitUntilStarted = false;
            host.StopTimeout = TimeSpan.FromSeconds(5);
        });
        return builder;
    }

    private static void Configure(IRabbitMqBusFactoryConfigurator rabbit, Uri broker, IBusRegistrationContext services)
    {
        rabbit.Host(broker, host =>
        {
            host.Heartbeat(TimeSpan.FromSeconds(10));
            host.PublisherConfirmation = true;
        });
        rabbit.DeployPublishTopology = true;
        Announce<InitiativeChanged>(rabbit);
        Announce<PlanChanged>(rabbit);
        rabbit.ReceiveEndpoint(FactConsumer.Queue, endpoint =>
        {
            endpoint.SetQuorumQueue();
            // Of several silos one takes, the others stand by.
            endpoint.SingleActiveConsumer = true;
            FactConsumer.Configure(endpoint, services);
        });
    }

    private static void Announce<T>(IRabbitMqBusFactoryConfigurator rabbit) where T : class => rabbit.Publish<T>(message =>
        message.BindQueue(rabbit.MessageTopology.EntityNameFormatter.FormatEntityName<T>(), AuditQueue, queue =>
        {
            queue.SetQuorumQueue(null);
            queue.SetQueueArgument("x-max-length-bytes", AuditBytes);
        }));
}
