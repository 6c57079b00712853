using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Leaders;

public class LeaderRulesTests
{
    /// <summary>Appointed for a later day and ended on that day: whoever comes before it is not cut short by who never held it.</summary>
    [Fact]
    public void Appoint_BeforeATenureThatNeverWas_Holds()
    {
        var never = Chartered.Do(Who.Office, Appoint("successor", Day(9, 1))).Do(Who.Office, new EndAppointment("免职1号", Why, Day(9, 1)));
        var leader = never.Do(Who.Office, Appoint("chief", Day(6, 1))).State.Leader;
        Assert.Equal(("chief", "chief"), (leader.HolderOn(Day(6, 1))?.Person, leader.HolderOn(Day(12, 1))?.Person));
        Assert.All(leader.Tenures, tenure => Assert.True(tenure.Until is null || tenure.Until >= tenure.From));
    }

    [Fact]
    public void Appoint_Oneself_IsRefused()
    {
        Chartered.When(Who.Office, Appoint(Who.Office.Person!, Day(1, 18))).ThenRefused(Problems.FourEyes);
        Chartered.When(Who.Office with { Account = "other" }, LetAct(Who.Office.Person!, Day(1, 18))).ThenRefused(Problems.FourEyes);
    }

    [Fact]
    public void AppointLeader_VacantPosition_RecordsNameAndDocument() =>
        Chartered.When(Who.Office, Appoint("chief", Day(1, 20)))
            .Then(new LeaderAppointed("chief", "甲", "任命1号", "领导小组", Day(1, 20)));

    [Fact]
    public void AppointLeader_SomebodyHoldsThePosition_HandsOverAtTheEffectiveDay()
    {
        var state = Led.Do(Who.Office, Appoint("successor", Day(3, 1))).State.Leader;
        Assert.Equal("chief", state.HolderOn(Day(2, 28))!.Person);
        Assert.Equal("successor", state.HolderOn(Day(3, 1))!.Person);
        Assert.Equal(PositionStatus.HandingOver, state.StatusOn(Day(2, 1)));
    }

    [Theory]
    [InlineData("nobody-known", "2021-02-01", "person-not-found")]
    [InlineData("successor", "2021-01-14", "before-start")]
    [InlineData("successor", "2061-01-01", "invalid-date")]
    [InlineData("successor", "2060-12-31", "invalid-date")]
    [InlineData("chief", "2021-02-01", "already-holds")]
    [InlineData("successor", "2021-01-18", "appointment-overlaps")]
    [InlineData("successor", "2021-01-17", "appointment-overlaps")]
    public void AppointLeader_Unfit_IsRefused(string person, string day, string code) =>
        Led.When(Who.Office, Appoint(person, DateOnly.Parse(day, null))).ThenRefused(Problem(code));

    [Theory]
    [InlineData("", "text-required")]
    [InlineData("任命\u200b1号", "text-invalid")]
    [InlineData(" 任命1号", "text-invalid")]
    [InlineData(null, "text-too-long")]
    public void AppointLeader_BadDocument_IsRefused(string? document, string code)
    {
        var command = Appoint("chief", Day(1, 20)) with { Document = document ?? new('长', 101) };
        Chartered.When(Who.Office, command).ThenRefused(Problem(code));
        Chartered.When(Who.Office, LetAct("deputy", Day(1, 20)) with { Document = document ?? new('长', 101) }).ThenRefused(Problem(code));
        Led.When(Who.Office, new EndAppointment(document ?? new('长', 101), Why, Day(3, 1))).ThenRefused(Problem(code));
    }

    [Fact]
    public void AppointLeader_WhoActsSinceTheSameDay_IsAppointed()
    {
        var state = Chartered.Do(Who.Office, LetAct("deputy", Day(1, 20))).Do(Who.Office, Appoint("deputy", Day(1, 20))).State.Leader;
        Assert.Equal(TenureKind.Appointed, state.HolderOn(Day(1, 20))!.Kind);
    }

    [Fact]
    public void AppointLeader_WhoActedBeforeALaterAppointment_IsRefused() =>
        Chartered.Do(Who.Office, LetAct("deputy", Day(1, 20))).Do(Who.Office, Appoint("chief", Day(2, 1)))
            .When(Who.Office, Appoint("deputy", Day(1, 20))).ThenRefused(Problems.AppointmentOverlaps);

    [Fact]
    public void DesignateActingLeader_VacantPosition_ActsUntilTheNextAppointment()
    {
        var acting = Chartered.When(Who.Office, LetAct("deputy", Day(1, 20)))
            .Then(new ActingLeaderDesignated("deputy", "乙", "任命2号", "领导小组", Day(1, 20)));
        var state = acting.Do(Who.Group, Appoint("chief", Day(2, 1))).State.Leader;
        Assert.Equal("deputy", state.HolderOn(Day(1, 31))!.Person);
        Assert.Equal("chief", state.HolderOn(Day(2, 1))!.Person);
    }

    [Fact]
    public void DesignateActingLeader_SomebodyIsAppointedOrActs_IsRefused()
    {
        Led.When(Who.Office, LetAct("deputy", Day(2, 1))).ThenRefused(Problems.AlreadyHolds);
        Chartered.Do(Who.Office, LetAct("deputy", Day(1, 20))).When(Who.Office, LetAct("successor", Day(2, 1))).ThenRefused(Problems.AlreadyHolds);
    }

    [Fact]
    public void DesignateActingLeader_BeforeALaterAppointment_IsRefused() =>
        Chartered.Do(Who.Office, Appoint("chief", Day(3, 1))).When(Who.Office, LetAct("deputy", Day(2, 1))).ThenRefused(Problems.AppointmentOverlaps);

    [Fact]
    public void DesignateActingLeader_UnknownPersonOrTooEarly_IsRefused()
    {
        Chartered.When(Who.Office, LetAct("nobody-known", Day(2, 1))).ThenRefused(Problems.PersonNotFound);
        Chartered.When(Who.Office, LetAct("deputy", Day(1, 1))).ThenRefused(Problems.BeforeStart);
    }

    [Fact]
    public void EndAppointment_Held_LeavesTheOfficeVacantFromThatDay()
    {
        var state = Led.When(Who.Office, new EndAppointment("免职1号", Why, Day(3, 1)))
            .Then(new AppointmentEnded("免职1号", Why, Day(3, 1))).State.Leader;
        Assert.Equal("chief", state.HolderOn(Day(2, 28))!.Person);
        Assert.Null(state.HolderOn(Day(3, 1)));
        Assert.Equal(PositionStatus.Vacant, state.StatusOn(Day(3, 1)));
    }

    [Fact]
    public void EndAppointment_Vacant_IsRefused() =>
        Chartered.When(Who.Office, new EndAppointment("免职1号", Why, Day(3, 1))).ThenRefused(Problems.LeaderVacant);

    [Fact]
    public void EndAppointment_OnTheFirstDay_WasNone_AndSomebodyElseMayBeAppointed()
    {
        var ended = Led.Do(Who.Office, new EndAppointment("免职1号", Why, Day(1, 18)));
        Assert.Null(ended.State.Leader.HolderOn(Day(1, 18)));
        Assert.Equal(PositionStatus.Vacant, ended.State.Leader.StatusOn(Day(1, 17)));
        ended.When(Who.Office, new EndAppointment("免职1号", Why, Day(1, 18))).ThenRefused(Problems.LeaderVacant);
        Assert.Equal("successor", ended.Do(Who.Office, Appoint("successor", Day(1, 18))).State.Leader.HolderOn(Day(1, 18))!.Person);
    }

    /// <summary>A slip of the pen: what held before holds on, whatever it was, and the right one can be appointed.</summary>
    [Fact]
    public void CancelAppointment_InTheFuture_RestoresWhatHeldBefore()
    {
        var wrong = Led.Do(Who.Office, Appoint("successor", Day(12, 1)));
        var cancelled = wrong.When(Who.Group, Cancel(Day(12, 1))).Then(new AppointmentCancelled("撤销1号", Why, Day(12, 1)));
        Assert.Equal(Led.State.Leader.Tenures, cancelled.State.Leader.Tenures);
        Assert.Equal("successor", cancelled.Do(Who.Office, Appoint("successor", Day(11, 1))).State.Leader.HolderOn(Day(11, 1))!.Person);

        // An end in the future, and one of two that follow each other.
        var ended = Led.Do(Who.Office, new EndAppointment("免职1号", Why, Day(10, 1)));
        Assert.Equal(Led.State.Leader.Tenures, ended.Do(Who.Office, Cancel(Day(10, 1))).State.Leader.Tenures);
        Assert.Equal(ended.State.Leader.Tenures, ended.Do(Who.Office, Appoint("successor", Day(11, 1))).Do(Who.Office, Cancel(Day(11, 1))).State.Leader.Tenures);
        var both = wrong.Do(Who.Office, Appoint("deputy", Day(12, 20)));
        Assert.Equal(["chief", "deputy"], both.Do(Who.Office, Cancel(Day(12, 1))).State.Leader.Tenures.Select(tenure => tenure.Person));
    }

    [Theory]
    [InlineData("2021-01-18", "appointment-begun")]
    [InlineData("2021-12-02", "appointment-not-found")]
    [InlineData("2060-12-31", "appointment-not-found")]
    public void CancelAppointment_OfWhatHasBegunOrIsNotThere_IsRefused(string day, string code) =>
        Led.When(Who.Office, Cancel(DateOnly.Parse(day, null))).ThenRefused(Problem(code));

    [Fact]
    public void CancelAppointment_ByWhoMayNotOrWithoutWords_IsRefused()
    {
        var wrong = Led.Do(Who.Office, Appoint("successor", Day(12, 1)));
        wrong.When(Who.Liaison, Cancel(Day(12, 1))).ThenRefused(Problems.Forbidden);
        wrong.When(Who.Office, Cancel(Day(12, 1)) with { Document = "" }).ThenRefused(Problems.TextRequired);
        wrong.When(Who.Office, Cancel(Day(12, 1)) with { Reason = "\u3164" }).ThenRefused(Problems.TextInvalid);
        wrong.Do(Who.Office, Cancel(Day(12, 1))).When(Who.Office, Cancel(Day(12, 1))).ThenRefused(Problems.AppointmentNotFound);
    }

    [Fact]
    public void EndAppointment_BeforeASuccessor_IsRefused()
    {
        Led.Do(Who.Office, Appoint("successor", Day(3, 1)))
            .When(Who.Office, new EndAppointment("免职1号", Why, Day(2, 1))).ThenRefused(Problems.AppointmentOverlaps);
    }

    [Fact]
    public void EndAppointment_BeforeTheProgramme_IsRefused() =>
        Led.When(Who.Office, new EndAppointment("免职1号", Why, Day(1, 1))).ThenRefused(Problems.BeforeStart);

    [Fact]
    public void Position_AppointedForLater_IsDesignate() =>
        Assert.Equal(PositionStatus.Designate, Chartered.Do(Who.Office, Appoint("chief", Day(3, 1))).State.Leader.StatusOn(Day(2, 1)));

    private static CancelAppointment Cancel(DateOnly day) => new("撤销1号", Why, day);

    internal static Problem Problem(string code) => Problems.All.Single(problem => problem.Code == code);
}
