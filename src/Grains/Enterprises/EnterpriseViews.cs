using FuyangPlan.Evidences;
using FuyangPlan.EventSourcing;
using FuyangPlan.Landings;

namespace FuyangPlan.Enterprises;

/// <summary>States as their readers see them.</summary>
internal static class EnterpriseViews
{
    public static EnterpriseView? Of(EnterpriseState enterprise, Seen seen)
    {
        if (enterprise.Profile is not { } profile) return null;
        var requests = enterprise.Requests.Values;
        return new(
            seen.Stream.Plan, profile.Code, profile.Name, profile.Chain, profile.Uscc, profile.Note, profile.Officer, enterprise.Landings, enterprise.Leads,
            [.. enterprise.Visits.Reverse().OrderByDescending(visit => visit.On).Select(visit => new EnterpriseVisitView(visit.On, visit.ByWhom, visit.Summary))],
            [.. enterprise.Promises.Values.Select(promise => new EnterprisePromiseView(
                promise.Number, promise.Text, promise.Due, promise.By, promise.Status, promise.Status == PromiseStatus.Open && promise.Due < seen.Today, promise.Words))],
            enterprise.Requests.Count, requests.Count(request => request.IsOpen), requests.Count(request => request.IsOpen && !request.Missed.IsEmpty),
            requests.SelectMany(request => request.Ratings).Count(rating => !rating.IsContent), seen.Version);
    }

    public static IEnumerable<Statement> Says(EnterpriseView enterprise) =>
    [
        new("name", "名称", enterprise.Name), new("chain", "产业链", enterprise.Chain), new("officer", "服务专员", enterprise.Officer),
        new("landings", "落地项目", string.Join('、', enterprise.Landings)), new("visits", "走访次数", Statement.Number(enterprise.Visits.Length)),
        new("requests", "诉求件数", Statement.Number(enterprise.Requests)), new("open", "未办结", Statement.Number(enterprise.Open)),
        .. enterprise.Promises.Select(promise => new Statement($"promises/{promise.Number}", $"承诺 {promise.Number}", $"{promise.Text}：{promise.Status}")),
    ];

    public static ServiceRequestView Of(EnterpriseState enterprise, ServiceRequestState request, bool withContacts) => new(
        enterprise.Profile!.Code, enterprise.Profile.Chain, request.Number, request.Status, request.What.Category, request.What.Text, withContacts ? request.What.Contact : null,
        request.At.ToOffset(China.Offset), request.By.Name, request.Handler, request.Round,
        request.Deadlines.ContactBy.ToOffset(China.Offset), request.Deadlines.AnswerBy, request.Deadlines.CloseBy, request.IsOpen ? request.NextOn : null, request.Missed,
        [.. request.Answers.Select(answer => new ServiceAnswerView(answer.Step, answer.Text, answer.NextOn, answer.At.ToOffset(China.Offset), answer.By, answer.Evidence))],
        [.. request.Ratings.Select(rating => new ServiceRatingView(rating.Stars, rating.Words, rating.At.ToOffset(China.Offset)))], request.IsSatisfied);

    public static EnterpriseLinkView Of(EnterpriseLink link, DateOnly today) => new(link.Number, link.Recipient, link.By, link.Until, link.IsRevoked, link.IsValid(today));

    public static EnterpriseDesk Desk(EnterpriseState enterprise, ServiceThresholds rules) => new(enterprise.Profile!.Name, rules.ContentFromStars,
    [
        .. enterprise.Requests.Values.Select(request => new OwnRequestView(
            request.Number, request.What.Category, request.What.Text, request.Status, request.At.ToOffset(China.Offset), request.Deadlines.ContactBy.ToOffset(China.Offset),
            request.IsOpen ? request.NextOn : null, request.Status == ServiceRequestStatus.Closed, request.Ratings is [.., var last] ? last.Stars : null)),
    ]);

    /// <summary>Of all enterprises of a plan: what was asked for so often, within so many days until now, that the plan calls it common.</summary>
    public static ImmutableArray<CommonRequestsView> Common(IEnumerable<ServiceRequestView> requests, ServiceThresholds rules, DateTimeOffset now) =>
    [
        .. requests.Where(request => request.SubmittedAt <= now && request.SubmittedAt > now.AddDays(-rules.CommonDays))
            .GroupBy(request => (request.Chain, request.Category)).Where(group => group.Count() >= rules.CommonFrom)
            .Select(group => new CommonRequestsView(
                group.Key.Chain, group.Key.Category, [.. group.Select(request => request.Enterprise).Distinct().Order(StringComparer.Ordinal)],
                group.Count(), group.Min(request => request.SubmittedAt).Day()))
            .OrderByDescending(common => common.Count).ThenBy(common => common.Chain, StringComparer.Ordinal).ThenBy(common => common.Category),
    ];
}
