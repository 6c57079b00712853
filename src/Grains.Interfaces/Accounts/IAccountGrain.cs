namespace FuyangPlan.Accounts;

/// <summary>What an account may do in one plan (<c>*</c>: in all).</summary>
/// <param name="Plan">Plan id or <c>*</c>.</param>
/// <param name="Roles">Roles there.</param>
/// <param name="Person">Person id there, where the account is that person.</param>
/// <param name="Department">Department code there.</param>
[GenerateSerializer, Immutable, Alias("membership")]
public sealed record Membership(string Plan, ImmutableArray<Role> Roles, string? Person = null, string? Department = null)
{
    /// <summary>Instead of a plan: in all of them that have no membership of their own.</summary>
    public const string Everywhere = "*";
}

/// <summary>
/// Open an account. Refusals: <c>account-exists</c>, <c>weak-password</c> (10 to 128 characters), <c>text-invalid</c>, <c>name-reserved</c>, and those of
/// <see cref="GrantMemberships"/>.
/// </summary>
/// <param name="Name">2 to 40 characters of a–z, 0–9, dot, hyphen; a letter first; nothing that the system goes by.</param>
/// <param name="DisplayName">Name for people.</param>
[GenerateSerializer, Immutable, Alias("account.open")]
public sealed record OpenAccount(string Name, string DisplayName, [Lines] string Password, ImmutableArray<Membership> Memberships);

/// <summary>
/// Replace the memberships of an account; effective with its next request. Refusals: <c>membership-invalid</c> (a plan, person or department that is not
/// registered, or a plan twice), <c>roles-conflict</c> (<see cref="RoleSeparation"/>), <c>person-taken</c> (the person has another account in that plan),
/// <c>not-yours</c> (nobody takes the administration from himself).
/// </summary>
[GenerateSerializer, Immutable, Alias("account.grant")]
public sealed record GrantMemberships(ImmutableArray<Membership> Memberships);

/// <summary>Set a new password; every session and token of the account ends.</summary>
[GenerateSerializer, Immutable, Alias("account.set-password")]
public sealed record SetPassword([Lines] string Password);

/// <summary>End one session or token before its time.</summary>
/// <param name="Session">The session's own id.</param>
/// <param name="Until">When it would have ended by itself; it is remembered until then.</param>
[GenerateSerializer, Immutable, Alias("account.end-session")]
public sealed record EndSession(string Session, DateTimeOffset Until);

/// <summary>An account without its secrets.</summary>
/// <param name="Stamp">Changes when every session must end.</param>
/// <param name="EndedSessions">Sessions that somebody has signed out of.</param>
[GenerateSerializer, Immutable, Alias("account-view")]
public sealed record AccountView(
    string Name, string DisplayName, ImmutableArray<Membership> Memberships, string Stamp, ImmutableArray<string> EndedSessions)
{
    /// <summary>The account as an actor of a plan; null when it has no membership there.</summary>
    public Actor? In(string plan) =>
        (Memberships.FirstOrDefault(m => m.Plan == plan) ?? Memberships.FirstOrDefault(m => m.Plan == Membership.Everywhere)) is { } membership
            ? new(Name, membership.Person, DisplayName, membership.Department, membership.Roles)
            : null;

    public bool Has(Role role) => Memberships.Any(m => m.Roles.Contains(role));
}

/// <summary>The answer to a sign-in.</summary>
/// <param name="Account">Null when refused; the refusal does not tell whether the account exists.</param>
[GenerateSerializer, Immutable, Alias("sign-in-outcome")]
public sealed record SignInOutcome(AccountView? Account, Refusal? Refusal);

/// <summary>One sign-in account, kept in Orleans grain storage. Key: its name. Durable when a call returns.</summary>
[Alias("IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    [AnyWay]
    Task<CommandOutcome> Open(OpenAccount command, CommandContext context);
    [AnyWay]
    Task<CommandOutcome> Grant(GrantMemberships command, CommandContext context);
    [AnyWay]
    Task<CommandOutcome> SetPassword(SetPassword command, CommandContext context);

    /// <summary>Check a password. Five failures in a row lock the account for 15 minutes, right password or not.</summary>
    /// <param name="attempt">Sent again it is the same attempt, and fails once.</param>
    [AnyWay]
    Task<SignInOutcome> SignIn(string password, Guid attempt);

    /// <summary>Sign out: whoever holds the session's ticket, holds nothing. Ending it twice is the same.</summary>
    [AnyWay]
    Task EndSession(EndSession command);

    /// <summary>Null when there is no such account.</summary>
    [AnyWay]
    Task<AccountView?> Get();

    /// <summary>
    /// What it is, to be believed for <see cref="AccountLease.Time"/> from before it was asked: a change is acknowledged when every holder has been told
    /// of it, or has stopped believing. Null when there is no such account, which is nothing to hold.
    /// </summary>
    [AnyWay]
    Task<AccountView?> Hold(IAccountHolder holder);
}

/// <summary>How long an account may be believed: the longest that a change waits for a holder that is gone.</summary>
public static class AccountLease
{
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(2);
}

/// <summary>A gateway that holds what accounts are.</summary>
[Alias("IAccountHolder")]
public interface IAccountHolder : IGrainObserver
{
    /// <summary>It has changed, or may have.</summary>
    Task Forget(string account);
}

/// <summary>The names of all accounts. Key: <c>accounts</c>.</summary>
[Alias("IAccountListGrain")]
public interface IAccountListGrain : IGrainWithStringKey
{
    [AnyWay]
    Task Add(string name);

    /// <summary>Whoever is a person of a plan, is it alone: answers the first that another account is already, and keeps nothing; null: all are this account's now.</summary>
    /// <param name="persons">As <c>plan/person</c>.</param>
    [AnyWay]
    Task<string?> Claim(string name, ImmutableArray<string> persons);

    /// <summary>Of all persons the account keeps these.</summary>
    [AnyWay]
    Task Keep(string name, ImmutableArray<string> persons);

    [AnyWay]
    Task<ImmutableArray<string>> Get();
}
