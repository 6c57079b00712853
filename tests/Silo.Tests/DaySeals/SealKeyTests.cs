using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace FuyangPlan.DaySeals;

public sealed class SealKeyTests : IDisposable
{
    private static readonly DaySealView Seal = new(new(2021, 1, 15), 12, new('a', 64), new('b', 64));

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Sign_ByTheKey_IsRightForExactlyThisSealOfThisPlan()
    {
        var key = SignedJournal.NewKey();
        var (made, keys) = (key.Sign("p", Seal), key.Public());
        Assert.True(keys.HasSigned("p", made));
        Assert.False(keys.HasSigned("q", made));
        DaySealView[] others =
        [
            made with { Day = new(2021, 1, 16) }, made with { Position = 13 }, made with { Root = new('c', 64) }, made with { Previous = null },
            made with { Signature = "" }, made with { Signature = "no base64" }, made with { Signature = key.Sign("p", Seal with { Position = 13 }).Signature },
        ];
        Assert.All(others, other => Assert.False(keys.HasSigned("p", other)));
        Assert.Equal(16, made.KeyId!.Length);
        Assert.False(SignedJournal.NewKey().Public().Knows(made.KeyId));
    }

    [Fact]
    public void Open_EmbeddedWithoutAKey_MakesOneBesideTheDatabaseForItsAccountOnly()
    {
        var configuration = Configured(("Fuyang:DataFolder", folder.Path));
        var key = new SealKey(configuration);
        key.Open();
        Assert.Equal(["seal.key"], Files());
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "seal.key")));
        Assert.Equal(key.Known, new SealKey(configuration).Known);
        // What is there says that something was signed.
        Assert.Empty(SealKeys.Trusted(configuration).Views);
        var made = key.Sign("p", Seal);
        Assert.Equal(["seal.key", "seal.pub"], Files());
        Assert.True(SealKeys.Trusted(configuration).HasSigned("p", made));
        Assert.DoesNotContain("PRIVATE", File.ReadAllText(Path.Combine(folder.Path, "seal.pub")), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_EmbeddedKeyTakenAway_ANewOneTakesOverAndTheOldIsKnown()
    {
        var configuration = Configured(("Fuyang:DataFolder", folder.Path));
        var old = new SealKey(configuration).Sign("p", Seal);
        File.Delete(Path.Combine(folder.Path, "seal.key"));
        var key = new SealKey(configuration);
        var made = key.Sign("p", Seal);
        Assert.NotEqual(old.KeyId, made.KeyId);
        Assert.Equal([made.KeyId, old.KeyId], key.Known.Select(each => each.KeyId));
        foreach (var each in (DaySealView[])[old, made]) Assert.True(SealKeys.Trusted(configuration).HasSigned("p", each));
    }

    [Fact]
    public async Task SealKey_MadeAnew_HoldsTheOldPublicKeysBehindIt()
    {
        var (first, second) = (Path.Combine(folder.Path, "first.pem"), Path.Combine(folder.Path, "second.pem"));
        Assert.Equal(0, await Offline.Run(["seal-key", "--to", first], Configured(("Fuyang:DataFolder", folder.Path))));
        var configuration = Configured(("Fuyang:SealKey", first), ("Fuyang:DataFolder", folder.Path));
        var old = new SealKey(configuration).Sign("p", Seal);
        Assert.Equal(0, await Offline.Run(["seal-key", "--to", second], configuration));
        Assert.Equal(73, await Offline.Run(["seal-key", "--to", second], configuration));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(second));
        var renewed = new SealKey(Configured(("Fuyang:SealKey", File.ReadAllText(second)), ("Fuyang:Database", "Host=x"), ("Fuyang:DataFolder", folder.Path)));
        Assert.Equal(2, renewed.Known.Length);
        Assert.NotEqual(old.KeyId, renewed.Sign("p", Seal).KeyId);
        Assert.True(renewed.Public().HasSigned("p", old));
        // Whoever is given a key to sign with leaves nothing behind.
        Assert.Equal(["first.pem", "second.pem"], Files());
    }

    [Fact]
    public void Open_OfAClusterWithoutOneOrWithSomethingElse_IsRefused()
    {
        using var rsa = RSA.Create(2048);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var half = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string[] unfit =
        [
            Path.Combine(folder.Path, "no-such.pem"), folder.Path, "a\0b", "-----BEGIN nothing", rsa.ExportPkcs8PrivateKeyPem(), other.ExportPkcs8PrivateKeyPem(),
            half.ExportSubjectPublicKeyInfoPem(), half.ExportPkcs8PrivateKeyPem().Replace("MIG", "MIH", StringComparison.Ordinal),
        ];
        foreach (var text in unfit)
            Assert.Equal(78, Assert.Throws<SealKeyUnfitException>(() => new SealKey(Configured(("Fuyang:Database", "Host=x"), ("Fuyang:SealKey", text))).Open()).ExitCode);
        Assert.Throws<SealKeyUnfitException>(() => new SealKey(Configured(("Fuyang:Database", "Host=x"), ("Fuyang:DataFolder", folder.Path))).Open());
        Assert.Empty(Files());
        File.WriteAllText(Path.Combine(folder.Path, "seal.key"), "broken");
        Assert.Throws<SealKeyUnfitException>(() => new SealKey(Configured(("Fuyang:DataFolder", folder.Path))).Open());
    }

    /// <summary>Nobody who checks a seal elsewhere needs our code.</summary>
    [Fact]
    public async Task Signature_IsWhatOpensslChecks()
    {
        var key = SignedJournal.NewKey();
        var made = key.Sign("fuyang", Seal);
        string At(string name) => Path.Combine(folder.Path, name);
        File.WriteAllText(At("text"), $"fuyang day seal\nfuyang\n2021-01-15\n12\n{Seal.Previous}\n{Seal.Root}\n");
        File.WriteAllBytes(At("signature"), Convert.FromBase64String(made.Signature!));
        File.WriteAllText(At("key"), key.Known[0].PublicKey);
        string[] arguments = ["dgst", "-sha256", "-verify", At("key"), "-signature", At("signature"), At("text")];
        using var openssl = Process.Start(new ProcessStartInfo("openssl", arguments) { RedirectStandardOutput = true })!;
        Assert.Equal("Verified OK", (await openssl.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
        await openssl.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Check_ASignedSealThatLeavesOutTheOneBeforeOrSealsWhatIsBehindIt_IsFound()
    {
        var key = SignedJournal.NewKey();
        List<string> faults = [];
        var first = key.Sign("p", Seal with { Position = 4, Previous = null });
        var next = key.Sign("p", Seal with { Position = 8, Previous = first.Root, Root = new('c', 64) });
        (SealRow[] Seals, string What)[] unfit =
        [
            ([new(5, first), new(9, key.Sign("p", next with { Previous = new('d', 64) }))], "不相接"),
            ([new(5, first), new(8, next)], "不在它之前"),
            ([new(5, null)], "无法读出"),
        ];
        foreach (var (seals, what) in unfit)
        {
            faults.Clear();
            new SealCheck(key.Public(), faults.Add).Begin("p", seals);
            Assert.Contains(what, Assert.Single(faults), StringComparison.Ordinal);
        }
        faults.Clear();
        new SealCheck(key.Public(), faults.Add).Begin("p", [new(5, first), new(9, next)]);
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"items":[]}""")]
    [InlineData("""{"items":[{"day":"2021-01-15"}]}""")]
    [InlineData("""{"items":[{"day":"15.1.2021","root":"a"}]}""")]
    [InlineData("""{"items":[{"day":"2021-01-15","root":null}]}""")]
    [InlineData("""{"items":7}""")]
    public async Task VerifyAgainst_AFileThatIsNoListOfRoots_IsRefused(string content)
    {
        var file = Path.Combine(folder.Path, "roots.json");
        File.WriteAllText(file, content);
        Assert.Equal(65, await Offline.Run(["verify", "--against", file], Configured(("Fuyang:DataFolder", folder.Path))));
    }

    [Fact]
    public async Task Verify_WithAFileThatHoldsNoKeys_IsRefusedAndNamesIt()
    {
        var file = Path.Combine(folder.Path, "keys.pem");
        File.WriteAllText(file, "no key");
        Assert.Equal(65, await Offline.Run(["verify", "--key", file], Configured(("Fuyang:DataFolder", folder.Path))));
        Assert.Equal(66, await Offline.Run(["verify", "--key", $"{file}.none"], Configured(("Fuyang:DataFolder", folder.Path))));
        Assert.Equal(65, await Offline.Run(["verify"], Configured(("Fuyang:DataFolder", folder.Path), ("Fuyang:SealKey", file))));
        Assert.StartsWith($"{file}：", Assert.Throws<InvalidDataException>(() => SealKeys.ReadFile(file)).Message, StringComparison.Ordinal);
    }

    private static IConfiguration Configured(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();

    private IEnumerable<string> Files() => Directory.GetFiles(folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
