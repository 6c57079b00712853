using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FuyangPlan.EndToEnd;

/// <summary>Starts that are refused.</summary>
[InOneProcess]
public sealed class StartTests : IAsyncDisposable
{
    private readonly Product product = new();

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task Demo_InACluster_IsRefusedAtTheStart()
    {
        var (exitCode, output) = await product.Offline("--demo", "--Fuyang:Database=Host=127.0.0.1;Port=1", "--Fuyang:CallerKey=a key that nobody else has ever used", $"--Fuyang:MasterKey={Servers.LocalCluster.MasterKey}");
        Assert.Equal(78, exitCode);
        Assert.Contains("Fuyang:Demo", output, StringComparison.Ordinal);
        Assert.Equal(2, output.TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData("urls", "http://127.0.0.1:{0}")]
    [InlineData("Fuyang:MetricsPort", "{0}")]
    public async Task Start_OnAPortThatIsTaken_EndsWith78AndSaysSo(string setting, string value)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        // The last of two values counts.
        var (exitCode, output) = await product.Offline("--urls=http://127.0.0.1:0", $"--{setting}={string.Format(CultureInfo.InvariantCulture, value, port)}");
        Assert.True(exitCode == 78, output);
        Assert.Contains("端口已被另一个程序占用", output, StringComparison.Ordinal);
        Assert.Contains($":{port}", output, StringComparison.Ordinal);
        Assert.Single(output.TrimEnd().Split('\n'));
    }
}
