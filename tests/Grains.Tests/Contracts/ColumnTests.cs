namespace FuyangPlan.Contracts;

/// <summary>A line of code is read whole. Markup of pages is not counted: where it may break, the browser's words would change.</summary>
public class ColumnTests
{
    private const int Most = 180;

    private static readonly string[] NoSources = ["bin", "obj"];

    // What is written in one piece: policies, connections, SQL, cases and messages whose text is the point. Whoever shortens one takes it off.
    private static readonly string[] Wider =
    [
        "tests/EndToEnd.Tests/",
        "tests/Benchmarks/City.cs",
        "tests/Benchmarks/ClusterHost.cs",
        "tests/Benchmarks/Recovery.cs",
        "tests/Benchmarks/Wire.cs",
        "tests/Faults.Tests/BackupTests.cs",
        "tests/Faults.Tests/ClusterFaultTests.cs",
        "tests/Faults.Tests/ClusterTrial.cs",
        "tests/Faults.Tests/InstrumentsTests.cs",
        "tests/Faults.Tests/KillTests.cs",
        "tests/Grains.Tests/Contracts/ContractTests.cs",
        "tests/Grains.Tests/DepartmentFeeds/FactReadingTests.cs",
        "tests/Grains.Tests/Leads/LeadDueTests.cs",
        "tests/Grains.Tests/ResourcePools/ResourceRequestRulesTests.cs",
        "tests/Silo.Tests/Journal/JournalVerifierTests.cs",
        "tests/Silo.Tests/Journal/PostgresJournalTests.cs",
        "tests/Silo.Tests/Settings/SettingsTests.cs",
        "tests/Silo.Tests/Transfers/TransferTests.cs",
    ];

    [Fact]
    public void Lines_OfTheSources_HaveNoMoreColumnsThanTheLimit()
    {
        var root = ArchitectureTests.Root();
        var wide = from folder in (string[])["src", "tests"]
                   from file in Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories)
                   where Path.GetExtension(file) is ".cs" or ".razor"
                   let path = Path.GetRelativePath(root, file).Replace('\\', '/')
                   where !path.Split('/').Any(NoSources.Contains) && !Wider.Any(wider => path.StartsWith(wider, StringComparison.Ordinal))
                   from line in Code(file).Index()
                   where line.Item.Length > Most
                   select $"{path}: {line.Item.Length} columns: {line.Item.Trim()}";
        Assert.Empty(wide);
    }

    private static IEnumerable<string> Code(string file) =>
        Path.GetExtension(file) == ".cs" ? File.ReadLines(file) : File.ReadLines(file).SkipWhile(line => !line.StartsWith("@code", StringComparison.Ordinal));
}
