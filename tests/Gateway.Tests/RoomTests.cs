using System.Text.RegularExpressions;
using FuyangPlan.Plans;

namespace FuyangPlan;

/// <summary>The gateway is rooms of concepts, each small enough to be seen at a glance.</summary>
public partial class RoomTests
{
    private const int Most = 25;

    private static readonly string[] NoRooms = ["bin", "obj", "wwwroot"];

    // Accounts open, show and check roles; the demo's people and the examples have some; the installer of plan files is nobody. Who reaches an address
    // at all is said where it is mapped.
    private static readonly string[] OfRoles = ["Accounts", "Demo"];

    /// <summary>What a page or an endpoint offers asks the authority that the rule asks, and no role of its own.</summary>
    [Fact]
    public void Gateway_NamesRoles_OnlyWhereAccountsAreMade()
    {
        var gateway = Path.Combine(PlanFiles.Folder, "..", "src", "Gateway");
        var naming = from file in Directory.EnumerateFiles(gateway, "*", SearchOption.AllDirectories)
                     where Path.GetExtension(file) is ".cs" or ".razor"
                     let room = Path.GetRelativePath(gateway, file).Split(Path.DirectorySeparatorChar)[0]
                     where !NoRooms.Contains(room) && !OfRoles.Contains(room)
                     where File.ReadLines(file).Any(line => Role().IsMatch(line))
                     select Path.GetFileName(file);
        Assert.Equal(["PlanImports.cs"], naming);
    }

    [GeneratedRegex(@"\bRole\.(?!\w+\.Policy\(\))")]
    private static partial Regex Role();

    [Fact]
    public void Gateway_HasNoFolder_WithMoreFilesThanAGlanceTakesIn()
    {
        var gateway = new DirectoryInfo(Path.Combine(PlanFiles.Folder, "..", "src", "Gateway"));
        var rooms = gateway.GetDirectories().Where(folder => !NoRooms.Contains(folder.Name))
            .SelectMany(folder => folder.GetDirectories("*", SearchOption.AllDirectories).Prepend(folder)).Prepend(gateway);
        Assert.All(rooms, room => Assert.InRange(room.GetFiles().Length, 0, Most));
    }
}
