using System.Collections.Concurrent;
using System.Reflection;
using FuyangPlan.Journal;
using FuyangPlan.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;

namespace FuyangPlan.Callers;

/// <summary>A silo with a door on TCP, and processes that knock at it.</summary>
public sealed class Knocking : IAsyncLifetime
{
    public const string SecondSecret = "a second secret of the trial, long enough", Secret = "the secret of the trial, long enough";

    private readonly TempFolder folder = new();
    private IHost host = null!;

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>The port for clients.</summary>
    public int Door => host.Services.GetRequiredService<ILocalSiloDetails>().GatewayAddress.Endpoint.Port;

    public Warnings Refusals { get; } = new();

    public Task<long> Position => host.Services.GetRequiredService<IJournal>().Position("fuyang");

    /// <summary>Of the read tables' follower.</summary>
    public string TablesKey => $"fuyang/{host.Services.GetRequiredService<ITables>().Build}";

    public async ValueTask InitializeAsync()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection([new("Fuyang:DataFolder", folder.Path), new("Fuyang:CallerKey", Secret), new("Fuyang:SecondCallerKey", SecondSecret)]);
        builder.AddFuyangSilo();
        builder.Logging.AddProvider(Refusals);
        host = builder.Build();
        await host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        folder.Dispose();
    }

    /// <summary>An Orleans client that knows the cluster's name and address.</summary>
    public IHost Client(Action<IServiceCollection> add)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client => client.UseLocalhostClustering(Door, serviceId: "fuyang", clusterId: "fuyang"));
        add(builder.Services);
        return builder.Build();
    }

    /// <summary>A client as gateways are one.</summary>
    public IHost Gateway(string secret) => Client(services => services.AddSignedCalls(Configuration(secret)));

    /// <summary>A client that has come past the door, as no stranger does, and now calls grains with what it is given.</summary>
    public IHost Intruder(Func<IOutgoingGrainCallContext, object?> signature) => Client(services => services
        .AddSingleton<CallProofSigning>()
        .AddSingleton<IOutgoingGrainCallFilter>(new Forging(signature)));

    internal static CallSignature Signature(string secret, TimeProvider? time = null) => new(CallerKeys.Of(Configuration(secret)), time ?? TimeProvider.System);

    internal static IConfiguration Configuration(string secret) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("Fuyang:CallerKey", secret)]).Build();

    private sealed class Forging(Func<IOutgoingGrainCallContext, object?> signature) : IOutgoingGrainCallFilter
    {
        private readonly CallSignature honest = Signature(Secret);

        public Task Invoke(IOutgoingGrainCallContext call)
        {
            if ((call.TargetId.IsSystemTarget() ? honest.Sign(call.TargetId, call.Request) : signature(call)) is { } forged)
                RequestContext.Set(SignedCalls.Header, forged is byte[] bytes ? new CallProof { Signature = bytes } : forged);
            return call.Invoke();
        }
    }
}

/// <summary>A log that hears warnings about callers.</summary>
public sealed class Warnings : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly SemaphoreSlim heard = new(0);

    public IReadOnlyCollection<string> Lines => lines;

    public Task Next() => heard.WaitAsync();

    public ILogger CreateLogger(string categoryName) =>
        categoryName.EndsWith(nameof(RefuseUnsignedCalls), StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lines.Enqueue(formatter(state, exception));
        heard.Release();
    }

    public void Dispose() => heard.Dispose();
}
