using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FuyangPlan.Cluster;

public sealed class ClockGuardTests
{
    private readonly Clock clock = new();
    private TimeSpan ahead;
    private Func<Task> delay = () => Task.CompletedTask;

    [Theory]
    [InlineData(4.9)]
    [InlineData(-4.9)]
    public async Task Start_WithAClockThatIsNearlyRight_Starts(double seconds)
    {
        ahead = TimeSpan.FromSeconds(seconds);
        using var host = Host();
        await host.StartAsync();
        Assert.Equal(HealthStatus.Healthy, await Health(host));
        await host.StopAsync();
    }

    [Theory]
    [InlineData(5.1)]
    [InlineData(-7200)]
    public async Task Start_WithAWrongClock_IsRefusedBeforeAnythingElse(double seconds)
    {
        ahead = TimeSpan.FromSeconds(seconds);
        var other = new Other();
        using var host = Host(services => services.AddHostedService(_ => other));
        await Assert.ThrowsAsync<WrongClockException>(() => host.StartAsync());
        Assert.False(other.Started);
    }

    [Fact]
    public async Task Start_WithASlowDatabase_Starts()
    {
        // The answer took a minute; the time it names is that of its making.
        delay = () => { clock.Pass(TimeSpan.FromMinutes(1)); return Task.CompletedTask; };
        using var host = Host();
        await host.StartAsync();
        await host.StopAsync();
    }

    [Fact]
    public async Task Start_WithoutADatabase_IsRefused()
    {
        delay = () => throw new IOException("away");
        using var host = Host();
        await Assert.ThrowsAsync<IOException>(() => host.StartAsync());
    }

    [Fact]
    public async Task Clock_ThatGoesWrong_IsNotReadyAtOnceAndStopsAfterHalfAMinute()
    {
        using var host = Host();
        await host.StartAsync();
        var guard = host.Services.GetRequiredService<ClockGuard>();
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        ahead = TimeSpan.FromSeconds(6);
        await guard.Look(default);
        Assert.Equal((HealthStatus.Unhealthy, false), (await Health(host), stopping.IsCancellationRequested));
        clock.Pass(TimeSpan.FromSeconds(29));
        await guard.Look(default);
        Assert.False(stopping.IsCancellationRequested);

        // Set right in time, it is as if nothing had been.
        ahead = TimeSpan.Zero;
        await guard.Look(default);
        Assert.Equal(HealthStatus.Healthy, await Health(host));
        ahead = TimeSpan.FromSeconds(-6);
        await guard.Look(default);
        clock.Pass(TimeSpan.FromSeconds(29));
        delay = () => throw new IOException("away");
        await guard.Look(default);
        Assert.False(stopping.IsCancellationRequested);
        delay = () => Task.CompletedTask;
        clock.Pass(TimeSpan.FromSeconds(1));
        var before = Environment.ExitCode;
        await guard.Look(default);
        Assert.Equal((true, 75), (stopping.IsCancellationRequested, Environment.ExitCode));
        Environment.ExitCode = before;
        await host.StopAsync();
    }

    private IHost Host(Action<IServiceCollection>? add = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        add?.Invoke(builder.Services);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddClockGuard(_ => async stop =>
        {
            await delay();
            return clock.GetUtcNow() - ahead;
        });
        return builder.Build();
    }

    private static async Task<HealthStatus> Health(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains("ready"))).Entries["clock"].Status;

    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset now = new(2021, 8, 1, 8, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => now += time;

        public override DateTimeOffset GetUtcNow() => now;

        public override long GetTimestamp() => now.Ticks;

        // Time passes when the test says so, and it looks itself.
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Still();

        private sealed class Still : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;
            public void Dispose() { }
            public ValueTask DisposeAsync() => default;
        }
    }

    private sealed class Other : IHostedService
    {
        public bool Started { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Started = true;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
