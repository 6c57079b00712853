using FuyangPlan.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FuyangPlan.Samples;

/// <summary>The product's grains in this process, on a data folder of their own.</summary>
internal static class SiloHost
{
    /// <param name="bus">As <c>Fuyang:Bus</c> takes it; null: in memory.</param>
    public static async Task<IHost> Start(string folder, string? bus = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection([new("Fuyang:DataFolder", folder), new("Fuyang:Bus", bus)]);
        builder.AddFuyangSilo();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public static IGrainFactory Grains(this IHost host) => host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Runs a statement on its database.</summary>
    public static void Sql(this IHost host, string sql)
    {
        using var connection = host.Services.GetRequiredService<SqliteSource>().Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static async Task Stop(this IHost host)
    {
        await host.StopAsync();
        host.Dispose();
    }
}
