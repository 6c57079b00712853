using System.Security.Cryptography;

namespace FuyangPlan.Leads;

/// <summary>
/// The master key: what it has sealed is unreadable for ever without it. <c>Fuyang:MasterKey</c>, the same in all silos of a cluster; an embedded
/// installation that is given none makes one at its first start and keeps it as <c>master.key</c> in its data folder, for its own account only.
/// </summary>
internal sealed class MasterKey(IConfiguration configuration)
{
    public const int Size = 32;

    private readonly Lazy<byte[]> key = new(() => Of(configuration));

    /// <summary>A key for one purpose, derived by HKDF-SHA256: no two purposes share one.</summary>
    public byte[] For(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Value, Size, info: System.Text.Encoding.UTF8.GetBytes($"fuyang {purpose}"));

    /// <summary>True when the text is a key: base64 of 32 bytes.</summary>
    public static bool IsKey(string text) => Convert.TryFromBase64String(text, new byte[64], out var length) && length == Size;

    /// <summary>Reads it, or makes it, now.</summary>
    /// <exception cref="InvalidOperationException">There is none, or it is not a key.</exception>
    public void Open() => _ = key.Value;

    private static byte[] Of(IConfiguration configuration)
    {
        if (configuration["Fuyang:MasterKey"] is { Length: > 0 } configured) return Read(configured, "Fuyang:MasterKey");
        if (configuration["Fuyang:Database"] is { Length: > 0 }) throw new InvalidOperationException("Fuyang:MasterKey is missing: all silos of a cluster need the same.");
        var path = DataFolder.Of(configuration).MasterKey;
        if (!File.Exists(path)) PrivateFile.Write(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size)) + "\n");
        return Read(File.ReadAllText(path).Trim(), path);
    }

    private static byte[] Read(string text, string from) =>
        IsKey(text) ? Convert.FromBase64String(text) : throw new InvalidOperationException($"{from} is not base64 of {Size} bytes.");
}
