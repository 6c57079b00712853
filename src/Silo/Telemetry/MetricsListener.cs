using OpenTelemetry.Metrics;

namespace FuyangPlan.Telemetry;

/// <summary>
/// <c>/metrics</c> on a port of its own, on the loopback interface, without sign-in; there is nothing else there, and it is nowhere else. A
/// listener apart, because what a request says about its host or its port can be made up.
/// </summary>
internal sealed class MetricsListener(MeterProvider metrics, int port) : IHostedService
{
    private WebApplication? listener;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhost(port);
        });
        listener = builder.Build();
        listener.UseOpenTelemetryPrometheusScrapingEndpoint(metrics, predicate: null, path: "/metrics", configureBranchedPipeline: null, optionsName: null);
        await listener.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (listener is null) return;
        await listener.StopAsync(cancellationToken);
        await listener.DisposeAsync();
    }
}
