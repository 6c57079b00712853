using System.Text.Json;
using System.Text.Json.Serialization;

namespace FuyangPlan.Http;

/// <summary>JSON at the edge: <see cref="StrictJson"/>, with every time written at +08:00 and every text read normalised.</summary>
internal static class GatewayJson
{
    public static JsonSerializerOptions Output { get; } = Configure(new());

    public static JsonSerializerOptions Input { get; } = Frozen(Configure(new()), new NormalText());

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        StrictJson.Configure(options).Converters.Add(new ChinaTime());
        return options;
    }

    private static JsonSerializerOptions Frozen(JsonSerializerOptions options, JsonConverter converter)
    {
        options.Converters.Add(converter);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class ChinaTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToOffset(China.Offset));
    }

    private sealed class NormalText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? Text.Normalize(reader.GetString()!) : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            Text.Normalize(reader.GetString()!);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value);
    }
}
