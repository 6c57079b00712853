using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FuyangPlan.Initiatives;
using FuyangPlan.Samples;
using FuyangPlan.Servers;

namespace FuyangPlan.Benchmarks;

/// <summary>What is read most over HTTP, signed in, beside a bare endpoint that hands out the same; a process each.</summary>
internal static class HttpReads
{
    private const string Initiative = "/api/v1/plans/fuyang-read/initiatives/project-1", List = "/api/v1/plans/list-0/tasks?limit=100";
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
            await Seeding.Plans(host.Grains(), "list", count: 25, perPlan: 25, tasks: 40, started: 2);
            await host.Stop();
            gateway.Start();
            await gateway.Ready();

            using var http = new HttpClient { BaseAddress = gateway.Address };
            var answer = await http.PostAsJsonAsync("/api/v1/tokens", new { name = "admin", password = GatewayProcess.Password });
            var token = (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["token"]!;
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            await Compare(report, "one initiative over HTTP", Initiative, "bytes", atLeast: 0.7);
            await Compare(report, "list of 100 over HTTP (limit: bare endpoint that serialises the same each time)", List, "lines", atLeast: 1);

            async Task Compare(Report report, string what, string path, string limit, double atLeast)
            {
                var body = await http.GetByteArrayAsync(path);
                var file = Path.Combine(folder, "body.json");
                await File.WriteAllBytesAsync(file, body);
                var port = Ports.Free();
                using var bare = Bare.Start("bare", Bare.Text(port), limit, file);
                try
                {
                    var address = new Uri($"http://127.0.0.1:{port}");
                    await Bare.Ready(address);
                    Task<double[]> Ours() => Measured(gateway.Id, () => Loader.Run(gateway.Address, path, token, Connections, report.Slice));
                    Task<double[]> Theirs() => Measured(bare.Id, () => Loader.Run(address, $"/{limit}", null, Connections, report.Slice));
                    // Compiled code settles only after some hundred thousand requests.
                    for (var warm = 0; warm < 12; warm++) (await Ours(), await Theirs()).ToString();
                    var (ours, theirs) = await report.InterleaveMany(Ours, Theirs);
                    report.Compare($"{what}, {body.Length:#,0} bytes, {Connections} connections", "per second", (ours[0], theirs[0]), atLeast: atLeast);
                    report.Compare("the same: processor time of one", "µs", (ours[1], theirs[1]));
                }
                finally
                {
                    bare.Kill();
                }
            }
        }
        finally
        {
            gateway.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Answers per second, and what one of them takes of the processors in the process that gives them.</summary>
    private static async Task<double[]> Measured(int id, Func<Task<double>> load)
    {
        using var process = Process.GetProcessById(id);
        var (before, watch) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        var rate = await load();
        process.Refresh();
        return [rate, (process.TotalProcessorTime - before).TotalMicroseconds / (rate * Stopwatch.GetElapsedTime(watch).TotalSeconds)];
    }
}
