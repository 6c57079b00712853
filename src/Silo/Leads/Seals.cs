using System.Security.Cryptography;
using System.Text;

namespace FuyangPlan.Leads;

/// <summary>AES-256-GCM throughout. A sealed text is base64 of nonce (12 bytes), tag (16 bytes) and cipher; its place is authenticated with it.</summary>
internal sealed class Seals(MasterKey master) : ISeals, IDisposable
{
    private const int Nonce = 12, Tag = 16;
    private const string KeyPlace = "lead key";

    // Made ready once a thread, and used by no other: a search opens ten thousand keys.
    private readonly ThreadLocal<AesGcm> wrapping = new(() => new(master.For(KeyPlace), Tag));

    public string NewKey() => Encrypt(wrapping.Value!, KeyPlace, RandomNumberGenerator.GetBytes(MasterKey.Size));

    public string? Seal(string key, string place, string text)
    {
        using var opened = Unwrap(key);
        return opened is null ? null : Encrypt(opened, place, Encoding.UTF8.GetBytes(text));
    }

    public string? Open(string key, string place, string sealedText)
    {
        using var opened = Unwrap(key);
        return opened is not null && Decrypt(opened, place, sealedText) is { } text ? Encoding.UTF8.GetString(text) : null;
    }

    public string Blind(string purpose, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(master.For($"blind {purpose}"), Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    public void Dispose() => wrapping.Dispose();

    private AesGcm? Unwrap(string key) => Decrypt(wrapping.Value!, KeyPlace, key) is { Length: MasterKey.Size } opened ? new(opened, Tag) : null;

    private static string Encrypt(AesGcm aes, string place, byte[] plain)
    {
        var bytes = new byte[Nonce + Tag + plain.Length];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, Nonce));
        aes.Encrypt(bytes.AsSpan(0, Nonce), plain, bytes.AsSpan(Nonce + Tag), bytes.AsSpan(Nonce, Tag), Encoding.UTF8.GetBytes(place));
        return Convert.ToBase64String(bytes);
    }

    private static byte[]? Decrypt(AesGcm aes, string place, string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length < Nonce + Tag) return null;
        var plain = new byte[length - Nonce - Tag];
        try
        {
            aes.Decrypt(bytes.AsSpan(0, Nonce), bytes.AsSpan(Nonce + Tag, plain.Length), bytes.AsSpan(Nonce, Tag), plain, Encoding.UTF8.GetBytes(place));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
