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
            Plan: seen.Stream.Plan, Code: profile.Code, Name: profile.Name, Chain: profile.Chain, Uscc: profile.Uscc, Note: profile.Note,
            Officer: profile.Officer, Landings: enterprise.Landings, Leads: enterprise.Leads,
            Visits: [.. enterprise.Visits.Reverse().OrderByDescending(visit => visit.On).Select(visit => new EnterpriseVisitView(visit.On, visit.ByWhom, visit.Summary))],
            Promises: [.. enterprise.Promises.Values.Select(promise => new EnterprisePromiseView(
                promise.Number, promise.Text, promise.Due, promise.By, promise.Status, promise.Status == PromiseStatus.Open && promise.Due < seen.Today, promise.Words))],
            Requests: enterprise.Requests.Count, Open: requests.Count(request => request.IsOpen),
            Overdue: requests.Count(request => request.IsOpen && !request.Missed.IsEmpty),
            Dissatisfied: requests.SelectMany(request => request.Ratings).Count(rating => !rating.IsContent), Version: seen.Version);
    }

    public static IEnumerable<Statement> Says(EnterpriseView enterprise) =>
    [
        new("name", "名称", enterprise.Name), new("chain", "产业链", enterprise.Chain), new("officer", "服务专员", enterprise.Officer),
        new("landings", "落地项目", string.Join('、', enterprise.Landings)), new("visits", "走访次数", Statement.Number(enterprise.Visits.Length)),
        new("requests", "诉求件数", Statement.Number(enterprise.Requests)), new("open", "未办结", Statement.Number(enterprise.Open)),
        .. enterprise.Promises.Select(promise => new Statement($"promises/{promise.Number}", $"承诺 {promise.Number}", $"{promise.Text}：{promise.Status.InWords()}")),
    ];

    public static ServiceRequestView Of(EnterpriseState enterprise, ServiceRequestState request) => new(
        Enterprise: enterprise.Profile!.Code, Chain: enterprise.Profile.Chain, Number: request.Number, Status: request.Status,
        Category: request.What.Category, Text: request.What.Text, Contact: request.What.Contact,
        SubmittedAt: request.At.ToOffset(China.Offset), By: request.By.Name, Handler: request.Handler, Round: request.Round,
        ContactBy: request.Deadlines.ContactBy.ToOffset(China.Offset), AnswerBy: request.Deadlines.AnswerBy, CloseBy: request.Deadlines.CloseBy,
        NextOn: request.IsOpen ? request.NextOn : null, Missed: request.Missed,
        Answers: [.. request.Answers.Select(Of)],
        Ratings: [.. request.Ratings.Select(rating => new ServiceRatingView(rating.Stars, rating.Words, rating.At.ToOffset(China.Offset)))],
        IsSatisfied: request.IsSatisfied);

    private static ServiceAnswerView Of(ServiceAnswer answer) =>
        new(answer.Step, answer.Text, answer.NextOn, answer.At.ToOffset(China.Offset), answer.By, answer.Evidence);

    public static EnterpriseLinkView Of(EnterpriseLink link, DateOnly today) =>
        new(link.Number, link.Recipient, link.Issuer.Name, link.Issuer.Account, link.Until, link.IsRevoked, link.IsValid(today));

    public static EnterpriseDesk Desk(EnterpriseState enterprise, ServiceThresholds rules) => new(enterprise.Profile!.Name, rules.ContentFromStars,
    [
        .. enterprise.Requests.Values.Select(request => new OwnRequestView(
            Number: request.Number, Category: request.What.Category, Text: request.What.Text, Status: request.Status, SubmittedAt: request.At.ToOffset(China.Offset),
            ContactBy: request.Deadlines.ContactBy.ToOffset(China.Offset), NextOn: request.IsOpen ? request.NextOn : null,
            CanRate: request.Status == ServiceRequestStatus.Closed, Stars: request.Ratings is [.., var last] ? last.Stars : null,
            // How a call went is a note of whoever called.
            Answers: [.. request.Answers.Where(answer => answer.Step != ServiceRequestStatus.Contacted)
                .Select(answer => new OwnAnswerView(answer.Step, answer.Text, answer.NextOn, answer.At.ToOffset(China.Offset)))])),
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
