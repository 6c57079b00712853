using System.Globalization;

namespace FuyangPlan.Commands;

/// <summary>The two headers of a command.</summary>
internal static class CommandHeaders
{
    /// <summary><c>Idempotency-Key</c>: 1 to 128 visible ASCII characters, once.</summary>
    public static Refusal? Key(HttpRequest request, out string key)
    {
        var values = request.Headers["Idempotency-Key"];
        key = values.Count == 1 ? values[0] ?? "" : "";
        return key.Length is > 0 and <= 128 && !key.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? null
            : Problems.IdempotencyKeyRequired.Because("每个命令都要带一个 Idempotency-Key 请求头（1 至 128 个可见 ASCII 字符，如 UUID）；重试时用同一个。",
                new Fault("Idempotency-Key", "缺少，或不合要求。"));
    }

    /// <summary>
    /// <c>If-Match</c>, optional: <c>"12"</c> as a command answers, or <c>"12.20210115"</c> as a read does; what follows the dot is not compared.
    /// </summary>
    public static Refusal? ExpectedVersion(HttpRequest request, out int? version)
    {
        version = null;
        var values = request.Headers.IfMatch;
        if (values.Count == 0) return null;
        var tag = values.Count == 1 ? values[0] ?? "" : "";
        if (tag is ['"', .. var inner, '"'] && TryVersion(inner, out var number))
        {
            version = number;
            return null;
        }
        return Problems.BadETag.Because("If-Match 须为读取时得到的 ETag，如 \"12\"；不接受 * 与弱标签。", new Fault("If-Match", "不是读取时得到的 ETag。"));
    }

    private static bool TryVersion(string tag, out int version)
    {
        var dot = tag.IndexOf('.', StringComparison.Ordinal);
        var digits = dot < 0 ? tag : tag[..dot];
        var suffix = dot < 0 ? "0" : tag[(dot + 1)..];
        version = 0;
        return suffix.Length is > 0 and <= 64 && suffix.All(char.IsAsciiLetterOrDigit)
            && digits.Length > 0 && digits.All(char.IsAsciiDigit)
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out version);
    }
}
