using FuyangPlan.Servers;

namespace FuyangPlan.EndToEnd;

/// <summary>
/// The product as it is run, on a folder of its own, met through HTTP only. One process with everything in it; or, where <c>FUYANG_TESTED=cluster</c> says
/// so, silos and gateways, two of each, on a database and a bus of its own, and every request goes to the other gateway than the one before.
/// </summary>
public sealed class Product : IAsyncDisposable
{
    public const string AdminPassword = LocalCluster.Password;

    private ImmutableArray<ProductProcess> silos = [], gateways = [];
    private bool hasMovedIn;

    /// <summary>How many silos a cluster has, and how many gateways. One of each where nothing that is tried lies between two.</summary>
    public int Size { get; init; } = 2;

    public string Folder { get; } = Directory.CreateTempSubdirectory("fuyang-").FullName;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>The address that visitors believe to talk to.</summary>
    public Uri Address => gateways[0].Address;

    public int Gateways => gateways.Length;

    /// <summary>Bytes of memory that its first gateway holds.</summary>
    public long Memory => gateways[0].Memory;

    /// <summary>What lies beneath, where a test changes it behind the product's back.</summary>
    public TestedDatabase Database { get; private set; } = null!;

    /// <summary>Address of the broker; null where there is none.</summary>
    public string? Bus { get; private set; }

    /// <summary>What its processes have said since they were last started.</summary>
    public string Output => string.Join('\n', Members.Select(member => member.Words));

    public static string Root => ProductProcess.Root;

    private IEnumerable<ProductProcess> Members => silos.Concat(gateways);

    /// <summary>Starts all of it at once and waits until it is ready.</summary>
    /// <param name="arguments">For each process.</param>
    public async Task Start(params string[] arguments)
    {
        await Prepare();
        Assert.DoesNotContain(Members, member => member.IsRunning);
        foreach (var member in Members) member.Start(arguments);
        Http?.Dispose();
        // A stream that is left is closed at once, not read on for a while.
        Http = new(new InTurn(gateways, new() { UseCookies = false, AllowAutoRedirect = false, ResponseDrainTimeout = TimeSpan.Zero }))
        {
            BaseAddress = Address,
            Timeout = TimeSpan.FromMinutes(2),
        };
        await Task.WhenAll(Members.Select(member => member.Ready()));
    }

    /// <summary>Starts it with metrics on ports of their own, which it answers: one for each process.</summary>
    public async Task<int[]> StartMeasured(params string[] arguments)
    {
        await Prepare();
        var ports = Members.ToDictionary(member => member, _ => Ports.Free());
        foreach (var (member, port) in ports) member.Environment["Fuyang__MetricsPort"] = $"{port}";
        await Start(arguments);
        return [.. ports.Values];
    }

    /// <summary>Starts it with the demo plan, which only one process alone makes: a cluster gets it as real ones do, from such a process that moves into it.</summary>
    public async Task StartWithDemo()
    {
        if (!Backing.IsCluster) await Start("--demo");
        else
        {
            if (!hasMovedIn) await MoveIn();
            hasMovedIn = true;
            await Start();
        }
        Assert.DoesNotContain("demo commands were refused", Output, StringComparison.Ordinal);
    }

    /// <summary>SIGKILL, all of it: no chance to say goodbye.</summary>
    public void Kill()
    {
        foreach (var member in Members) member.Kill();
    }

    /// <summary>Ends it as an operator would, with SIGTERM; gateways first.</summary>
    public Task Stop() => Task.Run(() =>
    {
        foreach (var member in gateways.Concat(silos)) Assert.Equal(0, member.Stop());
    });

    /// <summary>Runs a verb on its data, or a start that is refused, to its end.</summary>
    public async Task<(int ExitCode, string Output)> Offline(params string[] arguments)
    {
        await Prepare();
        return await Task.Run(() => gateways[0].Offline(arguments));
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        foreach (var member in Members) member.Dispose();
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

    private async Task Prepare()
    {
        if (!gateways.IsEmpty) return;
        if (!Backing.IsCluster)
        {
            gateways = [Alone()];
            Database = new(Path.Combine(Folder, "fuyang.db"), isPostgres: false);
            return;
        }
        var database = await Backing.NewDatabase();
        Bus = await Backing.NewBus();
        var cluster = new LocalCluster(Folder, [database], Bus, silos: Size, gateways: Size);
        (silos, gateways, Database) = (cluster.Silos, cluster.Gateways, new(database, isPostgres: true));
    }

    private ProductProcess Alone() => new("Gateway", Folder, $"--Fuyang:DataFolder={Folder}");

    // Evidence and keys lie in the folder already.
    private async Task MoveIn()
    {
        var file = Path.Combine(Folder, "moving.jsonl");
        using (var alone = Alone())
        {
            alone.Start("--demo");
            await alone.Ready();
            Assert.Equal(0, alone.Stop());
            Assert.DoesNotContain("demo commands were refused", alone.Words, StringComparison.Ordinal);
            Done(alone.Offline("export", "--file", file));
        }
        Done(await Offline("import", "--file", file));
        File.Delete(file);

        static void Done((int ExitCode, string Words) run) => Assert.True(run.ExitCode == 0, run.Words);
    }

    /// <summary>A proxy before the gateways that remembers nobody. Each of them is asked under the one address.</summary>
    private sealed class InTurn(ImmutableArray<ProductProcess> gateways, SocketsHttpHandler handler) : DelegatingHandler(handler)
    {
        private int count;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (gateways.Length > 1)
            {
                request.Headers.Host ??= gateways[0].Address.Authority;
                var next = gateways[(int)((uint)Interlocked.Increment(ref count) % gateways.Length)];
                request.RequestUri = new(next.Address, request.RequestUri!.PathAndQuery);
            }
            return base.SendAsync(request, cancellationToken);
        }
    }
}
