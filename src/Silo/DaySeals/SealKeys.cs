using System.Security.Cryptography;
using System.Text;

namespace FuyangPlan.DaySeals;

/// <summary>Public keys by which seals are judged, in an order, each under its id. Never from the database: there a forger would put his own.</summary>
public sealed class SealKeys
{
    private readonly ImmutableArray<SealKeyView> views;

    private SealKeys(IEnumerable<SealKeyView> views) => this.views = [.. views.DistinctBy(key => key.KeyId)];

    public static SealKeys None { get; } = new([]);

    public ImmutableArray<SealKeyView> Views => views;

    /// <summary>
    /// The keys that an installation believes: those in what <c>Fuyang:SealKey</c> names, and in <c>seal.pub</c> of the data folder. None where there is
    /// neither.
    /// </summary>
    /// <exception cref="InvalidDataException">What is there is not in the form of keys.</exception>
    public static SealKeys Trusted(IConfiguration configuration)
    {
        var file = DataFolder.Of(configuration).SealPublicKeys;
        return (configuration["Fuyang:SealKey"] is { Length: > 0 } given ? Named("Fuyang:SealKey", () => Read(SealPem.TextOf(given))) : None)
            .And(File.Exists(file) ? ReadFile(file) : None);
    }

    /// <exception cref="InvalidDataException">It holds no key, or something else; says which file.</exception>
    public static SealKeys ReadFile(string path) => Named(path, () => Read(File.ReadAllText(path)));

    /// <summary>The public halves of all keys in a PEM text.</summary>
    /// <exception cref="InvalidDataException">It holds none, or something else.</exception>
    public static SealKeys Read(string pem) => new(SealPem.Keys(pem).Select(key =>
    {
        using (key) return Of(key);
    }));

    public static SealKeyView Of(ECDsa key)
    {
        var bytes = key.ExportSubjectPublicKeyInfo();
        return new(Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8)), key.ExportSubjectPublicKeyInfoPem() + "\n");
    }

    public SealKeys And(SealKeys others) => new(views.Concat(others.views));

    public bool Knows(string keyId) => views.Any(key => key.KeyId == keyId);

    /// <summary>Whether the seal is signed by the key that it names, which must be a known one.</summary>
    public bool HasSigned(string plan, DaySealView seal)
    {
        var signature = new byte[seal.Signature!.Length];
        if (!Convert.TryFromBase64String(seal.Signature, signature, out var length)) return false;
        using var key = ECDsa.Create();
        key.ImportFromPem(views.First(view => view.KeyId == seal.KeyId).PublicKey);
        return key.VerifyData(
            Encoding.UTF8.GetBytes(SealEntry.SignedText(plan, seal)), signature.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static SealKeys Named(string from, Func<SealKeys> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException unfit)
        {
            throw new InvalidDataException($"{from}：{unfit.Message}", unfit);
        }
    }

    /// <summary>As PEM, one after the other.</summary>
    public override string ToString() => string.Concat(views.Select(key => key.PublicKey));
}
