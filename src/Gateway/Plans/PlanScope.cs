namespace FuyangPlan.Plans;

/// <summary>
/// Guards what an address names before anything is asked of a grain: a plan in which the account has no membership does not exist for it, and
/// an id that cannot be one reaches nothing.
/// </summary>
internal static class PlanScope
{
    public static void UsePlanScope(this WebApplication app) => app.Use((context, next) =>
        Refusal(context) is { } refusal ? ProblemAnswers.Refused(refusal).ExecuteAsync(context) : next(context));

    private static Refusal? Refusal(HttpContext context)
    {
        if (context.Account() is not { } account || !context.Request.RouteValues.TryGetValue("plan", out var plan)) return null;
        return (plan as string).IsSlug() && account.In((string)plan!) is not null
            ? AddressParts.Unfit(context)
            : Problems.PlanNotFound.Because("请核对行动编号；没有成员身份的行动不可见。");
    }
}
