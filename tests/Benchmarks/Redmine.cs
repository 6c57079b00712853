using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using FuyangPlan.Servers;
using Npgsql;

namespace FuyangPlan.Benchmarks;

/// <summary>Redmine as Debian packages it, on a PostgreSQL of its own: two processes of five threads, projects full of issues, nobody is sent mail.</summary>
internal sealed class Redmine : IAsyncDisposable
{
    private const string Home = "/usr/share/redmine", Puma = "/usr/bin/puma";

    // Its adapters are looked for in the folders of its instances.
    private const string Name = "fuyang-bench", Place = $"/var/lib/redmine/{Name}";

    private readonly string folder = Directory.CreateTempSubdirectory("fuyang-redmine-").FullName;
    private readonly PostgresServer postgres = new();
    private string database = "";
    private Process? puma;

    /// <summary>How to get it where it is not there; null: it is.</summary>
    public static string? Missing => File.Exists($"{Home}/config.ru") && File.Exists(Puma) && Directory.Exists("/usr/share/doc/redmine-pgsql") && Environment.IsPrivilegedProcess
        ? null
        : "as root: DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends redmine redmine-pgsql puma";

    public Uri Address { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    /// <summary>What its administrator's programs show.</summary>
    public string Key { get; private set; } = "";

    /// <param name="issues">In each project; they are numbered through, from 1.</param>
    public static async Task<Redmine> Start(int projects, int issues)
    {
        var redmine = new Redmine();
        try
        {
            await redmine.Begin(projects, issues);
            return redmine;
        }
        catch
        {
            await redmine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Rows of one of its tables.</summary>
    public async Task<long> Count(string table) => (await PostgresServer.Ask(database, $"SELECT count(*) FROM {table}", row => row.GetInt64(0)))[0];

    public async ValueTask DisposeAsync()
    {
        if (puma is { HasExited: false })
        {
            using (var signal = Process.Start("kill", $"-TERM {puma.Id}")) signal.WaitForExit();
            await puma.WaitForExitAsync();
        }
        puma?.Dispose();
        File.Delete(Place);
        await postgres.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Begin(int projects, int issues)
    {
        await postgres.InitializeAsync();
        database = await postgres.CreateDatabase();
        var parts = new NpgsqlConnectionStringBuilder(database);
        foreach (var name in (string[])["config", "files", "log", "tmp", "public"]) Directory.CreateDirectory(Path.Combine(folder, name));
        await File.WriteAllTextAsync(Path.Combine(folder, "config", "secret_key.txt"), RandomNumberGenerator.GetHexString(80, lowercase: true));
        await File.WriteAllTextAsync(Path.Combine(folder, "config", "database.yml"), $"""
            production:
              adapter: postgresql
              host: {parts.Host}
              port: {parts.Port}
              database: {parts.Database}
              username: {parts.Username}
              password: "{parts.Password}"
            """);
        var seed = Path.Combine(folder, "seed.rb");
        await File.WriteAllTextAsync(seed, string.Create(CultureInfo.InvariantCulture, $$"""
            Redmine::DefaultData::Loader.load('en')
            Setting.rest_api_enabled = '1'
            Setting.notified_events = []
            admin = User.find_by_login('admin')
            admin.update!(must_change_passwd: false)
            {{projects}}.times do |number|
              project = Project.new(name: "Project #{number}", identifier: 'p%02d' % number)
              project.trackers = Tracker.all
              project.enabled_module_names = ['issue_tracking']
              project.save!
              {{issues}}.times do |issue|
                Issue.create!(project: project, tracker: Tracker.first, status: IssueStatus.first, priority: IssuePriority.first, author: admin, subject: "Task #{issue}")
              end
            end
            puts "KEY #{admin.api_key}"
            """));
        File.CreateSymbolicLink(Place, folder);
        await Run("rake", "db:migrate");
        Key = (await Run("rails", "runner", seed)).Split('\n').Single(line => line.StartsWith("KEY ", StringComparison.Ordinal))[4..];
        puma = Process.Start(Command(Puma, "-e", "production", "-b", $"tcp://{Address.Authority}", "-w", "2", "-t", "5:5", "--preload", "config.ru"))!;
        puma.OutputDataReceived += (_, _) => { };
        puma.ErrorDataReceived += (_, _) => { };
        puma.BeginOutputReadLine();
        puma.BeginErrorReadLine();
        await Bare.Ready(Address, "/projects.json");
    }

    private static async Task<string> Run(params string[] command)
    {
        using var run = Process.Start(Command("/usr/bin/bundle", ["exec", .. command]))!;
        var error = run.StandardError.ReadToEndAsync();
        var said = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        return run.ExitCode == 0 ? said : throw new InvalidOperationException($"{string.Join(' ', command)}: {await error}");
    }

    private static ProcessStartInfo Command(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Home, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        (start.Environment["REDMINE_INSTANCE"], start.Environment["RAILS_ENV"]) = (Name, "production");
        return start;
    }
}
