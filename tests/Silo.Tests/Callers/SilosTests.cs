using System.Net;
using System.Net.Sockets;
using FuyangPlan.Cluster;
using FuyangPlan.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace FuyangPlan.Callers;

/// <summary>Silos among themselves.</summary>
public sealed class SilosTests : IDisposable
{
    private readonly Warnings refusals = new();

    public void Dispose() => refusals.Dispose();

    [Fact]
    public async Task Silos_WithOneSecret_CallEachOther_AndOneWithAnotherDoesNotJoin()
    {
        var primary = Ports.Free();
        using var first = Silo(primary, primary, Knocking.Secret);
        await first.StartAsync();
        using var second = Silo(Ports.Free(), primary, Knocking.Secret);
        await second.StartAsync();
        var grains = first.Services.GetRequiredService<IGrainFactory>();
        while (await Count(grains) < 2) await Task.Delay(50);
        var homes = new HashSet<string>();
        for (var key = 0; homes.Count < 2; key++) homes.Add(await grains.GetGrain<ITickGrain>($"g-{key}").Where(0));
        Assert.Empty(refusals.Lines);

        using var stranger = Silo(Ports.Free(), primary, "a secret that somebody made up for this trial");
        using var patience = new CancellationTokenSource();
        var joins = stranger.StartAsync(patience.Token);
        await Task.WhenAny(refusals.Next(), joins);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => joins);
        Assert.NotEmpty(refusals.Lines);
        Assert.Equal(2, await Count(grains));
        await second.StopAsync();
        await first.StopAsync();
    }

    private static async Task<int> Count(IGrainFactory grains) => (await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Count;

    private IHost Silo(int port, int primary, string secret)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(refusals);
        builder.Services.AddSignedCalls(Knocking.Configuration(secret));
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(port, Ports.Free(), new IPEndPoint(IPAddress.Loopback, primary), "fuyang", "fuyang")
            .UseFuyangProfile()
            .AddMemoryGrainStorageAsDefault()
            .AddMemoryGrainStorage("store")
            .UseInMemoryReminderService());
        return builder.Build();
    }
}
