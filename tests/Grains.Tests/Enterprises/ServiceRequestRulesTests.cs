using FuyangPlan.EventSourcing;
using static FuyangPlan.Enterprises.Served;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Enterprises;

public class ServiceRequestRulesTests
{
    // The Spring Festival lies between: 9, 10 and 18 February are the next three working days, 19 and 20 the two after.
    private static readonly ServiceDeadlines Due = new(Day(2, 8).Start().AddHours(10).AddMinutes(20), Day(2, 18), Day(2, 20));

    [Fact]
    public void Submit_ByTheEnterprise_GoesToItsOfficerWithDeadlinesByTheCalendar() =>
        Registered.When(Who.Enterprise, Asking).Then(new ServiceRequestSubmitted(1, Asking.Category, Asking.Text, Asking.Contact, Due, "deputy"));

    [Fact]
    public void Submit_NobodyIsItsOfficer_WaitsForSomebody()
    {
        var asked = NoEnterprise.Do(Who.Office, Registering).Do(Who.Enterprise, Asking);
        Assert.Equal((ServiceRequestStatus.Submitted, null), (asked.Request().Status, asked.Request().Handler));
        asked.When(Who.ServiceOfficer, On(1, new ContactRequest("演示"))).ThenRefused(Problems.IllegalTransition);
        Assert.Equal(ServiceRequestStatus.Assigned, asked.Do(Who.Office, On(1, new AssignRequest("deputy"))).Request().Status);
    }

    [Fact]
    public void Submit_ByAnotherEnterprise_IsForbidden() =>
        Registered.When(EnterpriseGrains.Visitor("demo-b", "演示企业B"), Asking).ThenRefused(Problems.Forbidden);

    [Fact]
    public void Deadlines_ThatPass_AreRecordedOnceEach()
    {
        var late = Asked.On(Day(2, 22)).Aged();
        Assert.Equal([ServiceDeadline.Contact, ServiceDeadline.Answer, ServiceDeadline.Closing], late.Request().Missed);
        Assert.Equal(late.Version, late.On(Day(3, 22)).Aged().Version);
        Assert.Equal(Asked.Version, (Asked with { Now = Due.ContactBy }).Aged().Version);
    }

    [Fact]
    public void Contact_Once_ThenAnswers()
    {
        Asked.When(Who.ServiceOfficer, On(1, new AnswerRequest("正在协调"))).ThenRefused(Problems.IllegalTransition);
        Asked.When(Who.Office, On(1, new ContactRequest("演示"))).ThenRefused(Problems.NotYours);
        Contacted.When(Who.ServiceOfficer, On(2, new AnswerRequest("正在协调"))).ThenRefused(Problems.ServiceRequestNotFound);
        var answered = Contacted.When(Who.ServiceOfficer, On(1, new AnswerRequest("正在协调"))).Then(new ServiceRequestAnswered(1, "正在协调", null));
        Assert.Equal((ServiceRequestStatus.Answered, Due.CloseBy), (answered.Request().Status, answered.Request().NextOn));
    }

    [Fact]
    public void Answer_AfterTheClosingDay_SaysWhenTheNextComes()
    {
        var late = Contacted.On(Day(2, 22));
        late.When(Who.ServiceOfficer, On(1, new AnswerRequest("仍在协调"))).ThenRefused(Problems.NextDateRequired);
        late.When(Who.ServiceOfficer, On(1, new AnswerRequest("仍在协调", Day(2, 22)))).ThenRefused(Problems.InvalidDate);
        late.When(Who.ServiceOfficer, On(1, new PromiseRequest(Day(2, 22), Why))).ThenRefused(Problems.InvalidDate);
        late.When(Who.ServiceOfficer, On(1, new PromiseRequest(Day(3, 1), "短"))).ThenRefused(Problems.ReasonRequired);
        var promised = late.Do(Who.ServiceOfficer, On(1, new PromiseRequest(Day(3, 1), Why)));
        Assert.Equal((ServiceRequestStatus.Promised, Day(3, 1)), (promised.Request().Status, promised.Request().NextOn));
        var missed = promised.On(Day(3, 2)).Aged();
        Assert.Equal(ServiceDeadline.Promise, missed.Request().Missed[^1]);
        Assert.DoesNotContain(ServiceDeadline.Promise, missed.Do(Who.ServiceOfficer, On(1, new AnswerRequest("再定", Day(3, 8)))).Request().Missed);
    }

    [Fact]
    public void Rating_BelowFour_IsDoneAgainOnceByAnother()
    {
        Contacted.When(Who.Enterprise, On(1, new RateRequest(5))).ThenRefused(Problems.IllegalTransition);
        foreach (var stars in (int[])[0, 6, -1]) Solved.When(Who.Enterprise, On(1, new RateRequest(stars))).ThenRefused(Problems.OutOfRange);
        Solved.When(Who.Enterprise, On(1, new RateRequest(5, "甲\u200b乙"))).ThenRefused(Problems.TextInvalid);
        Solved.When(Who.Enterprise, On(1, new RateRequest(4))).Then(new ServiceRequestRated(1, 4, true, null), new ServiceRequestArchived(1, true));
        Assert.Equal((ServiceRequestStatus.Reopened, 2, null, "deputy"),
            (DoneAgain.Request().Status, DoneAgain.Request().Round, DoneAgain.Request().Handler, DoneAgain.Request().Former));
        DoneAgain.When(Who.Enterprise, On(1, new RateRequest(3, "慢"))).ThenNothing();
        DoneAgain.When(Who.Enterprise, On(1, new RateRequest(5))).ThenRefused(Problems.AlreadyRated);
        DoneAgain.When(Who.Office, On(1, new AssignRequest("deputy"))).ThenRefused(Problems.OtherHandlerRequired);

        var other = Who.ServiceOfficer with { Account = "service-2", Person = "officer" };
        var again = DoneAgain.Do(Who.Office, On(1, new AssignRequest("officer"))).Do(other, On(1, new ContactRequest("再次联系"))).Do(other, On(1, new CloseRequest("已全部落实")));
        var archived = again.When(Who.Enterprise, On(1, new RateRequest(2))).Then(new ServiceRequestRated(1, 2, false, null), new ServiceRequestArchived(1, false));
        archived.When(other, On(1, new CloseRequest("演示"))).ThenRefused(Problems.IllegalTransition);
        archived.When(Who.Enterprise, On(1, new RateRequest(5))).ThenRefused(Problems.AlreadyRated);
    }

    [Fact]
    public void Rating_ByAnybodyElse_IsForbidden()
    {
        foreach (var (name, actor) in Who.All)
            if (name != "enterprise") Solved.When(actor, On(1, new RateRequest(5))).ThenRefused(Problems.Forbidden);
    }

    [Fact]
    public void CommonRequests_ThreeOfOneKindWithinThirtyDays()
    {
        ServiceThresholds rules = new();
        var one = EnterpriseViews.Of(Asked.State, Asked.Request());
        var now = one.SubmittedAt.AddDays(29);
        ServiceRequestView[] three = [one, one with { Enterprise = "demo-b" }, one with { Enterprise = "demo-c", SubmittedAt = now }];
        var common = Assert.Single(EnterpriseViews.Common(three, rules, now));
        Assert.Equal(("chain-1", ServiceCategory.Housing, 3, Day(2, 8)), (common.Chain, common.Category, common.Count, common.Since));
        Assert.Empty(EnterpriseViews.Common(three, rules, now.AddDays(1)));
        Assert.Empty(EnterpriseViews.Common([one, one, one with { Category = ServiceCategory.Labor }], rules, now));
        Assert.Empty(EnterpriseViews.Common([one, one, one with { Chain = "chain-2" }], rules, now));
    }
}
