namespace FuyangPlan.Tests.Http;

public sealed class AnswerTests(SmallGateway gateway) : IClassFixture<SmallGateway>
{
    [Theory]
    [InlineData("GET", "/api/v1/nowhere", 404, "not-found")]
    [InlineData("GET", "/api/v1/plans/fuyang/progress", 405, "method-not-allowed")]
    [InlineData("GET", "/api/v1/accident", 500, "internal-error")]
    [InlineData("GET", "/api/v1/silence", 503, "unavailable")]
    [InlineData("GET", "/api/v1/crowd", 503, "overloaded")]
    [InlineData("GET", "/api/v1/plans/fuyang/list?page=2", 400, "unknown-parameter")]
    [InlineData("GET", "/api/v1/plans/fuyang/list?DueFrom=2021-01-01", 400, "unknown-parameter")]
    [InlineData("GET", "/api/v1/plans/fuyang/list?plan=x", 400, "unknown-parameter")]
    [InlineData("GET", "/api/v1/plans/fuyang/list?limit=1&limit=2", 400, "bad-parameter")]
    [InlineData("POST", "/api/v1/plans/fuyang/progress?force=1", 400, "unknown-parameter")]
    public async Task Refusal_OfAnyKind_IsAProblem(string method, string path, int status, string code)
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (method == "POST")
        {
            request.Content = new StringContent("{\"percent\":1}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
            request.Headers.Add("Idempotency-Key", "k");
        }
        var answer = await gateway.Send(request);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal($"urn:fuyang:problem:{code}", answer.Json.GetProperty("type").GetString());
        Assert.Equal(status, answer.Json.GetProperty("status").GetInt32());
        Assert.NotEmpty(answer.Json.GetProperty("title").GetString()!);
        Assert.NotEmpty(answer.Json.GetProperty("detail").GetString()!);
        Assert.NotEmpty(answer.Json.GetProperty("traceId").GetString()!);
        Assert.DoesNotContain("boom", answer.Text, StringComparison.Ordinal);
        Assert.Equal(status == 503, answer.Headers.RetryAfter is not null);
    }

    [Fact]
    public async Task Parameters_Known_AreRead()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/plans/fuyang/list?limit=5&dueFrom=2021-01-01");
        var answer = await gateway.Send(request);
        Assert.Equal("""{"plan":"fuyang","limit":"5","dueFrom":"2021-01-01"}""", answer.Text);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WithItsOwnTag_IsNotModified()
    {
        using var first = new HttpRequestMessage(HttpMethod.Get, "/api/v1/plans/fuyang/list");
        var tag = (await gateway.Send(first)).Headers.ETag!;
        using var second = new HttpRequestMessage(HttpMethod.Get, "/api/v1/plans/fuyang/list");
        second.Headers.IfNoneMatch.Add(tag);
        var answer = await gateway.Send(second);
        Assert.Equal((304, "", tag), (answer.Status, answer.Text, answer.Headers.ETag));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "https://evil.example")]
    public async Task Post_FromAnotherSite_IsRefused(string header, string value)
    {
        var answer = await gateway.Post("/api/v1/created", "", request => request.Headers.TryAddWithoutValidation(header, value));
        Assert.Equal((403, "cross-site"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Post_FromAnotherSiteWithBearer_IsAProgram()
    {
        var answer = await gateway.Post("/api/v1/created", "", request =>
        {
            request.Headers.TryAddWithoutValidation("Origin", "https://evil.example");
            request.Headers.Authorization = new("Bearer", "token");
        });
        Assert.Equal(201, answer.Status);
    }

    [Fact]
    public async Task Post_FromOurOwnPage_Passes()
    {
        var answer = await gateway.Post("/api/v1/created", "", request =>
        {
            request.Headers.TryAddWithoutValidation("Origin", gateway.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        });
        Assert.Equal(201, answer.Status);
    }
}
