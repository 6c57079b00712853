using System.Diagnostics;
using System.Security.Cryptography;
using FuyangPlan.EventSourcing;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace FuyangPlan.Accounts;

internal sealed class AccountGrain(
    [PersistentState("account", "store")] IPersistentState<AccountState> file, IPasswords passwords, TimeProvider time, ILogger<AccountGrain> log,
    IAccountChanges? changes = null) : Grain, IAccountGrain
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

    public Task<CommandOutcome> Open(OpenAccount command, CommandContext context) => Once(context, async () =>
    {
        if (await Exists()) return Decision.Refuse(Problems.AccountExists, $"账号 {Name} 已存在。");
        if (command.Name != Name || Name.Length is < 2 or > 40 || !Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-'))
            return Decision.Refuse(Problems.TextInvalid, "账号只含小写字母、数字、点和连字符，2 至 40 位。", [new("/name", "账号不合要求")]);
        if ((Guard.MustBeText("/displayName", command.DisplayName, 100) ?? Password(command.Password)) is { } refusal) return refusal;

        // Listed first: a name in the list without an account is harmless, an account that no list shows is not.
        await GrainFactory.GetGrain<IAccountListGrain>("accounts").Add(Name);
        file.State = new() { DisplayName = command.DisplayName, PasswordHash = passwords.Hash(command.Password), Memberships = command.Memberships, Stamp = NewStamp() };
        return null;
    });

    public Task<CommandOutcome> Grant(GrantMemberships command, CommandContext context) => Once(context, async () =>
    {
        if (!await Exists()) return Missing();
        file.State.Memberships = command.Memberships;
        return null;
    });

    public Task<CommandOutcome> SetPassword(SetPassword command, CommandContext context) => Once(context, async () =>
    {
        if (!await Exists()) return Missing();
        if (Password(command.Password) is { } refusal) return refusal;
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

    private static Refusal? Password(string password) => password.Length is < 10 or > 128
        ? Decision.Refuse(Problems.WeakPassword, "密码须为 10 至 128 位。", [new("/password", "10 至 128 位")])
        : null;

    /// <summary>A command id that was accepted before is answered as then. What was asked may hold a password, so its hash is kept as slowly as one.</summary>
    private async Task<CommandOutcome> Once(CommandContext context, Func<Task<Refusal?>> change)
    {
        if (await Exists() && file.State.Commands.FirstOrDefault(command => command.Id == context.CommandId) is { } known)
            return passwords.Verify(known.RequestHash, context.RequestHash)
                ? new(known.Version)
                : new(file.State.Version, Decision.Refuse(Problems.IdempotencyKeyReused, "此 Idempotency-Key 已用于另一项办理，请换一个新的再提交。"));
        if (await change() is { } refusal) return new(file.State.Version, refusal);
        file.State.Version++;
        file.State.Commands = [.. file.State.Commands.TakeLast(RememberedCommands - 1), new(context.CommandId, file.State.Version, passwords.Hash(context.RequestHash))];
        await Write();
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

internal sealed class AccountListGrain([PersistentState("account-list", "store")] IPersistentState<AccountList> file) : Grain, IAccountListGrain
{
    public async Task Add(string name)
    {
        if (file.State.Names.Contains(name)) return;
        file.State.Names = file.State.Names.Add(name);
        await file.WriteStateAsync();
    }

    public Task<ImmutableArray<string>> Get() => Task.FromResult(file.State.Names.ToImmutableArray());
}

internal sealed class AccountList
{
    public ImmutableSortedSet<string> Names { get; set; } = [];
}
