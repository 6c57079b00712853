using System.Text.Json;

namespace FuyangPlan.Accounts;

/// <summary>Who is visiting.</summary>
internal static class Visitors
{
    /// <summary>The account of this request, as its grain knows it now; null for the anonymous.</summary>
    public static AccountView? Account(this HttpContext context) => context.Features.Get<AccountView>();

    /// <summary>The account as an actor of the plan in the address; of no plan, where the address names none. An enterprise that came in through its link is itself.</summary>
    public static Actor Actor(this HttpContext context)
    {
        if (context.Features.Get<Actor>() is { } enterprise) return enterprise;
        var account = context.Account() ?? throw new InvalidOperationException("Nobody is signed in.");
        return account.In(context.GetRouteValue("plan") as string ?? "*") ?? new(account.Name, null, account.DisplayName, null, []);
    }

    /// <summary>The name of a role in policies: <c>ops</c>, <c>admin</c>, …</summary>
    public static string Policy(this Role role) => JsonNamingPolicy.CamelCase.ConvertName(role.ToString());

    public static AccountView Visit(this HttpContext context, AccountView account)
    {
        context.Features.Set(account);
        return account;
    }
}
