using System.Security.Cryptography;
using System.Text;

namespace FuyangPlan.Journal;

/// <summary>What seals a day: one hash over the heads of all of a plan's streams.</summary>
public static class DayRoot
{
    /// <summary>Lower-case hexadecimal SHA-256 over a line <c>stream version hash</c> for each head, in ordinal order of the streams.</summary>
    public static string Of(IEnumerable<StreamHead> heads)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var head in heads.OrderBy(head => head.Stream, StringComparer.Ordinal))
            sha.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{head.Stream} {head.Version} {head.Hash}\n")));
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
