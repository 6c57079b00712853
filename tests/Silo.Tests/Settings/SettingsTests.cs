using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace FuyangPlan.Settings;

/// <summary>What is configured wrongly is named, all of it at once; the list, the documentation and the settings file say the same.</summary>
public sealed partial class SettingsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Check_NothingConfigured_Starts()
    {
        Assert.Equal((null, ""), Check([]));
        Assert.Equal((null, ""), Check([("Fuyang:SiloPort", ""), ("Fuyang:Database", ""), ("PATH", "/bin"), ("fuyang:datafolder", "x")]));
    }

    [Theory]
    [InlineData("Fuyang:Datafoldr", "x")]
    [InlineData("Fuyang:DataFolder:More", "x")]
    [InlineData("Fuyang:SiloPort", "65536")]
    [InlineData("Fuyang:SiloPort", "-1")]
    [InlineData("Fuyang:GatewayPort", "1e3")]
    [InlineData("Fuyang:MetricsPort", "nine")]
    [InlineData("Fuyang:JsonLogs", "yes")]
    [InlineData("Fuyang:Demo", "1")]
    [InlineData("Fuyang:SignInsPerMinute", "0")]
    [InlineData("Fuyang:Listen", "localhost")]
    [InlineData("Fuyang:Bus", "http://rabbit")]
    [InlineData("Fuyang:Bus", "rabbit")]
    [InlineData("Fuyang:AdminPassword", "canary 1")]
    [InlineData("Fuyang:CallerKey", "canary of less than 32 letters")]
    [InlineData("Fuyang:MasterKey", "canary, not base64 of 32 bytes")]
    [InlineData("Fuyang:MasterKey", "Y2FuYXJ5")]
    [InlineData("Fuyang:DataFolder", "a\0b")]
    public void Check_AWrongKeyOrValue_IsRefusedByNameWithoutTheValue(string key, string value)
    {
        var (exitCode, words) = Check([(key, value)]);
        Assert.Equal(78, exitCode);
        Assert.Contains($"{key}：", words, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_SeveralFaults_AreAllNamedAtOnce()
    {
        var (exitCode, words) = Check([("Fuyang:SiloPort", "x"), ("Fuyang:Unknown", "x"), ("Fuyang:Database", "Host=somewhere")]);
        Assert.Equal(78, exitCode);
        foreach (var key in (string[])["4 处", "Fuyang:SiloPort", "Fuyang:Unknown", "Fuyang:CallerKey", "Fuyang:MasterKey"]) Assert.Contains(key, words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fuyang:Settings")]
    [InlineData("FUYANG_SETTINGS")]
    public void Check_AFile_LiesBeneathEverythingElse(string key)
    {
        var path = File("""{ "Fuyang": { "SiloPort": 1234, "GatewayPort": 2345, "JsonLogs": true }, "urls": "http://localhost:1", "Logging": { "LogLevel": { "Default": "Debug" } } }""");
        using var configuration = Configure([(key, path), ("Fuyang:GatewayPort", "3456")]);
        Assert.Equal((null, ""), Check(configuration));
        Assert.Equal(("1234", "3456", "True", "http://localhost:1", "Debug"),
            (configuration["Fuyang:SiloPort"], configuration["Fuyang:GatewayPort"], configuration["Fuyang:JsonLogs"], configuration["urls"],
                configuration["Logging:LogLevel:Default"]));
    }

    [Theory]
    [InlineData("""{ "Fuyang": { "SiloPort": "x" } }""", "Fuyang:SiloPort")]
    [InlineData("""{ "Fuyang": { "Ports": [1, 2] } }""", "Fuyang:Ports:0")]
    [InlineData("""{ "Fuyan": { "SiloPort": 1 } }""", "Fuyan：")]
    [InlineData("""{ "Fuyang": { "SiloPort": 1, "SiloPort": 2 } }""", "Fuyang:Settings")]
    [InlineData("""{ "Fuyang": { "SiloPort": 1 """, "Fuyang:Settings")]
    [InlineData("[]", "Fuyang:Settings")]
    [InlineData("", "Fuyang:Settings")]
    public void Check_AFileWithFaults_IsRefused(string content, string named)
    {
        var (exitCode, words) = Check([("Fuyang:Settings", File(content))]);
        Assert.Equal(78, exitCode);
        Assert.Contains(named, words, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_AFileThatIsNotThere_IsRefused() =>
        Assert.Equal(78, Check([("Fuyang:Settings", Path.Combine(folder.Path, "no", "such.json"))]).ExitCode);

    [Fact]
    public void EveryKeyThatTheSourcesRead_IsInTheList()
    {
        var read = Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Keys().Matches(System.IO.File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct().ToArray();
        Assert.Contains("Fuyang:DataFolder", read);
        Assert.Empty(read.Except(Setting.All.Select(setting => setting.Key)));
    }

    [Fact]
    public void TheDocumentedTable_IsTheList()
    {
        var table = Setting.All.Select(setting => $"| `{setting.Key}` | {setting.Default} | {setting.Words} |");
        Assert.Contains(string.Join('\n', table), System.IO.File.ReadAllText(Path.Combine(Root(), "docs", "operations.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void TheSettingsFile_HoldsEveryKeyAndNoSecret()
    {
        var path = Path.Combine(Root(), "deploy", "settings.json");
        using var json = JsonDocument.Parse(System.IO.File.ReadAllText(path));
        var keys = json.RootElement.EnumerateObject().SelectMany(each => each.Value.ValueKind == JsonValueKind.Object
            ? each.Value.EnumerateObject().Select(inner => $"{each.Name}:{inner.Name}") : [each.Name]);
        Assert.Equal(Setting.All.Select(setting => setting.Key).Where(key => key != "Fuyang:Settings").Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
        foreach (var secret in (string[])["Database", "Bus", "CallerKey", "MasterKey", "AdminPassword"])
            Assert.Equal("", json.RootElement.GetProperty("Fuyang").GetProperty(secret).GetString());
        Assert.Equal((null, ""), Check([("Fuyang:Settings", path)]));
    }

    private string File(string content)
    {
        var path = Path.Combine(folder.Path, "settings.json");
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    private static (int? ExitCode, string Words) Check((string Key, string Value)[] values)
    {
        using var configuration = Configure(values);
        return Check(configuration);
    }

    private static ConfigurationManager Configure((string Key, string Value)[] values)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value)));
        return configuration;
    }

    private static (int? ExitCode, string Words) Check(ConfigurationManager configuration)
    {
        using var said = new StringWriter();
        var exitCode = SettingsFile.Check(configuration, said);
        return (exitCode, said.ToString());
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "FuyangPlan.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex("\"(Fuyang:[A-Za-z]+)\"")]
    private static partial Regex Keys();
}
