using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace FuyangPlan.Benchmarks;

/// <summary>A keep-alive connection that sends one request after the other; costs little beside what it measures.</summary>
internal sealed class Wire : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[4096];
    private int read;

    private static ReadOnlySpan<byte> HeadEnd => "\r\n\r\n"u8;

    private static ReadOnlySpan<byte> LengthName => "\r\nContent-Length: "u8;

    // These have no body and say no length.
    private static ReadOnlySpan<byte> NotModified => "HTTP/1.1 304"u8;

    private static ReadOnlySpan<byte> NoContent => "HTTP/1.1 204"u8;

    private static ReadOnlySpan<byte> LastChunk => "\r\n0\r\n\r\n"u8;

    /// <summary>The last answer, head and body as they came.</summary>
    public string Text => Encoding.UTF8.GetString(buffer.AsSpan(0, read));

    public static async Task<Wire> Open(Uri address)
    {
        var wire = new Wire();
        await wire.socket.ConnectAsync(address.Host, address.Port);
        return wire;
    }

    /// <param name="known">The ETag of what the asker has already.</param>
    public static byte[] Get(Uri address, string path, string? token = null, string? known = null) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\n{Head(address, token)}{(known is null ? "" : $"If-None-Match: {known}\r\n")}\r\n");

    public static byte[] Post(Uri address, string path, string? token, string? key, ReadOnlySpan<byte> body) => With("POST", address, path, token, key, body);

    public static byte[] Put(Uri address, string path, ReadOnlySpan<byte> body) => With("PUT", address, path, null, null, body);

    /// <summary>Answers the status, once the whole answer is there.</summary>
    public async Task<int> Send(ReadOnlyMemory<byte> request)
    {
        await socket.SendAsync(request);
        read = 0;
        do
        {
            if (read == buffer.Length) Array.Resize(ref buffer, 2 * read);
            var more = await socket.ReceiveAsync(buffer.AsMemory(read));
            if (more == 0) throw new IOException("The server closed the connection.");
            read += more;
        }
        while (!IsWhole(buffer.AsSpan(0, read)));
        return int.Parse(buffer.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>The same where only one answer will do.</summary>
    public async Task Answered(ReadOnlyMemory<byte> request, int status = 200)
    {
        if (await Send(request) != status) throw new IOException(Text);
    }

    public void Dispose() => socket.Dispose();

    private static byte[] With(string method, Uri address, string path, string? token, string? key, ReadOnlySpan<byte> body) =>
    [
        .. Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\n{Head(address, token)}{(key is null ? "" : $"Idempotency-Key: {key}\r\n")}" +
            $"Content-Type: application/json\r\nContent-Length: {Bare.Text(body.Length)}\r\n\r\n"),
        .. body,
    ];

    private static string Head(Uri address, string? token) => $"Host: {address.Authority}\r\n{(token is null ? "" : $"Authorization: Bearer {token}\r\n")}";

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf(HeadEnd);
        if (head < 0) return false;
        if (answer.StartsWith(NotModified) || answer.StartsWith(NoContent)) return true;
        var name = answer[..head].IndexOf(LengthName);
        if (name < 0) return answer.EndsWith(LastChunk);
        var value = answer[(name + LengthName.Length)..];
        return answer.Length == head + HeadEnd.Length + int.Parse(value[..value.IndexOf((byte)'\r')], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
