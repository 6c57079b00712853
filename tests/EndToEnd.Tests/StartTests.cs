using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace FuyangPlan.EndToEnd;

/// <summary>The first start, of one process or of all of a cluster at once.</summary>
public sealed partial class StartTests : IAsyncDisposable
{
    private readonly Product product = new();

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task FirstStart_TellsOnePassword_AndMakesOneKey()
    {
        await product.Start("--Fuyang:AdminPassword=");
        Assert.Single(Directory.GetFiles(Path.Combine(product.Folder, "keys"), "*.xml"));
        await product.Stop();
        var told = Password().Matches(product.Output);
        Assert.True(told.Count == 1, product.Output);
        var password = told[0].Groups[1].Value;

        await product.Start("--Fuyang:AdminPassword=");
        var admin = await Visitor.SignIn(product, "admin", password);
        // Wherever it was signed in, every gateway knows it.
        for (var i = 0; i < 2 * product.Gateways; i++) Assert.Equal("admin", (string?)(await admin.Read("/api/v1/sessions/current"))["name"]);
        await product.Stop();
        Assert.DoesNotMatch(Password(), product.Output);
        Assert.Single(Directory.GetFiles(Path.Combine(product.Folder, "keys"), "*.xml"));
    }

    [Fact, InOneProcess]
    public async Task Demo_InACluster_IsRefusedAtTheStart()
    {
        var (exitCode, output) = await product.Offline("--demo", "--Fuyang:Database=Host=127.0.0.1;Port=1", "--Fuyang:CallerKey=a key that nobody else has ever used", $"--Fuyang:MasterKey={Servers.LocalCluster.MasterKey}");
        Assert.Equal(78, exitCode);
        Assert.Contains("Fuyang:Demo", output, StringComparison.Ordinal);
        Assert.Equal(2, output.TrimEnd().Split('\n').Length);
    }

    [Theory, InOneProcess]
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

    [GeneratedRegex("password (\\S+) \\(shown only once\\)")]
    private static partial Regex Password();
}
