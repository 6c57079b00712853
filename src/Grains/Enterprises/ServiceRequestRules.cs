using FuyangPlan.Evidences;
using FuyangPlan.Checklists;
using FuyangPlan.EventSourcing;
using FuyangPlan.Plans;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.Enterprises;

/// <summary>A request from its submission until it is archived (domain 3.9): contact, interim answer and closure in the time that the plan gives them.</summary>
internal static class ServiceRequestRules
{
    public static Decision Decide(EnterpriseState enterprise, SubmitRequest command, Moment moment)
    {
        if ((EnterpriseRules.Known(enterprise) ?? (IsEnterprise(enterprise, moment) ? null : EnterpriseAuthority.ToSubmit(moment.Actor))
            ?? Guard.MustBeText("/text", command.Text, 1000) ?? Guard.MustBeTextIfAny("/contact", command.Contact, 100)) is { } refusal) return refusal;
        return enterprise.Requests.Values.FirstOrDefault(request => request.IsOpen && (request.What.Category, request.What.Text) == (command.Category, command.Text)) is { } same
            ? Refuse(Problems.ServiceRequestRepeated, $"同样的诉求已有第 {same.Number} 号，正在办理；确属另一件的，请写明区别。", [new("/text", "与正在办理的相同")])
            : Record(new ServiceRequestSubmitted(
                enterprise.Requests.Count + 1, command.Category, command.Text, command.Contact, Deadlines(moment.Plan, moment.Now),
                enterprise.Profile!.Officer is { } officer && !EnterpriseRules.HasLink(enterprise, officer, moment) ? officer : null));
    }

    public static Decision Decide(EnterpriseState enterprise, int number, AssignRequest command, Moment moment) =>
        (Find(enterprise, number, out var request) ?? EnterpriseAuthority.ToAssign(moment.Actor) ?? Open(request)
            ?? Guard.MustBeRegistered("/person", command.Person, moment.Plan)) is { } refusal ? refusal
        : request.Former == command.Person
            ? Refuse(Problems.OtherHandlerRequired, "企业评价不满意而重办的，须换一个人办理。", [new("/person", "须换人")])
        : request.Handler == command.Person ? Nothing
        : EnterpriseRules.HasLink(enterprise, command.Person, moment)
            ? Refuse(Problems.FourEyes, "此人开通过这家企业现在有效的链接，不能办理它的诉求；请换一个人，或先撤销那个链接。", [new("/person", "开通过有效链接")])
        : Record(new ServiceRequestAssigned(number, command.Person));

    public static Decision Decide(EnterpriseState enterprise, int number, ContactRequest command, Moment moment) =>
        (Find(enterprise, number, out var request) ?? EnterpriseAuthority.ToHandle(moment.Actor, request.Handler) ?? Open(request)
            ?? Guard.MustBeText("/summary", command.Summary, 1000)) is { } refusal ? refusal
        : request.IsContacted ? Refuse(Problems.IllegalTransition, "已联系过企业；后续情况请作阶段答复。")
        : Record(new ServiceRequestContacted(number, command.Summary));

    public static Decision Decide(EnterpriseState enterprise, int number, AnswerRequest command, Moment moment)
    {
        if ((Workable(enterprise, number, moment, out var request) ?? Guard.MustBeText("/text", command.Text, 1000)) is { } refusal) return refusal;
        if (command.NextOn is null && (moment.Today > request.Deadlines.CloseBy || moment.Today > request.NextOn))
            return Refuse(Problems.NextDateRequired, "已过办结期限或承诺的日期，答复时必须告诉企业下次答复的日期。", [new("/nextOn", "必填")]);
        if (command.NextOn is { } next && Later(next, moment) is { } early) return early;
        return request is { Status: ServiceRequestStatus.Answered, Answers: [.., var last] } && (last.Text, last.NextOn) == (command.Text, command.NextOn)
            ? Nothing
            : Record(new ServiceRequestAnswered(number, command.Text, command.NextOn));
    }

    public static Decision Decide(EnterpriseState enterprise, int number, PromiseRequest command, Moment moment)
    {
        if ((Workable(enterprise, number, moment, out var request) ?? Later(command.NextOn, moment) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal)
            return refusal;
        return request is { Status: ServiceRequestStatus.Promised, Answers: [.., var last] } && (last.Text, last.NextOn) == (command.Reason, command.NextOn)
            ? Nothing
            : Record(new ServiceRequestPromised(number, command.NextOn, command.Reason));
    }

    public static Decision Decide(EnterpriseState enterprise, int number, CloseRequest command, Moment moment) =>
        (Workable(enterprise, number, moment, out _) ?? Guard.MustBeText("/solution", command.Solution, 1000)) is { } refusal
            ? refusal
            : Record(new ServiceRequestClosed(number, command.Solution, moment.Evidence));

    public static Decision Decide(EnterpriseState enterprise, int number, RateRequest command, Moment moment)
    {
        if ((Find(enterprise, number, out var request)
            ?? (IsEnterprise(enterprise, moment) ? null : Refuse(Problems.Forbidden, "评价只能由企业通过自己的链接作出。"))
            ?? (command.Stars is >= 1 and <= 5 ? null : Refuse(Problems.OutOfRange, "评价为 1 至 5 分。", [new("/stars", "须为 1 至 5")]))
            ?? Guard.MustBeTextIfAny("/words", command.Words, 500)) is { } refusal) return refusal;
        if (request.Status != ServiceRequestStatus.Closed)
            return request.Ratings is not [.., var last] ? Refuse(Problems.IllegalTransition, "办结之后才能评价。")
                : (last.Stars, last.Words) == (command.Stars, command.Words) ? Nothing
                : Refuse(Problems.AlreadyRated, "这件诉求已经评价，评价不能更改。");
        var rules = moment.Plan.Rules.Services;
        var rated = new ServiceRequestRated(number, command.Stars, command.Stars >= rules.ContentFromStars, command.Words);
        return rated.IsContent || request.Round >= rules.Rounds
            ? Record(rated, new ServiceRequestArchived(number, rated.IsContent))
            : Record(rated, new ServiceRequestReopened(number, Deadlines(moment.Plan, moment.Now)));
    }

    private static ServiceDeadlines Deadlines(PlanState plan, DateTimeOffset now) => new(
        // To the minute, as it is shown.
        WorkingTime.Add(plan, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)), TimeSpan.FromMinutes(plan.Rules.Services.ContactWorkingMinutes)),
        plan.AddWorkdays(now.Day(), plan.Rules.Services.AnswerWorkingDays), plan.AddWorkdays(now.Day(), plan.Rules.Services.CloseWorkingDays));

    /// <summary>It came in through a link of this enterprise.</summary>
    private static bool IsEnterprise(EnterpriseState enterprise, Moment moment) => moment.Actor.Account == EnterpriseGrains.Visitor(enterprise.Profile!.Code, "").Account;

    private static Refusal? Find(EnterpriseState enterprise, int number, out ServiceRequestState request)
    {
        request = enterprise.Requests.GetValueOrDefault(number)!;
        return EnterpriseRules.Known(enterprise) ?? (request is null ? Refuse(Problems.ServiceRequestNotFound, $"没有第 {number} 号诉求。") : null);
    }

    private static Refusal? Open(ServiceRequestState request) => request.IsOpen ? null : NotNow(request);

    /// <summary>In the hands of whoever asks, and the enterprise has been contacted.</summary>
    private static Refusal? Workable(EnterpriseState enterprise, int number, Moment moment, out ServiceRequestState request) =>
        Find(enterprise, number, out request) ?? EnterpriseAuthority.ToHandle(moment.Actor, request.Handler) ?? Open(request)
        ?? (request.IsContacted ? null : Refuse(Problems.IllegalTransition, "请先联系企业，再作答复。"));

    private static Refusal? Later(DateOnly day, Moment moment) =>
        Guard.MustLieInPlan("/nextOn", day, moment)
        ?? (day > moment.Today ? null : Refuse(Problems.InvalidDate, "下次答复的日期须晚于今天。", [new("/nextOn", "须晚于今天")]));

    private static Refusal NotNow(ServiceRequestState request) => Refuse(Problems.IllegalTransition, $"诉求现为“{request.Status.InWords()}”，不能这样办理。");
}
