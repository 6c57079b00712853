using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FuyangPlan.Initiatives;
using FuyangPlan.Samples;
using FuyangPlan.Servers;

namespace FuyangPlan.Benchmarks;

/// <summary>One initiative read over HTTP, signed in, beside a bare endpoint that hands out the same bytes; a process each.</summary>
internal static class HttpReads
{
    private const string Path = "/api/v1/plans/fuyang-read/initiatives/project-1";
    private const int Connections = 32;

    public static async Task Run(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("fuyang-bench-").FullName;
        using var gateway = new GatewayProcess(folder);
        try
        {
            // Seeded in this process, read from the other.
            var host = await SiloHost.Start(folder);
            await SamplePlan.Import(host.Grains(), SamplePlan.Document("fuyang-read"));
            await SamplePlan.Begin(host.Grains().Initiative("fuyang-read", InitiativeId.Parse("project-1")), tasks: 10);
            await host.Stop();
            gateway.Start();
            await gateway.Ready();

            using var http = new HttpClient { BaseAddress = gateway.Address };
            var answer = await http.PostAsJsonAsync("/api/v1/tokens", new { name = "admin", password = GatewayProcess.Password });
            var token = (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["token"]!;
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var body = await http.GetByteArrayAsync(Path);
            var file = System.IO.Path.Combine(folder, "body.json");
            await File.WriteAllBytesAsync(file, body);

            var port = Ports.Free();
            var limit = new Uri($"http://127.0.0.1:{port}");
            using var bare = Bare.Start("bare", Bare.Text(port), "bytes", file);
            try
            {
                await Bare.Ready(limit);
                // Compiled code settles only after some hundred thousand requests.
                for (var warm = 0; warm < 12; warm++)
                {
                    await Loader.Run(gateway.Address, Path, token, Connections, report.Slice);
                    await Loader.Run(limit, "/bytes", null, Connections, report.Slice);
                }
                report.Compare($"one initiative over HTTP, {body.Length:#,0} bytes, {Connections} connections", "per second", await report.Interleave(
                    () => Loader.Run(gateway.Address, Path, token, Connections, report.Slice),
                    () => Loader.Run(limit, "/bytes", null, Connections, report.Slice)), atLeast: 0.7);
            }
            finally
            {
                bare.Kill();
            }
        }
        finally
        {
            gateway.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }
}
