using System.Text.RegularExpressions;

namespace FuyangPlan.Telemetry;

/// <summary>Names that alarms are built on: each stands in the documentation, and what stands there exists.</summary>
public sealed partial class InstrumentNamesTests
{
    [Fact]
    public void EveryInstrumentOfTheSources_IsDocumented_AndTheOtherWayRound()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "FuyangPlan.sln"))) root = root.Parent!;
        var made = Directory.EnumerateFiles(Path.Combine(root.FullName, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Made().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal).ToArray();
        var documented = Documented().Matches(File.ReadAllText(Path.Combine(root.FullName, "docs", "operations.md")))
            .Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal).ToArray();
        Assert.True(made.Length > 10);
        Assert.Equal(made, documented);
    }

    [GeneratedRegex(@"Meter\.Create\w+(?:<\w+>)?\(\s*""(fuyang\.[a-z_.]+)""")]
    private static partial Regex Made();

    [GeneratedRegex(@"^\| `(fuyang\.[a-z_.]+)`", RegexOptions.Multiline)]
    private static partial Regex Documented();
}
