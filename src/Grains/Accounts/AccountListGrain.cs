using Orleans.Runtime;

namespace FuyangPlan.Accounts;

internal sealed class AccountListGrain([PersistentState("account-list", "store")] IPersistentState<AccountList> file) : Grain, IAccountListGrain
{
    public async Task Add(string name)
    {
        if (file.State.Names.Contains(name)) return;
        file.State.Names = file.State.Names.Add(name);
        await Write();
    }

    public Task<ImmutableArray<string>> Get() => Task.FromResult(file.State.Names.ToImmutableArray());

    public async Task<string?> Claim(string name, ImmutableArray<string> persons)
    {
        if (persons.FirstOrDefault(person => file.State.Persons.GetValueOrDefault(person, name) != name) is { } taken) return taken;
        if (persons.All(file.State.Persons.ContainsKey)) return null;
        file.State.Persons = file.State.Persons.SetItems(persons.Select(person => KeyValuePair.Create(person, name)));
        await Write();
        return null;
    }

    public async Task Keep(string name, ImmutableArray<string> persons)
    {
        var former = file.State.Persons.Where(person => person.Value == name && !persons.Contains(person.Key)).Select(person => person.Key).ToArray();
        if (former.Length == 0) return;
        file.State.Persons = file.State.Persons.RemoveRange(former);
        await Write();
    }

    private async Task Write()
    {
        try
        {
            await file.WriteStateAsync();
        }
        catch
        {
            // Memory must not run ahead of the disk.
            DeactivateOnIdle();
            throw;
        }
    }
}

internal sealed class AccountList
{
    public ImmutableSortedSet<string> Names { get; set; } = [];

    /// <summary>Which account each <c>plan/person</c> is.</summary>
    public ImmutableSortedDictionary<string, string> Persons { get; set; } = ImmutableSortedDictionary<string, string>.Empty;
}
