using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Leaders;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Plans;

public class PlanRulesTests
{
    [Fact]
    public void ImportPlan_NoPlan_RecordsFactsWithoutChartersAndAnchorsTheClock() =>
        NoPlan.When(Who.Admin, new ImportPlan(Document))
            .Then(new PlanImported(Document with { Initiatives = [] }, ["project-1", "chain-1", "campaign-1"], NoPlan.Now));

    [Fact]
    public void ImportPlan_Again_RecordsNothingEvenWithAnotherSchemaAddress() =>
        Imported.When(Who.Admin, new ImportPlan(Document with { Schema = "./plan.schema.json" })).ThenNothing();

    [Fact]
    public void ImportPlan_Changed_IsRevised()
    {
        var changed = Document with { Label = "演示数据" };
        Assert.Equal("演示数据", Imported.When(Who.Admin, new ImportPlan(changed))
            .Then(new PlanRevised(changed with { Initiatives = [] }, [.. Document.Initiatives.Select(charter => charter.Id)])).State.Document!.Label);
    }

    [Fact]
    public void ImportPlan_Faulty_IsRefusedWithThePlaces()
    {
        var refusal = NoPlan.When(Who.Admin, new ImportPlan(Document with { Id = "A" })).ThenRefused(Problems.PlanInvalid);
        Assert.Equal("/id", Assert.Single(refusal.Faults).Pointer);
    }

    [Fact]
    public void ImportPlan_OtherClockFirstDayOrEventDate_IsRefused()
    {
        Imported.When(Who.Admin, new ImportPlan(Document with { Clock = new(ClockKind.Real) })).ThenRefused(Problems.PlanExists);
        Imported.When(Who.Admin, new ImportPlan(Document with { StartsOn = Day(1, 14) })).ThenRefused(Problems.PlanExists);
        Imported.When(Who.Admin, new ImportPlan(Document with { Event = new("运动会", new(2022, 9, 11)) })).ThenRefused(Problems.PlanExists);
    }

    [Fact]
    public void ImportPlan_AnInitiativeIsGone_IsRefused() =>
        Imported.When(Who.Admin, new ImportPlan(Document with { Initiatives = [Charter] })).ThenRefused(Problems.PlanInvalid);

    [Fact]
    public void PostponeEvent_Dated_KeepsTheBaselineAndHasNoDate()
    {
        var plan = Imported.When(Who.Group, new PostponeEvent("公告", "延期")).Then(new EventPostponed("公告", "延期")).State;
        Assert.Equal([(1, new DateOnly(2022, 9, 10)), (1, null)], plan.Baselines.Select(baseline => (baseline.Number, baseline.Date)));
    }

    [Fact]
    public void RescheduleEvent_Postponed_IsTheNextBaseline()
    {
        var plan = Given.Postponed.When(Who.Group, new RescheduleEvent(new(2023, 9, 23), "公告")).Then(new EventRescheduled(2, new(2023, 9, 23), "公告")).State;
        Assert.Equal(new DateOnly(2023, 9, 23), plan.EventDate);
        Assert.Equal([1, 1, 2], plan.Baselines.Select(baseline => baseline.Number));
    }

    [Theory]
    [InlineData("2021-01-14", "before-start")]
    [InlineData("2061-01-01", "invalid-date")]
    public void RescheduleEvent_Unfit_IsRefused(string day, string code) =>
        Imported.When(Who.Group, new RescheduleEvent(DateOnly.Parse(day, null), "公告")).ThenRefused(LeaderRulesTests.Problem(code));

    [Fact]
    public void AdvanceClock_Forward_MovesTheRehearsal() =>
        Assert.Equal(Day(8, 2).Start(), Imported.When(Who.Admin, AdvanceClock.Surely(Day(8, 2).Start())).Then(new ClockAdvanced(Day(8, 2).Start(), Imported.Now)).State.ClockAt);

    /// <summary>No way leads back: what would be a slip of the pen is asked twice, and never goes far.</summary>
    [Fact]
    public void AdvanceClock_AskedOnceOrTooFar_IsRefused()
    {
        foreach (var confirm in (DateOnly?[])[null, Day(8, 1), Day(8, 3)])
            Imported.When(Who.Admin, new AdvanceClock(Day(8, 2).Start(), confirm)).ThenRefused(Problems.ClockUnconfirmed);
        // A month at a time is what a rehearsal goes by; what is said twice must be the same.
        Imported.When(Who.Admin, new AdvanceClock(Imported.Now.AddDays(31))).ThenAccepted();
        Imported.When(Who.Admin, new AdvanceClock(Imported.Now.AddDays(31).AddSeconds(1))).ThenRefused(Problems.ClockUnconfirmed);
        Imported.When(Who.Admin, new AdvanceClock(Imported.Now.AddDays(2), Imported.Now.AddDays(3).Day())).ThenRefused(Problems.ClockUnconfirmed);
        Imported.When(Who.Admin, AdvanceClock.Surely(Imported.Now.AddDays(366).AddSeconds(1))).ThenRefused(Problems.ClockTooFar);
        Imported.When(Who.Admin, AdvanceClock.Surely(Imported.Now.AddDays(366))).ThenAccepted();
    }

    [Fact]
    public void AdvanceClock_BackOrBeyond_IsRefused()
    {
        Imported.When(Who.Admin, AdvanceClock.Surely(Imported.Now)).ThenRefused(Problems.ClockBackwards);
        Imported.When(Who.Admin, AdvanceClock.Surely(new(2061, 1, 1, 0, 0, 0, China.Offset))).ThenRefused(Problems.InvalidDate);
    }

    [Fact]
    public void AdvanceClock_RealTime_IsRefused() =>
        NoPlan.Do(Who.Admin, new ImportPlan(Document with { Clock = new(ClockKind.Real) }))
            .When(Who.Admin, AdvanceClock.Surely(new(2030, 1, 1, 0, 0, 0, China.Offset))).ThenRefused(Problems.ClockIsReal);

    [Fact]
    public void RegisterDepartment_NewOrRenamed_IsRegistered()
    {
        Imported.When(Who.Office, new RegisterDepartment("water", "水务单位")).Then(new DepartmentRegistered(new("water", "水务单位")));
        Imported.When(Who.Office, new RegisterDepartment("power", "电力单位")).Then(new DepartmentRegistered(new("power", "电力单位")));
    }

    [Theory]
    [InlineData("W", "水务", "text-invalid")]
    [InlineData("1w", "水务", "text-invalid")]
    [InlineData("water", "", "text-required")]
    [InlineData("water", "水\u200d务", "text-invalid")]
    public void RegisterDepartment_Unfit_IsRefused(string code, string name, string problem) =>
        Imported.When(Who.Office, new RegisterDepartment(code, name)).ThenRefused(LeaderRulesTests.Problem(problem));

    [Fact]
    public void RegisterPerson_RenamingAPersonOfTheFile_IsRefused() =>
        Imported.When(Who.Office, new RegisterPerson("chief", "另一人")).ThenRefused(Problems.PersonIsFact);

    [Fact]
    public void RegisterPerson_Corrected_KeepsTheRolesOfTheSource()
    {
        var with = Document with { Persons = [.. Document.Persons!.Value, new("speaker", "庚", Roles: ["pledgeSpeaker"])] };
        NoPlan.Do(Who.Admin, new ImportPlan(with)).When(Who.Office, new RegisterPerson("speaker", "庚", "主任", "power"))
            .Then(new PersonRegistered(new("speaker", "庚", "主任", ["pledgeSpeaker"], "power")));
    }

    [Theory]
    [InlineData("P", "辛", null, null, "text-invalid")]
    [InlineData("person", " ", null, null, "text-required")]
    [InlineData("person", "辛", "", null, "text-required")]
    [InlineData("person", "辛", null, "nowhere", "department-not-found")]
    public void RegisterPerson_Unfit_IsRefused(string id, string name, string? title, string? department, string problem) =>
        Imported.When(Who.Office, new RegisterPerson(id, name, title, department)).ThenRefused(LeaderRulesTests.Problem(problem));

    [Fact]
    public void SealDay_SameOrEarlierDay_RecordsNothing()
    {
        var sealedDay = Imported.When(Actor.System, Seal(17, null)).Then(new DaySigned(Day(1, 17), 17, Root(17), null, "signed", "key"));
        sealedDay.When(Actor.System, Seal(17, 17)).ThenNothing();
        sealedDay.When(Actor.System, Seal(16, 17)).ThenNothing();
        sealedDay.When(Actor.System, Seal(18, 17)).Then(new DaySigned(Day(1, 18), 18, Root(18), Root(17), "signed", "key"));
    }

    [Fact]
    public void SealDay_NotOnTheLastRoot_IsRefused()
    {
        Imported.When(Actor.System, Seal(17, 16)).ThenRefused(Problems.VersionMoved);
        var sealedDay = Imported.When(Actor.System, Seal(17, null)).ThenAccepted();
        foreach (var previous in (int?[])[null, 16]) sealedDay.When(Actor.System, Seal(18, previous)).ThenRefused(Problems.VersionMoved);
    }

    /// <summary>Of a build that did not sign yet.</summary>
    [Fact]
    public void SealDay_SealedWithoutSignature_IsSealedAgainOnceAndGoesOnFromThere()
    {
        var unsigned = Imported.Record(Actor.System, new DaySealed(Day(1, 17), 17, Root(17)));
        unsigned.When(Actor.System, Seal(16, 17)).ThenNothing();
        var signed = unsigned.When(Actor.System, Seal(17, 17)).ThenAccepted();
        signed.When(Actor.System, Seal(17, 17)).ThenNothing();
    }

    [Fact]
    public void SealDay_BySomebody_IsRefused()
    {
        foreach (var who in Who.All) Imported.When(who.Actor, Seal(17, null)).ThenRefused(Problems.Forbidden);
    }

    private static SealDay Seal(int day, int? previous) => new(Day(1, day), day, Root(day), previous is { } before ? Root(before) : null, "signed", "key");

    private static string Root(int day) => new((char)('a' + day % 6), 64);

    [Fact]
    public void EveryCommandButImport_NoPlan_IsNotFound()
    {
        object[] commands =
        [
            new PostponeEvent("公告", "延期"), new RescheduleEvent(Day(9, 1), "公告"), AdvanceClock.Surely(Day(9, 1).Start()),
            new RegisterDepartment("water", "水务"), new RegisterPerson("person", "辛"),
        ];
        foreach (var command in commands) NoPlan.When(Who.Admin, command).ThenRefused(Problems.PlanNotFound);
    }

    [Theory]
    [InlineData("2021-02-07", true)]
    [InlineData("2021-02-11", false)]
    [InlineData("2021-02-17", false)]
    [InlineData("2021-02-18", true)]
    [InlineData("2021-02-20", true)]
    [InlineData("2021-02-21", false)]
    [InlineData("2021-10-07", false)]
    [InlineData("2021-10-09", true)]
    [InlineData("2021-10-10", false)]
    public void Calendar_Of2021_KnowsHolidaysAndWorkedWeekends(string day, bool works) =>
        Assert.Equal(works, State.IsWorkday(DateOnly.Parse(day, null)));
}
