using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FuyangPlan.DepartmentFeeds.V1;
using FuyangPlan.EventSourcing;

namespace FuyangPlan.DepartmentFeeds;

/// <summary>What could be read of a message: for which feed it is, and the fact, or why there is none.</summary>
internal sealed record FactReading(string? Plan, string? Feed, DepartmentFact? Fact, Refusal? Unreadable)
{
    public const int LargestBody = 256 * 1024;

    private const string Type = "urn:message:FuyangPlan.DepartmentFeeds.V1:DepartmentFact", AnyVersion = "urn:message:FuyangPlan.DepartmentFeeds.V";
    // MassTransit writes decimals as text.
    private static readonly JsonSerializerOptions Enveloped = new(InputJson.Options) { NumberHandling = JsonNumberHandling.AllowReadingFromString };
    // A member that is added later, and absent, makes no other fact of what was sent before.
    private static readonly JsonSerializerOptions Digested = new(StrictJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = StrictJson.Options.MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Reads the bare JSON of a fact, or MassTransit's envelope around it.</summary>
    public static FactReading Of(BusMessage message)
    {
        if (message.Size > LargestBody) return Unread(Decision.Refuse(Problems.PayloadTooLarge, $"消息有 {message.Size} 字节，最多 {LargestBody / 1024} KB。"));
        try
        {
            using var document = JsonDocument.Parse(message.Body, Json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return Unread(Fault("须为一个 JSON 对象。"));
            if (message.ContentType?.Contains("vnd.masstransit", StringComparison.OrdinalIgnoreCase) != true) return Read(root, InputJson.Options);
            return root.TryGetProperty("message", out var fact) && fact.ValueKind == JsonValueKind.Object && root.TryGetProperty("messageType", out var types)
                ? Types(types) is { } foreign ? Unread(foreign) : Read(fact, Enveloped)
                : Unread(Fault("消息封套不完整。"));
        }
        catch (JsonException fault)
        {
            return Unread(Fault($"不是合法的 JSON（第 {fault.LineNumber + 1} 行）。"));
        }
        catch (InvalidOperationException)
        {
            return Unread(Fault("文字中有不成对的代理字符（\\ud800 一类）。"));
        }
    }

    /// <summary>A fact without the time of its sending: what makes it the same fact when it is sent again.</summary>
    public static string Digest(DepartmentFact fact) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(fact with { SentAt = default }, Digested)).AsSpan(0, 16));

    private static FactReading Read(JsonElement json, JsonSerializerOptions options)
    {
        var (plan, feed) = (Word(json, "plan"), Word(json, "feed"));
        if (json.TryGetProperty("schema", out var schema) && schema.ValueKind == JsonValueKind.Number && schema.TryGetInt32(out var number) && number > 1)
            return new(plan, feed, null, Decision.Refuse(Problems.FactNewer, $"数据版本为 {number}，本系统只认识 1；系统升级后再处理。", [new("/schema", "较新")]));
        try
        {
            var fact = json.Deserialize<DepartmentFact>(options)!;
            return fact.Schema == 1 ? new(plan, feed, fact, null) : new(plan, feed, null, Fault("schema 须为 1。", "/schema"));
        }
        catch (JsonException fault)
        {
            var where = fault.Path is { Length: > 2 } path ? "/" + path[2..] : "";
            return new(plan, feed, null, Fault($"{(where.Length > 0 ? $"字段 {where} 不合要求" : "字段有缺少、多余或类型不对")}，请对照接口说明。", where));
        }
    }

    private static Refusal? Types(JsonElement types)
    {
        string[] names = types.ValueKind == JsonValueKind.Array
            ? [.. types.EnumerateArray().Where(type => type.ValueKind == JsonValueKind.String).Select(type => type.GetString()!)] : [];
        return names.Contains(Type) ? null
            : names.Any(name => name.StartsWith(AnyVersion, StringComparison.Ordinal)) ? Decision.Refuse(Problems.FactNewer, "消息类型的版本比本系统新，系统升级后再处理。")
            : Decision.Refuse(Problems.FactNotOurs, "本队列只接收 DepartmentFact。");
    }

    private static string? Word(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Refusal Fault(string detail, string pointer = "") => Decision.Refuse(Problems.FactUnreadable, detail, [new(pointer, "读不懂")]);

    private static FactReading Unread(Refusal why) => new(null, null, null, why);
}
