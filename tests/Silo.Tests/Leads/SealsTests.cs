using Microsoft.Extensions.Configuration;

namespace FuyangPlan.Leads;

public sealed class SealsTests : IDisposable
{
    private const string Text = "演示封测有限公司", Place = "fuyang/chain-5 investor";

    private readonly Seals seals = Of(new byte[32]), others = Of([.. Enumerable.Repeat((byte)1, 32)]);

    public void Dispose()
    {
        seals.Dispose();
        others.Dispose();
    }

    [Fact]
    public void Seal_OpensWithTheSameKeyAndPlaceOnly()
    {
        var (key, other) = (seals.NewKey(), seals.NewKey());
        var text = seals.Seal(key, Place, Text)!;
        Assert.Equal(Text, seals.Open(key, Place, text));
        Assert.Null(seals.Open(other, Place, text));
        Assert.Null(seals.Open(key, "fuyang/chain-5 referrer", text));
        Assert.Equal("", seals.Open(key, Place, seals.Seal(key, Place, "")!));
    }

    [Fact]
    public void Seal_OfTheSameText_IsAnotherEachTime()
    {
        var key = seals.NewKey();
        Assert.NotEqual(seals.Seal(key, Place, Text), seals.Seal(key, Place, Text));
        Assert.NotEqual(seals.NewKey(), seals.NewKey());
    }

    [Fact]
    public void Open_WithAnotherMasterKey_IsNothingAndNoAccident()
    {
        var key = seals.NewKey();
        var text = seals.Seal(key, Place, Text)!;
        Assert.Null(others.Open(key, Place, text));
        Assert.Null(others.Seal(key, Place, Text));
    }

    [Fact]
    public void Open_OfATextWithOneByteChanged_IsNothing()
    {
        var key = seals.NewKey();
        var bytes = Convert.FromBase64String(seals.Seal(key, Place, Text)!);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.Null(seals.Open(key, Place, Convert.ToBase64String(bytes)));
            bytes[i] ^= 1;
        }
        foreach (var nothing in (string[])["", "AAAA", "不是 base64", Convert.ToBase64String(bytes[..27])]) Assert.Null(seals.Open(key, Place, nothing));
        Assert.Null(seals.Open("AAAA", Place, Convert.ToBase64String(bytes)));
    }

    [Fact]
    public void Blind_IsTheSameForTheSameTextPurposeAndKey()
    {
        Assert.Equal(seals.Blind("investor", Text), seals.Blind("investor", Text));
        Assert.Equal(3, new[] { seals.Blind("investor", Text), seals.Blind("request", Text), others.Blind("investor", Text) }.Distinct().Count());
        Assert.Equal(32, seals.Blind("investor", Text).Length);
    }

    [Fact]
    public void MasterKey_Embedded_IsMadeOnceForItsAccountOnly()
    {
        using var folder = new TempFolder();
        var configuration = Configured(("Fuyang:DataFolder", folder.Path));
        var path = Path.Combine(folder.Path, "master.key");
        Assert.Equal(new MasterKey(configuration).For("x"), new MasterKey(configuration).For("x"));
        Assert.True(MasterKey.IsKey(File.ReadAllText(path).Trim()));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void MasterKey_OfAClusterOrBroken_IsAskedFor()
    {
        Assert.Throws<InvalidOperationException>(() => new MasterKey(Configured(("Fuyang:Database", "Host=x"))).Open());
        Assert.Throws<InvalidOperationException>(() => new MasterKey(Configured(("Fuyang:MasterKey", "short"))).Open());
        using var folder = new TempFolder();
        File.WriteAllText(Path.Combine(folder.Path, "master.key"), "broken");
        Assert.Throws<InvalidOperationException>(() => new MasterKey(Configured(("Fuyang:DataFolder", folder.Path))).Open());
    }

    private static Seals Of(byte[] key) => new(new(Configured(("Fuyang:MasterKey", Convert.ToBase64String(key)))));

    private static IConfiguration Configured(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
}
