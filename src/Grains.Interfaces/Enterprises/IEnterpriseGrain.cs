using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;

namespace FuyangPlan.Enterprises;

/// <summary>
/// An enterprise (企业) and its requests. Key: <c>plan/enterprise-demo-a</c>. An open request always has a day on which the enterprise hears next,
/// at any version. An accepted outcome means that the events are durable.
/// </summary>
[Alias("IEnterpriseGrain")]
public interface IEnterpriseGrain : IStreamGrain
{
    /// <summary>Null when it was never registered.</summary>
    [AnyWay]
    Task<EnterpriseView?> Get();

    /// <summary>By number; all that ever were, or those that still open something.</summary>
    [AnyWay]
    Task<ImmutableArray<EnterpriseLinkView>> GetLinks(bool all);

    /// <summary>What a link opens; null when there is no such link, or it is revoked or over.</summary>
    [AnyWay]
    Task<EnterpriseDesk?> OpenLink(int number);
}

/// <summary>The enterprises of one plan. Key: the plan's id.</summary>
[Alias("IEnterpriseListGrain")]
public interface IEnterpriseListGrain : IGrainWithStringKey
{
    /// <summary>What so many requests have in common, so shortly one after the other, that the plan calls it common. Null when there was no such plan.</summary>
    [AnyWay]
    Task<ImmutableArray<CommonRequestsView>?> GetCommonRequests(DateTimeOffset? asOf);
}

/// <summary>How to reach an enterprise's grain.</summary>
public static class EnterpriseGrains
{
    public const string Prefix = "enterprise-";

    public static IEnterpriseGrain Enterprise(this IGrainFactory grains, string plan, string code) =>
        grains.GetGrain<IEnterpriseGrain>($"{plan}/{Prefix}{code}");

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
