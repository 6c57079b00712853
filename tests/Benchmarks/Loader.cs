using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace FuyangPlan.Benchmarks;

/// <summary>Keep-alive connections that each send one request after the other; costs little beside what it measures.</summary>
internal static class Loader
{
    private static ReadOnlySpan<byte> HeadEnd => "\r\n\r\n"u8;

    private static ReadOnlySpan<byte> LengthName => "Content-Length:"u8;

    /// <summary>Answers per second.</summary>
    public static async Task<double> Run(Uri address, string path, string? token, int connections, TimeSpan time)
    {
        var request = Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n{(token is null ? "" : $"Authorization: Bearer {token}\r\n")}\r\n");
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => Connection(address, request, watch, time))));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    private static async Task<int> Connection(Uri address, byte[] request, Stopwatch watch, TimeSpan time)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        var (buffer, count) = (new byte[256 * 1024], 0);
        for (; watch.Elapsed < time; count++)
        {
            await socket.SendAsync(request);
            for (var (read, length) = (0, -1); read != length;)
            {
                var more = await socket.ReceiveAsync(buffer.AsMemory(read));
                if (more == 0) throw new IOException("The server closed the connection.");
                read += more;
                if (length < 0) length = Length(buffer.AsSpan(0, read));
            }
        }
        return count;
    }

    /// <summary>Bytes of the whole answer; -1 while its head is not complete.</summary>
    private static int Length(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf(HeadEnd);
        if (head < 0) return -1;
        if (!answer.StartsWith("HTTP/1.1 200"u8)) throw new IOException(Encoding.UTF8.GetString(answer));
        var value = answer[(answer.IndexOf(LengthName) + LengthName.Length)..];
        return head + HeadEnd.Length + int.Parse(value[..value.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
    }
}
