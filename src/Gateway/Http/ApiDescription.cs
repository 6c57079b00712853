using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FuyangPlan.Http;

/// <summary>The OpenAPI description: what the framework sees of the addresses, plus headers, parameters, examples and every problem.</summary>
internal static partial class ApiDescription
{
    private const string ProblemSchema = "Problem";

    private static readonly ImmutableArray<int> OfReads = [400, 401, 403, 404, 422, 429, 503];
    private static readonly ImmutableArray<int> OfWrites = [400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 503];

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = address => address.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer(Document);
        options.AddOperationTransformer(Operation);
        options.AddSchemaTransformer(Schema);
    });

    private static Task Document(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken stop)
    {
        document.Info = new()
        {
            Title = "富阳迎展行动 FuyangPlan",
            Version = "v1",
            Description = "命令是 POST，须带 Idempotency-Key；拒绝一律为 application/problem+json，code 稳定。 / "
                + "Commands are POSTs with an Idempotency-Key; every refusal is problem+json with a stable code.",
        };
        document.AddComponent(ProblemSchema, ProblemOf());
        document.AddComponent<IOpenApiSecurityScheme>("bearer", new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "POST /api/v1/tokens",
        });
        document.Security = [new() { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
        return Task.CompletedTask;
    }

    private static OpenApiSchema ProblemOf()
    {
        static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
        return new()
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "type", "title", "status", "detail", "code", "traceId", "errors" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text("urn:fuyang:problem:{code}"),
                ["title"] = Text("中文，同一 code 总是同一句。"),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["detail"] = Text("中文：该怎么办。"),
                ["code"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Description = string.Join("\n", Problems.All.Select(problem => $"- `{problem.Code}` {problem.Status()} {problem.Title}")),
                    Enum = [.. Problems.All.Select(problem => (JsonNode)problem.Code)],
                },
                ["traceId"] = Text("求助时请提供。"),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = new Dictionary<string, IOpenApiSchema> { ["pointer"] = Text("JSON Pointer，或 ?参数名。"), ["message"] = Text("中文。") },
                    },
                },
            },
        };
    }

    private static Task Operation(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isWrite = context.Description.HttpMethod != HttpMethods.Get;
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
        {
            if (parameter.In == ParameterLocation.Query) parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
            parameter.Description ??= Words(metadata, parameter.Name!);
        }
        // A door takes what its address names from the address.
        foreach (var name in InAddress().Matches(context.Description.RelativePath ?? "").Select(match => match.Groups[1].Value))
            if (operation.Parameters.All(parameter => parameter.Name != name))
                operation.Parameters.Add(Parameter(name, ParameterLocation.Path, required: true, Words(metadata, name)));
        var handler = metadata.OfType<MethodInfo>().FirstOrDefault();
        foreach (var name in handler?.GetParameters().Where(parameter => parameter.ParameterType == typeof(AsOf)).Select(parameter => parameter.Name!) ?? [])
            operation.Parameters.Add(Parameter(name, ParameterLocation.Query, required: false));
        if (metadata.OfType<CommandMetadata>().FirstOrDefault() is not null)
        {
            operation.Parameters.Add(Parameter("Idempotency-Key", ParameterLocation.Header, required: true));
            operation.Parameters.Add(Parameter("If-Match", ParameterLocation.Header, required: false));
            if (metadata.OfType<ExampleMetadata>().FirstOrDefault() is { Example: var example } && operation.RequestBody?.Content?.Values.FirstOrDefault() is { } content)
                content.Example = JsonSerializer.SerializeToNode(example, example.GetType(), GatewayJson.Output);
        }
        operation.Responses ??= [];
        foreach (var status in isWrite ? OfWrites : OfReads)
            operation.Responses[$"{status}"] = ProblemResponse(status, context.Document!);
        return Task.CompletedTask;
    }

    [GeneratedRegex("""\{(\w+)\}""")]
    private static partial Regex InAddress();

    private static string? Words(IList<object> metadata, string name) =>
        metadata.OfType<AddressPart>().FirstOrDefault(part => part.Name == name)?.Words ?? ApiWords.Parameter(name);

    private static OpenApiParameter Parameter(string name, ParameterLocation place, bool required, string? words = null) => new()
    {
        Name = name,
        In = place,
        Required = required,
        Description = words ?? ApiWords.Parameter(name),
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiResponse ProblemResponse(int status, OpenApiDocument document) => new()
    {
        Description = string.Join("、", Problems.All.Where(problem => problem.Status() == status).Select(problem => problem.Code)),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(ProblemSchema, document) },
        },
    };

    // The strict converters hide from the framework what they take.
    private static Task Schema(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. Enum.GetNames(type).Select(name => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(name))];
        }
        if (type == typeof(DateTimeOffset)) (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        if (type == typeof(decimal)) schema.Format = null;
        return Task.CompletedTask;
    }
}
