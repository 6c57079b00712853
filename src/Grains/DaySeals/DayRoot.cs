using System.Security.Cryptography;
using System.Text;
using FuyangPlan.Journal;

namespace FuyangPlan.DaySeals;

/// <summary>What seals a day: one hash over the heads of all of a plan's streams, and over the root before it.</summary>
public static class DayRoot
{
    /// <summary>
    /// Lower-case hexadecimal SHA-256 over a line <c>previous root</c>, where there is one, and a line <c>stream version hash</c> for each head, in ordinal
    /// order of the streams.
    /// </summary>
    public static string Of(IEnumerable<StreamHead> heads, string? previous = null)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (previous is not null) sha.AppendData(Encoding.UTF8.GetBytes($"previous {previous}\n"));
        foreach (var head in heads.OrderBy(head => head.Stream, StringComparer.Ordinal))
            sha.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{head.Stream} {head.Version} {head.Hash}\n")));
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
