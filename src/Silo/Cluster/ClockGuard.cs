using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FuyangPlan.Cluster;

/// <summary>The process's clock differs too much from the database's for it to start.</summary>
public sealed class WrongClockException(TimeSpan difference) : CannotStartException(
    string.Create(CultureInfo.InvariantCulture, $"本机时钟与数据库相差 {difference.TotalSeconds:0.0} 秒，请校准后再启动。"), Code)
{
    /// <summary>Also of a process that ends later for the same reason.</summary>
    public const int Code = 75;
}

/// <summary>
/// Keeps a process with a wrong clock out of the cluster, where it would evict those whose clocks are right: it does not start, and one that
/// runs is not ready, and stops when its clock stays wrong.
/// </summary>
/// <param name="databaseNow">What time it is in the database, which all processes share.</param>
public sealed class ClockGuard(
    Func<CancellationToken, Task<DateTimeOffset>> databaseNow, TimeProvider time, IHostApplicationLifetime host, ILogger<ClockGuard> log)
    : BackgroundService, IHostedLifecycleService, IHealthCheck
{
    /// <summary>Seconds are enough for members to look dead to each other.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>How long a clock may be wrong before the process stops.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private long? wrongSince;

    /// <summary>Before anything else is started.</summary>
    /// <exception cref="WrongClockException">The process must end.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        TimeSpan difference;
        try
        {
            difference = await Difference(cancellationToken);
        }
        catch (DbException notYet)
        {
            // A gateway may start before the database.
            log.LogWarning("The database's clock cannot be read yet: {Message}", notYet.Message);
            return;
        }
        if (difference > Tolerance) throw new WrongClockException(difference);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(wrongSince is null ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The clock of this machine differs from the database's."));

    /// <summary>One look at both clocks. A database that does not answer says nothing about them.</summary>
    internal async Task Look(CancellationToken stopping)
    {
        TimeSpan difference;
        try
        {
            difference = await Difference(stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            log.LogDebug(e, "The database's clock could not be read.");
            return;
        }
        if (difference <= Tolerance)
        {
            wrongSince = null;
            return;
        }
        var since = wrongSince ??= time.GetTimestamp();
        log.LogError("The clock of this machine differs from the database's by {Seconds:0.0} seconds.", difference.TotalSeconds);
        if (time.GetElapsedTime(since) < Patience) return;
        Environment.ExitCode = WrongClockException.Code;
        host.StopApplication();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await Look(stoppingToken);
    }

    // What lies between question and answer may be the answer's moment: a slow database is no wrong clock.
    private async Task<TimeSpan> Difference(CancellationToken stop)
    {
        var asked = time.GetUtcNow();
        var there = await databaseNow(stop);
        var answered = time.GetUtcNow();
        return there < asked ? asked - there : there > answered ? there - answered : TimeSpan.Zero;
    }
}

public static class ClockGuards
{
    /// <summary>Guards the clock of a process in a cluster; readiness tells of it as <c>clock</c>.</summary>
    public static IServiceCollection AddClockGuard(this IServiceCollection services, Func<IServiceProvider, Func<CancellationToken, Task<DateTimeOffset>>> databaseNow)
    {
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ClockGuard>(provider, databaseNow(provider)));
        services.AddHostedService(provider => provider.GetRequiredService<ClockGuard>());
        services.AddHealthChecks().AddCheck<ClockGuard>("clock", tags: ["ready"]);
        return services;
    }
}
