using FuyangPlan.Evidences;
using FuyangPlan.Checklists;

namespace FuyangPlan.Enterprises;

/// <summary>What a request is about: 用工、住房、用地、融资、审批、物流、其他.</summary>
public enum ServiceCategory { Labor, Housing, Land, Finance, Approval, Logistics, Other }

/// <summary>
/// A request of the enterprise (企业诉求). By a service officer on its behalf, or by itself through its link. Deadlines, by the plan's rules and
/// calendar: contact, an interim answer, closure. The same words while the first is open are refused with
/// <c>service-request-repeated</c>. Source: domain 3.9.
/// </summary>
/// <param name="Contact">Whom to call; shown to service officers, the office, the leading group and auditors alone.</param>
[GenerateSerializer, Immutable, Alias("service-request.submit")]
public sealed record SubmitRequest(ServiceCategory Category, [Lines] string Text, string? Contact = null) : EnterpriseCommand;

/// <summary>
/// Give the request to somebody. By service officers and the office. One that the enterprise was not content with goes to another person than the
/// last time, or is refused with <c>other-handler-required</c>.
/// </summary>
/// <param name="Person">A registered person of the plan.</param>
[GenerateSerializer, Immutable, Alias("service-request.assign")]
public sealed record AssignRequest(string Person) : EnterpriseCommand;

/// <summary>The enterprise was contacted. By the request's handler, as all of the following unless they say otherwise.</summary>
[GenerateSerializer, Immutable, Alias("service-request.contact")]
public sealed record ContactRequest([Lines] string Summary) : EnterpriseCommand;

/// <summary>An interim answer (阶段答复). After the closing day it says when the next one comes, or is refused with <c>next-date-required</c>.</summary>
/// <param name="NextOn">The next promised day; later than today.</param>
[GenerateSerializer, Immutable, Alias("service-request.answer")]
public sealed record AnswerRequest([Lines] string Text, DateOnly? NextOn = null) : EnterpriseCommand;

/// <summary>It cannot be solved in time: promise a next day (一跟到底).</summary>
/// <param name="NextOn">Later than today.</param>
[GenerateSerializer, Immutable, Alias("service-request.promise")]
public sealed record PromiseRequest(DateOnly NextOn, [Lines] string Reason) : EnterpriseCommand;

/// <summary>It is solved (办结); late is allowed. The enterprise then rates it.</summary>
[GenerateSerializer, Immutable, Alias("service-request.close")]
public sealed record CloseRequest([Lines] string Solution, ImmutableArray<EvidenceReference>? Evidence = null) : EnterpriseCommand, IEvidenced
{
    ImmutableArray<EvidenceReference> IEvidenced.Files => Evidence ?? [];
}

/// <summary>
/// How content the enterprise is, once it is closed. By the enterprise alone, through its link: no account can set or change it. Below what the plan calls content it
/// is 不满意: done again by another handler, and after the last round archived as not satisfied. Another rating is refused with <c>already-rated</c>.
/// </summary>
/// <param name="Stars">1 to 5.</param>
[GenerateSerializer, Immutable, Alias("service-request.rate")]
public sealed record RateRequest(int Stars, string? Words = null) : EnterpriseCommand;
