namespace FuyangPlan.Accounts;

/// <summary>Hashing of passwords, salted and slow by design.</summary>
public interface IPasswords
{
    string Hash(string password);
    bool Verify(string hash, string password);
}
