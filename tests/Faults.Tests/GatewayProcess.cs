using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FuyangPlan.Servers;

namespace FuyangPlan.Samples;

/// <summary>A real gateway in a process of its own, on a data folder that outlives it.</summary>
internal sealed class GatewayProcess(string folder) : IDisposable
{
    public const string Password = "trial-password-2021";

    private readonly StringBuilder words = new();
    private Process? process;

    public int Port { get; } = Ports.Free();

    public Uri Address => new($"http://127.0.0.1:{Port}");

    public int Id => process!.Id;

    /// <summary>What the present process has said.</summary>
    public string Words
    {
        get { lock (words) return words.ToString(); }
    }

    public void Start(params ReadOnlySpan<string> more)
    {
        process?.Dispose();
        lock (words) words.Clear();
        process = Process.Start(Command([$"--urls={Address}", .. more]))!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Completes when it says that it is ready; throws when it ends instead.</summary>
    public async Task Ready()
    {
        using var http = new HttpClient { BaseAddress = Address };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(2);)
        {
            if (process!.HasExited) throw new InvalidOperationException($"The gateway ended with {process.ExitCode}:\n{Words}");
            try
            {
                if ((await http.GetAsync("/health/ready")).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
            }
            await Task.Delay(10);
        }
        throw new TimeoutException($"The gateway was not ready in time:\n{Words}");
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
        using (var signal = Process.Start("kill", $"-TERM {process!.Id}")) signal.WaitForExit();
        if (!process.WaitForExit(TimeSpan.FromSeconds(60))) Kill();
        return process.ExitCode;
    }

    /// <summary>Runs a verb on the folder to its end, or until it is told to stop.</summary>
    public (int ExitCode, string Words) Offline(string verb, params ReadOnlySpan<string> more) => Offline([verb, .. more], stopAfter: null);

    /// <param name="stopAfter">When it is sent SIGTERM.</param>
    public (int ExitCode, string Words) Offline(ReadOnlySpan<string> arguments, TimeSpan? stopAfter)
    {
        using var run = Process.Start(Command(arguments))!;
        if (stopAfter is { } moment && !run.WaitForExit(moment))
            using (var signal = Process.Start("kill", $"-TERM {run.Id}")) signal.WaitForExit();
        var error = run.StandardError.ReadToEndAsync();
        var said = run.StandardOutput.ReadToEnd();
        run.WaitForExit();
        return (run.ExitCode, said + error.Result);
    }

    public void Dispose()
    {
        if (process is { HasExited: false }) Kill();
        process?.Dispose();
        process = null;
    }

    private ProcessStartInfo Command(ReadOnlySpan<string> arguments)
    {
        // Built beside this program, in the same configuration.
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
        var program = Path.Combine(SamplePlan.Root, "src", "Gateway", "bin", configuration, "net10.0", "FuyangPlan.Gateway.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        start.ArgumentList.Add(program);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.ArgumentList.Add($"--Fuyang:DataFolder={folder}");
        start.Environment["Fuyang__AdminPassword"] = Password;
        // The trials send as fast as they can.
        start.Environment["Fuyang__CommandsPerSecond"] = "100000";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (words) words.AppendLine(line);
    }
}
