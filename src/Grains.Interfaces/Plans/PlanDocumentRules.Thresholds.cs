using FuyangPlan.Enterprises;
using FuyangPlan.Leads;
using FuyangPlan.ResourcePools;

namespace FuyangPlan.Plans;

// What the numbers of a rule set must satisfy.
public static partial class PlanDocumentRules
{
    private static IEnumerable<Fault> Thresholds(RuleSet rules)
    {
        if (rules is not { YellowGap: > 0, RedGap: <= 100 } || rules.YellowGap > rules.RedGap)
            yield return new("/rules/yellowGap", "须有 0 < yellowGap ≤ redGap ≤ 100。");
        foreach (var fault in Spans(
            "/rules",
            ("redFinishOverdueDays", rules.RedFinishOverdueDays), ("redStartOverdueDays", rules.RedStartOverdueDays),
            ("strikeOffWorkingDays", rules.StrikeOffWorkingDays), ("contestWorkingDays", rules.ContestWorkingDays),
            ("slipForLeadingGroupDays", rules.SlipForLeadingGroupDays), ("backDatedAfterDays", rules.BackDatedAfterDays))) yield return fault;
        if (rules.EvidenceFromPoints is <= 0 or > 100) yield return new("/rules/evidenceFromPoints", "须大于 0，不超过 100。");
        if (rules.OnSiteFromWeight is <= 0 or > 100) yield return new("/rules/onSiteFromWeight", "须大于 0，不超过 100。");
        if (rules.YearsAhead is < 1 or > 30) yield return new("/rules/yearsAhead", "须为 1 到 30 年。");
        if (!rules.Indicators.IsFit)
            yield return new(
                "/rules/indicators",
                "须有 0 ≤ redShortPercent ≤ 100、0 ≤ yellowLateDays ≤ redLateDays ≤ 3650、outlierDeviations > 0、outlierFromPoints ≥ 2、outlierFloorPercent ≥ 0。");
        foreach (var fault in Leads(rules.Leads).Concat(Pools(rules.Pools)).Concat(Services(rules.Services))) yield return fault;
    }

    private static IEnumerable<Fault> Leads(LeadThresholds leads)
    {
        foreach (var fault in Spans(
            "/rules/leads",
            ("responseDays", leads.ResponseDays), ("screeningDays", leads.ScreeningDays), ("feedbackDays", leads.FeedbackDays), ("noteDays", leads.NoteDays),
            ("protectionDays", leads.ProtectionDays), ("longestRestDays", leads.LongestRestDays))) yield return fault;
        if (leads.LastNoticeDays < 1 || leads.LastNoticeDays >= leads.FirstNoticeDays || leads.FirstNoticeDays >= leads.ProtectionDays)
            yield return new("/rules/leads/firstNoticeDays", "须有 0 < lastNoticeDays < firstNoticeDays < protectionDays。");
        if (leads.PriorWeight is < 1 or > 1000) yield return new("/rules/leads/priorWeight", "须为 1 到 1000。");
        foreach (var fault in Unique("/rules/leads/stages", (leads.Stages ?? []).Select(stage => $"{stage.Stage}"), "stage")) yield return fault;
        foreach (var (i, stage) in (leads.Stages ?? []).Index())
        {
            var at = $"/rules/leads/stages/{i}";
            // Only what has come to its end is certain.
            if (stage.Stage == LeadStage.AtCapacity ? stage.Probability != 1 : stage.Probability is < 0.001m or > 0.999m)
                yield return new($"{at}/probability", "须为 0.001 到 0.999；达产须为 1。");
            if (stage.Days is < 1 or > MostDays) yield return new($"{at}/days", $"须为 1 到 {MostDays} 天。");
            if (stage.Points is < 0 or > 1000) yield return new($"{at}/points", "须为 0 到 1000。");
        }
    }

    private static IEnumerable<Fault> Pools(PoolThresholds pools)
    {
        foreach (var fault in Spans("/rules/pools", ("holdDays", pools.HoldDays), ("longestHoldDays", pools.LongestHoldDays))) yield return fault;
        if (pools.HoldDays > pools.LongestHoldDays) yield return new("/rules/pools/holdDays", "不能超过 longestHoldDays。");
    }

    private static IEnumerable<Fault> Services(ServiceThresholds services)
    {
        foreach (var fault in Spans(
            "/rules/services",
            ("linkDays", services.LinkDays), ("answerWorkingDays", services.AnswerWorkingDays), ("closeWorkingDays", services.CloseWorkingDays),
            ("commonDays", services.CommonDays))) yield return fault;
        if (services.ContactWorkingMinutes is < 1 or > 6000) yield return new("/rules/services/contactWorkingMinutes", "须为 1 到 6000 分钟。");
        if (services.ContentFromStars is < 2 or > 5) yield return new("/rules/services/contentFromStars", "须为 2 到 5。");
        if (services.Rounds is < 1 or > 10) yield return new("/rules/services/rounds", "须为 1 到 10。");
        if (services.CommonFrom is < 2 or > 1000) yield return new("/rules/services/commonFrom", "须为 2 到 1000。");
        var (shifts, end) = (services.WorkingShifts(), TimeOnly.MinValue);
        if (shifts.Length is 0 or > 10) yield return new("/rules/services/shifts", "须有 1 到 10 段。");
        for (var i = 0; i < shifts.Length; i++)
        {
            if (shifts[i].From < end || shifts[i].To <= shifts[i].From) yield return new($"/rules/services/shifts/{i}", "须按先后写，起早于止，互不重叠。");
            end = shifts[i].To;
        }
    }

    private const int MostDays = 3650;

    private static IEnumerable<Fault> Spans(string at, params ImmutableArray<(string Name, int Days)> spans) =>
        spans.Where(span => span.Days is < 1 or > MostDays).Select(span => new Fault($"{at}/{span.Name}", $"须为 1 到 {MostDays} 天。"));
}
