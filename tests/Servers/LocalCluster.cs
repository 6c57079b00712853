namespace FuyangPlan.Servers;

/// <summary>Silos and gateways as processes of their own on this machine, over a database and a broker that the caller brings.</summary>
internal sealed class LocalCluster : IDisposable
{
    public const string Password = "trial-password-2021", CallerKey = "a key that only the tests of this machine know",
        MasterKey = "Zm9yIHRoZSB0ZXN0cyBvZiB0aGlzIG1hY2hpbmUgISE=",
        SealKey = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgjb2KtK/nezJJZuc+
            MkP4c9vl4oWfG4d/G8habeKzygmhRANCAAQxqVmL0uKObw7mHaj2CLkTzGFGzzVK
            gFiRcWck/AwFBpcIUX1Z+Iy1dL7E81mmx1xHk2vF1MYA73bqsJjOE2er
            -----END PRIVATE KEY-----
            """;

    private readonly string folder;

    /// <param name="folder">Evidence, keys: what the gateways share.</param>
    /// <param name="databases">A connection string for each silo; the first is the gateways' too. One for all will do.</param>
    /// <param name="bus">Address of the broker; null: none.</param>
    public LocalCluster(string folder, IReadOnlyList<string> databases, string? bus = null, int silos = 3, int gateways = 2)
    {
        this.folder = folder;
        Silos = [.. Enumerable.Range(0, silos).Select(n => Member("Silo", databases[n % databases.Count], bus,
            $"--Fuyang:SiloPort={Ports.Free()}", $"--Fuyang:GatewayPort={Ports.Free()}"))];
        Gateways = [.. Enumerable.Range(0, gateways).Select(_ => Member("Gateway", databases[0], bus))];
    }

    public ImmutableArray<ProductProcess> Silos { get; }

    public ImmutableArray<ProductProcess> Gateways { get; }

    public IEnumerable<ProductProcess> Members => Silos.Concat(Gateways);

    /// <summary>One more gateway, for the caller to start and to end.</summary>
    public ProductProcess AnotherGateway(string database) => Member("Gateway", database, bus: null);

    /// <summary>Starts all that does not run, gateways and silos at once, and waits until all are ready.</summary>
    public async Task Start()
    {
        foreach (var member in Members.Where(member => !member.IsRunning)) member.Start();
        await Ready();
    }

    public Task Ready() => Task.WhenAll(Members.Where(member => member.IsRunning).Select(member => member.Ready()));

    public void KillAll()
    {
        foreach (var member in Members.Where(member => member.IsRunning)) member.Kill();
    }

    /// <summary>Ends the gateways, then the silos, as an operator would.</summary>
    public void StopAll()
    {
        foreach (var member in Gateways.Concat(Silos).Where(member => member.IsRunning)) member.Stop();
    }

    public void Dispose()
    {
        foreach (var member in Members) member.Dispose();
    }

    private ProductProcess Member(string program, string database, string? bus, params string[] arguments)
    {
        var member = new ProductProcess(program, folder, arguments);
        member.Environment["Fuyang__Database"] = database;
        member.Environment["Fuyang__DataFolder"] = folder;
        member.Environment["Fuyang__CallerKey"] = CallerKey;
        member.Environment["Fuyang__MasterKey"] = MasterKey;
        member.Environment["Fuyang__SealKey"] = SealKey;
        if (bus is not null) member.Environment["Fuyang__Bus"] = bus;
        return member;
    }
}
