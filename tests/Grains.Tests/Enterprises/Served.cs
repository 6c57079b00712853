using FuyangPlan.EventSourcing;
using static FuyangPlan.Given;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.Enterprises;

/// <summary>An enterprise of chain-1 on Monday 8 February 2021, 09:20. Its requests go to the service officer who registered it.
/// Where no number is said, the request is 1.</summary>
internal static class Served
{
    public static readonly RegisterEnterprise Registering = new("demo-a", "演示企业A", "chain-1");

    public static readonly RecordEnterprisePromise Promising = new("三月底前通公交", Day(3, 31));

    public static readonly SubmitRequest Asking = new(ServiceCategory.Housing, "员工公寓 40 间", "演示联系人 0571-00000000");

    public static Situation<EnterpriseState> NoEnterprise => new(EnterpriseState.Initial, State, Day(2, 8).Start().AddHours(9).AddMinutes(20), []);

    public static Situation<EnterpriseState> Registered => NoEnterprise.Do(Who.ServiceOfficer, Registering);

    /// <summary>Registered, with that officer.</summary>
    public static Situation<EnterpriseState> WithOfficer(string person) => NoEnterprise.Do(Who.ServiceOfficer, Registering with { Officer = person });

    public static Situation<EnterpriseState> Promised => Registered.Do(Who.ServiceOfficer, Promising);

    public static Situation<EnterpriseState> Linked => Registered.Do(Who.Office, new IssueLink("演示联系人"));

    public static Situation<EnterpriseState> Asked => Registered.Do(Who.Enterprise, Asking);

    public static Situation<EnterpriseState> Contacted => Asked.Do(Who.ServiceOfficer, On(1, new ContactRequest("已电话联系")));

    public static Situation<EnterpriseState> Solved => Contacted.Do(Who.ServiceOfficer, On(1, new CloseRequest("已落实 40 间")));

    public static Situation<EnterpriseState> DoneAgain => Solved.Do(Who.Enterprise, On(1, new RateRequest(3, "慢")));

    public static ServiceRequestState Request(this Situation<EnterpriseState> enterprise, int number = 1) => enterprise.State.Requests[number];
}
