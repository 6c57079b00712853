using FuyangPlan.Histories;

namespace FuyangPlan.Leads;

public class LedgerSightTests
{
    private static readonly LedgerLine Advanced = Line("lead.advanced", "演示专员", "线索 3 进入“签约”", new(2021, 3, 1, 9, 20, 31, China.Offset));

    [Fact]
    public void Lines_OfLeads_AreShownToThoseWhoSeeLeads_AndVeiledForEverybodyElse()
    {
        foreach (var (name, reader) in Who.All)
        {
            var sight = LedgerSight.Of(reader);
            Assert.Equal(name is "group" or "office" or "auditor" or "inspector", sight.Show(Advanced) == Advanced);
            var task = Line("task.done-reported", "演示联络员", "任务 2 报完成", Advanced.RecordedAt);
            Assert.Same(task, sight.Show(task));
        }
    }

    [Fact]
    public void Veiled_NothingTellsOneChangeFromAnother()
    {
        var other = Line("lead.ended", "另一人", "线索 4 流失", Advanced.RecordedAt.AddSeconds(20)) with { Department = "power" };
        Assert.Equal(Advanced.Veiled("有变动"), other.Veiled("有变动"));
        Assert.Equal(("lead.changed", "", null), (other.Veiled("有变动").Type, other.Veiled("有变动").Actor, other.Veiled("有变动").Department));
    }

    private static LedgerLine Line(string type, string actor, string text, DateTimeOffset at) => new(7, "chain-1", 3, at, at.AddDays(-1), actor, "housing", type, text, "hash");
}
