using FuyangPlan.EventSourcing;
using FuyangPlan.Landings;

namespace FuyangPlan.Enterprises;

/// <summary>States as their readers see them.</summary>
internal static class EnterpriseViews
{
    public const int CommonDays = 30;
    private const int CommonFrom = 3;

    public static EnterpriseView? Of(EnterpriseState enterprise, string plan, DateOnly today, int version)
    {
        if (enterprise.Profile is not { } profile) return null;
        var requests = enterprise.Requests.Values;
        return new(
            plan, profile.Code, profile.Name, profile.Chain, profile.Uscc, profile.Note, profile.Officer, enterprise.Landings, enterprise.Leads,
            [.. enterprise.Visits.Reverse().OrderByDescending(visit => visit.On).Select(visit => new EnterpriseVisitView(visit.On, visit.ByWhom, visit.Summary))],
            [.. enterprise.Promises.Values.Select(promise => new EnterprisePromiseView(
                promise.Number, promise.Text, promise.Due, promise.By, promise.Status, promise.Status == PromiseStatus.Open && promise.Due < today, promise.Words))],
            enterprise.Requests.Count, requests.Count(request => request.IsOpen), requests.Count(request => request.IsOpen && !request.Missed.IsEmpty),
            requests.SelectMany(request => request.Ratings).Count(rating => rating.Stars <= 3), version);
    }

    public static ServiceRequestView Of(EnterpriseState enterprise, ServiceRequestState request, bool withContacts) => new(
        enterprise.Profile!.Code, enterprise.Profile.Chain, request.Number, request.Status, request.What.Category, request.What.Text, withContacts ? request.What.Contact : null,
        request.At.ToOffset(China.Offset), request.By.Name, request.Handler, request.Round,
        request.Deadlines.ContactBy.ToOffset(China.Offset), request.Deadlines.AnswerBy, request.Deadlines.CloseBy, request.IsOpen ? request.NextOn : null, request.Missed,
        [.. request.Answers.Select(answer => new ServiceAnswerView(answer.Step, answer.Text, answer.NextOn, answer.At.ToOffset(China.Offset), answer.By, answer.Evidence))],
        [.. request.Ratings.Select(rating => new ServiceRatingView(rating.Stars, rating.Words, rating.At.ToOffset(China.Offset)))], request.IsSatisfied);

    public static EnterpriseLinkView Of(EnterpriseLink link, DateOnly today) => new(link.Number, link.Recipient, link.By, link.Until, link.IsRevoked, link.IsValid(today));

    public static EnterpriseDesk Desk(EnterpriseState enterprise) => new(enterprise.Profile!.Name,
    [
        .. enterprise.Requests.Values.Select(request => new OwnRequestView(
            request.Number, request.What.Category, request.What.Text, request.Status, request.At.ToOffset(China.Offset), request.Deadlines.ContactBy.ToOffset(China.Offset),
            request.IsOpen ? request.NextOn : null, request.Status == ServiceRequestStatus.Closed, request.Ratings is [.., var last] ? last.Stars : null)),
    ]);

    /// <summary>Of all enterprises of a plan: what was asked for three times within 30 days until now.</summary>
    public static ImmutableArray<CommonRequestsView> Common(IEnumerable<ServiceRequestView> requests, DateTimeOffset now) =>
    [
        .. requests.Where(request => request.SubmittedAt <= now && request.SubmittedAt > now.AddDays(-CommonDays))
            .GroupBy(request => (request.Chain, request.Category)).Where(group => group.Count() >= CommonFrom)
            .Select(group => new CommonRequestsView(
                group.Key.Chain, group.Key.Category, [.. group.Select(request => request.Enterprise).Distinct().Order(StringComparer.Ordinal)],
                group.Count(), group.Min(request => request.SubmittedAt).Day()))
            .OrderByDescending(common => common.Count).ThenBy(common => common.Chain, StringComparer.Ordinal).ThenBy(common => common.Category),
    ];
}
