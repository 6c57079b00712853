using System.Diagnostics;
using System.Net.Http.Headers;
using FuyangPlan.Initiatives;
using FuyangPlan.Samples;
using FuyangPlan.Servers;

namespace FuyangPlan.Benchmarks;

/// <summary>What is read most over HTTP, signed in, beside bare endpoints that hand out the same; a process each.</summary>
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
            var token = await SignIn.Token(gateway.Address, "admin");
            await One(report, gateway, token, folder);
            await Hundred(report, gateway, token, folder);
        }
        finally
        {
            gateway.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task One(Report report, GatewayProcess gateway, string token, string folder)
    {
        var (file, length, tag) = await Fetched(gateway, token, Initiative, folder);
        using var bare = await BareProcess.Start("bytes", file);
        using var signed = await BareProcess.Start("signed", file);
        byte[] one = Wire.Get(gateway.Address, Initiative, token), known = Wire.Get(gateway.Address, Initiative, token, tag),
            bytes = Wire.Get(bare.Address, "/bytes"), signedBytes = Wire.Get(signed.Address, "/bytes", await SignIn.Token(signed.Address, "admin"));
        var (ours, theirs) = await Interleaved(report,
            async () => [.. await Measured(report, gateway.Id, gateway.Address, one), .. await Measured(report, gateway.Id, gateway.Address, known, status: 304)],
            async () => [.. await Measured(report, signed.Id, signed.Address, signedBytes), .. await Measured(report, bare.Id, bare.Address, bytes)]);
        const string Signed = "limit: a bare endpoint of the same bytes, signed in as ASP.NET does it itself", Anybody = "limit: a bare endpoint of the same bytes, for anybody";
        var what = $"one initiative over HTTP, {length:#,0} bytes, {Connections} connections";
        Both(report, $"{what} ({Signed})", (ours, 0), (theirs, 0), atLeast: 0.7);
        Both(report, $"{what} ({Anybody})", (ours, 0), (theirs, 2));
        var unchanged = $"one initiative over HTTP with If-None-Match, answered 304, {Connections} connections";
        Both(report, $"{unchanged} ({Anybody}, it knows no ETag)", (ours, 2), (theirs, 2), atLeast: 1);
        Both(report, $"{unchanged} ({Signed}, it knows no ETag)", (ours, 2), (theirs, 0));
    }

    private static async Task Hundred(Report report, GatewayProcess gateway, string token, string folder)
    {
        var (file, length, _) = await Fetched(gateway, token, List, folder);
        using var bare = await BareProcess.Start("lines", file);
        byte[] hundred = Wire.Get(gateway.Address, List, token), lines = Wire.Get(bare.Address, "/lines");
        var (ours, theirs) = await Interleaved(report, () => Measured(report, gateway.Id, gateway.Address, hundred), () => Measured(report, bare.Id, bare.Address, lines));
        Both(report, $"list of 100 over HTTP (limit: bare endpoint that serialises the same each time), {length:#,0} bytes, {Connections} connections",
            (ours, 0), (theirs, 0), atLeast: 1);
    }

    private static async Task<(string File, int Length, string Tag)> Fetched(GatewayProcess gateway, string token, string path, string folder)
    {
        using var http = new HttpClient { BaseAddress = gateway.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.GetAsync(path);
        var body = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        var file = Path.Combine(folder, "body.json");
        await File.WriteAllBytesAsync(file, body);
        return (file, body.Length, answer.Headers.ETag!.ToString());
    }

    private static async Task<(ImmutableArray<Figure> Ours, ImmutableArray<Figure> Theirs)> Interleaved(Report report, Func<Task<double[]>> ours, Func<Task<double[]>> theirs)
    {
        // Compiled code settles only after some hundred thousand requests.
        for (var warm = 0; warm < 12; warm++) (await ours(), await theirs()).ToString();
        return await report.InterleaveMany(ours, theirs);
    }

    /// <summary>Answers per second, and what one of them takes of the processors in the process that gives them.</summary>
    private static async Task<double[]> Measured(Report report, int id, Uri address, byte[] request, int status = 200)
    {
        using var process = Process.GetProcessById(id);
        var (before, watch) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        var rate = await Loader.Run(address, request, Connections, report.Slice, status);
        process.Refresh();
        return [rate, (process.TotalProcessorTime - before).TotalMicroseconds / (rate * Stopwatch.GetElapsedTime(watch).TotalSeconds)];
    }

    private static void Both(
        Report report, string what, (ImmutableArray<Figure> Of, int From) ours, (ImmutableArray<Figure> Of, int From) theirs, double? atLeast = null)
    {
        report.Compare(what, "per second", (ours.Of[ours.From], theirs.Of[theirs.From]), atLeast);
        report.Compare("the same: processor time of one", "µs", (ours.Of[ours.From + 1], theirs.Of[theirs.From + 1]));
    }
}
