using System.Globalization;
using System.Text.Json;

namespace FuyangPlan.Http;

/// <summary>Parses query parameters; the first that is wrong becomes the refusal, and what is wrong reads as absent.</summary>
internal sealed class Parameters
{
    public Refusal? Refusal { get; private set; }

    public T? Choice<T>(string name, string? text) where T : struct, Enum
    {
        if (text is null) return null;
        foreach (var value in Enum.GetValues<T>())
            if (NameOf(value) == text) return value;
        return Wrong<T>(name, $"只能是 {string.Join("、", Enum.GetValues<T>().Select(NameOf))}。");
    }

    public string? OneOf(string name, string? text, params ReadOnlySpan<string> choices)
    {
        if (text is null || choices.Contains(text)) return text;
        Wrong<int>(name, $"只能是 {string.Join("、", choices.ToArray())}。");
        return null;
    }

    public bool? Flag(string name, string? text) => OneOf(name, text, "true", "false") is { } flag ? flag == "true" : null;

    public DateOnly? Day(string name, string? text) =>
        text is null ? null : Dates.TryDay(text, out var day) ? day : Wrong<DateOnly>(name, "须为 yyyy-MM-dd 形式的日期。");

    /// <summary>1 to 200.</summary>
    public int Limit(string? text, int otherwise) =>
        text is null ? otherwise : Whole("limit", text, 1, 200) is { } limit ? (int)limit : otherwise;

    /// <summary>A position of the journal.</summary>
    public long? Position(string name, string? text) => text is null ? null : Whole(name, text, 1, long.MaxValue);

    /// <summary>A position of the journal, or 0, before all of them.</summary>
    public long? Place(string name, string? text) => text is null or "0" ? 0 : Whole(name, text, 1, long.MaxValue);

    /// <summary>Text to search for.</summary>
    public string? Search(string? text)
    {
        if (text is null) return null;
        var normal = Text.Line(text);
        if (normal.Length is >= 1 and <= 100 && Text.IsClean(normal)) return normal;
        Wrong<int>("q", "须为 1 至 100 个可见字符。");
        return null;
    }

    public InitiativeId? Initiative(string name, string? text) =>
        text is null ? null : InitiativeId.TryParse(text, out var id) ? id : Wrong<InitiativeId>(name, "须为事项编号，如 project-4。");

    /// <summary>A short code of the plan's own making.</summary>
    public string? Code(string name, string? text)
    {
        if (text is null || text is { Length: > 0 and <= 60 } && Text.IsClean(text)) return text;
        Wrong<int>(name, "须为 1 至 60 个可见字符。");
        return null;
    }

    public void BadCursor() => Refusal ??= Problems.BadCursor.Because(
        "翻页位置不属于这一查询：请用上一页给出的 nextCursor，或从第一页重新开始。", new Fault("?cursor", "不属于这一查询。"));

    private static string NameOf<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private long? Whole(string name, string text, long least, long most) =>
        text.Length > 0 && text[0] is >= '1' and <= '9'
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : Wrong<long>(name, most == long.MaxValue ? $"须为不小于 {least} 的整数。" : $"须为 {least} 至 {most} 的整数。");

    private T? Wrong<T>(string name, string message) where T : struct
    {
        Refusal ??= Problems.BadParameter.Because($"查询参数 {name} {message}", new Fault($"?{name}", message));
        return null;
    }
}
