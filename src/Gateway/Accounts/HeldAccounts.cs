using System.Collections.Concurrent;

namespace FuyangPlan.Accounts;

/// <summary>
/// What accounts are, held where it is asked for: asked once, and again after each change. A change forgets before it is acknowledged; who asks after
/// that is never told what was.
/// </summary>
/// <param name="ask">Asks the account itself; null: there is none, which is not held.</param>
/// <param name="lease">How long an answer may be believed, from before it was asked for. Half of it over, it is asked again behind the back of who asks.</param>
internal sealed class HeldAccounts(Func<string, Task<AccountView?>> ask, TimeSpan? lease = null, TimeProvider? clock = null) : IAccountChanges
{
    private readonly ConcurrentDictionary<string, Held> held = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private long changes;

    public ValueTask<AccountView?> Get(string name)
    {
        if (!held.TryGetValue(name, out var known)) return new(Ask(name));
        if (lease is not { } time) return new(known.Account);
        var age = clock.GetElapsedTime(known.AskedAt);
        if (age >= time) return new(Ask(name));
        if (age >= time / 2 && known.MayBeRenewed()) _ = Renew(name);
        return new(known.Account);
    }

    public void Changed(string name)
    {
        lock (gate)
        {
            changes++;
            held.TryRemove(name, out _);
        }
    }

    private async Task<AccountView?> Ask(string name)
    {
        var (before, askedAt) = (Interlocked.Read(ref changes), clock.GetTimestamp());
        var account = await ask(name);
        if (account is null) return null;
        // What has changed since the question, whoever it was, may be this.
        lock (gate)
            if (changes == before) held[name] = new(account, askedAt);
        return account;
    }

    private async Task Renew(string name)
    {
        try
        {
            await Ask(name);
        }
        catch (Exception e) when (Doubt.Is(e))
        {
            // Who asks when the lease is over is told.
        }
    }

    private sealed class Held(AccountView account, long askedAt)
    {
        private int renewals;

        public AccountView Account => account;

        public long AskedAt => askedAt;

        /// <summary>Once.</summary>
        public bool MayBeRenewed() => Interlocked.Exchange(ref renewals, 1) == 0;
    }
}

/// <summary>This gateway as a holder of accounts that live in other processes.</summary>
internal sealed class AccountHolder : IAccountHolder
{
    // Making a reference costs as much as a call. Only names of tickets that we have sealed come here.
    private readonly ConcurrentDictionary<string, IAccountGrain> accounts = new(StringComparer.Ordinal);

    public AccountHolder(IGrainFactory grains)
    {
        // Orleans holds observers weakly; the host holds this object.
        var self = new Lazy<IAccountHolder>(() => grains.CreateObjectReference<IAccountHolder>(this));
        Accounts = new(name => Doubt.Ask(() => accounts.GetOrAdd(name, grain => grains.GetGrain<IAccountGrain>(grain)).Hold(self.Value)), AccountLease.Time);
    }

    public HeldAccounts Accounts { get; }

    Task IAccountHolder.Forget(string account)
    {
        Accounts.Changed(account);
        return Task.CompletedTask;
    }
}
