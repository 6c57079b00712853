using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FuyangPlan.Telemetry;

/// <summary>
/// Measures, spans and logs for those who operate it. Nothing is collected unless somebody is to see it: OTLP goes to where
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says, Prometheus reads from <c>Fuyang:MetricsPort</c>, logs are JSON when <c>Fuyang:JsonLogs</c> says so.
/// </summary>
public static class TelemetrySetup
{
    private static readonly string[] Meters =
    [
        Instruments.Name, "Microsoft.Orleans", "MassTransit", "Npgsql", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
    ];

    private static readonly string[] Sources =
    [
        Instruments.Name, "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application", "MassTransit", "Npgsql", "Microsoft.AspNetCore",
    ];

    /// <summary>The same for silo and gateway, told apart by <paramref name="service"/>: <c>silo</c> or <c>gateway</c>.</summary>
    public static TBuilder AddTelemetry<TBuilder>(this TBuilder builder, string service) where TBuilder : IHostApplicationBuilder
    {
        var configuration = builder.Configuration;
        if (configuration.GetValue<bool>("Fuyang:JsonLogs"))
            builder.Logging.AddJsonConsole(json => (json.IncludeScopes, json.UseUtcTimestamp, json.TimestampFormat) = (true, true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        var port = configuration.GetValue<int>("Fuyang:MetricsPort");
        var otlp = configuration.SendsTraces();
        if (port == 0 && !otlp) return builder;

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService($"fuyang-{service}", serviceVersion: typeof(TelemetrySetup).Assembly.GetName().Version?.ToString(3)))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters);
                // Room for all is taken when the first is measured. Only addresses come in more than some dozens.
                metrics.AddView(instrument => instrument.Name.StartsWith("http.", StringComparison.Ordinal) ? null : new() { CardinalityLimit = 200 });
                if (port > 0) metrics.AddPrometheusExporter();
                if (otlp) metrics.AddOtlpExporter();
            });
        // Method, route and status of a request; .NET 10 leaves them out of its spans unless it is told so.
        if (otlp) AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        if (otlp) telemetry.WithTracing(traces => traces.AddSource(Sources).AddOtlpExporter());
        if (port > 0) builder.Services.AddHostedService(services => new MetricsListener(services.GetRequiredService<MeterProvider>(), port));
        return builder;
    }

    /// <summary>Whether spans are sent anywhere: only then is it worth their way through every call of a grain.</summary>
    public static bool SendsTraces(this IConfiguration configuration) => configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 };
}
