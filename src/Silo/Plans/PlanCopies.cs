using System.Diagnostics.Metrics;
using FuyangPlan.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FuyangPlan.Plans;

/// <summary>
/// Says how old this silo's copies of the plans are. They are read anew every few seconds also when nobody asks, so that an age that grows means
/// one thing: this silo decides and shows by what may no longer be so.
/// </summary>
internal sealed class PlanCopies : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(3), TooOld = TimeSpan.FromSeconds(30);

    private readonly PlanDirectory plans;
    private readonly ILogger<PlanCopies> log;

    public PlanCopies(PlanDirectory plans, ILogger<PlanCopies> log)
    {
        (this.plans, this.log) = (plans, log);
        Meter.CreateObservableGauge("fuyang.plan.copy.age", Measure, "s", "Time since the silo's copy of a plan was known to be current");
    }

    private Meter Meter { get; } = new(Instruments.Name);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var ages = plans.Ages.ToDictionary(copy => copy.Plan, object (copy) => Math.Round(copy.Age.TotalSeconds, 1));
        var oldest = ages.Values.Cast<double>().DefaultIfEmpty().Max();
        return Task.FromResult(new HealthCheckResult(
            oldest < TooOld.TotalSeconds ? HealthStatus.Healthy : HealthStatus.Unhealthy, FormattableString.Invariant($"oldest copy of a plan: {oldest} s"), data: ages));
    }

    public override void Dispose()
    {
        Meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Renewal);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            try
            {
                await plans.Renew();
            }
            catch (Exception accident)
            {
                log.LogWarning("Copies of the plans were not read anew: {Message}", accident.Message);
            }
    }

    private IEnumerable<Measurement<double>> Measure() =>
        plans.Ages.Select(copy => new Measurement<double>(copy.Age.TotalSeconds, new KeyValuePair<string, object?>("plan", copy.Plan)));
}
