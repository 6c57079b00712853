using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using FuyangPlan.Checklists;
using FuyangPlan.Telemetry;

namespace FuyangPlan.Evidences;

/// <summary>The bytes of evidence, each under its SHA-256, in files that never change: <c>evidence/ab/cd/abcd…</c>.</summary>
internal sealed class EvidenceStore(string folder, ILogger? log = null)
{
    /// <summary>Bytes that a piece of evidence may have.</summary>
    public const int Limit = 20 * 1024 * 1024;

    /// <summary>A stored file.</summary>
    public sealed record Stored(string Hash, string MediaType, long Size);

    /// <summary>Keeps what the stream holds: on disk when this returns. Keeping the same bytes again changes nothing.</summary>
    public async Task<(Stored? Stored, Refusal? Refusal)> Save(Stream content, CancellationToken stop)
    {
        var draft = Path.Combine(folder, $"{Guid.NewGuid():N}.part");
        try
        {
            return await Save(content, draft, stop);
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

    private async Task<(Stored? Stored, Refusal? Refusal)> Save(Stream content, string draft, CancellationToken stop)
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
        return (new(hash, mediaType, file.Length), null);
    }

    /// <summary>Null when nothing is stored under the hash.</summary>
    public Stored? Find(string hash)
    {
        if (!IsHash(hash) || !File.Exists(PathOf(hash))) return null;
        using var file = Open(hash);
        return FileTypes.Of(file) is { } mediaType ? new(hash, mediaType, file.Length) : null;
    }

    public FileStream Open(string hash) =>
        new(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, useAsync: true);

    /// <summary>What a command's references stand for; refused with every reference that was not uploaded.</summary>
    /// <param name="references">As the command names them.</param>
    /// <param name="pointer">Where in the command each of them stands.</param>
    public (ImmutableArray<Evidence> Evidence, Refusal? Refusal) Resolve(ImmutableArray<EvidenceReference> references, string pointer = "/evidence/{0}/hash")
    {
        var found = references.Select(reference => Find(reference.Hash)).ToArray();
        var missing = Enumerable.Range(0, found.Length).Where(index => found[index] is null)
            .Select(index => new Fault(string.Format(CultureInfo.InvariantCulture, pointer, index), "没有上传过这份佐证。")).ToImmutableArray();
        return missing.IsEmpty
            ? ([.. references.Zip(found, (reference, stored) => new Evidence(reference.Hash, reference.Name, stored!.MediaType, stored.Size))], null)
            : ([], new(Problems.EvidenceUnknown, "请先上传佐证，再在报送中引用它的 hash。", missing));
    }

    public static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

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
