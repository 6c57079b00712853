using static FuyangPlan.Enterprises.Served;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Enterprises;

public class EnterpriseRulesTests
{
    [Fact]
    public void Register_ByAServiceOfficer_MakesThatPersonItsOfficer()
    {
        NoEnterprise.When(Who.ServiceOfficer, Registering).Then(new EnterpriseRegistered("demo-a", "演示企业A", "chain-1", null, null, "deputy"));
        NoEnterprise.When(Who.Office, Registering).Then(new EnterpriseRegistered("demo-a", "演示企业A", "chain-1", null, null, null));
        NoEnterprise.When(Who.Office, Registering with { Officer = "officer" }).Then(new EnterpriseRegistered("demo-a", "演示企业A", "chain-1", null, null, "officer"));
        NoEnterprise.When(Who.Office, Registering with { Officer = "nobody-known" }).ThenRefused(Problems.PersonNotFound);
        Registered.When(Who.Office, Registering with { Name = "另一家" }).ThenRefused(Problems.EnterpriseExists);
    }

    [Theory]
    [InlineData("", "chain-1", null, "text-required")]
    [InlineData("甲\u200b乙", "chain-1", null, "text-invalid")]
    [InlineData("演示企业", "chain-9", null, "initiative-not-found")]
    [InlineData("演示企业", "project-1", null, "not-a-chain")]
    [InlineData("演示企业", "chain-1", "9133011", "uscc-invalid")]
    [InlineData("演示企业", "chain-1", "91330111ma00000000", "uscc-invalid")]
    [InlineData("演示企业", "chain-1", "91330111MAO0000000", "uscc-invalid")]
    public void Register_Unfit_IsRefused(string name, string chain, string? uscc, string code)
    {
        var problem = Problems.All.Single(each => each.Code == code);
        NoEnterprise.When(Who.Office, new RegisterEnterprise("demo-b", name, chain, uscc)).ThenRefused(problem);
        Registered.When(Who.Office, new ReviseEnterprise(name, chain, uscc)).ThenRefused(problem);
    }

    [Fact]
    public void EveryCommand_EnterpriseNobodyRegistered_IsRefused()
    {
        foreach (var command in (object[])[
            new ReviseEnterprise("演示", "chain-1"), new LinkEnterprise([], []), new RecordEnterpriseVisit(Day(2, 8), "演示", "演示"), Promising, On(1, new KeepEnterprisePromise()),
                On(1, new BreakEnterprisePromise(Why)),
            new IssueLink("演示"), On(1, new RevokeLink(Why)), Asking, On(1, new AssignRequest("officer")), On(1, new ContactRequest("演示")), On(1, new AnswerRequest("演示")),
            On(1, new PromiseRequest(Day(3, 1), Why)), On(1, new CloseRequest("演示")), On(1, new RateRequest(5))])
            NoEnterprise.When(Who.ServiceOfficer, command).ThenRefused(Problems.EnterpriseNotFound);
    }

    [Fact]
    public void Link_ToLandingsAndLeads_ReplacesBoth_AndIsForgottenWithTheChain()
    {
        Registered.When(Who.Office, new LinkEnterprise([3], [])).ThenRefused(Problems.LandingNotFound);
        Registered.When(Who.Office, new LinkEnterprise([], [0])).ThenRefused(Problems.OutOfRange);
        Registered.When(Who.Office, new LinkEnterprise([], [.. Enumerable.Range(1, 101)])).ThenRefused(Problems.OutOfRange);
        var linked = Registered.When(Who.Office, new LinkEnterprise([2, 1, 2], [7])).Then(new EnterpriseLinked([1, 2], [7]));
        linked.When(Who.Office, new LinkEnterprise([1, 2], [7])).ThenNothing();
        Assert.Equal([1, 2], linked.Do(Who.Office, new ReviseEnterprise("演示企业", "chain-1")).State.Landings);
        Assert.Empty(linked.Record(Who.Office, new EnterpriseRevised("演示企业", "chain-2", null, null, null)).State.Landings);
    }

    [Fact]
    public void Visit_InTheFutureOrBeforeTheStart_IsRefused()
    {
        Registered.When(Who.ServiceOfficer, new RecordEnterpriseVisit(Day(2, 9), "演示", "演示")).ThenRefused(Problems.InFuture);
        Registered.When(Who.ServiceOfficer, new RecordEnterpriseVisit(Day(1, 14), "演示", "演示")).ThenRefused(Problems.BeforeStart);
        Registered.When(Who.ServiceOfficer, new RecordEnterpriseVisit(Day(2, 8), "", "演示")).ThenRefused(Problems.TextRequired);
    }

    [Fact]
    public void Promise_KeptOrBroken_OnceAndForAll()
    {
        Registered.When(Who.Group, Promising with { Due = Day(2, 7) }).ThenRefused(Problems.InvalidDate);
        Promised.When(Who.Group, On(2, new KeepEnterprisePromise())).ThenRefused(Problems.EnterprisePromiseNotFound);
        Promised.Do(Who.Group, On(1, new KeepEnterprisePromise())).When(Who.Group, On(1, new BreakEnterprisePromise(Why))).ThenRefused(Problems.IllegalTransition);
        Promised.Do(Who.Group, On(1, new BreakEnterprisePromise(Why))).When(Who.Group, On(1, new KeepEnterprisePromise())).ThenRefused(Problems.IllegalTransition);
        Promised.When(Who.Group, On(1, new BreakEnterprisePromise("短"))).ThenRefused(Problems.ReasonRequired);
    }

    [Fact]
    public void Link_HoldsThirtyDays_AndCanBeRevoked()
    {
        var linked = Registered.When(Who.Office, new IssueLink("演示联系人")).Then(new EnterpriseLinkIssued(1, "演示联系人", Day(3, 10)));
        Assert.True(linked.State.Links[1].IsValid(Day(3, 10)));
        Assert.False(linked.State.Links[1].IsValid(Day(3, 11)));
        Assert.False(linked.Do(Who.Office, On(1, new RevokeLink(Why))).State.Links[1].IsValid(Day(2, 8)));
        linked.Do(Who.Office, On(1, new RevokeLink(Why))).When(Who.Office, new IssueLink("演示联系人")).Then(new EnterpriseLinkIssued(2, "演示联系人", Day(3, 10)));
        linked.On(Day(3, 11)).When(Who.Office, new IssueLink("演示联系人")).ThenAccepted();
        linked.When(Who.Office, On(2, new RevokeLink(Why))).ThenRefused(Problems.LinkNotFound);
    }

    /// <summary>Who has a link can rate: whose work is rated has none, whichever comes first.</summary>
    [Fact]
    public void Link_AndHandling_AreNeverInOneHand()
    {
        // The officer of the enterprise, and who handles a request of it that is not archived, under another account too.
        Registered.When(Who.ServiceOfficer, new IssueLink("演示联系人")).ThenRefused(Problems.FourEyes);
        Registered.When(Who.ServiceOfficer with { Account = "other" }, new IssueLink("演示联系人")).ThenRefused(Problems.FourEyes);
        var handled = Asked.Do(Who.Office, On(1, new AssignRequest("officer")));
        handled.When(Who.Office, new IssueLink("演示联系人")).ThenRefused(Problems.FourEyes);
        WithOfficer("officer").When(Who.ServiceOfficer, new IssueLink("演示联系人")).ThenAccepted();

        // Who has issued one handles nothing, until it is revoked or over.
        var linked = WithOfficer("chief").Do(Who.ServiceOfficer, new IssueLink("演示联系人")).Do(Who.Enterprise, Asking);
        var service = Who.ServiceOfficer.Person!;
        linked.When(Who.Office, On(1, new AssignRequest(service))).ThenRefused(Problems.FourEyes);
        linked.Do(Who.Office, On(1, new RevokeLink(Why))).When(Who.Office, On(1, new AssignRequest(service))).ThenAccepted();
        linked.On(Day(3, 11)).When(Who.Office, On(1, new AssignRequest(service))).ThenAccepted();

        // Nor does a request go to him by itself.
        var officer = WithOfficer("chief").Do(Who.ServiceOfficer, new IssueLink("演示联系人"))
            .Do(Who.Office, new ReviseEnterprise(Registering.Name, Registering.Chain, Officer: service));
        Assert.Null(officer.Do(Who.Enterprise, Asking).Request().Handler);
    }
}
