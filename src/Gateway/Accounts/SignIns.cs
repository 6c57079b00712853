using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace FuyangPlan.Accounts;

/// <summary>Signs accounts in. Tickets hold the name, the stamp and an id of their own and nothing else; what an account may do is asked of its grain at every request.</summary>
internal sealed class SignIns(IGrainFactory grains, IOptionsMonitor<BearerTokenOptions> tokens, TimeProvider time, HeldAccounts held)
{
    /// <summary>How long a session or token lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const string Stamp = "stamp", Session = "session";

    private static readonly Refusal Failed = Problems.SignInFailed.Because("账号或密码不正确；连续输错 5 次将锁定 15 分钟。");

    // What a ticket is worth says itself and its account, so that it is found out once while both stay.
    private readonly ConditionalWeakTable<ClaimsPrincipal, Visit> visits = new();

    /// <summary>Check name and password; the refusal does not tell whether the account exists.</summary>
    public async Task<SignInOutcome> Check(string name, string password)
    {
        name = Text.Line(name);
        password = Text.Normalize(password);
        var attempt = Guid.NewGuid();
        return AccountNames.IsName(name) && password.Length is > 0 and <= 200
            ? await Doubt.Ask(() => grains.GetGrain<IAccountGrain>(name).SignIn(password, attempt))
            : new(null, Failed);
    }

    /// <summary>Start a browser session: the answer carries the cookie.</summary>
    public async Task<DateTimeOffset> Enter(HttpContext context, AccountView account)
    {
        var until = time.GetUtcNow() + Lifetime;
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, Ticket(account), new() { ExpiresUtc = until });
        return until;
    }

    /// <summary>End the session or token of this request for good: a copy of its ticket opens nothing any more.</summary>
    public async Task Leave(HttpContext context)
    {
        if (context.User is { Identity.Name: { } name } && context.User.FindFirstValue(Session) is { } session)
            await Doubt.Tell(() => grains.GetGrain<IAccountGrain>(name).EndSession(new(session, time.GetUtcNow() + Lifetime)));
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <summary>A token for programs.</summary>
    public (string Token, DateTimeOffset ExpiresAt) Issue(AccountView account)
    {
        var until = time.GetUtcNow() + Lifetime;
        var scheme = BearerTokenDefaults.AuthenticationScheme;
        var ticket = new AuthenticationTicket(Ticket(account), new() { ExpiresUtc = until }, $"{scheme}:AccessToken");
        return (tokens.Get(scheme).BearerTokenProtector.Protect(ticket), until);
    }

    /// <summary>Who comes with a ticket, or has come as a visitor, by the account as it is now.</summary>
    public ValueTask<Visit> Visit(ClaimsPrincipal ticket)
    {
        if (ticket.Identity is not { IsAuthenticated: true, Name: { } name }) return new(Accounts.Visit.Nobodys);
        var account = held.Get(name);
        return account.IsCompletedSuccessfully ? new(Of(account.Result)) : Asked();

        async ValueTask<Visit> Asked() => Of(await account);

        Visit Of(AccountView? now)
        {
            if (now is null) return Accounts.Visit.Nobodys;
            if (visits.TryGetValue(ticket, out var known) && ReferenceEquals(known.Of, now)) return known;
            var visit = Found(ticket, now);
            visits.AddOrUpdate(ticket, visit);
            return visit;
        }
    }

    private static Visit Found(ClaimsPrincipal ticket, AccountView account) =>
        account.Stamp == ticket.FindFirstValue(Stamp) && !account.EndedSessions.Contains(ticket.FindFirstValue(Session) ?? "")
            ? new(account, account, new(new ClaimsIdentity(
                [
                    .. ticket.Claims.Where(claim => claim.Type is ClaimTypes.Name or Stamp or Session),
                    .. account.Memberships.Where(membership => membership.Plan == "*").SelectMany(membership => membership.Roles).Distinct()
                        .Select(role => new Claim(ClaimTypes.Role, role.Policy())),
                ], "fuyang")))
            : Accounts.Visit.Nobodys with { Of = account };

    private static ClaimsPrincipal Ticket(AccountView account) =>
        new(new ClaimsIdentity([new(ClaimTypes.Name, account.Name), new(Stamp, account.Stamp), new(Session, Guid.NewGuid().ToString("N"))], "fuyang"));
}

/// <summary>Somebody who comes with a ticket.</summary>
/// <param name="Of">The account that was looked at; null: there is none.</param>
/// <param name="Account">Null when it is gone, has changed its password, or the session has ended: then it is nobody.</param>
/// <param name="Principal">As policies and pages see the account: with the roles that it has in all plans.</param>
internal sealed record Visit(AccountView? Of, AccountView? Account, ClaimsPrincipal Principal)
{
    public static Visit Nobodys { get; } = new(null, null, new(new ClaimsIdentity()));
}
