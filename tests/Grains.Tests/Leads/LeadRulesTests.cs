using FuyangPlan.Teams;
using static FuyangPlan.Given;
using static FuyangPlan.Leads.LeadSituations;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Leads;

public class LeadRulesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(0.001)]
    [InlineData(10_000_000.01)]
    public void Record_AnAmountThatCannotBe_IsOutOfRange(decimal amount)
    {
        Chain.When(Who.Chief, New with { Amount = amount }).ThenRefused(Problems.OutOfRange);
        Chain.When(Who.Chief, New with { Land = amount }).ThenRefused(Problems.OutOfRange);
        Recorded.When(Who.Chief, On(1, new ReviseLead(Amount: amount))).ThenRefused(Problems.OutOfRange);
    }

    [Fact]
    public void Record_StampsNumberHolderAndProtection()
    {
        var lead = Chain.Do(Who.InvestmentOfficer, New with { Amount = 10_000_000 }).Do(Who.Chief, New with { Investor = "另一演示企业" }).Lead(2);
        Assert.Equal((2, "chief", "甲", Day(4, 18)), (lead.Number, lead.Holder, lead.HolderName, lead.ProtectedUntil));
        Assert.Empty(lead.Suspects);
    }

    [Fact]
    public void Record_OnAWrongDayOrWithoutAName_IsRefused()
    {
        var later = Chain.On(Day(2, 1));
        later.When(Who.Chief, New with { ReportedOn = Day(2, 2) }).ThenRefused(Problems.InFuture);
        later.When(Who.Chief, New with { ReportedOn = Day(1, 24) }).ThenRefused(Problems.Backdated);
        later.When(Who.Chief, New with { Investor = " " }).ThenRefused(Problems.TextRequired);
        later.When(Who.Chief, New with { Summary = new('长', 2001) }).ThenRefused(Problems.TextTooLong);
        later.Do(Who.Chief, New with { ReportedOn = Day(1, 25) });
    }

    [Fact]
    public void Record_OfAnInvestorThatIsThere_NamesTheChain() =>
        Assert.Equal(["chain-1"], Recorded.Do(Who.Chief, New with { Investor = "演示封测　股份有限公司" }).Lead(2).Suspects);

    [Fact]
    public void Activity_BackDatedOrOfTomorrow_IsRefused()
    {
        var later = Recorded.On(Day(2, 1));
        later.When(Who.Chief, On(1, new RecordActivity(LeadActivityKind.Visit, Day(1, 24), "考察"))).ThenRefused(Problems.Backdated);
        later.When(Who.Chief, On(1, new RecordActivity(LeadActivityKind.Visit, Day(2, 2), "考察"))).ThenRefused(Problems.InFuture);
        later.When(Who.Chief, On(1, new RecordActivity(LeadActivityKind.Visit, Day(2, 1), ""))).ThenRefused(Problems.TextRequired);
    }

    [Fact]
    public void Pool_IsLeftByAClaimOnly()
    {
        Assert.True(InPool.Lead().IsInPool);
        InPool.When(Who.Chief, Step(LeadStage.Screening, Day(4, 30))).ThenRefused(Problems.LeadInPool);
        InPool.When(Who.Chief, On(1, new RecordActivity(LeadActivityKind.Visit, Day(4, 30), "考察"))).ThenRefused(Problems.LeadInPool);
        var claimed = InPool.Do(Who.Chief, On(1, new ClaimLead()));
        Assert.Equal(("chief", Day(4, 30).AddDays(90)), (claimed.Lead().Holder, claimed.Lead().ProtectedUntil));
        claimed.When(Who.InvestmentOfficer, On(1, new ClaimLead())).ThenRefused(Problems.IllegalTransition);
    }

    [Fact]
    public void Assign_ToSomebodyOfTheChainOnly()
    {
        Recorded.When(Who.Chief, On(1, new AssignLead("deputy"))).ThenRefused(Problems.NotInTeam);
        Recorded.When(Who.Chief, On(1, new AssignLead("nobody"))).ThenRefused(Problems.PersonNotFound);
        var assigned = Recorded.Do(Who.Office, new JoinTeam("deputy", "招商")).Do(Who.Chief, On(1, new AssignLead("deputy")));
        Assert.Equal(("deputy", "乙"), (assigned.Lead().Holder, assigned.Lead().HolderName));
    }

    [Fact]
    public void Merge_KeepsOneScoreAndPointsToTheOther()
    {
        var two = At(LeadStage.Signed, Recorded.Do(Who.Chief, New));
        two.When(Who.Chief, On(1, new MergeLeads(2, Why))).ThenRefused(Problems.IllegalTransition);
        two.When(Who.Chief, On(1, new MergeLeads(1, Why))).ThenRefused(Problems.IllegalTransition);
        two.When(Who.Chief, On(1, new MergeLeads(3, Why))).ThenRefused(Problems.LeadNotFound);
        var both = At(LeadStage.Landed, two, lead: 2);
        var merged = both.Do(Who.Chief, On(1, new MergeLeads(2, Why)));
        Assert.Equal(merged.Lead(2).Score, merged.State.Leads.Score);
        Assert.Equal(both.Lead(2).Score, merged.State.Leads.Score);
        Assert.Equal((LeadStanding.Ended, 2, 0m), (merged.Lead().Standing, merged.Lead().MergedInto, merged.Lead().Score));
        Assert.Equal([1], merged.Lead(2).Merged);
        merged.When(Who.Chief, On(1, new ReviseLead(Land: 1))).ThenRefused(Problems.IllegalTransition);
        Assert.Equal([2], merged.State.Leads.OfInvestor(both.Lead().InvestorHash).Select(lead => lead.Number));
    }

    [Fact]
    public void Merge_OfALeadThatIsSpelledOtherwise_IsFoundByBothSpellings()
    {
        var two = Recorded.Do(Who.Chief, New with { Investor = "演示封测（曾用名）" });
        var (old, now) = (two.Lead(2).InvestorHash, two.Lead(1).InvestorHash);
        var merged = two.Do(Who.Chief, On(2, new MergeLeads(1, Why)));
        Assert.NotEqual(old, now);
        foreach (var hash in (string[])[old, now]) Assert.Equal([1], merged.State.Leads.OfInvestor(hash).Select(lead => lead.Number));
        // Through several mergers, too.
        var again = merged.Do(Who.Chief, New with { Investor = "演示三" }).Do(Who.Chief, On(1, new MergeLeads(3, Why)));
        Assert.Equal([3], again.State.Leads.OfInvestor(old).Select(lead => lead.Number));
        Assert.Equal(["chain-1"], merged.Do(Who.Chief, New with { Investor = "演示封测（曾用名）" }).Lead(3).Suspects);
    }

    [Fact]
    public void Merge_OfALeadThatCameFurther_IsRemembered()
    {
        var fallen = At(LeadStage.Landed, Recorded.Do(Who.Chief, New)).Do(Who.Chief, On(1, new RegressLead(LeadStage.Lead, Why)));
        Assert.Equal(LeadStage.Landed, fallen.Do(Who.Chief, On(1, new MergeLeads(2, Why))).Lead(2).Furthest);
    }

    [Fact]
    public void Assign_OfALeadThatRests_BeginsNothing()
    {
        var assigned = InPool.Do(Who.Chief, On(1, new ParkLead(Day(6, 1), Why))).Do(Who.Chief, On(1, new AssignLead("chief")));
        Assert.Equal(("chief", null), (assigned.Lead().Holder, assigned.Lead().ProtectedUntil));
        Assert.Equal(Day(6, 1).AddDays(90), assigned.On(Day(6, 1)).Aged().Lead().ProtectedUntil);
    }

    [Fact]
    public void Merge_OfAConfidentialLeadIntoAnOpenOne_IsRefused() =>
        Recorded.Do(Who.Chief, New with { Confidential = true }).When(Who.Chief, On(2, new MergeLeads(1, Why))).ThenRefused(Problems.IllegalTransition);

    [Fact]
    public void Phrase_OfAConfidentialLead_SaysThatSomethingHappened()
    {
        var secret = At(LeadStage.Screening, Chain.Do(Who.Chief, New with { Confidential = true })).On(Day(2, 20)).Aged();
        Assert.Equal(["一条保密的招商线索有变动"], secret.Entries.Where(entry => entry.Event is LeadEvent).Select(entry => entry.Event.Sentence).Distinct());
        Assert.Contains("12", Recorded.Entries[^1].Event.Sentence, StringComparison.Ordinal);
    }
}
