namespace FuyangPlan.Http;

/// <summary>What cannot be read of what was sent is the sender's fault, however the reading fails: a size that no number holds, an end that never comes.</summary>
internal static class SentBodies
{
    public static void UseSentBodies(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.ContentLength is not (null or 0) || context.Request.Headers.TransferEncoding.Count > 0) context.Request.Body = new SentBody(context.Request.Body);
        return next(context);
    });
}

/// <summary>A body, or a part of one, as it is sent. It fails as <see cref="BadHttpRequestException"/> and in no other way.</summary>
internal sealed class SentBody(Stream sent) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await sent.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is not (BadHttpRequestException or OperationCanceledException))
        {
            throw new BadHttpRequestException("The body cannot be read to its end.", unreadable);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
