namespace FuyangPlan.Accounts;

/// <summary>Whoever holds what an account was, in the one process in which all accounts live; where there are others they are told by <see cref="IAccountHolder"/>.</summary>
public interface IAccountChanges
{
    /// <summary>An account has changed, or may have: called before the change is acknowledged.</summary>
    void Changed(string name);
}
