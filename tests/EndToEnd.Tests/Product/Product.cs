using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace FuyangPlan.EndToEnd;

/// <summary>The product as it is run: a process of its own on a folder of its own, met through HTTP only. What it prints is kept.</summary>
public sealed class Product : IAsyncDisposable
{
    public const string AdminPassword = "correct horse battery staple";

    // Machines that build beside the tests are slow; a product that never comes is still found.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ConcurrentQueue<string> output = new();
    private Process? process;

    public string Folder { get; } = Directory.CreateTempSubdirectory("fuyang-").FullName;

    public HttpClient Http { get; private set; } = null!;

    public string Database => Path.Combine(Folder, "fuyang.db");

    public Uri Address { get; private set; } = null!;

    /// <summary>Everything that the process has printed since it was first started.</summary>
    public string Output => string.Join('\n', output);

    public static string Root { get; } = Path.GetFullPath(Metadata("Root"));

    private static string Gateway { get; } = Path.GetFullPath(Metadata("Gateway"));

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task Start(params string[] arguments)
    {
        Assert.True(process is null or { HasExited: true });
        Address = new($"http://127.0.0.1:{FreePort()}");
        process = Run(["--urls", Address.ToString().TrimEnd('/'), .. arguments]);
        Http?.Dispose();
        // A stream that is left is closed at once, not read on for a while.
        Http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, ResponseDrainTimeout = TimeSpan.Zero }) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
        var deadline = Stopwatch.StartNew();
        while (!await IsReady())
        {
            Assert.False(process.HasExited, $"The product ended before it was ready:\n{Output}");
            Assert.True(deadline.Elapsed < Patience, $"The product was not ready in time:\n{Output}");
            await Task.Delay(200);
        }
    }

    /// <summary>SIGKILL: no chance to say goodbye.</summary>
    public void Kill()
    {
        process!.Kill();
        Assert.True(process.WaitForExit(Patience));
    }

    /// <summary>Ends it as an operator would, with SIGTERM.</summary>
    public async Task Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process!.Id}"]);
        await kill.WaitForExitAsync();
        Assert.True(process.WaitForExit(Patience), "The product did not end when asked to.");
    }

    /// <summary>Runs <c>verify</c> or <c>rebuild</c> on the folder, to its end.</summary>
    public async Task<(int ExitCode, string Output)> Offline(string verb)
    {
        var said = new ConcurrentQueue<string>();
        using var run = Run([verb], said);
        using var patience = new CancellationTokenSource(Patience);
        await run.WaitForExitAsync(patience.Token);
        run.WaitForExit();
        return (run.ExitCode, string.Join('\n', said));
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (process is { HasExited: false }) Kill();
        process?.Dispose();
        for (var attempt = 0; Directory.Exists(Folder); attempt++)
            try
            {
                Directory.Delete(Folder, recursive: true);
            }
            catch (IOException) when (attempt < 20)
            {
                await Task.Delay(100);
            }
    }

    private async Task<bool> IsReady()
    {
        try
        {
            using var answer = await Http.GetAsync("/health/ready");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Process Run(string[] arguments, ConcurrentQueue<string>? said = null)
    {
        var start = new ProcessStartInfo("dotnet", [Gateway, .. arguments, $"--Fuyang:DataFolder={Folder}"])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["Fuyang__AdminPassword"] = AdminPassword;
        // All tests come from one address.
        start.Environment["Fuyang__SignInsPerMinute"] = "10000";
        // Nobody types as fast as a test.
        start.Environment["Fuyang__CommandsPerSecond"] = "10000";
        start.Environment["DOTNET_gcServer"] = "0";
        var run = Process.Start(start)!;
        void Keep(object _, DataReceivedEventArgs line)
        {
            if (line.Data is { } text) (said ?? output).Enqueue(text);
        }
        run.OutputDataReceived += Keep;
        run.ErrorDataReceived += Keep;
        run.BeginOutputReadLine();
        run.BeginErrorReadLine();
        run.StandardInput.Close();
        return run;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Metadata(string key) =>
        typeof(Product).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(each => each.Key == key).Value!;
}
