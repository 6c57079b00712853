using System.Reflection;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.Contracts;

/// <summary>Dependencies point at the contracts, and the domain knows neither web, database nor bus.</summary>
public class ArchitectureTests
{
    [Theory]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("System.Data")]
    [InlineData("Microsoft.Data")]
    [InlineData("Npgsql")]
    [InlineData("Dapper")]
    [InlineData("SQLite")]
    [InlineData("AdoNet")]
    [InlineData("MassTransit")]
    [InlineData("RabbitMQ")]
    [InlineData("FuyangPlan.Silo")]
    [InlineData("FuyangPlan.Gateway")]
    public void Grains_References_NoneOf(string foreign) =>
        Assert.DoesNotContain(References(typeof(JournalRow).Assembly), name => name.Contains(foreign, StringComparison.OrdinalIgnoreCase));

    /// <summary>Of everything that Microsoft.Orleans.Sdk brings, these are used; the rest is the framework.</summary>
    [Fact]
    public void Contracts_Reference_OnlyTheOrleansSdk()
    {
        string[] sdk =
        [
            "Orleans.Core.Abstractions", "Orleans.Core", "Orleans.Serialization.Abstractions", "Orleans.Serialization",
            "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.ObjectPool",
        ];
        Assert.Empty(References(typeof(IPlanGrain).Assembly).Where(name => !name.StartsWith("System.", StringComparison.Ordinal)).Except(sdk));
    }

    [Fact]
    public void Contracts_Project_HasOnePackageAndNoProject()
    {
        var project = File.ReadAllText(Path.Combine(Root(), "src", "Grains.Interfaces", "Grains.Interfaces.csproj"));
        Assert.Equal(["Microsoft.Orleans.Sdk"], References(project, "PackageReference"));
        Assert.Empty(References(project, "ProjectReference"));
        Assert.Empty(References(project, "FrameworkReference"));
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static IEnumerable<string> References(string project, string kind) =>
        System.Xml.Linq.XDocument.Parse(project).Descendants(kind).Select(element => element.Attribute("Include")!.Value);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FuyangPlan.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
