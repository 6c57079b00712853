using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FuyangPlan.Commands;

/// <summary>What a single value of a body must be.</summary>
internal static class BodyValues
{
    // Longer literals would be rounded silently: a decimal holds 28 digits.
    private const int LongestNumber = 29;

    public static (Problem Problem, string Message)? Fault(JsonElement value, JsonTypeInfo info)
    {
        var type = info.Type;
        if (type == typeof(string)) return String(value);
        if (type == typeof(DateOnly)) return Day(value);
        if (type == typeof(DateTimeOffset)) return Instant(value);
        if (type == typeof(decimal)) return Number(value);
        if (type == typeof(int)) return Integer(value);
        return Other(value, info);
    }

    private static (Problem, string)? String(JsonElement value) =>
        value.ValueKind != JsonValueKind.String ? (Problems.WrongType, "须为文字。")
        : !Text.IsClean(Text.Normalize(value.GetString()!)) ? (Problems.TextInvalid, "含有控制、改变书写方向或未定义的字符，请删除后重新输入。")
        : null;

    private static (Problem, string)? Day(JsonElement value) =>
        value.ValueKind != JsonValueKind.String ? (Problems.WrongType, "须为 yyyy-MM-dd 形式的日期。")
        : !Dates.TryDay(value.GetString(), out _) ? (Problems.InvalidDate, $"须为 {Years.InWords} 年间真实存在的日期，写作 yyyy-MM-dd。")
        : null;

    private static (Problem, string)? Instant(JsonElement value) =>
        value.ValueKind != JsonValueKind.String ? (Problems.WrongType, "须为带时区的 ISO 8601 时间。")
        : !Dates.TryInstant(value.GetString(), out _) ? (Problems.InvalidDate, $"须为 {Years.InWords} 年间的时间，并带时区，如 2021-06-18T16:05:00+08:00。")
        : null;

    private static (Problem, string)? Number(JsonElement value) =>
        value.ValueKind != JsonValueKind.Number ? (Problems.WrongType, "须为数字，不加引号。")
        : !value.TryGetDecimal(out _) || value.GetRawText().Length > LongestNumber ? (Problems.OutOfRange, "数值超出范围或位数过多。")
        : null;

    private static (Problem, string)? Integer(JsonElement value) =>
        value.ValueKind != JsonValueKind.Number || value.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') ? (Problems.WrongType, "须为整数，不加引号。")
        : !value.TryGetInt32(out _) ? (Problems.OutOfRange, "数值超出范围。")
        : null;

    private static (Problem, string)? Other(JsonElement value, JsonTypeInfo info)
    {
        try
        {
            value.Deserialize(info);
            return null;
        }
        catch (JsonException)
        {
            return (Problems.WrongType, info.Type.IsEnum
                ? $"只能是 {string.Join("、", Enum.GetNames(info.Type).Select(JsonNamingPolicy.CamelCase.ConvertName))}。"
                : "类型不对。");
        }
    }
}
