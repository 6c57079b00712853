using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FuyangPlan.Plans;

/// <summary>A serializer's exception in words for the author of a file: the line, the JSON path, and what is wrong there.</summary>
internal static partial class JsonFaults
{
    public static string Describe(JsonException fault) =>
        $"第 {(fault.LineNumber + 1)?.ToString(CultureInfo.InvariantCulture) ?? "?"} 行，{fault.Path ?? "$"}：{Reason(fault)}";

    /// <summary>The serializer's path as a JSON pointer: <c>$.initiatives[3].id</c> is <c>/initiatives/3/id</c>.</summary>
    public static string Pointer(string? path) => string.Concat(Step().Matches(path ?? "").Select(step =>
        "/" + step.Groups["step"].Value.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));

    private static string Reason(JsonException fault) => fault switch
    {
        { InnerException: JsonException } => "不是合法的 JSON（逗号、引号、括号、注释，或嵌套超过 16 层）。",
        { Message: var text } when text.Contains("missing required", StringComparison.Ordinal) => $"缺少必填字段，至少有 {Quoted(text)}。",
        { Message: var text } when text.Contains("could not be mapped", StringComparison.Ordinal) => "不认识这个字段。",
        { Message: var text } when text.Contains("Duplicate property", StringComparison.Ordinal) => "字段重复。",
        { Message: var text } when text.Contains("null", StringComparison.Ordinal) => "不能为 null；没有就不写。",
        { Message: var text } when text.StartsWith("One of: ", StringComparison.Ordinal) => $"只能是 {text["One of: ".Length..].TrimEnd('.')} 之一。",
        _ => "值的类型或格式不对。",
    };

    // The serializer names the type before the last colon and the first few of the missing members after it.
    private static string Quoted(string text) =>
        string.Join("、", Name().Matches(text[(text.LastIndexOf(':') + 1)..]).Select(name => name.Groups["name"].Value));

    [GeneratedRegex(@"\.(?<step>[^.\[]+)|\['(?<step>[^']*)'\]|\[(?<step>\d+)\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Step();

    [GeneratedRegex("'(?<name>[^']+)'", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
