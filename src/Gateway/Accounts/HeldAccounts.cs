using System.Collections.Concurrent;

namespace FuyangPlan.Accounts;

/// <summary>
/// What accounts are, held where they live: asked once, and again after each change. A change forgets before it is acknowledged; who asks after
/// that is never told what was.
/// </summary>
/// <param name="ask">Asks the account itself; null: there is none, which is not held.</param>
internal sealed class HeldAccounts(Func<string, Task<AccountView?>> ask) : IAccountChanges
{
    private readonly ConcurrentDictionary<string, AccountView> held = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private long changes;

    public ValueTask<AccountView?> Get(string name) => held.TryGetValue(name, out var known) ? new(known) : new(Ask(name));

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
        var before = Interlocked.Read(ref changes);
        var account = await ask(name);
        if (account is null) return null;
        // What has changed since the question, whoever it was, may be this.
        lock (gate)
            if (changes == before) held[name] = account;
        return account;
    }
}
