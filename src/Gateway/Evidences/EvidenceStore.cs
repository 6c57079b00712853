using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using FuyangPlan.Telemetry;

namespace FuyangPlan.Evidences;

/// <summary>
/// The bytes of evidence, each under its SHA-256, in files that never change: <c>evidence/ab/cd/abcd…</c>; and for each plan that received them a receipt,
/// <c>evidence/received/plan/ab/abcd…</c>, with what they were found to be. Only what a plan has received is there for it.
/// </summary>
internal sealed class EvidenceStore(string folder, ILogger? log = null)
{
    /// <summary>Bytes that a piece of evidence may have.</summary>
    public const int Limit = 20 * 1024 * 1024;

    /// <summary>A stored file.</summary>
    public sealed record Stored(string Hash, string MediaType, long Size);

    /// <summary>
    /// Keeps for a plan what the stream holds: on disk when this returns. Keeping the same bytes again changes nothing, and is answered as if they were new.
    /// </summary>
    public async Task<(Stored? Stored, Refusal? Refusal)> Save(string plan, Stream content, CancellationToken stop)
    {
        var draft = Path.Combine(folder, $"{Guid.NewGuid():N}.part");
        try
        {
            return await Save(plan, content, draft, stop);
        }
        catch (Exception full) when (FullDisks.Is(full))
        {
            if (log is not null) FullDisks.Say(log, "evidence", full);
            return (null, Problems.StorageFull.Because("服务器存储空间已满，这份佐证没有保存。请联系运维人员腾出空间，再重新上传。"));
        }
        finally
        {
            if (File.Exists(draft)) File.Delete(draft);
        }
    }

    private async Task<(Stored? Stored, Refusal? Refusal)> Save(string plan, Stream content, string draft, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        await using var file = new FileStream(draft, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 64 * 1024, useAsync: true);
        if (await Copy(content, file, stop) is not { } hash)
            return (null, Problems.PayloadTooLarge.Because("一份佐证不能超过 20 MB，请压缩后再上传。"));
        await file.FlushAsync(stop);
        if (FileTypes.Of(file) is not { } mediaType)
            return (null, Problems.FileTypeRefused.Because("只接受 JPEG、PNG、WebP 图片，PDF，以及不含宏的 DOCX、XLSX；按内容判断，与扩展名无关。"));
        file.Flush(flushToDisk: true);
        var path = PathOf(hash);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
        {
            File.Move(draft, path, overwrite: true);
            Instruments.EvidenceStored.Add(file.Length);
        }
        var stored = new Stored(hash, mediaType, file.Length);
        Receive(plan, stored);
        return (stored, null);
    }

    /// <summary>Null when the plan has received nothing of that hash. Costs one small file, however large and whatever the evidence is.</summary>
    public Stored? Find(string plan, string hash) =>
        IsHash(hash) && ReceiptOf(plan, hash) is var receipt && File.Exists(receipt) && File.Exists(PathOf(hash))
            ? JsonSerializer.Deserialize<Stored>(File.ReadAllBytes(receipt))
            : null;

    public FileStream Open(string hash) =>
        new(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, useAsync: true);

    /// <summary>What a command's references stand for in a plan; what it has not received is <see cref="Evidence.Unknown"/>.</summary>
    public ImmutableArray<Evidence> Resolve(string plan, ImmutableArray<EvidenceReference> references) =>
    [
        .. references.Select(reference => Find(plan, reference.Hash) is { } stored
            ? new(reference.Hash, reference.Name, stored.MediaType, stored.Size)
            : Evidence.Unknown(reference)),
    ];

    private void Receive(string plan, Stored stored)
    {
        var receipt = ReceiptOf(plan, stored.Hash);
        if (File.Exists(receipt)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(receipt)!);
        var draft = $"{receipt}.{Guid.NewGuid():N}.part";
        try
        {
            using (var file = new FileStream(draft, FileMode.CreateNew))
            {
                JsonSerializer.Serialize(file, stored);
                file.Flush(flushToDisk: true);
            }
            File.Move(draft, receipt, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    public static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    private string ReceiptOf(string plan, string hash) => Path.Combine(DataFolder.ReceiptsIn(folder), plan, hash[..2], hash);

    private string PathOf(string hash) => Path.Combine(folder, hash[..2], hash[2..4], hash);

    // The hash; null when there is more than the limit.
    private static async Task<string?> Copy(Stream from, FileStream to, CancellationToken stop)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            var total = 0;
            int read;
            while ((read = await from.ReadAsync(buffer, stop)) > 0)
            {
                if ((total += read) > Limit) return null;
                sha.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), stop);
            }
            return Convert.ToHexStringLower(sha.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
