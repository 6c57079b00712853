using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace FuyangPlan.Servers;

/// <summary>
/// A PostgreSQL of the tests' own, newest of the installed: fresh folder, free port on the loopback interface, no rights of root. It ends with the
/// process that started it, however that ends.
/// </summary>
public sealed partial class PostgresServer : IAsyncDisposable
{
    // Waits for its input to end, which it does with the process that holds the other end; then shuts down. $0 is the folder of the binaries.
    private const string Guarded = """
        exec 3<&0 >>log 2>&1
        "$0/postgres" -D data "$@" 3<&- & server=$!
        { read -r _ <&3; kill -INT $server; } &
        wait $server
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("fuyang-pg-").FullName;
    private readonly string password = Guid.NewGuid().ToString("N");
    private readonly string binaries = Binaries();
    private readonly int port = Ports.Free();
    private Process? server;
    private int databases;

    /// <summary>What the server is started with beside the defaults, such as <c>-c fsync=off</c>.</summary>
    public string[] Settings { get; init; } = [];

    /// <summary>The server's own folder. As it runs, it is not to be touched.</summary>
    public string Data => Path.Combine(folder, "data");

    /// <summary>What the server has written about itself.</summary>
    public string Log => File.ReadAllText(Path.Combine(folder, "log"));
    /// <summary>What its folder is made with beside the defaults, such as <c>--wal-segsize=1</c>.</summary>
    public string[] Making { get; init; } = [];

    public int Port => port;

    public async ValueTask InitializeAsync()
    {
        File.WriteAllText(Path.Combine(folder, "password"), password);
        if (Environment.IsPrivilegedProcess) await Run("chown", "-R", "postgres", folder);
        // Of a language on purpose: nothing may depend on how the database sorts.
        await Run(AsServer([$"{binaries}/initdb", "-D", "data", "-U", "fuyang", "-A", "scram-sha-256", "--pwfile=password", "-E", "UTF8", "--locale=C.UTF-8",
            "--locale-provider=icu", "--icu-locale=en", "--no-sync", .. Making]));
        await Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(folder, recursive: true);
    }

    public async Task Start()
    {
        for (var tries = 0; tries < 50; tries++)
        {
            server = Spawn(AsServer(["sh", "-c", Guarded, binaries,
                "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={folder}", "-c", "max_connections=60", "-c", "shared_buffers=32MB",
                .. Settings]), input: true);
            while (!server.HasExited)
            {
                if (await Answers()) return;
                await Task.Delay(50);
            }
            // After a kill its children need a moment to let go of what they share.
            await Task.Delay(200);
        }
        throw new InvalidOperationException($"PostgreSQL does not start:\n{Log}");
    }

    /// <summary>The postmaster is killed, as by a loss of power without the loss of the disk.</summary>
    public async Task Kill()
    {
        using (var process = Process.GetProcessById(Postmaster)) process.Kill();
        await Gone();
    }

    /// <summary>
    /// No file may grow beyond so many bytes by what the present and future sessions write, as on a disk that is full; null: there is room again.
    /// What lies in between is written in part.
    /// </summary>
    public async Task LimitFiles(string database, long? bytes)
    {
        // The parent first, so that every session is either asked for below or has it from its parent. The soft limit alone, which may be raised again.
        await Limit(Postmaster);
        foreach (var session in await Ask(database, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'", reader => reader.GetInt32(0))) await Limit(session);

        // By their own user, who needs no right for it. A session that has ended meanwhile needs no limit.
        async Task Limit(int process)
        {
            try
            {
                await Run(AsServer(["prlimit", "--pid", $"{process}", $"--fsize={bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited"}:"]));
            }
            catch (InvalidOperationException) when (!Directory.Exists($"/proc/{process}"))
            {
            }
        }
    }

    public async Task Stop()
    {
        if (server is null) return;
        server.StandardInput.Close();
        await Gone();
    }

    /// <summary>A new database; answers how to connect to it.</summary>
    public async Task<string> CreateDatabase(string options = "")
    {
        var name = $"t{Interlocked.Increment(ref databases)}";
        await Execute(Describe("postgres"), $"CREATE DATABASE {name} {options}");
        return Describe(name);
    }

    public static async Task Execute(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<List<T>> Ask<T>(string database, string sql, Func<NpgsqlDataReader, T> row)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<T> rows = [];
        while (await reader.ReadAsync()) rows.Add(row(reader));
        return rows;
    }

    private int Postmaster => int.Parse(File.ReadLines(Path.Combine(folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private string Describe(string database) => $"Host=127.0.0.1;Port={port};Username=fuyang;Password={password};Database={database}";

    private async Task<bool> Answers()
    {
        try
        {
            await Execute(Describe("postgres"), "SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task Gone()
    {
        server!.StandardInput.Close();
        await server.WaitForExitAsync();
        server.Dispose();
        server = null;
    }

    // The server refuses to run as root.
    private static string[] AsServer(string[] command) => Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. command] : command;

    private async Task Run(params string[] command)
    {
        using var process = Spawn(command, input: false);
        var output = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)}: {await output}");
    }

    private Process Spawn(string[] command, bool input)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = input,
            RedirectStandardOutput = !input,
            RedirectStandardError = !input,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        return Process.Start(start)!;
    }

    private static string Binaries() =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
            .Where(version => File.Exists(Path.Combine(version, "bin", "initdb")) && int.TryParse(Path.GetFileName(version), out _))
            .MaxBy(version => int.Parse(Path.GetFileName(version), CultureInfo.InvariantCulture)) is { } newest
            ? Path.Combine(newest, "bin")
            : throw new InvalidOperationException("PostgreSQL 15 or newer is not installed; these tests need it: apt-get install postgresql");
}
