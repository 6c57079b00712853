using System.Security.Cryptography;
using System.Text;

namespace FuyangPlan.Callers;

/// <summary>The secrets that prove who may call a grain. The first signs; both are believed, so that one can be replaced while everything runs.</summary>
internal sealed record CallerKeys(ImmutableArray<byte[]> Secrets)
{
    private const int Shortest = 32;

    /// <summary>
    /// <c>Fuyang:CallerKey</c>, of at least 32 characters, and while it is being replaced <c>Fuyang:SecondCallerKey</c>: the new one until every
    /// process believes it, then the old one until every process signs with the new. A process that is alone makes one up.
    /// </summary>
    /// <exception cref="InvalidOperationException">One is too short, or there is none and other processes are to be called.</exception>
    public static CallerKeys Of(IConfiguration configuration)
    {
        var secrets = ((string[])["Fuyang:CallerKey", "Fuyang:SecondCallerKey"]).Select(name => configuration[name] ?? "").Where(secret => secret.Length > 0).ToArray();
        if (secrets.Any(secret => secret.Length < Shortest))
            throw new InvalidOperationException($"Fuyang:CallerKey has at least {Shortest} characters.");
        if (secrets.Length > 0) return new([.. secrets.Select(Encoding.UTF8.GetBytes)]);
        return string.IsNullOrEmpty(configuration["Fuyang:Database"])
            ? new([RandomNumberGenerator.GetBytes(Shortest)])
            : throw new InvalidOperationException("Fuyang:CallerKey is missing: all silos and gateways of a cluster need the same.");
    }
}
