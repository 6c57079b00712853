using FuyangPlan.Commands;

namespace FuyangPlan.EndToEnd;

/// <summary>The description of the API says what the API does.</summary>
[InOneProcess, Collection(OneProduct.Name)]
public sealed class OpenApiTests(SharedProduct shared)
{
    [Fact]
    public async Task Description_IsOpenApi31_AndNamesEveryProblem()
    {
        var document = await shared.Staff["auditor"].Read("/openapi/v1.json");
        Assert.StartsWith("3.1.", (string?)document["openapi"], StringComparison.Ordinal);
        var codes = document["components"]!["schemas"]!["Problem"]!["properties"]!["code"]!["enum"]!.AsArray().Select(code => (string)code!).ToHashSet();
        Assert.Empty(Problems.All.Select(problem => problem.Code).Except(codes));
        Assert.Equal(codes.Count, document["components"]!["schemas"]!["Problem"]!["properties"]!["code"]!["enum"]!.AsArray().Count);
    }

    [Fact]
    public async Task Operations_AllHaveASummaryAndWhatTheyNeed()
    {
        var document = await shared.Staff["auditor"].Read("/openapi/v1.json");
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (Name: $"{operation.Key} {path.Key}", operation.Value))).ToArray();
        Assert.True(operations.Length > 50);
        Assert.Empty(operations.Where(operation => string.IsNullOrWhiteSpace((string?)operation.Value!["summary"])).Select(operation => operation.Name));
        Assert.Empty(operations.Where(operation => operation.Value!["responses"]?["400"] is null || operation.Value["responses"]?["401"] is null).Select(operation => operation.Name));
        foreach (var (name, operation) in operations)
            foreach (var parameter in operation!["parameters"]?.AsArray() ?? [])
                Assert.False(string.IsNullOrWhiteSpace((string?)parameter!["description"]), $"{name}: {parameter["name"]} is not described");
    }
}
