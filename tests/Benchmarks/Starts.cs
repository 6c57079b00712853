using System.Diagnostics;
using FuyangPlan.Samples;
using FuyangPlan.Servers;

namespace FuyangPlan.Benchmarks;

/// <summary>From the start of the process to its first word that it is ready, on a folder that it has been started on before.</summary>
internal static class Starts
{
    public static async Task Run(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("fuyang-bench-").FullName;
        using var gateway = new GatewayProcess(folder);
        try
        {
            report.Compare("start to ready, 22 initiatives (limit: bare ASP.NET with an empty silo)", "ms", await report.Interleave(
                async () =>
                {
                    var watch = Stopwatch.StartNew();
                    gateway.Start();
                    await gateway.Ready();
                    var time = watch.Elapsed.TotalMilliseconds;
                    gateway.Kill();
                    return time;
                },
                async () =>
                {
                    var port = Ports.Free();
                    var watch = Stopwatch.StartNew();
                    using var bare = Bare.Start("bare", Bare.Text(port), "silo");
                    await Bare.Ready(new($"http://127.0.0.1:{port}"));
                    var time = watch.Elapsed.TotalMilliseconds;
                    bare.Kill();
                    await bare.WaitForExitAsync();
                    return time;
                }, rounds: 5), atMost: 1.5);
        }
        finally
        {
            gateway.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }
}
