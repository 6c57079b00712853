using System.Text.Json;
using System.Text.Json.Serialization;

namespace FuyangPlan.Http;

/// <summary>JSON as the gateway answers: <see cref="StrictJson"/>, with every time at +08:00.</summary>
internal static class GatewayJson
{
    public static JsonSerializerOptions Output { get; } = Configure(new());

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        StrictJson.Configure(options).Converters.Add(new ChinaTime());
        return options;
    }

    private sealed class ChinaTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToOffset(China.Offset));
    }
}
