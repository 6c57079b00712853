using FuyangPlan.Initiatives;
using static FuyangPlan.Given;
using static FuyangPlan.Leads.LeadSituations;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Leads;

public class LeadCohortsTests
{
    [Fact]
    public void Of_NoLeads_IsEmpty() => Assert.Empty(LeadCohorts.Of([]));

    [Fact]
    public void Of_TwoQuarters_CountsHowFarEachCame_AndHowLongItTook()
    {
        // 18 January: two; one goes on after 3 days and falls back after 4 more, the other goes on after 6 and is lost. 2 April: one more.
        var first = Recorded.Do(Who.InvestmentOfficer, New with { Investor = "演示二" });
        var worked = first.On(Day(1, 21)).Do(Who.InvestmentOfficer, Step(LeadStage.Screening, Day(1, 21)))
            .On(Day(1, 24)).Do(Who.InvestmentOfficer, Step(LeadStage.Screening, Day(1, 24), lead: 2))
            .On(Day(1, 25)).Do(Who.InvestmentOfficer, On(1, new RegressLead(LeadStage.Lead, Why)))
            .Do(Who.InvestmentOfficer, On(2, new EndLead(LeadEnding.Lost, LeadEndCode.Market, Why)))
            .On(Day(4, 2)).Do(Who.InvestmentOfficer, New with { Investor = "演示三" });
        var cohorts = LeadCohorts.Of(worked.State.Leads.Leads.Values);
        Assert.Equal([(2021, 2, 1, 0), (2021, 1, 2, 1)], cohorts.Select(each => (each.Year, each.Quarter, each.Leads, each.Gone)));
        Assert.Equal([new(LeadStage.Lead, 1, 1, null)], cohorts[0].Stages);
        Assert.Equal([new(LeadStage.Lead, 2, 1, 4.5m), new(LeadStage.Screening, 2, 1, 4)], cohorts[1].Stages);
    }

    [Fact]
    public void Of_MergedLeads_CountsOne()
    {
        var merged = Recorded.Do(Who.InvestmentOfficer, New with { Investor = "演示二" }).Do(Who.InvestmentOfficer, On(2, new MergeLeads(1, Why)));
        Assert.Equal(1, Assert.Single(LeadCohorts.Of(merged.State.Leads.Leads.Values)).Leads);
    }
}
