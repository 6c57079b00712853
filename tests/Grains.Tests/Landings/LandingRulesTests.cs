using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Plans;
using static FuyangPlan.Given;
using static FuyangPlan.Landings.Landed;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Landings;

public class LandingRulesTests
{
    public static TheoryData<LandingStage> Stages => [.. Enum.GetValues<LandingStage>()];

    [Fact]
    public void Charter_OfAChain_NamesItsLandings()
    {
        var landings = Landed.Chartered.State.Landings.ByNumber.Values;
        Assert.Equal(
            [(1, "演示产业园一期", false), (2, "演示产业园二期", false), (3, "演示产业园三期", false), (4, "演示企业", false), (5, "演示龙头", true)],
            landings.Select(landing => (landing.Number, landing.Name, landing.LeadEnterprise)));
        Assert.Equal([.. Enumerable.Repeat(LandingKind.Project, 3), LandingKind.Enterprise, LandingKind.Enterprise], landings.Select(landing => landing.Kind));
        Assert.All(LandingViews.Of(Landed.Chartered.State.Landings, Day(3, 1)), view =>
            Assert.Equal((null, null, null, false, true), (view.Stage, view.Since, view.DaysInStage, view.Verified, view.FromCharter)));
    }

    [Fact]
    public void Charter_Again_KeepsNumbersAppendsAndRemovesNothing()
    {
        var later = Staffed.Do(Who.Office, new AddLanding("演示增补", LandingKind.Enterprise)).Do(Who.Admin, Chain with
        {
            Carriers = [new("演示新园", CarrierKind.Project), new("演示产业园二期", CarrierKind.Project), new("演示增补", CarrierKind.Enterprise)],
        });
        Assert.Equal(
            ["演示产业园一期", "演示产业园二期", "演示产业园三期", "演示企业", "演示龙头", "演示增补", "演示新园"],
            later.State.Landings.ByNumber.Values.Select(landing => landing.Name));
        Assert.Equal(Enumerable.Range(1, 7), later.State.Landings.ByNumber.Keys);
    }

    [Fact]
    public void Charter_OfAProject_NamesNone() =>
        Assert.Empty(Given.Unknown.Do(Who.Admin, Chain with { Id = "project-1" }).State.Landings.ByNumber);

    [Fact]
    public void Add_ToAnOpenList_GetsTheNextNumber()
    {
        var added = Staffed.When(Who.InvestmentOfficer, new AddLanding("演示增补", LandingKind.Enterprise, true)).Then(new LandingAdded(6, "演示增补", LandingKind.Enterprise, true));
        Assert.Equal((true, false), (added.One(6).LeadEnterprise, added.One(6).FromCharter));
    }

    [Theory]
    [InlineData("演示产业园一期")]
    [InlineData("演示 产业园　一期")]
    public void Add_ANameThatIsThere_IsRefused(string name) => Staffed.When(Who.Office, new AddLanding(name, LandingKind.Project)).ThenRefused(Problems.LandingExists);

    [Fact]
    public void Add_InAnotherWidthOrCase_IsRefused() => Staffed.Do(Who.Office, new AddLanding("演示Park+", LandingKind.Project))
        .When(Who.Office, new AddLanding("演示ＰＡＲＫ＋", LandingKind.Project)).ThenRefused(Problems.LandingExists);

    [Fact]
    public void Add_Unfit_IsRefused()
    {
        Staffed.When(Who.Office, new AddLanding("", LandingKind.Project)).ThenRefused(Problems.TextRequired);
        Staffed.When(Who.Office, new AddLanding("演\u200b示", LandingKind.Project)).ThenRefused(Problems.TextInvalid);
        Staffed.When(Who.Office, new AddLanding(new('长', 101), LandingKind.Project)).ThenRefused(Problems.TextTooLong);
        Given.Unknown.Do(Who.Admin, Chain with { OpenEnded = false }).When(Who.Office, new AddLanding("演示增补", LandingKind.Project)).ThenRefused(Problems.ListIsClosed);
    }

    [Theory, MemberData(nameof(Stages))]
    public void Report_FromUnknown_TakesAnyStageWithItsProof(LandingStage stage)
    {
        var now = At(stage).One().Current!;
        Assert.Equal((stage, Day(3, 1), null), (now.Stage, now.ReachedOn, now.Verifier));
        Assert.NotEmpty(now.Proofs);
        Staffed.When(Who.ServiceOfficer, Unproven(stage)).ThenRefused(Problems.ProofMissing);
        Staffed.When(Who.ServiceOfficer, Report(stage, kinds: ProofKind.CeremonyPhoto)).ThenRefused(Problems.CeremonyIsNoProof);
    }

    [Theory, MemberData(nameof(Stages))]
    public void Report_OneAtATime_GoesForwardToCapacity(LandingStage stage)
    {
        if (stage == LandingStages.Last) return;
        var next = At(stage).On(Day(3, 5)).Do(Who.Chief, Report(stage + 1, Day(3, 4))).One();
        Assert.Equal((stage + 1, 2), (next.Current!.Stage, next.Steps.Length));
        if (stage + 2 <= LandingStages.Last) At(stage).When(Who.Chief, Report(stage + 2)).ThenRefused(Problems.StageSkipped);
        if (stage > LandingStage.Planned) At(stage).When(Who.Chief, Report(stage - 1)).ThenRefused(Problems.IllegalTransition);
    }

    [Theory]
    [InlineData(LandingStage.LandSupplied, new[] { ProofKind.PlanningPermit }, true)]
    [InlineData(LandingStage.LandSupplied, new[] { ProofKind.SitePhoto }, false)]
    [InlineData(LandingStage.Started, new[] { ProofKind.ConstructionPermit }, false)]
    [InlineData(LandingStage.Started, new[] { ProofKind.ConstructionPermit, ProofKind.CeremonyPhoto }, false)]
    [InlineData(LandingStage.Started, new[] { ProofKind.GeoPhoto, ProofKind.ConstructionPermit, ProofKind.CeremonyPhoto }, true)]
    [InlineData(LandingStage.TrialProduction, new[] { ProofKind.PowerRecord }, true)]
    [InlineData(LandingStage.InProduction, new[] { ProofKind.Invoice }, true)]
    [InlineData(LandingStage.AtCapacity, new[] { ProofKind.Invoice }, false)]
    [InlineData(LandingStage.AtCapacity, new[] { ProofKind.TaxRecord }, true)]
    public void Report_WithProofs_NeedsOneOfEveryKindThatIsAskedFor(LandingStage stage, ProofKind[] kinds, bool accepted)
    {
        var outcome = Staffed.When(Who.ServiceOfficer, Report(stage, kinds: kinds));
        if (accepted) outcome.ThenAccepted();
        else Assert.Equal("/proofs", Assert.Single(outcome.ThenRefused(Problems.ProofMissing).Faults).Pointer);
    }

    [Fact]
    public void Report_Days_AreWithinThePlanAndInOrder()
    {
        Staffed.When(Who.ServiceOfficer, Report(LandingStage.Started, Day(3, 2))).ThenRefused(Problems.InFuture);
        Staffed.When(Who.ServiceOfficer, Report(LandingStage.Started, Day(1, 14))).ThenRefused(Problems.BeforeStart);
        Staffed.When(Who.ServiceOfficer, Report(LandingStage.Started, new DateOnly(1, 1, 1))).ThenRefused(Problems.InvalidDate);
        At(LandingStage.Started).When(Who.ServiceOfficer, Report(LandingStage.ToppedOut, Day(2, 28))).ThenRefused(Problems.InvalidDate);
        Assert.True(Staffed.Do(Who.ServiceOfficer, Report(LandingStage.Started, Day(2, 21))).One().Current!.BackDated);
        Assert.False(Staffed.Do(Who.ServiceOfficer, Report(LandingStage.Started, Day(2, 22))).One().Current!.BackDated);
    }

    [Fact]
    public void Report_OfWhomItDoesNotConcern_IsRefused()
    {
        Staffed.When(Who.ServiceOfficer with { Person = "liaison" }, Report(LandingStage.Started)).ThenRefused(Problems.NotYours);
        Staffed.When(Who.PowerLiaison, Report(LandingStage.Started)).ThenRefused(Problems.Forbidden);
        Staffed.When(Who.ServiceOfficer, Report(LandingStage.Started, landing: 9)).ThenRefused(Problems.LandingNotFound);
        Staffed.When(Who.ServiceOfficer, On(1, new ReportLandingStage(LandingStage.Started, Day(3, 1), [], "\u202e"))).ThenRefused(Problems.TextInvalid);
    }

    [Fact]
    public void Verify_ByAnotherDepartment_MarksTheStageUntilTheNext()
    {
        var verified = At(LandingStage.Started).When(Who.Inspector, On(1, new VerifyLandingStage(LandingStage.Started, "属实")))
            .Then(new LandingStageVerified(1, LandingStage.Started, "属实"));
        Assert.True(View(verified).Verified);
        verified.When(Who.Inspector, On(1, new VerifyLandingStage(LandingStage.Started))).ThenNothing();
        verified.When(Who.Inspector, On(1, new RejectLandingStage(LandingStage.Started, Why))).ThenRefused(Problems.IllegalTransition);
        Assert.False(View(verified.Do(Who.Chief, Report(LandingStage.ToppedOut))).Verified);
    }

    [Fact]
    public void VerifyAndReject_OfOneselfOrAnotherStageOrNothing_IsRefused()
    {
        Actor Too(Actor actor) => actor with { Roles = [Role.Inspector] };
        foreach (var command in new Func<LandingStage, OnTask>[] { stage => On(1, new VerifyLandingStage(stage)), stage => On(1, new RejectLandingStage(stage, Why)) })
        {
            At(LandingStage.Started).When(Too(Who.ServiceOfficer), command(LandingStage.Started)).ThenRefused(Problems.FourEyes);
            At(LandingStage.Started).When(Who.Inspector with { Department = "power" }, command(LandingStage.Started)).ThenRefused(Problems.FourEyes);
            At(LandingStage.Started).When(Who.Inspector with { Person = "deputy" }, command(LandingStage.Started)).ThenRefused(Problems.FourEyes);
            At(LandingStage.Started).When(Who.Inspector, command(LandingStage.ToppedOut)).ThenRefused(Problems.VersionMoved);
            Staffed.When(Who.Inspector, command(LandingStage.Started)).ThenRefused(Problems.NothingToVerify);
            Staffed.When(Who.Office, command(LandingStage.Started)).ThenRefused(Problems.Forbidden);
        }
        At(LandingStage.Started).When(Who.Inspector, On(1, new RejectLandingStage(LandingStage.Started, "短"))).ThenRefused(Problems.ReasonRequired);
        At(LandingStage.Started).When(Who.Inspector, On(1, new VerifyLandingStage(LandingStage.Started, "\u200b"))).ThenRefused(Problems.TextInvalid);
    }

    [Fact]
    public void Reject_GoesBackToTheStageBefore_OrToNone()
    {
        var back = VerifiedAt(LandingStage.Started).On(Day(3, 9)).Do(Who.Chief, Report(LandingStage.ToppedOut, Day(3, 8)))
            .When(Who.Inspector, On(1, new RejectLandingStage(LandingStage.ToppedOut, Why))).Then(new LandingStageRejected(1, LandingStage.ToppedOut, Why));
        var view = View(back);
        Assert.Equal((LandingStage.Started, Day(3, 1), 8, true, 1), (view.Stage, view.Since, view.DaysInStage, view.Verified, view.Rejections));
        Assert.Null(At(LandingStage.Started).Do(Who.Inspector, On(1, new RejectLandingStage(LandingStage.Started, Why))).One().Current);
    }

    [Fact]
    public void Regress_ToAStageThatWasReached_KeepsItsProofAndTheMark()
    {
        var back = VerifiedAt(LandingStage.Started).Do(Who.Chief, Report(LandingStage.ToppedOut)).On(Day(3, 11))
            .When(Who.Chief, On(1, new RegressLanding(LandingStage.Started, Why))).Then(new LandingRegressed(1, LandingStage.ToppedOut, LandingStage.Started, Why));
        var view = View(back);
        Assert.Equal((LandingStage.Started, Day(3, 11), 0, true, 2), (view.Stage, view.Since, view.DaysInStage, view.Verified, view.Proofs));
        Assert.Equal([new(LandingStage.ToppedOut, LandingStage.Started, Day(3, 11), Why, Who.Chief.Name)], view.Regressions);
        Assert.Equal(view.Regressions, View(back.Do(Who.Chief, Report(LandingStage.ToppedOut, Day(3, 11)))).Regressions);
    }

    [Fact]
    public void Regress_ToAStageThatNobodyReported_IsUnprovenUntilItIs()
    {
        var back = At(LandingStage.Equipping).Do(Who.Chief, On(1, new RegressLanding(LandingStage.LandSupplied, Why)));
        Assert.Equal((LandingStage.LandSupplied, 0, LandingStage.Started), (View(back).Stage, View(back).Proofs, View(back).Next));
        back.When(Who.Inspector, On(1, new VerifyLandingStage(LandingStage.LandSupplied))).ThenRefused(Problems.NothingToVerify);
        var proven = back.Do(Who.Chief, Report(LandingStage.LandSupplied, Day(2, 28)));
        Assert.Equal(1, View(proven).Proofs);
        Assert.Single(proven.One().Steps);
    }

    [Fact]
    public void Regress_Forward_OrFromUnknown_IsRefused()
    {
        At(LandingStage.Started).When(Who.Chief, On(1, new RegressLanding(LandingStage.Started, Why))).ThenRefused(Problems.IllegalTransition);
        At(LandingStage.Started).When(Who.Chief, On(1, new RegressLanding(LandingStage.LandSupplied, "短"))).ThenRefused(Problems.ReasonRequired);
        Staffed.When(Who.Chief, On(1, new RegressLanding(LandingStage.Planned, Why))).ThenRefused(Problems.IllegalTransition);
    }

    [Fact]
    public void Stop_KeepsTheStage_AndTakesNoReportUntilItGoesOn()
    {
        Assert.Equal((LandingStage.Started, Day(3, 1), Why), (View(Stopped).Stage, View(Stopped).StoppedOn, View(Stopped).StopReason));
        Stopped.When(Who.Chief, Report(LandingStage.ToppedOut)).ThenRefused(Problems.LandingStopped);
        Stopped.When(Who.Chief, On(1, new ResumeLanding("短"))).ThenRefused(Problems.ReasonRequired);
        var resumed = Stopped.Do(Who.Chief, On(1, new ResumeLanding(Why)));
        Assert.Null(View(resumed).StoppedOn);
        resumed.Do(Who.Chief, Report(LandingStage.ToppedOut));
        Staffed.When(Who.Chief, On(1, new StopLanding("短"))).ThenRefused(Problems.ReasonRequired);
    }

    [Fact]
    public void LeadEnterprise_MarkedAndUnmarked_WithAReason()
    {
        Staffed.When(Who.Chief, On(1, new MarkLeadEnterprise("短"))).ThenRefused(Problems.ReasonRequired);
        Staffed.When(Who.Chief, On(5, new MarkLeadEnterprise(Why))).ThenNothing();
        var marked = Staffed.When(Who.Chief, On(1, new MarkLeadEnterprise(Why))).Then(new LeadEnterpriseMarked(1, Why));
        marked.When(Who.Chief, On(1, new UnmarkLeadEnterprise("短"))).ThenRefused(Problems.ReasonRequired);
        Assert.False(marked.Do(Who.Chief, On(1, new UnmarkLeadEnterprise(Why))).One().LeadEnterprise);
    }

    [Fact]
    public void View_LaterOn_CountsTheDaysInTheStage() => Assert.Equal(31, View(At(LandingStage.Started).On(Day(4, 1))).DaysInStage);

    private static LandingView View(Situation<InitiativeState> situation, int number = 1) =>
        LandingViews.Of(situation.State.Landings, situation.Now.Day()).Single(view => view.Number == number);
}
