using System.IO.Compression;
using System.Security.Cryptography;
using FuyangPlan.Evidences;

namespace FuyangPlan.Tests.Evidences;

public sealed class EvidenceStoreTests : IDisposable
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7 "u8, 1, 2, 3];

    private readonly string folder = Directory.CreateTempSubdirectory("evidence").FullName;
    private readonly EvidenceStore store;

    public EvidenceStoreTests() => store = new(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Save_LiesUnderItsHash_Once()
    {
        var (stored, _) = await store.Save("one", new MemoryStream(Pdf), default);
        var (again, _) = await store.Save("one", new MemoryStream(Pdf), default);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Pdf)), stored!.Hash);
        Assert.Equal(("application/pdf", (long)Pdf.Length), (stored.MediaType, stored.Size));
        Assert.Equal(stored, again);
        Assert.Equal(stored, store.Find("one", stored.Hash));
        var file = Assert.Single(Files(), each => !each.Contains("received", StringComparison.Ordinal));
        Assert.Equal(Path.Combine(folder, stored.Hash[..2], stored.Hash[2..4], stored.Hash), file);
        Assert.Equal(Pdf, await File.ReadAllBytesAsync(file));
    }

    /// <summary>An answer, and a line in the log for all of them; once there is room it is kept.</summary>
    [Fact]
    public async Task Save_OnAFullDisk_IsRefused_LeavesNothing_AndHeals()
    {
        byte[] large = [.. Pdf, .. new byte[9 << 20]];
        var log = new Http.Log();
        var noisy = new EvidenceStore(folder, log.CreateLogger("evidence"));
        using (new FuyangPlan.Faults.FileSizeLimit(8 << 20))
            for (var i = 0; i < 60; i++) Assert.Equal(Problems.StorageFull, (await noisy.Save("one", new MemoryStream(large), default)).Refusal?.Problem);
        Assert.Empty(Files());
        Assert.InRange(log.Lines.Count, 0, 1);
        Assert.NotNull((await noisy.Save("one", new MemoryStream(large), default)).Stored);
    }

    /// <summary>What cannot be read of what is sent is the sender's fault, and no full disk.</summary>
    [Fact]
    public async Task Save_OfWhatBreaksOff_IsTheSendersFault()
    {
        await Assert.ThrowsAsync<Microsoft.AspNetCore.Http.BadHttpRequestException>(() => store.Save("one", new FuyangPlan.Http.SentBody(new Broken()), default));
        Assert.Empty(Files());
    }

    private sealed class Broken : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("gone");
    }

    [Fact]
    public async Task Save_OverTheLimit_LeavesNothing()
    {
        var (_, refusal) = await store.Save("one", new MemoryStream([.. Pdf, .. new byte[EvidenceStore.Limit]]), default);
        Assert.Equal(Problems.PayloadTooLarge, refusal!.Problem);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task Save_OfALie_LeavesNothing()
    {
        var (_, refusal) = await store.Save("one", new MemoryStream("<html>not a picture</html>"u8.ToArray()), default);
        Assert.Equal(Problems.FileTypeRefused, refusal!.Problem);
        Assert.Empty(Files());
    }

    [Fact]
    public void Find_WhatIsNoHash_IsNothing()
    {
        Assert.Null(store.Find("one", "../../etc/passwd"));
        Assert.Null(store.Find("one", new string('A', 64)));
        Assert.Null(store.Find("one", new string('a', 64)));
    }

    [Fact]
    public async Task Evidence_IsThereForThePlanThatReceivedIt_AndForNoOther()
    {
        var (stored, _) = await store.Save("one", new MemoryStream(Pdf), default);
        EvidenceReference reference = new(stored!.Hash, "验收单.pdf");
        Assert.Equal(new(stored.Hash, "验收单.pdf", "application/pdf", Pdf.Length), Assert.Single(store.Resolve("one", [reference])));
        Assert.Null(store.Find("two", stored.Hash));
        Assert.True(Assert.Single(store.Resolve("two", [reference])).IsUnknown());
        // Whoever hands it in again is answered as the first one was: nothing says that the bytes were there.
        Assert.Equal(stored, (await store.Save("two", new MemoryStream(Pdf), default)).Stored);
        Assert.Equal(stored, store.Find("two", stored.Hash));
    }

    [Theory]
    [InlineData("FFD8FFE0", "image/jpeg")]
    [InlineData("89504E470D0A1A0A00", "image/png")]
    [InlineData("524946460000000057454250", "image/webp")]
    [InlineData("255044462D", "application/pdf")]
    [InlineData("504B0304", null)]
    [InlineData("4D5A9000", null)]
    [InlineData("474946383961", null)]
    [InlineData("", null)]
    public void Type_IsToldByTheBytes(string hex, string? type) => Assert.Equal(type, FileTypes.Of(new MemoryStream(Convert.FromHexString(hex))));

    [Theory]
    [InlineData("[Content_Types].xml|word/document.xml", FileTypes.Docx)]
    [InlineData("[Content_Types].xml|xl/workbook.xml", FileTypes.Xlsx)]
    [InlineData("[Content_Types].xml|xl/workbook.xml|xl/vbaProject.bin", null)]
    [InlineData("word/document.xml", null)]
    [InlineData("evil.exe", null)]
    public void Type_OfAPackage_IsToldByItsParts(string entries, string? type)
    {
        using var bytes = new MemoryStream();
        using (var package = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in entries.Split('|')) package.CreateEntry(entry);
        Assert.Equal(type, FileTypes.Of(bytes));
    }

    private string[] Files() => Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
}
