using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FuyangPlan.Http;

/// <summary>
/// What the server refuses by itself, before there is a request that the product could see (an address that is too long, headers without end, what is no
/// HTTP), is refused like everything else: with a code and a sentence. It writes such an answer at once and without a body, and closes.
/// </summary>
internal static class BareAnswers
{
    // What the product answers begins otherwise: it has a body, or the headers of all its answers.
    private static ReadOnlySpan<byte> Begin => "HTTP/1.1 "u8;

    private static ReadOnlySpan<byte> Empty => "\r\nContent-Length: 0\r\n"u8;

    private static ReadOnlySpan<byte> Ours => "\r\nX-Content-Type-Options:"u8;

    public static void SayWhy(this KestrelServerOptions kestrel) => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection =>
    {
        connection.Transport = new Spoken(connection.Transport, connection.ConnectionId);
        return next(connection);
    }));

    /// <summary>The whole answer instead of a bare one; null where it is none.</summary>
    /// <param name="connection">Its id, under which the server logs what it refused.</param>
    public static byte[]? Instead(ReadOnlySpan<byte> written, string connection)
    {
        if (!written.StartsWith(Begin) || written.Length < 12 || written[9] is not ((byte)'4' or (byte)'5')) return null;
        if (written.IndexOf(Empty) < 0 || written.IndexOf(Ours) >= 0) return null;
        var status = int.Parse(Encoding.ASCII.GetString(written.Slice(9, 3)), CultureInfo.InvariantCulture);
        var problem = ProblemStatus.OfStatus(status);
        var body = JsonSerializer.SerializeToUtf8Bytes(ProblemBody.Of(problem.Because(Advice(status)), status, connection), GatewayJson.Output);
        var head = Encoding.ASCII.GetString(written).Replace(
            "\r\nContent-Length: 0\r\n",
            $"\r\nContent-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\nContent-Type: application/problem+json\r\nX-Content-Type-Options: nosniff\r\n",
            StringComparison.Ordinal);
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private static string Advice(int status) => status switch
    {
        408 => "请求没有在时限内发完，请重新发送。",
        414 => "地址太长（不超过 4 KB），请缩短后重试。",
        431 => "请求头太多或太长（不超过 64 个、16 KB），请减少后重试。",
        505 => "只支持 HTTP/1.0 与 HTTP/1.1。",
        413 => "请减少内容后重试。",
        _ => "不是合法的 HTTP 请求：请核对地址、请求头和内容的编码。",
    };

    private sealed class Spoken(IDuplexPipe transport, string connection) : IDuplexPipe
    {
        public PipeReader Input => transport.Input;

        public PipeWriter Output { get; } = new Speaker(transport.Output, connection);
    }

    /// <summary>Passes on what is written. Where an answer begins, it looks whether it is a bare one.</summary>
    private sealed class Speaker(PipeWriter inner, string connection) : PipeWriter
    {
        private Memory<byte> given;

        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override void Advance(int bytes)
        {
            if (Instead(given.Span[..bytes], connection) is { } answer)
            {
                // Memory that was given out and not advanced over is given out again.
                given = default;
                inner.Write(answer);
                return;
            }
            given = given[bytes..];
            inner.Advance(bytes);
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => given = inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
    }
}
