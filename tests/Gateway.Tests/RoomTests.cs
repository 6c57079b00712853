using FuyangPlan.Plans;

namespace FuyangPlan;

/// <summary>The gateway is rooms of concepts, each small enough to be seen at a glance.</summary>
public class RoomTests
{
    private const int Most = 25;

    private static readonly string[] NoRooms = ["bin", "obj", "wwwroot"];

    [Fact]
    public void Gateway_HasNoFolder_WithMoreFilesThanAGlanceTakesIn()
    {
        var gateway = new DirectoryInfo(Path.Combine(PlanFiles.Folder, "..", "src", "Gateway"));
        var rooms = gateway.GetDirectories().Where(folder => !NoRooms.Contains(folder.Name))
            .SelectMany(folder => folder.GetDirectories("*", SearchOption.AllDirectories).Prepend(folder)).Prepend(gateway);
        Assert.All(rooms, room => Assert.InRange(room.GetFiles().Length, 0, Most));
    }
}
