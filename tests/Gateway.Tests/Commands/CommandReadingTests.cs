using System.Text;
using FuyangPlan.Tests.Http;

namespace FuyangPlan.Tests.Commands;

/// <summary>The table of bodies that are refused before any grain hears of them; it grows with every way in.</summary>
public sealed class CommandReadingTests(SmallGateway gateway) : IClassFixture<SmallGateway>
{
    private const string Progress = "/api/v1/plans/fuyang/progress";

    [Theory]
    [InlineData("", "malformed-json")]
    [InlineData("null", "malformed-json")]
    [InlineData("[]", "malformed-json")]
    [InlineData("\"x\"", "malformed-json")]
    [InlineData("{", "malformed-json")]
    [InlineData("{\"percent\":1}{}", "malformed-json")]
    [InlineData("\uFEFF{\"percent\":1}", "malformed-json")]
    [InlineData("{\"percent\":1,}", "malformed-json")]
    [InlineData("{\"percent\":1/*a*/}", "malformed-json")]
    [InlineData("{\"percent\":NaN}", "malformed-json")]
    [InlineData("{\"percent\":1,\"note\":\"\\ud800\"}", "malformed-json")]
    [InlineData("{\"percent\":1,\"note\":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}", "malformed-json")]
    [InlineData("{}", "missing-member", "/percent")]
    [InlineData("{\"percent\":1,\"percent\":2}", "duplicate-member", "/percent")]
    [InlineData("{\"percent\":1,\"Percent\":2}", "unknown-member", "/Percent")]
    [InlineData("{\"percent\":1,\"status\":\"done\"}", "unknown-member", "/status")]
    [InlineData("{\"percent\":1,\"a/b~c\":0}", "unknown-member", "/a~1b~0c")]
    [InlineData("{\"percent\":\"1\"}", "wrong-type", "/percent")]
    [InlineData("{\"percent\":null}", "wrong-type", "/percent")]
    [InlineData("{\"percent\":true}", "wrong-type", "/percent")]
    [InlineData("{\"percent\":1,\"note\":5}", "wrong-type", "/note")]
    [InlineData("{\"percent\":1,\"evidence\":{}}", "wrong-type", "/evidence")]
    [InlineData("{\"percent\":1,\"evidence\":[null]}", "wrong-type", "/evidence/0")]
    [InlineData("{\"percent\":1,\"evidence\":[{\"hash\":\"a\"}]}", "missing-member", "/evidence/0/name")]
    [InlineData("{\"percent\":1e999}", "out-of-range", "/percent")]
    [InlineData("{\"percent\":99999999999999999999999999999}", "out-of-range", "/percent")]
    [InlineData("{\"percent\":0.1000000000000000000000000000000000000001}", "out-of-range", "/percent")]
    [InlineData("{\"percent\":1,\"note\":\"a\\u0000b\"}", "text-invalid", "/note")]
    [InlineData("{\"percent\":1,\"note\":\"a\u202eb\"}", "text-invalid", "/note")]
    [InlineData("{\"percent\":1,\"happenedAt\":\"2021-06-18T16:05\"}", "invalid-date", "/happenedAt")]
    [InlineData("{\"percent\":1,\"happenedAt\":\"2021-02-30T16:05:00+08:00\"}", "invalid-date", "/happenedAt")]
    [InlineData("{\"percent\":1,\"happenedAt\":\"2061-01-01T00:00:00+00:00\"}", "invalid-date", "/happenedAt")]
    [InlineData("{\"percent\":1,\"happenedAt\":1611111111}", "wrong-type", "/happenedAt")]
    public async Task Body_Faulty_IsRefusedWithCodeAndPlace(string body, string code, string? pointer = null)
    {
        var answer = await gateway.Post(Progress, body);
        Assert.Equal(code, answer.Code);
        Assert.Equal(GatewayStatus(code), answer.Status);
        if (pointer is not null) Assert.Equal([pointer], answer.Pointers);
    }

    [Fact]
    public async Task Body_NotUtf8_IsMalformed()
    {
        var answer = await gateway.Post(Progress, "", request =>
        {
            request.Content = new ByteArrayContent([.. "{\"percent\":1,\"note\":\""u8, 0xFF, 0xFE, .. "\"}"u8]);
            request.Content.Headers.ContentType = new("application/json");
        });
        Assert.Equal("malformed-json", answer.Code);
    }

    [Fact]
    public async Task Body_SeveralFaults_NamesThemAll()
    {
        var answer = await gateway.Post("/api/v1/plans/fuyang/drafts", """
            {"content":{"goals":[{"id":"G1","text":"目标","deadline":"2021-2-3"}],
             "tasks":[{"number":1.5,"title":"任务","goal":"G1","start":"2021-01-15","due":"2021-01-15","kind":"Task","owner":"x"}]}}
            """);
        Assert.Equal(["/content/goals/0/deadline", "/content/tasks/0/number", "/content/tasks/0/kind", "/content/tasks/0/owner"], answer.Pointers);
    }

    [Fact]
    public async Task Body_Sound_IsNormalised()
    {
        var answer = await gateway.Post(Progress, """{"percent":85.5,"note":" e\u0301\n𠮷·买买提 ","happenedAt":"2021-06-18T08:05:00Z"}""");
        Assert.Equal(200, answer.Status);
        Assert.Equal("é\n𠮷·买买提", answer.Json.GetProperty("body").GetProperty("note").GetString());
        Assert.Equal("2021-06-18T16:05:00+08:00", answer.Json.GetProperty("body").GetProperty("happenedAt").GetString());
        Assert.Equal("liaison-1:key-1", answer.Json.GetProperty("commandId").GetString());
        Assert.Equal("person-1", answer.Json.GetProperty("person").GetString());
    }

    [Theory]
    [InlineData("start")]
    [InlineData("submission")]
    public async Task Body_WithoutMembers_IsAnEmptyObject(string path) =>
        Assert.Equal(200, (await gateway.Post($"/api/v1/plans/fuyang/{path}", "{}")).Status);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=gbk")]
    public async Task ContentType_NotUtf8Json_IsUnsupported(string type)
    {
        var answer = await gateway.Post(Progress, "{\"percent\":1}", request => request.Content!.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type));
        Assert.Equal((415, "unsupported-media-type"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task ContentEncoding_Any_IsUnsupported()
    {
        var answer = await gateway.Post(Progress, "{\"percent\":1}", request => request.Content!.Headers.ContentEncoding.Add("gzip"));
        Assert.Equal((415, "unsupported-media-type"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_OverTheLimit_IsTooLarge(bool chunked)
    {
        var answer = await gateway.Post(Progress, $"{{\"percent\":1,\"note\":\"{new string('a', 300 * 1024)}\"}}", request => request.Headers.TransferEncodingChunked = chunked);
        Assert.Equal((413, "payload-too-large"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("键")]
    public async Task Key_MissingOrUnfit_IsRequired(string? key)
    {
        var answer = await gateway.Post(Progress, "{\"percent\":1}", request =>
        {
            request.Headers.Remove("Idempotency-Key");
            if (key is { Length: > 0 } && key.All(char.IsAscii)) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        });
        Assert.Equal((400, "idempotency-key-required"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Key_Of129Characters_IsRequired()
    {
        var answer = await gateway.Post(Progress, "{\"percent\":1}", request =>
        {
            request.Headers.Remove("Idempotency-Key");
            request.Headers.TryAddWithoutValidation("Idempotency-Key", new string('k', 129));
        });
        Assert.Equal("idempotency-key-required", answer.Code);
    }

    [Theory]
    [InlineData("\"12\"", 12)]
    [InlineData("\"12.20210115\"", 12)]
    [InlineData("\"12.a0f3\"", 12)]
    public async Task IfMatch_OfARead_IsTheVersionBeforeTheDot(string tag, int version)
    {
        var answer = await gateway.Post(Progress, "{\"percent\":1}", request => request.Headers.TryAddWithoutValidation("If-Match", tag));
        Assert.Equal(version, answer.Json.GetProperty("expectedVersion").GetInt32());
    }

    [Theory]
    [InlineData("*")]
    [InlineData("12")]
    [InlineData("W/\"12\"")]
    [InlineData("\"abc\"")]
    [InlineData("\"-1\"")]
    [InlineData("\"12.\"")]
    [InlineData("\"99999999999\"")]
    [InlineData("\"1\", \"2\"")]
    public async Task IfMatch_Garbage_IsRefused(string tag)
    {
        var answer = await gateway.Post(Progress, "{\"percent\":1}", request => request.Headers.TryAddWithoutValidation("If-Match", tag));
        Assert.Equal((400, "bad-etag"), (answer.Status, answer.Code));
    }

    private static int GatewayStatus(string code) => FuyangPlan.Http.ProblemStatus.Status(Problems.All.Single(problem => problem.Code == code));
}
