using System.Collections.Concurrent;
using FuyangPlan.Http;
using Microsoft.Extensions.Logging;

namespace FuyangPlan.Tests.Http;

/// <summary>What is expected to fail now and then is a line in the log; what is not is told with its stack.</summary>
public sealed class InterruptionTests
{
    [Theory]
    [InlineData("/api/v1/silence")]
    [InlineData("/api/v1/crowd")]
    public async Task Question_ThatMetALostOrBusySilo_IsAWarningOfOneLineWithoutAStack(string path)
    {
        await using var gateway = new SmallGateway();
        await gateway.InitializeAsync();
        for (var i = 0; i < 5; i++) Assert.Equal(503, (await gateway.Send(new(HttpMethod.Get, path))).Status);
        Assert.NotEmpty(gateway.Log.Lines);
        Assert.All(gateway.Log.Lines, line =>
        {
            Assert.Equal((LogLevel.Warning, null), (line.Level, line.Accident));
            Assert.StartsWith($"{path} was answered with 503: ", line.Text, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', line.Text);
        });
    }

    [Fact]
    public async Task Question_ThatMetAnAccident_IsAnErrorWithItsStack()
    {
        await using var gateway = new SmallGateway();
        await gateway.InitializeAsync();
        Assert.Equal(500, (await gateway.Send(new(HttpMethod.Get, "/api/v1/accident"))).Status);
        var line = Assert.Single(gateway.Log.Lines);
        Assert.Equal((LogLevel.Error, "boom"), (line.Level, line.Accident?.Message));
    }

    [Fact]
    public void Say_InACrowd_IsALineASecond_ThatTellsOfTheOthers()
    {
        var (log, clock) = (new Log(), new Watch());
        var interruptions = new Interruptions(log.CreateLogger(""), clock);
        for (var i = 0; i < 30; i++, clock.Ticks += TimeSpan.TicksPerSecond / 10) interruptions.Say("/here", new TimeoutException($"too\nlate {i}"));
        Assert.Equal(
            ["TimeoutException: too late 0 (0 more", "TimeoutException: too late 10 (9 more", "TimeoutException: too late 20 (9 more"],
            log.Lines.Select(line => line.Text["/here was answered with 503: ".Length..^" since the last such line)".Length]));
    }

    private sealed class Watch : TimeProvider
    {
        public long Ticks { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Ticks;
    }
}

/// <summary>Warnings and errors, as they were logged.</summary>
public sealed class Log : ILoggerProvider
{
    public ConcurrentQueue<(LogLevel Level, string Text, Exception? Accident)> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void Dispose()
    {
    }

    private sealed class Logger(Log log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) log.Lines.Enqueue((logLevel, formatter(state, exception), exception));
        }
    }
}
