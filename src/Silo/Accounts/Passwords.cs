using Microsoft.AspNetCore.Identity;

namespace FuyangPlan.Accounts;

/// <summary>PBKDF2 as ASP.NET Core ships it.</summary>
internal sealed class Passwords : IPasswords
{
    private static readonly object Nobody = new();
    private readonly PasswordHasher<object> hasher = new();

    public string Hash(string password) => hasher.HashPassword(Nobody, password);

    public bool Verify(string hash, string password)
    {
        try
        {
            return hasher.VerifyHashedPassword(Nobody, hash, password) is not PasswordVerificationResult.Failed;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
