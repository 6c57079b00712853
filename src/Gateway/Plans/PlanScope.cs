using System.Globalization;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.Enterprises;
using FuyangPlan.ResourcePools;

namespace FuyangPlan.Plans;

/// <summary>
/// Guards what an address names before anything is asked of a grain: a plan in which the account has no membership does not exist for it, and
/// an id that cannot be one reaches nothing.
/// </summary>
internal static class PlanScope
{
    private static readonly (string Name, int Digits, Problem Problem, string Words)[] Numbers =
    [
        ("n", 4, Problems.TaskNotFound, "任务编号为 1 至 9999 的整数。"),
        ("landing", 4, Problems.LandingNotFound, "落地项目编号为 1 至 9999 的整数。"),
        ("indicator", 4, Problems.IndicatorNotFound, "指标编号为 1 至 9999 的整数。"),
        ("lead", 7, Problems.LeadNotFound, "没有可供查看的招商线索；请核对编号。"),
        ("promise", 7, Problems.EnterprisePromiseNotFound, "请核对承诺编号，见企业的 promises。"),
        ("link", 7, Problems.LinkNotFound, "请核对链接编号，清单见 /links。"),
        ("request", 7, Problems.ServiceRequestNotFound, "请核对诉求编号，清单见 /requests。"),
        ("resourceRequest", 7, Problems.ResourceRequestNotFound, "请核对申请编号，清单见 /requests。"),
        ("fact", 7, Problems.QuarantinedNotFound, "请核对隔离数据的编号。"),
    ];

    public static void UsePlanScope(this WebApplication app) => app.Use((context, next) =>
        Refusal(context) is { } refusal ? ProblemAnswers.Refused(refusal).ExecuteAsync(context) : next(context));

    private static Refusal? Refusal(HttpContext context)
    {
        var route = context.Request.RouteValues;
        if (context.Account() is not { } account || !route.TryGetValue("plan", out var plan)) return null;
        if (!(plan as string).IsSlug() || account.In((string)plan!) is null)
            return Problems.PlanNotFound.Because("请核对行动编号；没有成员身份的行动不可见。");
        if (route.TryGetValue("id", out var id) && !InitiativeId.TryParse(id as string, out _))
            return Problems.InitiativeNotFound.Because("事项编号形如 project-4、chain-5、campaign-2。");
        if (route.TryGetValue("feed", out var feed) && !(feed as string).IsSlug())
            return Problems.DepartmentFeedNotFound.Because("数据接口的编号由小写字母开头，只含小写字母、数字和连字符。");
        if (route.TryGetValue("pool", out var pool) && !PoolId.TryParse(pool as string, out _))
            return Problems.PoolNotFound.Because("要素池编号形如 space-2021、talent-2021、funds-2021。");
        if (route.TryGetValue("enterprise", out var enterprise) && !(enterprise as string).IsSlug())
            return Problems.EnterpriseNotFound.Because("企业编号由小写字母开头，只含小写字母、数字和连字符。");
        foreach (var (name, digits, problem, words) in Numbers)
            if (route.TryGetValue(name, out var number) && !IsNumber(number as string, digits)) return problem.Because(words);
        return null;
    }

    private static bool IsNumber(string? text, int digits) =>
        text is { Length: > 0 } && text.Length <= digits && text[0] != '0' && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
