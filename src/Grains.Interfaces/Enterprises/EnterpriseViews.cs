using FuyangPlan.Evidences;
using FuyangPlan.Landings;
using FuyangPlan.Tables;

namespace FuyangPlan.Enterprises;

/// <summary>An enterprise's card.</summary>
/// <param name="Officer">Person id of the service officer to whom its requests go; null: they wait for somebody to be named.</param>
/// <param name="Landings">Numbers of its landings within the chain.</param>
/// <param name="Leads">Numbers of its leads within the chain.</param>
/// <param name="Visits">Latest first.</param>
/// <param name="Requests">Requests ever made.</param>
/// <param name="Open">Those that are neither closed nor archived.</param>
/// <param name="Overdue">Open ones that missed a deadline.</param>
/// <param name="Dissatisfied">Ratings with which it was not content, ever.</param>
[GenerateSerializer, Immutable, Alias("enterprise-view")]
public sealed record EnterpriseView(
    string Plan, string Code, string Name, string Chain, string? Uscc, string? Note, string? Officer,
    ImmutableArray<int> Landings, ImmutableArray<int> Leads, ImmutableArray<EnterpriseVisitView> Visits, ImmutableArray<EnterprisePromiseView> Promises,
    int Requests, int Open, int Overdue, int Dissatisfied, int Version);

/// <summary>A visit.</summary>
[GenerateSerializer, Immutable, Alias("enterprise-visit-view")]
public sealed record EnterpriseVisitView(DateOnly On, string ByWhom, string Summary);

/// <summary>A promise to the enterprise.</summary>
/// <param name="Number">From 1 within the enterprise.</param>
/// <param name="IsOverdue">Open, and its last day is past.</param>
/// <param name="Words">Note or reason of whoever decided.</param>
[GenerateSerializer, Immutable, Alias("enterprise-promise-view")]
public sealed record EnterprisePromiseView(int Number, string Text, DateOnly Due, string By, PromiseStatus Status, bool IsOverdue, string? Words);

/// <summary>A link of the enterprise; what it opens is not in it.</summary>
/// <param name="Until">Its last day, +08:00, by the plan's clock.</param>
[GenerateSerializer, Immutable, Alias("enterprise-link-view")]
public sealed record EnterpriseLinkView(int Number, string Recipient, string By, string Account, DateOnly Until, bool IsRevoked, bool IsValid);

/// <summary>Where a request stands: 已受理、已分派、已联系、已阶段答复、一跟到底、已办结、重办待分派、已归档.</summary>
public enum ServiceRequestStatus { Submitted, Assigned, Contacted, Answered, Promised, Closed, Reopened, Archived }

/// <summary>What can be missed: contact, interim answer, closure, a promised day.</summary>
public enum ServiceDeadline { Contact, Answer, Closing, Promise }

/// <summary>A request.</summary>
/// <param name="Number">From 1 within the enterprise.</param>
/// <param name="Contact">Null for readers who may not see it.</param>
/// <param name="Round">1, and one more whenever it is done again.</param>
/// <param name="ContactBy">By when the enterprise must have been contacted, +08:00.</param>
/// <param name="AnswerBy">The last day for an interim answer.</param>
/// <param name="CloseBy">The last day for closure.</param>
/// <param name="NextOn">The day on which the enterprise hears next: the closing day, until another one is promised. Null only once it is closed.</param>
/// <param name="Missed">Deadlines missed in this round.</param>
/// <param name="Answers">Contact, answers, promises and solutions of all rounds, oldest first.</param>
/// <param name="Ratings">At most one for each round.</param>
/// <param name="IsSatisfied">Null until it is archived.</param>
[GenerateSerializer, Immutable, Alias("service-request-view")]
public sealed record ServiceRequestView(
    string Enterprise, string Chain, int Number, ServiceRequestStatus Status, ServiceCategory Category, string Text, string? Contact, DateTimeOffset SubmittedAt, string By,
    string? Handler, int Round, DateTimeOffset ContactBy, DateOnly AnswerBy, DateOnly CloseBy, DateOnly? NextOn, ImmutableArray<ServiceDeadline> Missed,
    ImmutableArray<ServiceAnswerView> Answers, ImmutableArray<ServiceRatingView> Ratings, bool? IsSatisfied);

/// <summary>What the enterprise was told.</summary>
[GenerateSerializer, Immutable, Alias("service-answer-view")]
public sealed record ServiceAnswerView(
    ServiceRequestStatus Step, string Text, DateOnly? NextOn, DateTimeOffset At, string By, ImmutableArray<Evidences.Evidence> Evidence);

/// <summary>How content the enterprise was.</summary>
[GenerateSerializer, Immutable, Alias("service-rating-view")]
public sealed record ServiceRatingView(int Stars, string? Words, DateTimeOffset At);

/// <summary>What the enterprise itself sees through its link: its own requests, and nothing else.</summary>
/// <param name="ContentFromStars">Stars from which it is content.</param>
[GenerateSerializer, Immutable, Alias("enterprise-desk")]
public sealed record EnterpriseDesk(string Name, int ContentFromStars, ImmutableArray<OwnRequestView> Requests);

/// <summary>A request as the enterprise sees it.</summary>
/// <param name="NextOn">The day on which it hears next; null once it is closed.</param>
/// <param name="CanRate">Closed, and not rated since.</param>
/// <param name="Stars">Its last rating.</param>
/// <param name="Answers">What it was told, the oldest first.</param>
[GenerateSerializer, Immutable, Alias("own-request-view")]
public sealed record OwnRequestView(
    int Number, ServiceCategory Category, string Text, ServiceRequestStatus Status, DateTimeOffset SubmittedAt, DateTimeOffset ContactBy, DateOnly? NextOn,
    bool CanRate, int? Stars, ImmutableArray<OwnAnswerView> Answers);

/// <summary>An answer as the enterprise sees it: nobody's name.</summary>
[GenerateSerializer, Immutable, Alias("own-answer-view")]
public sealed record OwnAnswerView(ServiceRequestStatus Step, string Text, DateOnly? NextOn, DateTimeOffset At);

/// <summary>Requests of one category from one chain, as many and as close as the plan says: a common difficulty is proposed. None is opened by this.</summary>
/// <param name="Enterprises">Their codes.</param>
/// <param name="Count">Requests.</param>
/// <param name="Since">The day of the first of them, +08:00.</param>
[GenerateSerializer, Immutable, Alias("common-requests")]
public sealed record CommonRequestsView(string Chain, ServiceCategory Category, ImmutableArray<string> Enterprises, int Count, DateOnly Since);

/// <summary>A question to the register of enterprises.</summary>
/// <param name="Overdue">An open request of it missed a deadline.</param>
/// <param name="Sort"><c>code</c>, <c>name</c>, <c>open</c>, <c>overdue</c>.</param>
[GenerateSerializer, Immutable, Alias("enterprise-query")]
public sealed record EnterpriseQuery(
    string? Code = null, string? Chain = null, string? Officer = null, bool? Overdue = null, string? Search = null, string Sort = "code", string? Cursor = null, int Limit = 200)
    : IListQuery<EnterpriseView>;

/// <summary>A question to the requests of all enterprises.</summary>
/// <param name="Open">Neither closed nor archived.</param>
/// <param name="Number">Within the enterprise.</param>
/// <param name="Overdue">Open, and it missed a deadline.</param>
/// <param name="Sort"><c>next</c>: the day on which the enterprise hears next; <c>submitted</c>; <c>number</c> within the enterprise.</param>
[GenerateSerializer, Immutable, Alias("service-request-query")]
public sealed record ServiceRequestQuery(
    bool? Open = null, string? Enterprise = null, int? Number = null, string? Chain = null, ServiceCategory? Category = null, string? Handler = null, bool? Overdue = null,
    DateTimeOffset? SubmittedFrom = null, DateTimeOffset? SubmittedTo = null, string? Search = null, string Sort = "next", string? Cursor = null,
    int Limit = 200) : IListQuery<ServiceRequestView>;
