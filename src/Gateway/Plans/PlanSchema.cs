using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace FuyangPlan.Plans;

/// <summary>The JSON Schema (2020-12) of plan files, taken from the records themselves. What it cannot say, <see cref="PlanDocumentRules"/> says.</summary>
public static class PlanSchema
{
    private static readonly JsonSchemaExporterOptions Exporter = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = static (context, node) => Complete(context, node as JsonObject ?? []),
    };

    private static readonly JsonSerializerOptions Indented = new(StrictJson.Options) { WriteIndented = true, NewLine = "\n" };

    /// <summary>The text of <c>plans/plan.schema.json</c>.</summary>
    public static string Export()
    {
        var options = new JsonSerializerOptions(StrictJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        var schema = options.GetJsonSchemaAsNode(typeof(PlanDocument), Exporter).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "行动文件");
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Complete(JsonSchemaExporterContext context, JsonObject schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (type.IsEnum)
        {
            schema["type"] = "string";
            schema["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(name))]);
        }
        if (context.PropertyInfo is not { } property) return schema;
        if (schema.TryGetPropertyValue("default", out var absent) && absent is null) schema.Remove("default");
        var name = $"{property.DeclaringType.Name}.{property.Name}";
        if (Pattern(name) is { } pattern) schema["pattern"] = pattern;
        if (PlanSchemaWords.Of(name) is { } words) schema.Insert(0, "description", words);
        return schema;
    }

    private static string? Pattern(string name) => name switch
    {
        "PlanDocument.id" or "Family.id" or "Department.code" or "Person.id" => Slug.Pattern,
        "InitiativeCharter.id" => "^(project|chain|campaign)-[1-9][0-9]{0,3}$",
        _ => null,
    };
}
