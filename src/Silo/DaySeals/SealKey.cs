using System.Security.Cryptography;
using System.Text;

namespace FuyangPlan.DaySeals;

/// <summary>
/// What <c>Fuyang:SealKey</c> names: PEM, a private key, and behind it the public ones of those that signed before. An embedded installation that is given
/// none makes one at its first start and keeps it as <c>seal.key</c> in its data folder, for its own account only; whichever key signs there leaves its public
/// half in <c>seal.pub</c>, so that a key is replaced by taking it away.
/// </summary>
internal sealed class SealKey(IConfiguration configuration) : ISealKey
{
    private readonly Lazy<(string Private, SealKeys Known)> key = new(() => Of(configuration));
    private readonly Lock gate = new();

    /// <summary>By which the seals of this installation are judged.</summary>
    public SealKeys Keys => key.Value.Known;

    public ImmutableArray<SealKeyView> Known => key.Value.Known.Views;

    /// <summary>Reads it, or makes it, now.</summary>
    /// <exception cref="SealKeyUnfitException">There is none, or it is not a key.</exception>
    public void Open() => _ = key.Value;

    public DaySealView Sign(string plan, DaySealView seal)
    {
        using var signing = ECDsa.Create();
        signing.ImportFromPem(key.Value.Private);
        Publish();
        var text = Encoding.UTF8.GetBytes(SealEntry.SignedText(plan, seal));
        return seal with
        {
            KeyId = Known[0].KeyId,
            Signature = Convert.ToBase64String(signing.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
        };
    }

    /// <summary>A new private key, as PEM.</summary>
    public static string Make()
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return made.ExportPkcs8PrivateKeyPem() + "\n";
    }

    // Before the first signature leaves: nobody meets a seal whose key is nowhere, and where seal.pub is, something was signed.
    private void Publish()
    {
        if (IsGiven(configuration)) return;
        var path = DataFolder.Of(configuration).SealPublicKeys;
        lock (gate)
        {
            var published = File.Exists(path) ? SealKeys.ReadFile(path) : SealKeys.None;
            if (!published.Knows(Known[0].KeyId)) PrivateFile.Write(path, key.Value.Known.And(published).ToString());
        }
    }

    private static (string Private, SealKeys Known) Of(IConfiguration configuration)
    {
        try
        {
            var text = Text(configuration);
            var keys = SealPem.Keys(text);
            try
            {
                if (!SealPem.IsPrivate(keys[0])) throw new InvalidDataException("第一段不是私钥");
                return (keys[0].ExportPkcs8PrivateKeyPem(), SealKeys.Read(text).And(SealKeys.Trusted(configuration)));
            }
            finally
            {
                foreach (var each in keys) each.Dispose();
            }
        }
        catch (InvalidDataException unfit)
        {
            throw new SealKeyUnfitException(unfit.Message);
        }
    }

    private static string Text(IConfiguration configuration)
    {
        if (IsGiven(configuration)) return SealPem.TextOf(configuration["Fuyang:SealKey"]!);
        if (configuration["Fuyang:Database"] is { Length: > 0 }) throw new InvalidDataException("集群方式（Fuyang:Database）的每个 silo 都必须设置");
        var path = DataFolder.Of(configuration).SealKey;
        if (!File.Exists(path)) PrivateFile.Write(path, Make());
        return File.ReadAllText(path);
    }

    private static bool IsGiven(IConfiguration configuration) => configuration["Fuyang:SealKey"] is { Length: > 0 };
}

/// <summary>Nothing can be sealed with what is there: exit code 78.</summary>
public sealed class SealKeyUnfitException(string what) : CannotStartException(
    $"Fuyang:SealKey：{what}；应为含 ECDSA P-256 私钥的 PEM 或其文件路径，可用 seal-key --to <文件> 生成。 / The seal key is missing or unfit.", exitCode: 78);
