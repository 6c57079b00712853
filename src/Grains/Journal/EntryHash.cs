using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FuyangPlan.Journal;

/// <summary>The link of a stream's hash chain.</summary>
public static class EntryHash
{
    [ThreadStatic] private static byte[]? buffer;

    /// <summary>
    /// Lower-case hexadecimal SHA-256 over the previous entry's hash and the row's fields in a fixed order, each preceded by its length in
    /// bytes and a colon, so that no two rows have the same form.
    /// </summary>
    public static string Of(string previousHash, JournalRow row)
    {
        var length = 0;
        Add(previousHash, ref length);
        Add(row.Plan, ref length);
        Add(row.Stream, ref length);
        Add(row.Version, ref length);
        Add(row.Type, ref length);
        Add(row.RecordedAt, ref length);
        Add(row.HappenedAt, ref length);
        Add(row.Actor, ref length);
        Add(row.CommandId, ref length);
        Add(row.Ordinal, ref length);
        Add(row.RequestHash, ref length);
        Add(row.Cause, ref length);
        Add(row.Classification, ref length);
        Add(row.Payload, ref length);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.AsSpan(0, length), hash);
        return Convert.ToHexStringLower(hash);
    }

    private static void Add(string text, ref int length)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        Reserve(length + bytes + 12);
        Number(bytes, ref length);
        length += Encoding.UTF8.GetBytes(text, buffer.AsSpan(length));
    }

    private static void Add(int number, ref int length)
    {
        Span<byte> digits = stackalloc byte[11];
        Utf8Formatter.TryFormat(number, digits, out var written);
        Reserve(length + written + 12);
        Number(written, ref length);
        digits[..written].CopyTo(buffer.AsSpan(length));
        length += written;
    }

    private static void Number(int bytes, ref int length)
    {
        Utf8Formatter.TryFormat(bytes, buffer.AsSpan(length), out var written);
        length += written;
        buffer![length++] = (byte)':';
    }

    private static void Reserve(int size)
    {
        if (buffer is null || buffer.Length < size) Array.Resize(ref buffer, Math.Max(1024, size * 2));
    }
}
