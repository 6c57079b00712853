using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FuyangPlan.Texts;

/// <summary>
/// JSON as the product reads and writes it: camelCase, Chinese unescaped, enums as exact camelCase names, no duplicate or unknown members,
/// no numbers in strings, no missing required members, at most 16 levels.
/// </summary>
public static class StrictJson
{
    public static JsonSerializerOptions Options { get; } = Frozen(Configure(new()));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.AllowDuplicateProperties = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 16;
        options.Converters.Add(new ExactEnumConverter());
        return options;
    }

    private static JsonSerializerOptions Frozen(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Enums by their exact camelCase name: no numbers, no other case, no combinations.</summary>
    private sealed class ExactEnumConverter : JsonConverterFactory
    {
        public override bool CanConvert(Type type) => type.IsEnum;

        public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Exact<>).MakeGenericType(type))!;

        private sealed class Exact<T> : JsonConverter<T> where T : struct, Enum
        {
            private static readonly ImmutableArray<(string Name, T Value)> Names =
                [.. Enum.GetValues<T>().Select(value => (JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), value))];

            public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
            {
                if (reader.TokenType == JsonTokenType.String && reader.GetString() is { } text)
                    foreach (var (name, value) in Names)
                        if (name == text) return value;
                throw new JsonException($"One of: {string.Join(", ", Names.Select(known => known.Name))}.");
            }

            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
            {
                foreach (var (name, known) in Names)
                    if (EqualityComparer<T>.Default.Equals(known, value)) { writer.WriteStringValue(name); return; }
                throw new JsonException($"{value} is not a {typeof(T).Name}.");
            }

            public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Read(ref reader, type, options);

            public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
                writer.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
        }
    }
}
