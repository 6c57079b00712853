using System.Reflection;
using System.Text.RegularExpressions;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.Contracts;

/// <summary>Dependencies point at the contracts, and the domain knows neither web, database nor bus.</summary>
public partial class ArchitectureTests
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

    /// <summary>Rooms of the domain that import each other, and why they must; any other two that do are one room, or one of them knows too much.</summary>
    private static readonly Dictionary<string, string> Mutual = new()
    {
        ["Checklists, TaskBooks"] = "the checklist is what the book in force has planned; a book closes, and is amended, by what the checklist has begun",
        ["Checklists, Lights"] = "lights are judged of the checklist; the list of tasks is narrowed and sorted by them",
        ["EventSourcing, Plans"] = "every decision is made by the clock, calendar and rules of its plan; the plan itself is the fold of a stream",
        ["Initiatives, Plans"] = "an initiative is shown, and time passes over it, by its plan's facts; the plan charters its initiatives and sums them up",
        ["Lights, Plans"] = "lights are judged by the plan's thresholds; the plan judges the light of a family by the rule of theirs",
    };

    [Fact]
    public void Rooms_OfTheDomain_ImportEachOther_OnlyWhereItIsSaidWhy()
    {
        var domain = Path.Combine(Root(), "src", "Grains");
        var imports = Directory.GetDirectories(domain).Where(room => Path.GetFileName(room) is not ("bin" or "obj")).ToDictionary(
            room => Path.GetFileName(room),
            room => Directory.GetFiles(room, "*.cs", SearchOption.AllDirectories).SelectMany(File.ReadLines)
                .Select(line => Import().Match(line)).Where(import => import.Success).Select(import => import.Groups[1].Value).ToHashSet());
        var mutual = from room in imports
                     from other in room.Value
                     where string.CompareOrdinal(room.Key, other) < 0 && imports.TryGetValue(other, out var back) && back.Contains(room.Key)
                     select $"{room.Key}, {other}";
        Assert.Equal(Mutual.Keys.Order(), mutual.Order());
    }

    [GeneratedRegex(@"^using (?:static )?FuyangPlan\.(\w+)")]
    private static partial Regex Import();

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static IEnumerable<string> References(string project, string kind) =>
        System.Xml.Linq.XDocument.Parse(project).Descendants(kind).Select(element => element.Attribute("Include")!.Value);

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FuyangPlan.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
