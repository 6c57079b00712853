using FuyangPlan.Announcements.V1;
using FuyangPlan.DaySeals;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.Announcements;

public class AnnouncementTests
{
    /// <summary>What any implementation of RFC 9562 makes of namespace and name.</summary>
    [Fact]
    public void Id_OfAnEntry_IsVersion5OfStreamAndVersion() =>
        Assert.Equal(new Guid("2167061c-2f4a-54fc-a378-071b02d2b88a"), Announcement.IdOf(new("fuyang", 40, "fuyang/project-4", 17, "", "", "", "", "", 0, "", "", "", "", "")));

    /// <summary>Whoever listens can keep roots out of our reach.</summary>
    [Fact]
    public async Task PlanChanged_OfASeal_HasItsRoot_AndOfNothingElse()
    {
        var heard = new Heard();
        await heard.Publish(Row(new DaySigned(new(2021, 1, 15), 12, new('a', 64), new('b', 64), "signed", "key")));
        await heard.Publish(Row(new DaySealed(new(2021, 1, 15), 12, new('a', 64))));
        await heard.Publish(Row(new DepartmentRegistered(new("water", "水务单位"))));
        DaySealView[] seals = [new(new(2021, 1, 15), 12, new('a', 64), new('b', 64), "signed", "key"), new(new(2021, 1, 15), 12, new('a', 64))];
        Assert.Equal([.. seals, null], heard.Contracts.Cast<PlanChanged>().Select(changed => changed.Seal));
    }

    private static JournalRow Row(JournalEvent fact) => new Entry(
        fact, 1, 1, TestPlan.Day(1, 16).Start(), TestPlan.Day(1, 16).Start(), Actor.System, "system:x", "", "").ToRow(StreamId.OfPlan("p"), 0, "");

    private sealed class Heard : IAnnouncements
    {
        public List<object> Contracts { get; } = [];

        public string Bus => "heard";

        public Task Publish<T>(T contract, Guid messageId) where T : class
        {
            Contracts.Add(contract);
            return Task.CompletedTask;
        }
    }
}
