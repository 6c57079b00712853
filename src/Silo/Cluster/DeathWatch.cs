using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace FuyangPlan.Cluster;

/// <summary>
/// Tells the cluster of a silo whose process has gone as soon as its connections end, instead of after three probes that nobody answered. Gone is
/// where nobody listens any more, and says so several times. What is slow, frozen or out of reach refuses nothing, and is left to the probes.
/// </summary>
internal sealed class DeathWatch(IClusterMembershipService members, ILocalSiloDetails self, ILogger<DeathWatch> log) : BackgroundService, ILifecycleParticipant<ISiloLifecycle>
{
    private const int Refusals = 3;

    // Looking opens connections, whose end must not make the other look in turn.
    private static readonly TimeSpan Lived = TimeSpan.FromSeconds(1), Pause = TimeSpan.FromMilliseconds(50), Patience = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> ended = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public static void AddTo(ISiloBuilder silo)
    {
        silo.Services.AddSingleton<DeathWatch>().AddHostedService(services => services.GetRequiredService<DeathWatch>());
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredService<DeathWatch>());
        silo.Configure<SiloConnectionOptions>(connections =>
        {
            connections.ConfigureSiloInboundConnection(Watched);
            connections.ConfigureSiloOutboundConnection(Watched);
        });
    }

    /// <summary>Who joins has no connections that could end, and would wait for those who died before.</summary>
    public void Participate(ISiloLifecycle observer) => observer.Subscribe(nameof(DeathWatch), ServiceLifecycleStage.ValidateInitialConnectivity - 1, LookAtAll);

    /// <summary>True when the machine answers that nobody listens there, now and a moment later.</summary>
    internal static async Task<bool> IsGone(IPEndPoint place, CancellationToken stop)
    {
        for (var refusals = 0; refusals < Refusals; refusals++)
        {
            if (refusals > 0) await Task.Delay(Pause, stop);
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(Patience);
            try
            {
                await socket.ConnectAsync(place, patience.Token);
                return false;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                if (e is not SocketException { SocketErrorCode: SocketError.ConnectionRefused }) return false;
            }
        }
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in ended.Reader.ReadAllAsync(stoppingToken)) await LookAtAll(stoppingToken);
    }

    private async Task LookAtAll(CancellationToken stop)
    {
        try
        {
            // Who stops in good order has said so, and closes its door before it has gone.
            await members.Refresh(cancellationToken: stop);
            var others = members.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(self.SiloAddress));
            await Task.WhenAll(others.Select(member => Look(member.SiloAddress, stop)));
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // The probes find it, too.
            log.LogWarning("Whether a silo has gone could not be told: {Message}", e.Message);
        }
    }

    private static void Watched(IConnectionBuilder connections)
    {
        var services = connections.ApplicationServices;
        connections.Use(next => async connection =>
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                await next(connection);
            }
            finally
            {
                if (Stopwatch.GetElapsedTime(began) >= Lived) services.GetRequiredService<DeathWatch>().ended.Writer.TryWrite(true);
            }
        });
    }

    private async Task Look(SiloAddress silo, CancellationToken stop)
    {
        if (!await IsGone(silo.Endpoint, stop)) return;
        log.LogWarning("The process of silo {Silo} has gone: nobody listens there. It is declared dead.", silo);
        await members.TryKill(silo);
    }
}
