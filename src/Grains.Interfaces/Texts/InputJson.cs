using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FuyangPlan.Texts;

/// <summary>
/// The one reading of what comes from outside, by the API, a form, a plan file or the bus: <see cref="StrictJson"/>, with every text as a person sees it,
/// and no time without its offset. What it writes, it reads again as the same.
/// </summary>
public static class InputJson
{
    public static JsonSerializerOptions Options { get; } = Configure(StrictJson.Configure(new()));

    /// <summary>Makes options that are strict those of this reading, for good.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(new Words(Text.Line));
        options.Converters.Add(new Instant());
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepLines } };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>What was put together from a form, as if it had been sent as JSON.</summary>
    public static T Read<T>(T made) where T : class =>
        (T)JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(made, made.GetType(), Options), made.GetType(), Options)!;

    private static void KeepLines(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
            if (Has(member.AttributeProvider) || Has(member.AssociatedParameter?.AttributeProvider)) member.CustomConverter = new Words(Text.Normalize);
    }

    private static bool Has(ICustomAttributeProvider? member) => member?.IsDefined(typeof(LinesAttribute), inherit: false) == true;

    private sealed class Words(Func<string, string> read) : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? read(reader.GetString()!) : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => read(reader.GetString()!);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
    }

    private sealed class Instant : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Dates.TryInstant(reader.GetString(), out var instant) ? instant
                : throw new JsonException($"A time in the years {Years.First} to {Years.Last}, with its offset.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
