using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace FuyangPlan.Commands;

/// <summary>
/// Finds what is wrong with a JSON body by comparing it with the contract of the type that it should become, so that a refusal names
/// every place at once and no code hangs on the wording of a serializer's exceptions. A body without faults deserializes.
/// </summary>
internal sealed class BodyFaults
{
    private const int Most = 20;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = StrictJson.Options.MaxDepth };

    private readonly List<(Problem Problem, Fault Fault)> found = [];

    /// <summary>Null when the body is sound. The code is that of the first fault; all are listed.</summary>
    public static Refusal? In(ReadOnlyMemory<byte> utf8, Type type, JsonSerializerOptions options)
    {
        if (!Utf8.IsValid(utf8.Span)) return Problems.MalformedJson.Because("请求内容须为 UTF-8 编码。");
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return Problems.MalformedJson.Because("请求内容须为一个 JSON 对象，没有内容时写 {}。");
            var faults = new BodyFaults();
            faults.Object(document.RootElement, options.GetTypeInfo(type), "");
            return faults.Refusal;
        }
        catch (JsonException e)
        {
            return Problems.MalformedJson.Because($"第 {e.LineNumber + 1} 行第 {e.BytePositionInLine + 1} 字节附近不是合法的 JSON，或嵌套超过 {Strict.MaxDepth} 层。");
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair: JSON lets it be written, no text contains it.
            return Problems.MalformedJson.Because("文字中有不成对的代理字符（\\ud800 一类）。");
        }
    }

    private Refusal? Refusal => found.Count == 0
        ? null
        : new(found[0].Problem, Pointed(found[0].Fault), [.. found.Select(each => each.Fault)]);

    private static string Pointed(Fault fault) => $"{fault.Pointer}：{fault.Message}";

    private void Value(JsonElement value, Type type, bool nullable, JsonSerializerOptions options, string at)
    {
        if (found.Count >= Most) return;
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!nullable) Add(Problems.WrongType, at, "不能为 null，不填就不要写这个字段。");
            return;
        }
        var info = options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object:
                Object(value, info, at);
                break;
            case JsonTypeInfoKind.Enumerable when value.ValueKind == JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                    Value(item, info.ElementType!, nullable: false, options, $"{at}/{index++}");
                break;
            case JsonTypeInfoKind.Enumerable:
                Add(Problems.WrongType, at, "须为数组。");
                break;
            case JsonTypeInfoKind.Dictionary when value.ValueKind == JsonValueKind.Object:
                foreach (var entry in Members(value, at))
                    Value(entry.Value, info.ElementType!, nullable: false, options, At(at, entry.Name));
                break;
            case JsonTypeInfoKind.Dictionary:
                Add(Problems.WrongType, at, "须为对象。");
                break;
            default:
                if (BodyValues.Fault(value, info) is var (problem, message)) Add(problem, at, message);
                break;
        }
    }

    private void Object(JsonElement value, JsonTypeInfo info, string at)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Add(Problems.WrongType, at, "须为对象。");
            return;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in Members(value, at))
        {
            seen.Add(member.Name);
            var property = info.Properties.FirstOrDefault(known => known.Name == member.Name);
            if (property is null || property is { Set: null, AssociatedParameter: null })
                Add(Problems.UnknownMember, At(at, member.Name), "不认识这个字段。");
            else
                Value(member.Value, property.PropertyType, property.IsSetNullable, info.Options, At(at, member.Name));
        }
        foreach (var property in info.Properties)
            if (IsRequired(property) && !seen.Contains(property.Name))
                Add(Problems.MissingMember, At(at, property.Name), "必填。");
    }

    private static bool IsRequired(JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false };

    /// <summary>The members of an object, each name once; a repeated name is a fault.</summary>
    private IEnumerable<JsonProperty> Members(JsonElement value, string at)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
            if (names.Add(member.Name)) yield return member;
            else Add(Problems.DuplicateMember, At(at, member.Name), "同一字段写了两次。");
    }

    private void Add(Problem problem, string at, string message)
    {
        if (found.Count < Most) found.Add((problem, new(at, message)));
    }

    private static string At(string parent, string name)
    {
        var shown = name.Length <= 60 ? name : name[..60];
        return $"{parent}/{shown.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
    }
}
