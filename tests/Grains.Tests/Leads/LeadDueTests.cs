using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using static FuyangPlan.Given;
using static FuyangPlan.Leads.LeadSituations;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Leads;

public class LeadDueTests
{
    // 18 January, with a referrer: response until the 19th, screening until the 21st, feedback until the 25th, protection until 18 April.
    [Fact]
    public void Nothing_Done_IsOverdueOnceEach_ThenNoticed_ThenReleased() => Assert.Equal(
        [
            "lead.overdue 2021-01-20 Response", "lead.overdue 2021-01-22 Screening", "lead.overdue 2021-01-26 Feedback",
            "lead.protection-expiring 2021-04-04 14", "lead.protection-expiring 2021-04-15 3", "lead.released-to-pool 2021-04-19 ",
        ],
        Brought(Recorded, Day(12, 31)));

    [Fact]
    public void Answered_InTime_IsNotOverdue()
    {
        var answered = Recorded.On(Day(1, 19)).Do(Who.Chief, On(1, new RecordActivity(LeadActivityKind.Contact, Day(1, 19), "电话联系")))
            .On(Day(1, 21)).Do(Who.Chief, Step(LeadStage.Screening, Day(1, 21)))
            .On(Day(1, 25)).Do(Who.Chief, On(1, new RecordActivity(LeadActivityKind.Feedback, Day(1, 25), "已告知推荐人")));
        Assert.Empty(Brought(answered, Day(2, 28)));
        Assert.Equal(Day(4, 21), answered.Lead().ProtectedUntil);
    }

    [Fact]
    public void Overdue_IsClearedByWhatAnswersIt()
    {
        var late = Recorded.On(Day(1, 30)).Aged();
        Assert.Equal([LeadDuty.Response, LeadDuty.Screening, LeadDuty.Feedback], late.Lead().Terms.Overdue);
        late = late.Do(Who.Chief, On(1, new RecordActivity(LeadActivityKind.Feedback, Day(1, 30), "已告知推荐人")));
        Assert.Equal([LeadDuty.Response, LeadDuty.Screening], late.Lead().Terms.Overdue);
        Assert.Empty(late.Do(Who.Chief, Step(LeadStage.Screening, Day(1, 30))).Lead().Terms.Overdue);
    }

    [Fact]
    public void Note_IsDueEveryTwoWeeksInNegotiation_OnceUntilItComes()
    {
        var negotiating = At(LeadStage.Negotiation).Do(Who.Chief, On(1, new RecordActivity(LeadActivityKind.Feedback, Day(1, 18), "已告知推荐人")));
        Assert.Equal(["lead.overdue 2021-02-02 Note"], Brought(negotiating, Day(3, 31)));
        var noted = negotiating.On(Day(2, 10)).Do(Who.Chief, On(1, new RecordActivity(LeadActivityKind.Note, Day(2, 10), "条件仍在商谈")));
        Assert.Equal(["lead.overdue 2021-02-25 Note"], Brought(noted, Day(3, 31)));
        // A note is no activity with the investor.
        Assert.Equal(Day(4, 18), noted.Lead().ProtectedUntil);
    }

    [Fact]
    public void Protection_IsExtendedByVisitsAndStages_AndEndsWithTheSigning()
    {
        var visited = Recorded.On(Day(4, 10)).Do(Who.Chief, On(1, new RecordActivity(LeadActivityKind.Visit, Day(4, 9), "考察")));
        Assert.Equal(Day(4, 9).AddDays(90), visited.Lead().ProtectedUntil);
        Assert.Equal(2, visited.Lead().Terms.Protection!.Notices.Length);
        Assert.Null(At(LeadStage.Signed).Lead().ProtectedUntil);
        Assert.False(At(LeadStage.Signed).On(Day(12, 31)).Aged().Lead().IsInPool);
    }

    [Fact]
    public void Due_OfTenThousandLeads_IsInOrderAndOneForEach()
    {
        var many = Enumerable.Range(0, 10_000).Aggregate(Chain.State, (state, i) => InitiativeState.Apply(state, new(
            new LeadRecorded(i + 1, false, "密钥", Words.Sealed, $"{i % 100}", 100, null, LeadSource.Fair, null, null, null, null, Day(1, 18), "chief", "甲", [],
                LeadTermRules.Recorded(false, Day(1, 18), new())),
            i + 4, 0, Day(1, 18).Start().AddSeconds(i), Day(1, 18).Start(), Who.Chief, $"{i}", "", "")));
        Assert.NotNull(many.Leads.Leads.Next);
        Assert.Equal(100, many.Leads.OfInvestor("7").Count());
        var due = Aging.Age(many, 10_003, State, Day(1, 20).Start()).Due;
        Assert.Equal(10_000, due.Length);
    }

    [Fact]
    public void Aged_DayByDay_EqualsAgedAtOnce()
    {
        var daily = At(LeadStage.Negotiation, Recorded.Do(Who.Chief, New)).Do(Who.Chief, On(2, new ParkLead(Day(2, 10), Why)));
        var atOnce = daily.On(Day(8, 1)).Aged();
        for (var day = Day(1, 19); day <= Day(8, 1); day = day.AddDays(1)) daily = daily.On(day).Aged();
        Assert.Equal(atOnce.Entries.Select(entry => (entry.HappenedAt, Journal.EventCatalog.Write(entry.Event))),
            daily.Entries.Select(entry => (entry.HappenedAt, Journal.EventCatalog.Write(entry.Event))));
    }

    private static IEnumerable<string> Brought(Situation<InitiativeState> situation, DateOnly until) =>
        situation.On(until, 0).Aged().Entries.Skip(situation.Version).Select(entry =>
        $"{Journal.EventCatalog.NameOf(entry.Event)} {entry.HappenedAt.Day():yyyy-MM-dd} {entry.Event switch { LeadOverdue e => e.Duty.ToString(), LeadProtectionExpiring e => e.Days.ToString(null, null), _ => "" }}");
}
