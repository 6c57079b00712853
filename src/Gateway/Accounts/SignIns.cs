using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace FuyangPlan.Accounts;

/// <summary>Signs accounts in. Tickets hold the name and the stamp and nothing else; what an account may do is asked of its grain at every request.</summary>
internal sealed class SignIns(IGrainFactory grains, IOptionsMonitor<BearerTokenOptions> tokens, TimeProvider time)
{
    /// <summary>How long a session or token lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const string Stamp = "stamp";

    private static readonly Refusal Failed = Problems.SignInFailed.Because("账号或密码不正确；连续输错 5 次将锁定 15 分钟。");

    /// <summary>Check name and password; the refusal does not tell whether the account exists.</summary>
    public async Task<SignInOutcome> Check(string name, string password)
    {
        name = Text.Normalize(name);
        password = Text.Normalize(password);
        return AccountNames.IsName(name) && password.Length is > 0 and <= 200
            ? await grains.GetGrain<IAccountGrain>(name).SignIn(password)
            : new(null, Failed);
    }

    /// <summary>Start a browser session: the answer carries the cookie.</summary>
    public async Task<DateTimeOffset> Enter(HttpContext context, AccountView account)
    {
        var until = time.GetUtcNow() + Lifetime;
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, Ticket(account), new() { ExpiresUtc = until });
        return until;
    }

    public static Task Leave(HttpContext context) => context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);

    /// <summary>A token for programs.</summary>
    public (string Token, DateTimeOffset ExpiresAt) Issue(AccountView account)
    {
        var until = time.GetUtcNow() + Lifetime;
        var scheme = BearerTokenDefaults.AuthenticationScheme;
        var ticket = new AuthenticationTicket(Ticket(account), new() { ExpiresUtc = until }, $"{scheme}:AccessToken");
        return (tokens.Get(scheme).BearerTokenProtector.Protect(ticket), until);
    }

    /// <summary>The account behind a ticket, as it is now; null when it is gone or its sessions have ended.</summary>
    public async Task<AccountView?> Account(ClaimsPrincipal ticket) =>
        ticket.Identity is { IsAuthenticated: true, Name: { } name } ? await Current(name, ticket.FindFirstValue(Stamp)) : null;

    /// <summary>The account as it is now; null when it is gone or its sessions have ended since.</summary>
    public Task<AccountView?> Current(AccountView then) => Current(then.Name, then.Stamp);

    private async Task<AccountView?> Current(string name, string? stamp) =>
        await grains.GetGrain<IAccountGrain>(name).Get() is { } account && account.Stamp == stamp ? account : null;

    /// <summary>The account as policies and pages see it: its name, and every role that it has in any plan.</summary>
    public static ClaimsPrincipal Principal(AccountView? account) => account is null
        ? new(new ClaimsIdentity())
        : new(new ClaimsIdentity(
            [
                new(ClaimTypes.Name, account.Name),
                .. account.Memberships.Where(membership => membership.Plan == "*").SelectMany(membership => membership.Roles).Distinct().Select(role => new Claim(ClaimTypes.Role, role.Policy())),
            ], "fuyang"));

    private static ClaimsPrincipal Ticket(AccountView account) =>
        new(new ClaimsIdentity([new(ClaimTypes.Name, account.Name), new(Stamp, account.Stamp)], "fuyang"));
}
