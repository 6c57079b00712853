using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;

namespace FuyangPlan.Enterprises;

/// <summary>
/// An enterprise (企业) and its requests. Key: <c>plan/enterprise-demo-a</c>. An open request always has a day on which the enterprise hears next,
/// at any version. An accepted outcome means that the events are durable.
/// </summary>
[Alias("IEnterpriseGrain")]
public interface IEnterpriseGrain : IGrainWithStringKey
{
    Task<CommandOutcome> Register(RegisterEnterprise command, CommandContext context);
    Task<CommandOutcome> Revise(ReviseEnterprise command, CommandContext context);
    Task<CommandOutcome> Link(LinkEnterprise command, CommandContext context);
    Task<CommandOutcome> RecordVisit(RecordEnterpriseVisit command, CommandContext context);
    Task<CommandOutcome> RecordPromise(RecordEnterprisePromise command, CommandContext context);
    Task<CommandOutcome> KeepPromise(int number, KeepEnterprisePromise command, CommandContext context);
    Task<CommandOutcome> BreakPromise(int number, BreakEnterprisePromise command, CommandContext context);
    Task<CommandOutcome> IssueLink(IssueLink command, CommandContext context);
    Task<CommandOutcome> RevokeLink(int number, RevokeLink command, CommandContext context);
    Task<CommandOutcome> Submit(SubmitRequest command, CommandContext context);
    Task<CommandOutcome> Assign(int number, AssignRequest command, CommandContext context);
    Task<CommandOutcome> Contact(int number, ContactRequest command, CommandContext context);
    Task<CommandOutcome> Answer(int number, AnswerRequest command, CommandContext context);
    Task<CommandOutcome> Promise(int number, PromiseRequest command, CommandContext context);
    Task<CommandOutcome> Close(int number, CloseRequest command, ImmutableArray<Evidence> evidence, CommandContext context);
    Task<CommandOutcome> Rate(int number, RateRequest command, CommandContext context);

    /// <summary>Record the deadlines that have passed. Doing it twice records nothing.</summary>
    Task PassTime(PassTime command);

    /// <summary>Null when it was never registered.</summary>
    Task<EnterpriseView?> Get();

    /// <summary>Null when there is no such request.</summary>
    Task<ServiceRequestView?> GetRequest(int number, bool withContacts);

    /// <summary>By number; all that ever were, or those that still open something.</summary>
    Task<ImmutableArray<EnterpriseLinkView>> GetLinks(bool all);

    /// <summary>What a link opens; null when there is no such link, or it is revoked or over.</summary>
    Task<EnterpriseDesk?> OpenLink(int number);
}

/// <summary>The enterprises of one plan. Key: the plan's id.</summary>
[Alias("IEnterpriseListGrain")]
public interface IEnterpriseListGrain : IGrainWithStringKey
{
    /// <summary>What three or more requests have in common, over the 30 days until an instant; null: until now.</summary>
    Task<ImmutableArray<CommonRequestsView>> GetCommonRequests(DateTimeOffset? asOf);

    /// <inheritdoc cref="IEnterpriseGrain.PassTime"/>
    Task PassTime(PassTime command);
}

/// <summary>How to reach an enterprise's grain.</summary>
public static class EnterpriseGrains
{
    public const string Prefix = "enterprise-";

    public static IEnterpriseGrain Enterprise(this IGrainFactory grains, string plan, string code) =>
        grains.GetGrain<IEnterpriseGrain>($"{plan}/{Prefix}{code}");

    /// <summary>Who may know whom to call about a request.</summary>
    public static bool MaySeeContacts(Actor actor) => actor.HasAny(Role.ServiceOfficer, Role.Office, Role.LeadingGroup, Role.Auditor);

    /// <summary>2 to 40 characters of a–z, 0–9 and hyphen, a letter first.</summary>
    public static bool IsCode(string? text) =>
        text is { Length: >= 2 and <= 40 } && char.IsAsciiLetterLower(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>The account of whoever comes in through a link. No account that can sign in has a colon in its name.</summary>
    public static Actor Visitor(string code, string name) => new($"enterprise:{code}", null, name, null, []);
}

/// <summary>Requests in words.</summary>
public static class ServiceWords
{
    public static string InWords(this ServiceCategory category) => category switch
    {
        ServiceCategory.Labor => "用工",
        ServiceCategory.Housing => "住房",
        ServiceCategory.Land => "用地",
        ServiceCategory.Finance => "融资",
        ServiceCategory.Approval => "审批",
        ServiceCategory.Logistics => "物流",
        _ => "其他",
    };

    public static string InWords(this ServiceRequestStatus status) => status switch
    {
        ServiceRequestStatus.Submitted => "已受理",
        ServiceRequestStatus.Assigned => "已分派",
        ServiceRequestStatus.Contacted => "已联系",
        ServiceRequestStatus.Answered => "已阶段答复",
        ServiceRequestStatus.Promised => "一跟到底",
        ServiceRequestStatus.Closed => "已办结",
        ServiceRequestStatus.Reopened => "重办待分派",
        _ => "已归档",
    };

    public static string InWords(this ServiceDeadline deadline) => deadline switch
    {
        ServiceDeadline.Contact => "联系企业",
        ServiceDeadline.Answer => "阶段答复",
        ServiceDeadline.Closing => "办结",
        _ => "承诺的下次答复",
    };
}
