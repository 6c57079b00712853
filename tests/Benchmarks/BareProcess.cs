using System.Diagnostics;
using FuyangPlan.Servers;

namespace FuyangPlan.Benchmarks;

/// <summary>A limit that is a process: ready when it has been started, killed when nobody needs it any more.</summary>
internal sealed class BareProcess : IDisposable
{
    private readonly Process process;

    private BareProcess(int port, string kind, string[] more)
    {
        Address = new($"http://127.0.0.1:{port}");
        process = Bare.Start(["bare", Bare.Text(port), kind, .. more]);
    }

    public Uri Address { get; }

    public int Id => process.Id;

    /// <param name="kind">As <see cref="Bare.Run"/> has them.</param>
    public static async Task<BareProcess> Start(string kind, params string[] more)
    {
        var bare = new BareProcess(Ports.Free(), kind, more);
        await Bare.Ready(bare.Address);
        return bare;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
