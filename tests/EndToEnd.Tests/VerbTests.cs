using System.Text.Json;
using FuyangPlan.Servers;

namespace FuyangPlan.EndToEnd;

/// <summary>What is said at a start, and verbs of the command line.</summary>
public sealed class VerbTests : IAsyncDisposable
{
    private const string Canary = "canary-2021";

    private readonly Product product = new() { Size = 1 };

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact, InOneProcess]
    public async Task Start_ConfiguredWrongly_EndsWith78AndNamesAllOfIt()
    {
        var (exitCode, output) = await product.Offline("--Fuyang:SiloPrt=1", $"--Fuyang:AdminPassword={Canary[..6]}", "--Fuyang:JsonLogs=maybe");
        Assert.Equal(78, exitCode);
        foreach (var key in (string[])["Fuyang:SiloPrt", "Fuyang:AdminPassword", "Fuyang:JsonLogs"]) Assert.Contains(key, output, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary[..6], output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(product.Folder));
    }

    [Fact, InOneProcess]
    public async Task Settings_FromAFile_AreUsedBeneathTheCommandLine()
    {
        var other = Ports.Free();
        var (path, plans) = (Path.Combine(product.Folder, "settings.json"), Directory.CreateDirectory(Path.Combine(product.Folder, "more")).FullName);
        await File.WriteAllTextAsync(Path.Combine(plans, "more.json"), Rehearsal.Document("from-a-folder").ToJsonString(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(new { urls = $"http://127.0.0.1:{other}", Fuyang = new { PlansFolder = plans } }), TestContext.Current.CancellationToken);
        await product.Start($"--Fuyang:Settings={path}");
        await (await Visitor.SignIn(product, "admin")).Read("/api/v1/plans/from-a-folder");
        using var http = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync($"http://127.0.0.1:{other}/health/live", TestContext.Current.CancellationToken));
    }

    [Theory, InOneProcess]
    [InlineData(64, "no-such-verb")]
    [InlineData(64, "backup")]
    [InlineData(64, "backup", "--to")]
    [InlineData(64, "backup", "--to=a", "--to=b")]
    [InlineData(64, "export", "--file", "x", "--date", "31/02")]
    [InlineData(64, "verify", "--file", "x")]
    [InlineData(64, "import", "-")]
    [InlineData(66, "verify")]
    [InlineData(66, "export", "--file", "x")]
    [InlineData(66, "import", "--file", "no-such-file")]
    [InlineData(66, "restore", "--from", "no-such-folder")]
    public async Task Verb_NotUnderstoodOrWithoutItsData_ChangesNothing(int expected, params string[] arguments)
    {
        var (exitCode, output) = await product.Offline(arguments);
        Assert.True(expected == exitCode, $"{exitCode}: {output}");
        Assert.NotEmpty(output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(product.Folder));
    }
}
