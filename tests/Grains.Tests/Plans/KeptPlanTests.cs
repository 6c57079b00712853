using System.Globalization;
using System.Text.Json;
using FuyangPlan.EventSourcing;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Plans;

public class KeptPlanTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("da-DK")]
    public void Plan_EveryState_SurvivesBeingKept(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            // In Danish, aa comes after z.
            var plan = Given.Imported.Do(Who.Office, new RegisterDepartment("aa", "甲单位")).Do(Who.Office, new RegisterDepartment("zz", "乙单位"))
                .Do(Who.Office, new RegisterPerson("aa", "庚", null, "aa")).Do(Who.Group, new PostponeEvent("公告", "延期"))
                .Do(Who.Admin, new ImportPlan(Document with { Label = "演示数据" }))
                .Do(Who.Group, new RescheduleEvent(new(2023, 9, 23), "公告")).Do(Actor.System, new SealDay(Day(1, 17), 1, new('0', 64), null, "signed", "key"))
                .Do(Who.Admin, AdvanceClock.Surely(Day(8, 2).Start()));
            var (state, restored) = (PlanState.Initial, PlanState.Initial);
            foreach (var entry in plan.Entries)
            {
                state = PlanState.Apply(state, entry);
                restored = JsonSerializer.Deserialize<PlanState>(JsonSerializer.Serialize(PlanState.Apply(restored, entry), Web), Web)!;
                Assert.Equal(JsonSerializer.Serialize(state, Web), JsonSerializer.Serialize(restored, Web));
                Assert.Equal(StringComparer.Ordinal, restored.Departments.KeyComparer);
            }
            Assert.Equal(9, plan.Entries.Length);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
