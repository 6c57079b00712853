using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace FuyangPlan.Commands;

/// <summary>Reads a request's JSON body strictly, within its limit, or says why not.</summary>
internal static class JsonBody
{
    /// <summary>Bytes that a command may have, where its address does not say otherwise.</summary>
    public const int Limit = 256 * 1024;

    public static async ValueTask<(T? Body, Refusal? Refusal)> Read<T>(HttpContext http) where T : class
    {
        if (ContentTypeFault(http.Request) is { } unsupported) return (null, unsupported);
        var (bytes, refusal) = await ReadBytes(http);
        if (refusal is not null) return (null, refusal);
        if (http.GetEndpoint()?.Metadata.GetMetadata<WrittenAsFile>() is not null) bytes = WrittenAsFile.WithoutMark(bytes);
        if (BodyFaults.In(bytes, typeof(T), InputJson.Options) is { } faults) return (null, faults);
        return (JsonSerializer.Deserialize<T>(bytes.Span, InputJson.Options), null);
    }

    private static Refusal? ContentTypeFault(HttpRequest request)
    {
        var isJson = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
        var isPlain = request.Headers.ContentEncoding.Count == 0;
        return isJson && isPlain ? null : Problems.UnsupportedMediaType.Because("请以 application/json（UTF-8，不压缩）提交。");
    }

    private static async ValueTask<(ReadOnlyMemory<byte> Bytes, Refusal? Refusal)> ReadBytes(HttpContext http)
    {
        var limit = http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? Limit;
        var tooLarge = Problems.PayloadTooLarge.Because($"内容不能超过 {limit / 1024} KB。");
        if (http.Request.ContentLength > limit) return (default, tooLarge);
        var bytes = new ArrayBufferWriter<byte>((int)Math.Clamp(http.Request.ContentLength ?? 0, 512, limit));
        try
        {
            int read;
            while ((read = await http.Request.Body.ReadAsync(bytes.GetMemory(4096), http.RequestAborted)) > 0)
            {
                bytes.Advance(read);
                if (bytes.WrittenCount > limit) return (default, tooLarge);
            }
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (default, tooLarge);
        }
        return (bytes.WrittenMemory, null);
    }
}

/// <summary>Marks an address that takes what people write in editors, some of which put a byte order mark before it.</summary>
internal sealed record WrittenAsFile
{
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> utf8) => utf8.Span.StartsWith(Mark) ? utf8[Mark.Length..] : utf8;
}
