using System.Text;
using System.Text.RegularExpressions;

namespace FuyangPlan.EndToEnd;

/// <summary>What no client sends that keeps to HTTP, and what pages are sent: each is refused with a code, and nothing is an accident.</summary>
[InOneProcess, Collection(OneProduct.Name)]
public sealed partial class RawInputTests(SharedProduct shared)
{
    private const string Plan = "/api/v1/plans/fuyang", Tokens = "/api/v1/tokens", Pages = "Accept: text/html\r\n";

    private static readonly string Kilobytes = new('a', 9000);

    /// <summary>Name, request line and headers, body, status, code.</summary>
    public static TheoryData<string, string, string, int, string> Requests => new()
    {
        { "NUL in the path", "GET /api/v1/plans/%00", "", 400, "bad-request" },
        { "escape that is none", "GET /api/v1/plans/%zz%ff", "", 404, "plan-not-found" },
        { "NUL in the query", "GET /api/v1/plans/fuyang/tasks?q=%00", "", 400, "bad-parameter" },
        { "a letter nobody sees in the query", "GET /api/v1/plans/fuyang/tasks?q=%E2%80%AE", "", 400, "bad-parameter" },
        { "control bytes in the path", "GET /api/v1/plans/\u0001\u0002", "", 404, "plan-not-found" },
        { "letters that are not escaped", "GET /api/v1/plans/阜阳", "", 400, "bad-request" },
        { "a long address", $"GET /api/v1/plans/{Kilobytes}", "", 414, "bad-request" },
        { "a long header", $"GET /api/v1/plans HTTP/1.1\r\nX: {Kilobytes}{Kilobytes}", "", 431, "bad-request" },
        { "many headers", $"GET /api/v1/plans HTTP/1.1\r\n{string.Concat(Enumerable.Range(0, 100).Select(i => $"X{i}: a\r\n"))}X: a", "", 431, "bad-request" },
        { "another version", "GET /api/v1/plans HTTP/3.9", "", 505, "bad-request" },
        { "no HTTP", "\u0016\u0003\u0001", "", 400, "bad-request" },
        { "a header with a blank in its name", "GET /api/v1/plans HTTP/1.1\r\nX Y: a", "", 400, "bad-request" },
        { "an authority", "CONNECT a:1", "", 400, "bad-request" },
        { "a made-up method", "BREW /api/v1/plans", "", 405, "method-not-allowed" },
        { "a length that is none", $"POST {Tokens} HTTP/1.1\r\nContent-Length: abc", "", 400, "bad-request" },
        { "a chunk of eight digits", Chunked("FFFFFFFF"), "", 400, "bad-request" },
        { "a chunk of seventeen digits", Chunked("FFFFFFFFFFFFFFFFF"), "", 400, "bad-request" },
        { "a chunk of no size", Chunked("zz"), "", 400, "bad-request" },
        { "another host", $"GET /plans/fuyang HTTP/1.1\r\nHost: a b\r\n{Pages}X: a", "", 400, "bad-request" },
        { "a form of no page", Form("/sign-in", "_handler=none"), "_handler=none", 400, "bad-request" },
        { "a form without its end", $"POST /sign-in HTTP/1.1\r\n{Pages}Content-Type: multipart/form-data; boundary=X\r\nContent-Length: 80", Part("%PDF"), 400, "bad-request" },
        { "no form", $"POST /sign-in HTTP/1.1\r\n{Pages}Content-Type: text/plain\r\nContent-Length: 1", "x", 400, "bad-request" },
        { "an enterprise's link that is none", $"GET /e/%FF%00x HTTP/1.1\r\n{Pages}X: a", "", 400, "bad-request" },
        { "a file without its end", $"POST {Plan}/evidence HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=X\r\nContent-Length: {Part("%PDF").Length}", Part("%PDF"), 400, "bad-request" },
        { "a feed from nowhere", $"GET {Plan}/feed?after=x", "", 400, "bad-parameter" },
        { "a feed from before", $"GET {Plan}/feed?after=-1", "", 400, "bad-parameter" },
    };

    [Theory, MemberData(nameof(Requests))]
    public async Task Request_ThatIsNone_IsRefusedWithItsCode(string name, string head, string body, int status, string code)
    {
        if (!head.Contains(" HTTP/", StringComparison.Ordinal) && !head.StartsWith('\u0016')) head += " HTTP/1.1";
        if (!head.Contains("Host: ", StringComparison.Ordinal)) head += "\r\nHost: localhost";
        var token = head.Contains(Pages, StringComparison.Ordinal) ? "" : $"\r\nAuthorization: Bearer {shared.Staff["liaison"].Token}";
        var answer = await RawAnswer.To(shared.Product, Encoding.UTF8.GetBytes($"{head}{token}\r\nConnection: close\r\n\r\n{body}"), TestContext.Current.CancellationToken);
        Assert.True((status, code) == (answer.Status, answer.Code), $"{name}: {answer}");
        Assert.Contains("nosniff", answer.Head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/plans/fuyang")]
    [InlineData("/api/v1/plans/fuyang/tasks")]
    [InlineData("/api/v1/plans/fuyang/feed")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/health/live")]
    [InlineData("/sign-in")]
    [InlineData("/app.css")]
    public async Task Head_IsGetWithoutItsBody(string path)
    {
        var who = shared.Staff["liaison"];
        var head = await who.Send(HttpMethod.Head, path);
        Assert.Equal((200, 0), (head.Status, head.Bytes.Length));
        if (path.EndsWith("/feed", StringComparison.Ordinal)) return;
        var get = await who.Get(path);
        Assert.Equal(get.MediaType, head.MediaType);
        Assert.Equal(get.ETag, head.ETag);
    }

    [Theory]
    [InlineData(0, 201, null)]
    [InlineData(1, 413, "payload-too-large")]
    [InlineData(2, 413, "payload-too-large")]
    [InlineData(60_000, 413, "payload-too-large")]
    public async Task Evidence_AroundTheLimit_IsTakenOrRefused(int more, int status, string? code)
    {
        const int limit = 20 * 1024 * 1024;
        var file = new byte[limit + more];
        "%PDF-1.7 "u8.CopyTo(file);
        var answer = await shared.Staff["liaison"].Send(HttpMethod.Post, $"{Plan}/evidence", new MultipartFormDataContent { { new ByteArrayContent(file), "file", "a.pdf" } });
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    /// <summary>Where to go next is said without the name that the request called this machine by.</summary>
    [Theory]
    [InlineData("/plans/fuyang", "/sign-in?returnUrl=%2Fplans%2Ffuyang")]
    [InlineData("/openapi/v1.json", "/sign-in?returnUrl=%2Fopenapi%2Fv1.json")]
    [InlineData("/", "/sign-in?returnUrl=%2F")]
    public async Task Location_HasNoHost(string path, string location)
    {
        var answer = await RawAnswer.To(shared.Product, Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\nHost: evil.example\r\n{Pages}Connection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        Assert.Equal((302, location), (answer.Status, answer.Header("Location")));
    }

    [Theory]
    [InlineData("/plans/富阳?q=桥", "/plans/%E5%AF%8C%E9%98%B3?q=%E6%A1%A5")]
    [InlineData("/plans/fuyang", "/plans/fuyang")]
    [InlineData("/a/..//evil.example", "/evil.example")]
    [InlineData("//evil.example", "/")]
    public async Task SignIn_GoesOnWhereItWasMeant(string returnUrl, string location)
    {
        var address = $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}";
        var form = await new Visitor(shared.Product).Get(address, ("Accept", "text/html"));
        var answer = await new Visitor(shared.Product).Send(HttpMethod.Post, address, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = Token().Match(form.Text).Groups[1].Value,
            ["name"] = "liaison",
            ["password"] = Staff.Password,
        }), ("Cookie", form.Message.Headers.GetValues("Set-Cookie").First().Split(';')[0]), ("Accept", "text/html"));
        Assert.Equal((302, location), (answer.Status, answer.Message.Headers.Location?.OriginalString));
    }

    /// <summary>What was sent comes back as an excerpt at most.</summary>
    [Fact]
    public async Task Refusal_DoesNotEchoAllThatWasSent()
    {
        var plan = await Rehearsal.Begin(shared.Staff);
        var answer = await shared.Staff["office"].Post($"{plan.Of()}/appointments", new { person = new string('x', 5000), effectiveOn = "2021-02-01", appointer = "领导小组", document = "任命1号" });
        Assert.InRange(answer.Status, 400, 422);
        Assert.DoesNotContain(new string('x', 101), answer.Text, StringComparison.Ordinal);
        answer = await shared.Staff["office"].Post($"{plan.Address}/departments", new JsonObject { [new string('y', 5000)] = 1 }.ToJsonString());
        Assert.DoesNotContain(new string('y', 101), answer.Text, StringComparison.Ordinal);
        answer = await shared.Staff["office"].Get($"{plan.Address}/tasks?{new string('z', 3000)}=1");
        Assert.Equal("unknown-parameter", answer.Code);
        Assert.DoesNotContain(new string('z', 102), answer.Text, StringComparison.Ordinal);
    }

    private static string Chunked(string size) => $"POST {Tokens} HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n{size}\r\nabc\r\n0";

    private static string Form(string path, string body) =>
        $"POST {path} HTTP/1.1\r\n{Pages}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}";

    private static string Part(string content) => $"--X\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.pdf\"\r\n\r\n{content}".PadRight(80);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]*)\"")]
    private static partial Regex Token();
}
