using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using FuyangPlan.Servers;

namespace FuyangPlan.EndToEnd;

/// <summary><c>cluster.sh</c>, as somebody uses it who tries the product in several processes. The same whatever the other tests run against.</summary>
[InOneProcess]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed partial class ClusterScriptTests : IAsyncDisposable
{
    private const string Departments = "/api/v1/plans/fuyang/departments";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string folder = Directory.CreateTempSubdirectory("fuyang-cluster-").FullName;
    private readonly int port = Ports.Free(50);
    private readonly HttpClient http;

    public ClusterScriptTests() => http = new() { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Run("down");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Cluster_LosesASilo_AndNothingElse_AndLeavesNothingBehind()
    {
        var up = await Run("up", "--silos", "3", "--gateways", "2");
        Assert.True(up.ExitCode == 0, up.Output);
        Assert.Contains($"http://localhost:{port}", up.Output, StringComparison.Ordinal);
        var password = Password().Match(up.Output).Groups[1].Value;
        var answer = await http.PostAsJsonAsync("/api/v1/tokens", new { name = "admin", password });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var token = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["token"]!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await Do("before");
        Assert.Equal(["down"], Standing(await Run("status")).Values.Append("down").Except(["ready", "running"]));

        Assert.Equal(0, (await Run("kill", "silo-2")).ExitCode);
        Assert.Equal("down", Standing(await Run("status"))["silo-2"]);
        await Do("after");
        var known = (await Ask(HttpMethod.Get, "/api/v1/plans/fuyang"))["departments"]!.AsArray().Select(each => (string)each!["code"]!).ToArray();
        Assert.Contains("d-before", known);
        Assert.Contains("d-after", known);
        Assert.Equal(0, (await Run("start", "silo-2")).ExitCode);

        // What ends by itself is started again, though nobody asks for it.
        using (var gateway = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "run", "gateway-1.pid")), CultureInfo.InvariantCulture))) gateway.Kill();
        for (var waited = Stopwatch.StartNew(); Standing(await Run("status"))["gateway-1"] != "ready" && waited.Elapsed < Patience;) await Task.Delay(200);
        Assert.Equal("ready", Standing(await Run("status"))["gateway-1"]);

        // Where no gateway is left, the proxy says so in words, and when to ask again.
        foreach (var gateway in (string[])["gateway-1", "gateway-2"]) Assert.Equal(0, (await Run("stop", gateway)).ExitCode);
        using var nobody = await http.GetAsync("/api/v1/plans");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, nobody.StatusCode);
        Assert.NotNull(nobody.Headers.RetryAfter);
        Assert.Equal("unavailable", (string)JsonNode.Parse(await nobody.Content.ReadAsStringAsync())!["code"]!);
        Assert.Contains("<h1>", await (await http.GetAsync("/")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // What is secret can be read by nobody else.
        foreach (var secret in (string[])["secrets", "log", "shared", "rabbitmq/rabbitmq.conf"])
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(folder, secret)) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead));

        var down = await Run("down");
        Assert.True(down.ExitCode == 0, down.Output);
        Assert.All(Standing(await Run("status")).Values, word => Assert.Equal("down", word));
        Assert.All(Enumerable.Range(port, 50), each => Assert.True(Ports.IsFree(each), $"Something still listens at {each}."));
    }

    private Task<JsonNode> Do(string name) => Ask(HttpMethod.Post, Departments, new { code = $"d-{name}", name = $"演示单位 {name}" });

    // Whom a silo's loss catches is told to try again, with the same key.
    private async Task<JsonNode> Ask(HttpMethod method, string address, object? body = null)
    {
        var key = $"{Guid.NewGuid():N}";
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(500))
        {
            using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body), Headers = { { "Idempotency-Key", key } } };
            using var answer = await http.SendAsync(request);
            var said = await answer.Content.ReadAsStringAsync();
            if (answer.IsSuccessStatusCode) return JsonNode.Parse(said)!;
            Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable && waited.Elapsed < Patience, $"{answer.StatusCode}: {said}");
        }
    }

    private async Task<(int ExitCode, string Output)> Run(params string[] arguments)
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!;
        var start = new ProcessStartInfo(Path.Combine(Product.Root, "cluster.sh"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
            [("FUYANG_CLUSTER_FOLDER", folder), ("FUYANG_CLUSTER_PORT", $"{port}"), ("FUYANG_CLUSTER_CONFIGURATION", configuration), ("FUYANG_CLUSTER_NO_BUILD", "1")])
            start.Environment[name] = value;
        using var script = Process.Start(start)!;
        var output = Task.WhenAll(script.StandardOutput.ReadToEndAsync(), script.StandardError.ReadToEndAsync());
        await script.WaitForExitAsync();
        return (script.ExitCode, string.Concat(await output));
    }

    // silo-2     4711     ready
    private static Dictionary<string, string> Standing((int ExitCode, string Output) status) =>
        status.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries)).ToDictionary(words => words[0], words => words[2].Trim());

    [GeneratedRegex("password (\\S+) \\(shown only once\\)")]
    private static partial Regex Password();
}
