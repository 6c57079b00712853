using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FuyangPlan.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace FuyangPlan.Benchmarks;

/// <summary>The limits that are processes: bare endpoints, and a bare web host with an empty silo.</summary>
internal static class Bare
{
    /// <summary>
    /// Until it is killed. <c>bare PORT bytes FILE</c> hands out bytes, <c>bare PORT signed FILE</c> the same to who is signed in, <c>bare PORT lines FILE</c> a
    /// list that it writes as JSON each time, <c>bare PORT silo</c> is a web host with an empty silo, <c>bare PORT direct DATABASE</c> stores a row for each
    /// request, <c>bare PORT durable FILE</c> the same in a file of its own, <c>bare PORT fan</c> gives what is pushed to all who listen.
    /// </summary>
    public static async Task<int> Run(string[] args)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        if (args[1] == "silo") builder.UseOrleans(silo => silo.UseLocalhostClustering(Ports.Free(), Ports.Free()).AddMemoryGrainStorageAsDefault());
        if (args[1] == "signed") BareBytes.SignIn(builder.Services);
        var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{args[0]}");
        app.MapGet("/health/ready", () => "ready");
        if (args[1] is "bytes" or "signed") BareBytes.Map(app, args[2], signedIn: args[1] == "signed");
        else if (args[1] == "lines") BareList.Map(app, args[2]);
        else if (args[1] == "direct") BareInsert.Map(app, args[2]);
        else if (args[1] == "durable") BareDurable.Map(app, args[2]);
        else if (args[1] == "fan") BareFan.Map(app);
        await app.RunAsync();
        return 0;
    }

    /// <summary>This program again, as another process.</summary>
    public static Process Start(params ReadOnlySpan<string> args) => Start([], args);

    /// <param name="settings">Of its environment.</param>
    public static Process Start(Dictionary<string, string> settings, params ReadOnlySpan<string> args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        start.ArgumentList.Add(typeof(Bare).Assembly.Location);
        foreach (var arg in args) start.ArgumentList.Add(arg);
        return Process.Start(start)!;
    }

    public static async Task Ready(Uri address, string path = "/health/ready")
    {
        using var http = new HttpClient { BaseAddress = address };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(1); await Task.Delay(10))
            try
            {
                if ((await http.GetAsync(path)).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
            }
        throw new TimeoutException($"{address} was not ready in time.");
    }

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
