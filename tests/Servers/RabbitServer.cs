using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FuyangPlan.Servers;

/// <summary>One of a server's hosts; nothing of it is seen in the others.</summary>
internal sealed record RabbitHost(int Port, string Name)
{
    public string Address => AddressOf("guest");

    public string AddressOf(string user) => $"amqp://{user}:{user}@127.0.0.1:{Port}/{Name}";
}

/// <summary>
/// A RabbitMQ server of a test's own: private ports on the loopback interface, private folders, a node name and a cookie that nobody else has.
/// What it has stored survives <see cref="Stop"/> and <see cref="Kill"/>; disposing ends it and deletes it.
/// </summary>
internal sealed class RabbitServer : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/lib/rabbitmq/bin/rabbitmq-server", "/opt/homebrew/sbin/rabbitmq-server", "/usr/local/sbin/rabbitmq-server"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fuyang-rabbit-");
    private readonly string node = $"fuyang-{Guid.NewGuid():N}"[..18] + "@localhost";
    private readonly int port, epmdPort, distributionPort;
    private Process? epmd, server;
    private readonly int spare;
    private int hosts;

    private RabbitServer(int spare)
    {
        this.spare = spare;
        port = Ports.Free(3);
        (epmdPort, distributionPort) = (port + 1, port + 2);
    }

    public int Port => port;

    /// <summary>As <c>Fuyang:Bus</c> takes it.</summary>
    public string Address => AddressOf("guest");

    /// <summary>The same for one of the two users <c>guest</c> and <c>housing</c>.</summary>
    public string AddressOf(string user) => new RabbitHost(port, "").AddressOf(user);

    /// <param name="spare">So many hosts for <see cref="TakeHost"/>.</param>
    public static async Task<RabbitServer> New(int spare = 0)
    {
        var rabbit = new RabbitServer(spare);
        try
        {
            await rabbit.Start();
            return rabbit;
        }
        catch
        {
            await rabbit.DisposeAsync();
            throw;
        }
    }

    public async Task Start()
    {
        var script = Places.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("RabbitMQ is not installed: apt-get install rabbitmq-server (the system's service need not run).");
        File.WriteAllText(Path.Combine(folder.FullName, "rabbitmq.conf"), $"load_definitions = {Path.Combine(folder.FullName, "definitions.json")}\n");
        File.WriteAllText(Path.Combine(folder.FullName, "definitions.json"), Definitions("guest", "housing"));
        File.WriteAllText(Path.Combine(folder.FullName, "enabled_plugins"), "[].\n");
        epmd ??= Run("epmd", "-port", $"{epmdPort}", "-address", "127.0.0.1");
        server = Run(script);
        for (var deadline = DateTime.UtcNow.AddMinutes(5); !await Answers(); await Task.Delay(200))
            if (server.HasExited) throw new InvalidOperationException($"RabbitMQ ended with {server.ExitCode}; its log:{Environment.NewLine}{Log()}");
            else if (DateTime.UtcNow > deadline) throw new InvalidOperationException($"RabbitMQ did not start in time; its log:{Environment.NewLine}{Log()}");
    }

    /// <summary>As an operator stops it.</summary>
    public Task Stop()
    {
        Signal("TERM");
        return Ended();
    }

    /// <summary>SIGSTOP: it is there and confirms nothing.</summary>
    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    /// <summary>As a power cut ends it.</summary>
    public Task Kill()
    {
        server!.Kill(entireProcessTree: true);
        return Ended();
    }

    /// <summary>A bus of its own on this server; it was made when the server was.</summary>
    public RabbitHost TakeHost() =>
        Interlocked.Increment(ref hosts) is var host && host <= spare ? new(port, Host(host)) : throw new InvalidOperationException($"There are {spare} hosts.");

    public async ValueTask DisposeAsync()
    {
        if (server is { HasExited: false }) await Kill();
        if (epmd is { HasExited: false })
        {
            epmd.Kill();
            await epmd.WaitForExitAsync();
        }
        epmd?.Dispose();
        server?.Dispose();
        folder.Delete(recursive: true);
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{server!.Id}"]);
        kill.WaitForExit();
    }

    private async Task Ended()
    {
        await server!.WaitForExitAsync();
        server.Dispose();
        server = null;
    }

    private Process Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var environment = start.Environment;
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
        [
            ("HOME", folder.FullName), ("ERL_EPMD_PORT", $"{epmdPort}"), ("ERL_EPMD_ADDRESS", "127.0.0.1"),
            ("RABBITMQ_NODENAME", node), ("RABBITMQ_NODE_PORT", $"{port}"), ("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"), ("RABBITMQ_DIST_PORT", $"{distributionPort}"),
            ("RABBITMQ_MNESIA_BASE", Path.Combine(folder.FullName, "data")), ("RABBITMQ_LOG_BASE", Path.Combine(folder.FullName, "log")),
            ("RABBITMQ_CONF_ENV_FILE", "/dev/null"), ("RABBITMQ_CONFIG_FILE", Path.Combine(folder.FullName, "rabbitmq")),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", Path.Combine(folder.FullName, "enabled_plugins")),
            // Its schedulers must not spin on a machine that runs other tests; its script must become the server, not start it.
            ("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}"),
            ("RUNNING_UNDER_SYSTEMD", "true"),
        ]) environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task<bool> Answers()
    {
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, port);
            await socket.GetStream().WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray());
            return await socket.GetStream().ReadAsync(new byte[8]) > 0;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }

    /// <summary>What the server says of itself.</summary>
    public string Log()
    {
        var logs = new DirectoryInfo(Path.Combine(folder.FullName, "log"));
        return logs.Exists ? string.Concat(logs.GetFiles("*.log").Select(file => File.ReadAllText(file.FullName))) : "(none)";
    }

    private static string Host(int number) => $"host-{number}";

    /// <summary>Users whose password is their name, who may do everything.</summary>
    private string Definitions(params string[] users)
    {
        byte[] salt = [1, 2, 3, 4];
        string[] names = ["/", .. Enumerable.Range(1, spare).Select(Host)];
        return JsonSerializer.Serialize(new
        {
            vhosts = names.Select(name => new { name }),
            users = users.Select(user => new
            {
                name = user,
                password_hash = Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(user)])]),
                hashing_algorithm = "rabbit_password_hashing_sha256",
                tags = "",
            }),
            permissions = users.SelectMany(user => names.Select(vhost => new { user, vhost, configure = ".*", write = ".*", read = ".*" })),
        });
    }
}
