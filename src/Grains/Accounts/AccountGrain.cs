using System.Diagnostics;
using System.Security.Cryptography;
using FuyangPlan.EventSourcing;
using FuyangPlan.Plans;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace FuyangPlan.Accounts;

internal sealed class AccountGrain(
    [PersistentState("account", "store")] IPersistentState<AccountState> file, IPasswords passwords, TimeProvider time, ILogger<AccountGrain> log,
    PlanDirectory plans, IAccountChanges? changes = null) : Grain, IAccountGrain
{
    private const int FailuresToLock = 5;
    private const int RememberedCommands = 16;
    private static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    // Compared with when there is no account, so that the answer takes as long.
    private static string? _nobody;

    private readonly HashSet<IAccountHolder> _holders = [];

    private readonly Queue<Guid> _failed = new();

    private readonly long _wokeAt = Stopwatch.GetTimestamp();

    private string Name => this.GetPrimaryKeyString();

    private IAccountListGrain Accounts => GrainFactory.GetGrain<IAccountListGrain>("accounts");

    public Task<CommandOutcome> Open(OpenAccount command, CommandContext context) => Once(context, async () =>
    {
        if (await Exists()) return Decision.Refuse(Problems.AccountExists, $"账号 {Name} 已存在。");
        // The first account and the demo's are opened by the system itself.
        var refusal = (IsSystem(context) ? null : AccountRules.Name(command.Name)) ?? Guard.MustBeText("/displayName", command.DisplayName, 100)
            ?? AccountRules.Password(command.Password) ?? await Memberships(command.Memberships, context);
        if (refusal is not null) return refusal;

        // Listed first: a name in the list without an account is harmless, an account that no list shows is not.
        await Accounts.Add(Name);
        file.State = new() { DisplayName = command.DisplayName, PasswordHash = passwords.Hash(command.Password), Memberships = command.Memberships, Stamp = NewStamp() };
        return null;
    });

    public Task<CommandOutcome> Grant(GrantMemberships command, CommandContext context) => Once(context, async () =>
    {
        if (!await Exists()) return Missing();
        if (context.Actor.Account == Name && IsAdmin(file.State.Memberships) && !IsAdmin(command.Memberships))
            return Decision.Refuse(Problems.NotYours, "不能取消自己的系统管理员角色，请由另一位系统管理员办理。", [new("/memberships", "须保留系统管理员")]);
        if (await Memberships(command.Memberships, context) is { } refusal) return refusal;
        file.State.Memberships = command.Memberships;
        return null;
    }, () => Accounts.Keep(Name, Persons(file.State.Memberships)));

    public Task<CommandOutcome> SetPassword(SetPassword command, CommandContext context) => Once(context, async () =>
    {
        if (!await Exists()) return Missing();
        if (AccountRules.Password(command.Password) is { } refusal) return refusal;
        (file.State.PasswordHash, file.State.Stamp, file.State.Failures, file.State.LockedUntil) = (passwords.Hash(command.Password), NewStamp(), 0, null);
        return null;
    });

    public async Task<SignInOutcome> SignIn(string password, Guid attempt)
    {
        // Rare, and by what is so now: another activation may have changed the password. Of one that does not exist it takes as long.
        await file.ReadStateAsync();
        var matches = passwords.Verify(file.RecordExists ? file.State.PasswordHash : _nobody ??= passwords.Hash("nobody"), password);
        if (!file.RecordExists) return new(null, Failed());
        if (file.State.LockedUntil > time.GetUtcNow()) return new(null, Failed());
        if (matches)
        {
            if (file.State.Failures > 0)
            {
                (file.State.Failures, file.State.LockedUntil) = (0, null);
                await file.WriteStateAsync();
            }
            return new(await Get(), null);
        }
        if (_failed.Contains(attempt)) return new(null, Failed());
        _failed.Enqueue(attempt);
        if (_failed.Count > RememberedCommands) _failed.Dequeue();
        if (++file.State.Failures >= FailuresToLock)
        {
            (file.State.Failures, file.State.LockedUntil) = (0, time.GetUtcNow() + LockedFor);
            log.LogWarning("Account {Account} is locked after {Failures} failures.", Name, FailuresToLock);
        }
        await file.WriteStateAsync();
        return new(null, Failed());
    }

    public async Task EndSession(EndSession command)
    {
        if (!await Exists() || file.State.EndedSessions.Any(ended => ended.Session == command.Session)) return;
        file.State.EndedSessions = [.. file.State.EndedSessions.Where(ended => ended.Until > time.GetUtcNow()), command];
        await Write();
    }

    public async Task<AccountView?> Get() => await Exists()
        ? new AccountView(Name, file.State.DisplayName, file.State.Memberships, file.State.Stamp, [.. file.State.EndedSessions.Select(ended => ended.Session)])
        : null;

    public async Task<AccountView?> Hold(IAccountHolder holder)
    {
        if (await Exists()) _holders.Add(holder);
        return await Get();
    }

    /// <summary>That there is none is said only by the store: while silos come and go, another activation may have been told to open it.</summary>
    private async Task<bool> Exists()
    {
        if (!file.RecordExists) await file.ReadStateAsync();
        return file.RecordExists;
    }

    private async Task<Refusal?> Memberships(ImmutableArray<Membership> memberships, CommandContext context)
    {
        if (IsSystem(context)) return null;
        Dictionary<string, PlanState> known = [];
        foreach (var plan in memberships.IsDefault ? [] : memberships.Select(membership => membership.Plan).Distinct().Where(plan => plan.IsSlug()))
            if (await plans.Current(plan) is { IsImported: true } state) known[plan] = state;
        if (AccountRules.Memberships(memberships, known) is { } refusal) return refusal;
        return await Accounts.Claim(Name, Persons(memberships)) is { } taken
            ? Decision.Refuse(
                Problems.PersonTaken, $"{taken}（行动/人员）已有账号；一人一号，请先调整原账号的授权。", [new("/memberships", "此人已有账号")])
            : null;
    }

    private static ImmutableArray<string> Persons(ImmutableArray<Membership> memberships) =>
        [.. memberships.Where(membership => membership.Person is not null).Select(membership => $"{membership.Plan}/{membership.Person}")];

    private static bool IsAdmin(ImmutableArray<Membership> memberships) => memberships.Any(membership => membership.Roles.Contains(Role.Admin));

    private static bool IsSystem(CommandContext context) => context.Actor.Account == Actor.System.Account;

    /// <summary>A command id that was accepted before is answered as then. What was asked may hold a password, so its hash is kept as slowly as one.</summary>
    /// <param name="after">What follows once it is durable, and each time that it is asked for again: its answer may have been lost before.</param>
    private async Task<CommandOutcome> Once(CommandContext context, Func<Task<Refusal?>> change, Func<Task>? after = null)
    {
        if (await Exists() && file.State.Commands.FirstOrDefault(command => command.Id == context.CommandId) is { } known)
        {
            if (!passwords.Verify(known.RequestHash, context.RequestHash))
                return new(file.State.Version, Decision.Refuse(Problems.IdempotencyKeyReused, "此 Idempotency-Key 已用于另一项办理，请换一个新的再提交。"));
            if (after is not null) await after();
            return new(known.Version);
        }
        if (await change() is { } refusal) return new(file.State.Version, refusal);
        file.State.Version++;
        file.State.Commands = [.. file.State.Commands.TakeLast(RememberedCommands - 1), new(context.CommandId, file.State.Version, passwords.Hash(context.RequestHash))];
        await Write();
        if (after is not null) await after();
        return new(file.State.Version);
    }

    private async Task Write()
    {
        var isNew = !file.RecordExists;
        try
        {
            await file.WriteStateAsync();
        }
        catch
        {
            // Memory must not run ahead of the disk: the next activation reads what is there.
            DeactivateOnIdle();
            throw;
        }
        finally
        {
            // Where all live in one process, whoever holds one is there.
            if (changes is not null) changes.Changed(Name);
            else if (!isNew) await TellHolders();
        }
    }

    /// <summary>Nobody believes any more what was: who holds it is told, and who cannot be told, or was promised by an activation before this one, stops by himself.</summary>
    private async Task TellHolders()
    {
        var (told, over) = (Task.WhenAll(_holders.Select(holder => holder.Forget(Name))), Task.Delay(AccountLease.Time));
        await Task.WhenAny(told, over);
        if (!told.IsCompletedSuccessfully || Stopwatch.GetElapsedTime(_wokeAt) < AccountLease.Time) await over;
        _holders.Clear();
    }

    private static Refusal Missing() => Decision.Refuse(Problems.AccountNotFound, "没有这个账号。");

    /// <summary>One sentence for a wrong name, a wrong password and a locked account: it tells nothing.</summary>
    private static Refusal Failed() => Decision.Refuse(Problems.SignInFailed, "账号或密码不正确；连续输错 5 次将锁定 15 分钟。");

    private static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}

/// <summary>An account as stored.</summary>
internal sealed class AccountState
{
    public string DisplayName { get; set; } = "";
    public string PasswordHash { get; set; } = "";
    public string Stamp { get; set; } = "";
    public ImmutableArray<Membership> Memberships { get; set; } = [];
    public int Failures { get; set; }
    public DateTimeOffset? LockedUntil { get; set; }
    public int Version { get; set; }
    public ImmutableArray<EndSession> EndedSessions { get; set; } = [];
    public ImmutableArray<RecentCommand> Commands { get; set; } = [];
}
