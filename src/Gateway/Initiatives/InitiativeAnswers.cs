using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Caching.Memory;

namespace FuyangPlan.Initiatives;

/// <summary>
/// An initiative as JSON, written once while its version, the plan's and the day stay the same, so a read costs little more than handing out
/// bytes.
/// </summary>
internal sealed class InitiativeAnswers : IDisposable
{
    private const long MostBytes = 32 * 1024 * 1024;

    private readonly MemoryCache written = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    /// <summary>The initiative as it is now.</summary>
    public JsonAnswer Live(InitiativeView view)
    {
        var etag = ETag(view);
        var key = (view.Plan, view.Id);
        if (written.TryGetValue(key, out Written? known) && known!.ETag == etag) return new(known.Body, etag);
        var body = JsonSerializer.SerializeToUtf8Bytes(view, GatewayJson.Output);
        written.Set(key, new Written(etag, body), new MemoryCacheEntryOptions { Size = body.Length });
        return new(body, etag);
    }

    /// <summary>The initiative as it was.</summary>
    public static JsonAnswer Past(InitiativeView view) => new(JsonSerializer.SerializeToUtf8Bytes(view, GatewayJson.Output), ETag(view));

    /// <summary>The initiative's version, the plan's day, and the plan's version, whose names and thresholds show in it: <c>"12.20210115p3"</c>.</summary>
    public static string ETag(InitiativeView view)
    {
        var (version, day, plan) = InitiativeTag.Of(view);
        return string.Create(CultureInfo.InvariantCulture, $"\"{version}.{day:yyyyMMdd}p{plan}\"");
    }

    /// <summary>A part of an initiative, under the tag of the whole.</summary>
    public static JsonAnswer Part<T>(InitiativeView view, T part) =>
        new(JsonSerializer.SerializeToUtf8Bytes(part, GatewayJson.Output), ETag(view));

    public void Dispose() => written.Dispose();

    private sealed record Written(string ETag, byte[] Body);
}
