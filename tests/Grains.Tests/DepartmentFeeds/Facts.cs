using FuyangPlan.DepartmentFeeds.V1;
using FuyangPlan.EventSourcing;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.DepartmentFeeds;

/// <summary>A feed of the housing department, and facts about its task 2.</summary>
internal static class Facts
{
    public static readonly RegisterDepartmentFeed Registration = new("permits", "许可系统", "housing", [FactKind.Progress, FactKind.Completion]);

    public static readonly Actor Sender = new("feed:permits", null, "许可系统", "housing", [Role.Liaison]);

    public static Situation<DepartmentFeedState> NoFeed => new(DepartmentFeedState.Initial, TestPlan.State, Day(2, 8).Start().AddHours(9), []);

    public static Situation<DepartmentFeedState> Feed => NoFeed.Do(Who.Office, Registration);

    public static Situation<DepartmentFeedState> Quarantined => Feed.Record(
        Sender, new FactQuarantined(1, "progress-went-backwards", "低于上次", 1, "digest", Progress(1, 60), 200, "{}", null));

    public static DepartmentFact Progress(long offset, decimal percent, string? note = null) => new(
        "test", "permits", offset, "progress", "project-1", Day(2, 2).Start(), Day(2, 2).Start(), 2, percent, Note: note);

    public static DepartmentFact Done(long offset, DateOnly on) => new(
        "test", "permits", offset, "completion", "project-1", Day(2, 2).Start(), Day(2, 2).Start(), 2, DoneOn: on, DocumentNumber: $"证{offset}号");

    public static RecordFact Straight(DepartmentFact fact) => new(fact, "housing");
}
