using FuyangPlan.Servers;

[assembly: AssemblyFixture(typeof(FuyangPlan.Bus.Broker))]

namespace FuyangPlan.Bus;

/// <summary>One broker for all tests that leave it alone, started for the first that asks; each has a host of its own on it.</summary>
public sealed class Broker : IAsyncDisposable
{
    private static readonly Lazy<Task<RabbitServer>> Server = new(() => RabbitServer.New(spare: 8));

    internal static async Task<RabbitHost> Host() => (await Server.Value).TakeHost();

    public async ValueTask DisposeAsync()
    {
        if (Server.IsValueCreated) await (await Server.Value).DisposeAsync();
    }
}
