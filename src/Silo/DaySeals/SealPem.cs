using System.Security.Cryptography;

namespace FuyangPlan.DaySeals;

/// <summary>Keys of ECDSA over P-256 in PEM texts: one after the other, private and public.</summary>
internal static class SealPem
{
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>The text that a setting is, or that the file holds which it names.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read.</exception>
    public static string TextOf(string setting)
    {
        if (setting.Contains("-----BEGIN", StringComparison.Ordinal)) return setting;
        try
        {
            return File.ReadAllText(setting);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException("所指的文件读不出");
        }
    }

    /// <summary>Every key in the text, in its order, for the caller to dispose of.</summary>
    /// <exception cref="InvalidDataException">There is none, or something that is no such key.</exception>
    public static List<ECDsa> Keys(string pem)
    {
        List<ECDsa> keys = [];
        var rest = pem.AsSpan();
        while (PemEncoding.TryFind(rest, out var found))
        {
            // The curve by name, which openssl writes before a key of its older form.
            if (rest[found.Label] is not "EC PARAMETERS") keys.Add(Key(rest[found.Location]));
            rest = rest[found.Location.End..];
        }
        return keys.Count > 0 ? keys : throw new InvalidDataException("其中没有 PEM 形式的密钥");
    }

    public static bool IsPrivate(ECDsa key)
    {
        try
        {
            return key.ExportParameters(includePrivateParameters: true).D is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static ECDsa Key(ReadOnlySpan<char> block)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(block);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256) return key;
        }
        catch (Exception unfit) when (unfit is CryptographicException or ArgumentException)
        {
        }
        key.Dispose();
        throw new InvalidDataException("其中有一段不是 ECDSA P-256 的密钥");
    }
}
