using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FuyangPlan.EventSourcing;
using Orleans.Storage;

namespace FuyangPlan.Storage;

/// <summary>
/// Grain state as plain readable JSON without names of CLR types, so that a class can be renamed or moved. Unknown members are ignored: a
/// newer version may have written them.
/// </summary>
internal sealed class JsonStorage : IGrainStorageSerializer
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, Options));

    public T Deserialize<T>(BinaryData input)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(input.ToMemory().Span, Options)!;
        }
        // Read as nothing, it leaves its version behind, over which it is written anew; an exception would keep it unreadable for ever.
        catch (JsonException) when (typeof(T).IsAssignableTo(typeof(ICache)))
        {
            return default!;
        }
    }
}
