using FuyangPlan.Checklists;
using FuyangPlan.Journal;

namespace FuyangPlan.Enterprises;

/// <param name="Officer">Person id of whoever its requests go to; null: nobody yet.</param>
[JournalName("enterprise.registered")]
internal sealed record EnterpriseRegistered(string Code, string Name, string Chain, string? Uscc, string? Note, string? Officer) : JournalEvent;

[JournalName("enterprise.revised")]
internal sealed record EnterpriseRevised(string Name, string Chain, string? Uscc, string? Note, string? Officer) : JournalEvent;

[JournalName("enterprise.linked")]
internal sealed record EnterpriseLinked(ImmutableArray<int> Landings, ImmutableArray<int> Leads) : JournalEvent;

[JournalName("enterprise.visited")]
internal sealed record EnterpriseVisited(DateOnly On, string ByWhom, string Summary) : JournalEvent;

[JournalName("enterprise.promise-recorded")]
internal sealed record EnterprisePromiseRecorded(int Number, string Text, DateOnly Due) : JournalEvent;

[JournalName("enterprise.promise-kept")]
internal sealed record EnterprisePromiseKept(int Number, string? Note) : JournalEvent;

[JournalName("enterprise.promise-broken")]
internal sealed record EnterprisePromiseBroken(int Number, string Reason) : JournalEvent;

/// <param name="Until">Its last day.</param>
[JournalName("enterprise.link-issued")]
internal sealed record EnterpriseLinkIssued(int Number, string Recipient, DateOnly Until) : JournalEvent;

[JournalName("enterprise.link-revoked")]
internal sealed record EnterpriseLinkRevoked(int Number, string Reason) : JournalEvent;

/// <summary>Something happened to one request.</summary>
internal abstract record ServiceRequestEvent(int Number) : JournalEvent;

/// <summary>When what is due, as the plan's calendar had it when the request came.</summary>
/// <param name="ContactBy">The instant, whose minute still counts.</param>
/// <param name="AnswerBy">The last day for an interim answer.</param>
/// <param name="CloseBy">The last day for closure.</param>
internal sealed record ServiceDeadlines(DateTimeOffset ContactBy, DateOnly AnswerBy, DateOnly CloseBy);

/// <param name="Handler">Null: it waits for somebody to be named.</param>
[JournalName("service-request.submitted")]
internal sealed record ServiceRequestSubmitted(
    int Number, ServiceCategory Category, string Text, string? Contact, ServiceDeadlines Deadlines, string? Handler) : ServiceRequestEvent(Number);

[JournalName("service-request.assigned")]
internal sealed record ServiceRequestAssigned(int Number, string Person) : ServiceRequestEvent(Number);

[JournalName("service-request.contacted")]
internal sealed record ServiceRequestContacted(int Number, string Summary) : ServiceRequestEvent(Number);

[JournalName("service-request.answered")]
internal sealed record ServiceRequestAnswered(int Number, string Text, DateOnly? NextOn) : ServiceRequestEvent(Number);

[JournalName("service-request.promised")]
internal sealed record ServiceRequestPromised(int Number, DateOnly NextOn, string Reason) : ServiceRequestEvent(Number);

/// <summary>A deadline passed. Recorded once for each.</summary>
[JournalName("service-request.overdue")]
internal sealed record ServiceRequestOverdue(int Number, ServiceDeadline What) : ServiceRequestEvent(Number);

[JournalName("service-request.closed")]
internal sealed record ServiceRequestClosed(int Number, string Solution, ImmutableArray<Evidence> Evidence) : ServiceRequestEvent(Number);

[JournalName("service-request.rated")]
internal sealed record ServiceRequestRated(int Number, int Stars, string? Words) : ServiceRequestEvent(Number);

/// <summary>The enterprise was not content: it is done again, by somebody else.</summary>
[JournalName("service-request.reopened")]
internal sealed record ServiceRequestReopened(int Number, ServiceDeadlines Deadlines) : ServiceRequestEvent(Number);

[JournalName("service-request.archived")]
internal sealed record ServiceRequestArchived(int Number, bool IsSatisfied) : ServiceRequestEvent(Number);
