using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FuyangPlan.Servers;

/// <summary>One of the product's two programs, <c>Gateway</c> or <c>Silo</c>, in a process of its own that can be killed, frozen and started again.</summary>
/// <param name="program">The folder under <c>src</c>, or the whole path of another build's program.</param>
internal sealed class ProductProcess(string program, string folder, params IReadOnlyList<string> arguments) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly StringBuilder words = new();
    private Process? process;

    /// <summary>Bytes of memory that it holds now.</summary>
    public long Memory
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>The program; another one from the next start on.</summary>
    public string Program { get; set; } = program;

    /// <summary>All tests come from one address, and act under few names.</summary>
    public Dictionary<string, string> Environment { get; } = new()
    {
        ["Fuyang__AdminPassword"] = LocalCluster.Password,
        ["Fuyang__SignInsPerMinute"] = "10000",
        ["Fuyang__CommandsPerSecond"] = "100000",
    };

    public Uri Address { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    public bool IsRunning => process is { HasExited: false };

    public int Id => process!.Id;

    /// <summary>What the present process has said.</summary>
    public string Words
    {
        get { lock (words) return words.ToString(); }
    }

    /// <summary>The repository's root, above wherever this was built to.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>Where one of the two programs lies: built beside this one, in the same configuration.</summary>
    public static string PathOf(string program)
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
        return Path.Combine(Root, "src", program, "bin", configuration, "net10.0", $"FuyangPlan.{program}.dll");
    }

    /// <summary>The value of a setting that it was given as an argument.</summary>
    public string Argument(string setting) => arguments.First(argument => argument.StartsWith($"--{setting}=", StringComparison.Ordinal)).Split('=', 2)[1];

    public void Start(params ReadOnlySpan<string> more)
    {
        process?.Dispose();
        lock (words) words.Clear();
        process = Process.Start(Command([$"--urls={Address.ToString().TrimEnd('/')}", .. more]))!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Completes when it says that it is ready; throws when it ends instead.</summary>
    public async Task Ready(string path = "/health/ready")
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(50))
        {
            if (process!.HasExited) throw new InvalidOperationException($"{Program} ended with {process.ExitCode}:\n{Words}");
            try
            {
                if ((await http.GetAsync(path)).IsSuccessStatusCode) return;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
            }
        }
        throw new TimeoutException($"{Program} was not ready in time:\n{Words}");
    }

    /// <summary>SIGKILL: it gets no word in.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
    }

    /// <summary>SIGTERM; answers the exit code.</summary>
    public int Stop()
    {
        Signal("TERM");
        if (!process!.WaitForExit(TimeSpan.FromSeconds(60))) process.Kill();
        // To the last word that it said.
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>SIGSTOP: it is there and does nothing.</summary>
    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    /// <summary>Waits for an end that comes by itself; answers the exit code.</summary>
    public async Task<int> Ended()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process!.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <summary>Runs an offline verb to its end.</summary>
    public (int ExitCode, string Words) Offline(params ReadOnlySpan<string> verb)
    {
        using var run = Process.Start(Command(verb))!;
        var error = run.StandardError.ReadToEndAsync();
        var said = run.StandardOutput.ReadToEnd();
        run.WaitForExit();
        return (run.ExitCode, said + error.Result);
    }

    public void Dispose()
    {
        if (IsRunning) Kill();
        process?.Dispose();
        process = null;
    }

    private void Signal(string name)
    {
        using var signal = Process.Start("kill", $"-{name} {process!.Id}");
        signal.WaitForExit();
    }

    private ProcessStartInfo Command(ReadOnlySpan<string> own)
    {
        var path = Path.IsPathRooted(Program) ? Program : PathOf(Program);
        var start = new ProcessStartInfo(System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        start.ArgumentList.Add(path);
        foreach (var argument in own) start.ArgumentList.Add(argument);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        start.Environment["DOTNET_gcServer"] = "0";
        // Pays only for what runs long; most of a test's product is its start.
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (words) words.AppendLine(line);
    }

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "FuyangPlan.sln")) ? folder : Above(Path.GetDirectoryName(folder)!);
}
