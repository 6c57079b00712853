using FuyangPlan.Initiatives;
using static FuyangPlan.Given;
using static FuyangPlan.Leads.LeadSituations;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Leads;

public class LeadStageRulesTests
{
    [Fact]
    public void Advance_ThroughAllStages_NeedsTheProofsOfEach()
    {
        var situation = Recorded;
        for (var stage = LeadStage.Screening; stage <= LeadStage.AtCapacity; stage++)
        {
            var proofs = ProofsOf(stage);
            Assert.NotEmpty(proofs);
            for (var left = 0; left < proofs.Length; left++)
                situation.When(Who.InvestmentOfficer, On(1, new AdvanceLead(stage, Day(1, 18), proofs.RemoveAt(left)))).ThenRefused(Problems.ProofMissing);
            situation = situation.Do(Who.InvestmentOfficer, Step(stage, Day(1, 18)));
            Assert.Equal(stage, situation.Lead().Stage);
        }
        situation.When(Who.InvestmentOfficer, Step(LeadStage.AtCapacity, Day(1, 18))).ThenRefused(Problems.IllegalTransition);
    }

    [Theory]
    [InlineData(LeadStage.Offer, LeadProofKind.Proposal)]
    [InlineData(LeadStage.InProduction, LeadProofKind.Invoice)]
    [InlineData(LeadStage.InProduction, LeadProofKind.PowerRecord)]
    public void Advance_WithTheOtherKindOfProof_IsAccepted(LeadStage stage, LeadProofKind kind) =>
        At(stage - 1).Do(Who.InvestmentOfficer, On(1, new AdvanceLead(stage, Day(1, 18), [new(kind, new('a', 64), "佐证.pdf")])));

    [Fact]
    public void Advance_Skipping_IsRefusedAndSaysWhatItNeeds() =>
        Assert.Contains("签约需投资协议", Recorded.When(Who.InvestmentOfficer, Step(LeadStage.Signed, Day(1, 18))).ThenRefused(Problems.StageSkipped).Detail, StringComparison.Ordinal);

    [Fact]
    public void Advance_WithACeremonyOnly_IsNoProof()
    {
        var landed = At(LeadStage.Landed);
        LeadProofReference ceremony = new(LeadProofKind.CeremonyPhoto, new('c', 64), "开工仪式.jpg");
        landed.When(Who.InvestmentOfficer, On(1, new AdvanceLead(LeadStage.GroundBroken, Day(1, 18), [ceremony]))).ThenRefused(Problems.CeremonyIsNoProof);
        landed.Do(Who.InvestmentOfficer, On(1, new AdvanceLead(LeadStage.GroundBroken, Day(1, 18), [ceremony, .. ProofsOf(LeadStage.GroundBroken)])));
    }

    [Fact]
    public void Advance_TheSameFileForTwoQuarters_IsMissingOne() =>
        At(LeadStage.InProduction).When(Who.InvestmentOfficer, On(1, new AdvanceLead(
            LeadStage.AtCapacity, Day(1, 18), [new(LeadProofKind.CapacityRecord, new('a', 64), "一季度.pdf"), new(LeadProofKind.CapacityRecord, new('a', 64), "二季度.pdf")])))
            .ThenRefused(Problems.ProofMissing);

    [Fact]
    public void Advance_OnAWrongDay_IsRefused()
    {
        var screened = Recorded.On(Day(2, 1)).Do(Who.InvestmentOfficer, Step(LeadStage.Screening, Day(1, 30)));
        screened.When(Who.InvestmentOfficer, Step(LeadStage.Negotiation, Day(2, 2))).ThenRefused(Problems.InFuture);
        screened.When(Who.InvestmentOfficer, Step(LeadStage.Negotiation, Day(1, 29))).ThenRefused(Problems.InvalidDate);
        screened.When(Who.InvestmentOfficer, Step(LeadStage.Negotiation, Day(1, 14))).ThenRefused(Problems.BeforeStart);
    }

    [Fact]
    public void Advance_BackDated_NeedsAReason()
    {
        var later = Recorded.On(Day(1, 26));
        AdvanceLead command = new(LeadStage.Screening, Day(1, 18), ProofsOf(LeadStage.Screening));
        later.When(Who.InvestmentOfficer, On(1, command)).ThenRefused(Problems.Backdated);
        later.When(Who.InvestmentOfficer, On(1, command with { Reason = "太短" })).ThenRefused(Problems.ReasonRequired);
        Assert.True(later.Do(Who.InvestmentOfficer, On(1, command with { Reason = Why })).Lead().Steps[^1].BackDated);
        Assert.False(later.Do(Who.InvestmentOfficer, On(1, command with { On = Day(1, 19), Reason = Why })).Lead().Steps[^1].BackDated);
    }

    [Fact]
    public void Advance_GroundBrokenWithTwelveYi_ScoresAsInTheJourney()
    {
        var before = At(LeadStage.Landed);
        var after = before.Do(Who.InvestmentOfficer, Step(LeadStage.GroundBroken, Day(1, 18)));
        Assert.Equal(6.4180m, after.State.Leads.Score - before.State.Leads.Score);
        Assert.Equal(after.State.Leads.Score, after.Lead().Score);
    }

    [Fact]
    public void Regress_TakesWhatLaterStagesScored_AndTheyNeverScoreAgain()
    {
        var broken = At(LeadStage.GroundBroken);
        var landed = broken.Do(Who.InvestmentOfficer, On(1, new RegressLead(LeadStage.Landed, Why)));
        Assert.Equal(-6.4180m, landed.State.Leads.Score - broken.State.Leads.Score);
        Assert.Equal(landed.State.Leads.Score, landed.Do(Who.InvestmentOfficer, Step(LeadStage.GroundBroken, Day(1, 18))).State.Leads.Score);
        landed.When(Who.InvestmentOfficer, On(1, new RegressLead(LeadStage.Landed, Why))).ThenRefused(Problems.IllegalTransition);
        landed.When(Who.InvestmentOfficer, On(1, new RegressLead(LeadStage.Lead, "短"))).ThenRefused(Problems.ReasonRequired);
    }

    [Fact]
    public void End_IsForGood()
    {
        var ended = Parked.Do(Who.Chief, On(1, new EndLead(LeadEnding.Ended, LeadEndCode.Unfit, Why)));
        Assert.Equal((LeadStanding.Ended, LeadEndCode.Unfit, null), (ended.Lead().Standing, ended.Lead().EndCode, ended.Lead().Holder));
        ended.When(Who.Chief, On(1, new WakeLead())).ThenRefused(Problems.IllegalTransition);
        ended.When(Who.Chief, Step(LeadStage.Screening, Day(1, 18))).ThenRefused(Problems.IllegalTransition);
        Assert.Null(ended.State.Leads.Leads.Next);
    }

    [Fact]
    public void Park_WakesOnItsDayAndNoTimeRunsMeanwhile()
    {
        Recorded.When(Who.Chief, On(1, new ParkLead(Day(1, 18), Why))).ThenRefused(Problems.InvalidDate);
        Recorded.When(Who.Chief, On(1, new ParkLead(new(2023, 1, 19), Why))).ThenRefused(Problems.InvalidDate);
        var asleep = Parked.On(Day(2, 28), 23).Aged();
        Assert.Equal((LeadStanding.Dormant, Parked.Version), (asleep.Lead().Standing, asleep.Version));
        var awake = asleep.On(Day(3, 1), 0).Aged();
        Assert.Equal((LeadStanding.Open, "successor", Day(5, 30)), (awake.Lead().Standing, awake.Lead().Holder, awake.Lead().ProtectedUntil));
    }

    [Fact]
    public void AnyCommand_OfAnUnknownLead_IsNotFoundForThoseWhoMay_AndForbiddenForOthers()
    {
        Recorded.When(Who.InvestmentOfficer, On(2, new WakeLead())).ThenRefused(Problems.LeadNotFound);
        Recorded.When(Who.Office, On(2, new WakeLead())).ThenRefused(Problems.Forbidden);
        Recorded.When(Who.InvestmentOfficer with { Person = "inspector" }, On(1, new WakeLead())).ThenRefused(Problems.NotYours);
        // Of the team, but not for leads.
        Recorded.When(Who.InvestmentOfficer with { Roles = [Role.ServiceOfficer] }, On(1, new WakeLead())).ThenRefused(Problems.Forbidden);
    }
}
