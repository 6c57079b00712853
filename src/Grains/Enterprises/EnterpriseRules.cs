using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Landings;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.Enterprises;

/// <summary>What may happen to the register, visits, promises and links of an enterprise. Its requests are <see cref="ServiceRequestRules"/>.</summary>
internal static class EnterpriseRules
{
    private const int MostLinked = 100;

    public static Decision Decide(EnterpriseState enterprise, EnterpriseCommand command, Moment moment) => command switch
    {
        RegisterEnterprise c => On(enterprise, c, moment),
        ReviseEnterprise c => On(enterprise, c, moment),
        LinkEnterprise c => On(enterprise, c, moment),
        RecordEnterpriseVisit c => On(enterprise, c, moment),
        RecordEnterprisePromise c => On(enterprise, c, moment),
        IssueLink c => On(enterprise, c, moment),
        KeepEnterprisePromise c => On(enterprise, moment.Number, c, moment),
        BreakEnterprisePromise c => On(enterprise, moment.Number, c, moment),
        RevokeLink c => On(enterprise, moment.Number, c, moment),
        SubmitRequest c => ServiceRequestRules.Decide(enterprise, c, moment),
        AssignRequest c => ServiceRequestRules.Decide(enterprise, moment.Number, c, moment),
        ContactRequest c => ServiceRequestRules.Decide(enterprise, moment.Number, c, moment),
        AnswerRequest c => ServiceRequestRules.Decide(enterprise, moment.Number, c, moment),
        PromiseRequest c => ServiceRequestRules.Decide(enterprise, moment.Number, c, moment),
        CloseRequest c => ServiceRequestRules.Decide(enterprise, moment.Number, c, moment),
        RateRequest c => ServiceRequestRules.Decide(enterprise, moment.Number, c, moment),
        _ => throw NoRule.For(command),
    };

    private static Decision On(EnterpriseState enterprise, RegisterEnterprise command, Moment moment)
    {
        if (!moment.Plan.IsImported) return Refuse(Problems.PlanNotFound, "没有这个行动。");
        if ((EnterpriseAuthority.ToRegister(moment.Actor) ?? Guard.MustBeSlug("/code", command.Code)
            ?? Profile(command.Name, command.Chain, command.Uscc, command.Note, command.Officer, moment)) is { } refusal) return refusal;
        var officer = command.Officer ?? (moment.Actor.IsServiceOfficer() ? moment.Actor.Person : null);
        EnterpriseProfile wished = new(command.Code, command.Name, command.Chain, command.Uscc, command.Note, officer);
        return enterprise.Profile is not { } known ? Record(new EnterpriseRegistered(command.Code, command.Name, command.Chain, command.Uscc, command.Note, officer))
            : known with { Officer = officer } == wished ? Nothing
            : Refuse(Problems.EnterpriseExists, $"编号 {command.Code} 已登记为“{known.Name}”；内容有变的请修订，另一家企业请换一个编号。", [new("/code", "已登记")]);
    }

    private static Decision On(EnterpriseState enterprise, ReviseEnterprise command, Moment moment) =>
        (Known(enterprise) ?? EnterpriseAuthority.ToRegister(moment.Actor)
            ?? Profile(command.Name, command.Chain, command.Uscc, command.Note, command.Officer, moment)) is { } refusal ? refusal
        : enterprise.Profile == new EnterpriseProfile(enterprise.Profile!.Code, command.Name, command.Chain, command.Uscc, command.Note, command.Officer) ? Nothing
        : Record(new EnterpriseRevised(command.Name, command.Chain, command.Uscc, command.Note, command.Officer));

    private static Decision On(EnterpriseState enterprise, LinkEnterprise command, Moment moment)
    {
        var known = ((LandingsOf?)moment.Gathered)?.Numbers ?? [];
        if ((Known(enterprise) ?? EnterpriseAuthority.ToRegister(moment.Actor)) is { } refusal) return refusal;
        if (command.Landings.Length > MostLinked || command.Leads.Length > MostLinked)
            return Refuse(Problems.OutOfRange, $"每一种最多关联 {MostLinked} 项。", [new(command.Landings.Length > MostLinked ? "/landings" : "/leads", $"最多 {MostLinked} 项")]);
        ImmutableArray<Fault> unknown = [.. command.Landings.Index().Where(at => !known.Contains(at.Item)).Select(at => new Fault($"/landings/{at.Index}", "没有这个编号"))];
        if (!unknown.IsEmpty) return Refuse(Problems.LandingNotFound, "请核对落地项目的编号，须是本产业链的。", unknown);
        if (command.Leads.Any(number => number < 1)) return Refuse(Problems.OutOfRange, "招商线索的编号从 1 起。", [new("/leads", "须不小于 1")]);
        ImmutableArray<int> landings = [.. command.Landings.Distinct().Order()], leads = [.. command.Leads.Distinct().Order()];
        return enterprise.Landings.SequenceEqual(landings) && enterprise.Leads.SequenceEqual(leads) ? Nothing : Record(new EnterpriseLinked(landings, leads));
    }

    private static Decision On(EnterpriseState enterprise, RecordEnterpriseVisit command, Moment moment)
    {
        if ((Known(enterprise) ?? EnterpriseAuthority.ToVisit(moment.Actor) ?? Guard.MustLieInPlan("/on", command.On, moment)
            ?? Guard.MustBeText("/byWhom", command.ByWhom, 100) ?? Guard.MustBeText("/summary", command.Summary, 1000)) is { } refusal) return refusal;
        if (command.On > moment.Today) return Refuse(Problems.InFuture, "走访日期不能在将来。", [new("/on", "在将来")]);
        var visited = new EnterpriseVisited(command.On, command.ByWhom, command.Summary);
        return enterprise.Visits.Contains(visited) ? Nothing : Record(visited);
    }

    private static Decision On(EnterpriseState enterprise, RecordEnterprisePromise command, Moment moment)
    {
        if ((Known(enterprise) ?? EnterpriseAuthority.ToVisit(moment.Actor) ?? Guard.MustBeText("/text", command.Text, 500)
            ?? Guard.MustLieInPlan("/due", command.Due, moment)) is { } refusal) return refusal;
        if (command.Due < moment.Today) return Refuse(Problems.InvalidDate, "兑现期限不能早于今天。", [new("/due", "早于今天")]);
        return enterprise.Promises.Values.Any(promise => promise.Status == PromiseStatus.Open && promise.Text == command.Text && promise.Due == command.Due)
            ? Refuse(Problems.EnterprisePromiseRepeated, "同样的承诺已经记录，尚未兑现。", [new("/text", "已有同样的承诺")])
            : Record(new EnterprisePromiseRecorded(enterprise.Promises.Count + 1, command.Text, command.Due));
    }

    private static Decision On(EnterpriseState enterprise, int number, KeepEnterprisePromise command, Moment moment) =>
        (Promise(enterprise, number, out var promise) ?? EnterpriseAuthority.ToVisit(moment.Actor) ?? Guard.MustBeTextIfAny("/note", command.Note, 500)) is { } refusal ? refusal
        : promise.Status == PromiseStatus.Kept ? Nothing
        : promise.Status == PromiseStatus.Open ? Record(new EnterprisePromiseKept(number, command.Note))
        : Refuse(Problems.IllegalTransition, "该承诺已记为未兑现，不能再记为已兑现；重新承诺的请另记一项。");

    private static Decision On(EnterpriseState enterprise, int number, BreakEnterprisePromise command, Moment moment) =>
        (Promise(enterprise, number, out var promise) ?? EnterpriseAuthority.ToVisit(moment.Actor) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal ? refusal
        : promise.Status == PromiseStatus.Broken ? Nothing
        : promise.Status == PromiseStatus.Open ? Record(new EnterprisePromiseBroken(number, command.Reason))
        : Refuse(Problems.IllegalTransition, "该承诺已兑现，不能再记为未兑现。");

    private static Decision On(EnterpriseState enterprise, IssueLink command, Moment moment)
    {
        if ((Known(enterprise) ?? EnterpriseAuthority.ToRegister(moment.Actor) ?? NoHandler(enterprise, moment)
            ?? Guard.MustBeText("/recipient", command.Recipient, 100)) is { } refusal) return refusal;
        return enterprise.Links.Values.FirstOrDefault(link => link.Recipient == command.Recipient && link.IsValid(moment.Today)) is { } valid
            ? Refuse(Problems.LinkExists, $"已有给“{valid.Recipient}”的第 {valid.Number} 号链接，有效至 {valid.Until:yyyy-MM-dd}；要换新的，请先撤销它。", [new("/recipient", "已有有效链接")])
            : Record(new EnterpriseLinkIssued(enterprise.Links.Count + 1, command.Recipient, moment.Today.AddDays(moment.Plan.Rules.Services.LinkDays)));
    }

    private static Decision On(EnterpriseState enterprise, int number, RevokeLink command, Moment moment) =>
        (Known(enterprise) ?? (enterprise.Links.ContainsKey(number) ? null : Refuse(Problems.LinkNotFound, $"没有第 {number} 号链接。"))
            ?? EnterpriseAuthority.ToRegister(moment.Actor) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal ? refusal
        : enterprise.Links[number].IsRevoked ? Nothing
        : Record(new EnterpriseLinkRevoked(number, command.Reason));

    /// <summary>FOUR_EYES: whose work is rated through a link, has not its address.</summary>
    private static Refusal? NoHandler(EnterpriseState enterprise, Moment moment) =>
        moment.Actor.IsPerson(enterprise.Profile!.Officer)
            || enterprise.Requests.Values.Any(request => request.Status != ServiceRequestStatus.Archived && moment.Actor.IsPerson(request.Handler))
            ? Refuse(Problems.FourEyes, "这家企业的服务专员和诉求办理人不能给它开链接：凭链接可以评价办理。请由另一位专员或迎展办开通。")
            : null;

    /// <summary>They have the address of a link that is valid.</summary>
    public static bool HasLink(EnterpriseState enterprise, string person, Moment moment) =>
        enterprise.Links.Values.Any(link => link.IsValid(moment.Today) && link.Issuer.IsPerson(person));

    public static Refusal? Known(EnterpriseState enterprise) =>
        enterprise.Profile is null ? Refuse(Problems.EnterpriseNotFound, "没有这家企业，请先登记。") : null;

    private static Refusal? Promise(EnterpriseState enterprise, int number, out EnterprisePromise promise)
    {
        promise = enterprise.Promises.GetValueOrDefault(number)!;
        return Known(enterprise) ?? (promise is null ? Refuse(Problems.EnterprisePromiseNotFound, $"没有第 {number} 项承诺。") : null);
    }

    private static Refusal? Profile(string name, string chain, string? uscc, string? note, string? officer, Moment moment) =>
        Guard.MustBeText("/name", name, 100)
        ?? (!moment.Plan.Initiatives.Contains(chain) ? Refuse(Problems.InitiativeNotFound, "没有这条产业链。", [new("/chain", "没有这个事项")])
            : InitiativeId.Parse(chain).Kind != InitiativeKind.IndustryChain ? Refuse(Problems.NotAChain, "企业须归入一条产业链，如 chain-4。", [new("/chain", "不是产业链")])
            : uscc is not null && !IsUscc(uscc) ? Refuse(Problems.UsccInvalid, "统一社会信用代码为 18 位数字和大写字母，不含 I、O、S、V、Z。", [new("/uscc", "不合要求")])
            : null)
        ?? Guard.MustBeTextIfAny("/note", note, 500) ?? (officer is null ? null : Guard.MustBeRegistered("/officer", officer, moment.Plan));

    private static bool IsUscc(string text) => text.Length == 18 && text.All(c => char.IsAsciiDigit(c) || (char.IsAsciiLetterUpper(c) && !"IOSVZ".Contains(c)));
}

/// <summary>The landings of the enterprise's chain, as they are gathered before the decision.</summary>
internal sealed record LandingsOf(ImmutableArray<int> Numbers);
