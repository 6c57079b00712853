using FuyangPlan.Enterprises;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Leads;
using FuyangPlan.ResourcePools;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Plans;

/// <summary>A district with other numbers: decisions follow them from then on, and what was recorded before keeps what it was given.</summary>
public class RuleSetTests
{
    private static readonly RuleSet Own = new()
    {
        Leads = new(
            ResponseDays: 2, ScreeningDays: 5, FeedbackDays: 9, NoteDays: 30, ProtectionDays: 60, FirstNoticeDays: 10, LastNoticeDays: 1, LongestRestDays: 100,
            PriorWeight: 20, Stages: [new(LeadStage.Signed, 0.5m, 10, 4)]),
        Pools = new(HoldDays: 30, LongestHoldDays: 40),
        Services = new(
            LinkDays: 7, ContactWorkingMinutes: 120, AnswerWorkingDays: 1, CloseWorkingDays: 2, ContentFromStars: 5, Rounds: 1, CommonFrom: 2, CommonDays: 5,
            Shifts: [new(new(9, 0), new(10, 0)), new(new(14, 0), new(18, 0))]),
    };

    private static readonly PlanState Facts = State with { Document = State.Document! with { Rules = Own } };

    [Fact]
    public void Leads_FollowTheRules_AndWhatWasGivenBeforeStays()
    {
        var before = LeadSituations.Recorded;
        var after = before.In(Facts).Do(Who.Chief, LeadSituations.New);
        Assert.Equal([Day(1, 19), Day(1, 21), Day(1, 25)], after.Lead().Terms.Deadlines.Select(deadline => deadline.Until));
        Assert.Equal((Day(4, 18), before.Lead().Terms), (after.Lead().ProtectedUntil!.Value, after.Lead().Terms));
        Assert.Equal([Day(1, 20), Day(1, 23), Day(1, 27)], after.Lead(2).Terms.Deadlines.Select(deadline => deadline.Until));
        Assert.Equal(Day(3, 19), after.Lead(2).ProtectedUntil);
        Assert.Equal([Day(3, 9), Day(3, 18)], after.Lead(2).Terms.Protection!.Notices);
        Assert.True(after.On(Day(3, 20)).Aged() is var later && later.Lead(2).IsInPool && !later.Lead().IsInPool);

        Assert.Contains("100", after.When(Who.Chief, On(2, new ParkLead(Day(1, 18).AddDays(101), Why))).ThenRefused(Problems.InvalidDate).Detail, StringComparison.Ordinal);
        // By time, too: it wakes under the rules of the day on which it wakes.
        var awake = before.Do(Who.Chief, On(1, new ParkLead(Day(2, 1), Why))).In(Facts).On(Day(2, 1)).Aged();
        Assert.Equal(Day(2, 1).AddDays(60), awake.Lead().ProtectedUntil);
        var pool = LeadSituations.InPool.In(Facts);
        Assert.Equal(Day(4, 30).AddDays(60), pool.Do(Who.Chief, On(1, new ClaimLead())).Lead().ProtectedUntil);
        Assert.Equal(Day(4, 30).AddDays(60), pool.Do(Who.Chief, On(1, new AssignLead("successor"))).Lead().ProtectedUntil);
        var visited = after.On(Day(4, 10)).Do(Who.Chief, On(1, new RecordActivity(LeadActivityKind.Visit, Day(4, 9), "考察")));
        Assert.Equal(Day(4, 9).AddDays(60), visited.Lead().ProtectedUntil);
        var noted = LeadSituations.At(LeadStage.Negotiation, after, lead: 2).Lead(2);
        Assert.Equal(Day(2, 17), noted.Terms.Deadlines.Single(deadline => deadline.Duty == LeadDuty.Note).Until);
        var signed = LeadSituations.At(LeadStage.Signed, after, lead: 2);
        Assert.Equal(0.25m, new LeadProbability(signed.State.Leads, Own.Leads, Day(2, 7)).Of(signed.Lead(2)).Mean);
        Assert.Equal(4.2787m, signed.Lead(2).Scores[^1].Points);
    }

    [Fact]
    public void Pools_FollowTheRules_AndWhatWasGivenBeforeStays()
    {
        var held = Pools.PreChecked(10).Do(Who.ResourceDesk, On(1, new ReserveForRequest(10)));
        var own = Pools.PreChecked(10).In(Facts);
        Assert.Equal((Day(2, 8).AddDays(90), Day(2, 8).AddDays(30)), (
            held.In(Facts).On(Day(2, 9)).Aged().Request().ReservedUntil!.Value, own.Do(Who.ResourceDesk, On(1, new ReserveForRequest(10))).Request().ReservedUntil!.Value));
        Assert.Contains("40", own.When(Who.ResourceDesk, On(1, new ReserveForRequest(10, Day(2, 8).AddDays(41))))
            .ThenRefused(Problems.InvalidDate).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Services_FollowTheRules_AndWhatWasGivenBeforeStays()
    {
        var own = Served.Registered.In(Facts);
        Assert.Equal(Day(2, 15), own.Do(Who.Office, new IssueLink("演示联系人")).State.Links[1].Until);
        // Monday 09:20: 40 minutes until ten, the rest from two on.
        Assert.Equal(new(Day(2, 8).Start().AddHours(15).AddMinutes(20), Day(2, 9), Day(2, 10)), own.Do(Who.Enterprise, Served.Asking).Request().Deadlines);
        Assert.Equal(Served.Asked.Request().Deadlines, Served.Asked.In(Facts).On(Day(2, 9)).Aged().Request().Deadlines);
        Served.Solved.In(Facts).When(Who.Enterprise, On(1, new RateRequest(4))).Then(new ServiceRequestRated(1, 4, false, null), new ServiceRequestArchived(1, false));
        // What counted as content still does.
        var content = Served.Solved.Do(Who.Enterprise, On(1, new RateRequest(4))).State;
        Assert.Equal(0, EnterpriseViews.Of(content, new Seen(new("test", "enterprise-demo-a"), 1, Facts, Day(2, 9).Start()))!.Dissatisfied);
    }

    [Fact]
    public void Defaults_AreWhatPlansWithoutRulesHave() => Assert.Empty(PlanDocumentRules.Check(Document with { Rules = new() }));

    [Fact]
    public void RuleSet_OverTheWire_IsTheSame()
    {
        using var services = new ServiceCollection().AddSerializer(builder => builder.AddAssembly(typeof(RuleSet).Assembly)).BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        Assert.Equal(Written(Own), Written(serializer.Deserialize<RuleSet>(serializer.SerializeToArray(Own))!));
    }

    private static string Written(RuleSet rules) => System.Text.Json.JsonSerializer.Serialize(rules, StrictJson.Options);
}
