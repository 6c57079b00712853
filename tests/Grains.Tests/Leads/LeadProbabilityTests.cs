using static FuyangPlan.Given;
using static FuyangPlan.Leads.LeadSituations;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Leads;

public class LeadProbabilityTests
{
    [Theory]
    [InlineData(LeadStage.Lead, 0.05)]
    [InlineData(LeadStage.Screening, 0.10)]
    [InlineData(LeadStage.Negotiation, 0.20)]
    [InlineData(LeadStage.Offer, 0.35)]
    [InlineData(LeadStage.Memorandum, 0.45)]
    [InlineData(LeadStage.Signed, 0.60)]
    [InlineData(LeadStage.Landed, 0.80)]
    [InlineData(LeadStage.GroundBroken, 0.90)]
    [InlineData(LeadStage.Completed, 0.95)]
    [InlineData(LeadStage.InProduction, 0.98)]
    [InlineData(LeadStage.AtCapacity, 1)]
    public void Probability_WithoutExperience_IsWhatIsUsual(LeadStage stage, decimal expected)
    {
        var likely = Of(At(stage), Day(1, 18));
        Assert.Equal(expected, likely.Mean);
        Assert.InRange(likely.Mean, likely.Low, likely.High);
    }

    // Signed: Beta(4.8, 3.2). One landed of the same source: Beta(5.8, 3.2); another lost: Beta(5.8, 4.2).
    [Fact]
    public void Probability_LearnsFromLeadsOfTheSource()
    {
        var landed = At(LeadStage.Landed, At(LeadStage.Signed, Recorded.Do(Who.Chief, New).Do(Who.Chief, New)), lead: 2);
        Assert.Equal(0.6444m, Of(landed, Day(1, 18)).Mean);
        var lost = At(LeadStage.Signed, landed, lead: 3).Do(Who.Chief, On(3, new EndLead(LeadEnding.Lost, LeadEndCode.Market, Why)));
        Assert.Equal(0.58m, Of(lost, Day(1, 18)).Mean);
        Assert.True(Of(lost, Day(1, 18)) is { Low: > 0.3m and < 0.4m, High: > 0.8m and < 0.85m });
        // Another source has another experience.
        var fair = At(LeadStage.Signed, lost.Do(Who.Chief, New with { Source = LeadSource.Fair }), lead: 4);
        Assert.Equal(0.60m, Of(fair, Day(1, 18), 4).Mean);
    }

    [Fact]
    public void Probability_AfterLandingAndFallingBack_IsOneExperience()
    {
        var again = At(LeadStage.Landed).Do(Who.Chief, On(1, new RegressLead(LeadStage.Signed, Why))).Do(Who.Chief, Step(LeadStage.Landed, Day(1, 18)));
        Assert.Equal(new(1, 0), again.State.Leads.TallyOf(LeadSource.LeaderReferral, LeadStage.Signed));
        var ended = again.Do(Who.Chief, On(1, new EndLead(LeadEnding.Lost, LeadEndCode.Market, Why)));
        Assert.Equal(new(1, 0), ended.State.Leads.TallyOf(LeadSource.LeaderReferral, LeadStage.Signed));
    }

    [Fact]
    public void Probability_OfALandingThatDidNotHold_TeachesNobody()
    {
        var signed = At(LeadStage.Signed, At(LeadStage.Landed, Recorded.Do(Who.Chief, New)), lead: 2);
        Assert.Equal(0.6444m, Of(signed, Day(1, 18), 2).Mean);
        var back = signed.Do(Who.Chief, On(1, new RegressLead(LeadStage.Signed, Why)));
        Assert.Equal((new(0, 0), 0.60m), (back.State.Leads.TallyOf(LeadSource.LeaderReferral, LeadStage.Signed), Of(back, Day(1, 18), 2).Mean));
        var lost = back.Do(Who.Chief, On(1, new EndLead(LeadEnding.Lost, LeadEndCode.Market, Why)));
        Assert.Equal(new(0, 1), lost.State.Leads.TallyOf(LeadSource.LeaderReferral, LeadStage.Signed));
    }

    [Fact]
    public void Probability_OfMergedLeads_IsOneExperience()
    {
        var both = At(LeadStage.Landed, At(LeadStage.Landed, Recorded.Do(Who.Chief, New)), lead: 2);
        Assert.Equal(new(2, 0), both.State.Leads.TallyOf(LeadSource.LeaderReferral, LeadStage.Lead));
        var merged = both.Do(Who.Chief, On(1, new MergeLeads(2, Why)));
        Assert.Equal(new(1, 0), merged.State.Leads.TallyOf(LeadSource.LeaderReferral, LeadStage.Lead));
    }

    /// <summary>Nothing is certain before the end, however long nobody has moved and whatever was learned.</summary>
    [Fact]
    public void Probability_BeforeTheEnd_IsAnInterval()
    {
        for (var stage = LeadStage.Lead; stage < LeadStage.AtCapacity; stage++)
            foreach (var days in (int[])[0, 1, 100, 1000, 20_000])
            {
                var (mean, low, high) = Of(At(stage), Day(1, 18).AddDays(days));
                Assert.True(0 < mean && mean < 1 && low < mean && mean < high, $"{stage} after {days} days: {mean} ({low} to {high})");
            }
        Assert.Equal(new(1, 1, 1), Of(At(LeadStage.AtCapacity), Day(1, 18)));
    }

    // Signed should take 60 days.
    [Theory]
    [InlineData(60, 0.60)]
    [InlineData(120, 0.30)]
    [InlineData(180, 0.15)]
    public void Probability_OfAStuckLead_Falls(int days, decimal expected)
    {
        var likely = Of(At(LeadStage.Signed), Day(1, 18).AddDays(days));
        Assert.Equal(expected, likely.Mean);
        Assert.InRange(likely.Mean, likely.Low, likely.High);
    }

    [Fact]
    public void Probability_OfALeadThatRests_IsNone() => Assert.Equal(default, Of(Parked, Day(1, 18)));

    private static Likelihood Of(Situation<Initiatives.InitiativeState> situation, DateOnly today, int lead = 1) =>
        new LeadProbability(situation.State.Leads, situation.Plan.Rules.Leads, today).Of(situation.Lead(lead));
}
