using System.Security.Cryptography;
using System.Text.Json;

namespace FuyangPlan.Http;

/// <summary>A body with its ETag; 304 when the reader has it already.</summary>
internal sealed class JsonAnswer(ReadOnlyMemory<byte> body, string etag) : IResult
{
    /// <summary>The view as JSON, with an ETag over what it says.</summary>
    public static JsonAnswer Of<T>(T view)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(view, GatewayJson.Output);
        return new(body, $"\"{Digest(body)}\"");
    }

    public static string Digest(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 10));

    public Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.ETag = etag;
        if (Matches(context.Request.Headers.IfNoneMatch))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private bool Matches(Microsoft.Extensions.Primitives.StringValues known)
    {
        foreach (var line in known)
            foreach (var tag in (line ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                if (tag == etag || tag == "*" || tag == $"W/{etag}") return true;
        return false;
    }
}
