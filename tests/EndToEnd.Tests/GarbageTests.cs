using System.Globalization;
using System.Text;

namespace FuyangPlan.EndToEnd;

/// <summary>
/// Ten thousand requests of garbage from a fixed seed, over bare connections, to API and pages: no answer is a 5xx, none that refuses is without a code,
/// and what was sent is forgotten. What fails is printed with its seed and number, and comes again.
/// </summary>
[InOneProcess, Collection(OneProduct.Name)]
public sealed class GarbageTests(SharedProduct shared)
{
    private const int Seed = 20221115, Requests = 10_000, AtOnce = 8;

    private const long MostMemory = 200L << 20;

    // What was announced and is not there would be waited for.
    private const string End = "\r\n0\r\n\r\n\r\n\r\n";

    private static readonly string[] Methods = ["GET", "GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "get", "P\u00D6ST", "", "CONNECT"];

    private static readonly string[] Places =
    [
        "/", "/sign-in", "/sign-out", "/plans/fuyang", "/plans/fuyang/tasks", "/plans/fuyang/leads", "/plans/fuyang/pools", "/plans/fuyang/enterprises", "/plans/fuyang/initiatives/project-4",
        "/plans/fuyang/initiatives/chain-2/leads/1", "/e/x", "/app.css", "/health/live", "/openapi/v1.json", "/api-docs", "/ops/dashboard", "/api/v1/plans", "/api/v1/plans/fuyang",
        "/api/v1/plans/fuyang/tasks", "/api/v1/plans/fuyang/journal", "/api/v1/plans/fuyang/initiatives/project-4/diff", "/api/v1/plans/fuyang/clock", "/api/v1/plans/fuyang/evidence",
        "/api/v1/plans/fuyang/initiatives/project-4/appointments", "/api/v1/plans/fuyang/initiatives/chain-2/leads", "/api/v1/tokens", "/api/v1/sessions", "/api/v1/accounts",
        "/api/v1/enterprise-links/x", "/api/v1/plans/fuyang/lead-duplicates", "/api/v1/plans/fuyang/department-feeds", "/api/v1/plans/fuyang/pools",
    ];

    private static readonly string[] Pieces =
    [
        "%00", "%", "%zz", "%ff", "%2e%2e", "..", "//", "\\", "?", "&", "=", "#", ";", "\0", "\u0001", "\t", " ", "\u00FF", "富阳", "%E2%80%8B", "%F0%9F%90%89", "'", "\"", "<script>", "{", "}", "[", "]", "0", "-1", "99999999999999999999",
        "asOf=0001-01-01", "asOf=9999-12-31T23:59:59-14:00", "asOf=2021-02-01T00:00", "zone=x", "from=x", "to=0001-01-01T00:00:00Z", "after=x", "limit=", "cursor=a-1", "sort=%00", "q=%FF", "q=桥", "returnUrl=//x", "_handler=x", "name=",
        "{\"name\":\"\\u3164\"}", "{\"to\":\"9999-12-31T00:00:00\"}", "\\ud800", "1e999", "--X\r\n", "Content-Disposition: form-data; name=\"f\"; filename=\"\u0001\"\r\n\r\n", "%PDF-1.7", "PK\u0003\u0004", "\r\n", "\r\n\r\n",
    ];

    private static readonly string[] Headers =
    [
        "Accept: text/html", "Accept: \u0001", "Content-Type: application/json", "Content-Type: multipart/form-data; boundary=X", "Content-Type: multipart/form-data; boundary=", "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: ;;;", "Content-Encoding: gzip", "Transfer-Encoding: chunked", "Transfer-Encoding: x", "Content-Length: 99999999999", "Content-Length: -1", "Expect: 100-continue", "If-Match: *", "If-None-Match: \"\"", "Range: bytes=9-1",
        "Idempotency-Key: k", "Idempotency-Key: \u00E9", "Authorization: Bearer x", "Authorization: Basic \u0001", "Cookie: fuyang-session=x; fuyang-form=\"", "Cookie: =;;=", "Origin: null", "Sec-Fetch-Site: cross-site", "Last-Event-ID: x",
        "Upgrade: websocket", "Connection: Upgrade", "X-Forwarded-For: \u0001", "Accept-Language: zz-\u0001", "traceparent: 00-0-0-0",
    ];

    [Fact]
    public async Task Garbage_OfAnyKind_IsRefusedAndForgotten()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(8));
        string[] tokens = [.. new[] { "office", "liaison", "auditor", "inspector", "investment", "service", "desk" }.Select(who => $"Authorization: Bearer {shared.Staff[who].Token}")];
        var statuses = new SortedDictionary<int, int>();
        long warm = 0;
        for (var round = 0; round < Requests / 1000; round++)
        {
            await Parallel.ForEachAsync(Enumerable.Range(round * 1000, 1000), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = patience.Token }, async (number, stop) =>
            {
                var sent = Make(new Random(Seed + number), tokens);
                var answer = await RawAnswer.To(shared.Product, sent, stop);
                var what = $"seed {Seed}, request {number}: {Encoding.Latin1.GetString(sent)}\n{answer.Head}\n{answer.Text[..Math.Min(answer.Text.Length, 500)]}";
                // A version of HTTP that is none of ours is the one thing that the server answers so.
                Assert.True(answer.Status is < 500 or 505, what);
                Assert.True(answer.Status < 400 || answer.Code is not null || sent.AsSpan().StartsWith("HEAD "u8), what);
                lock (statuses) statuses[answer.Status] = statuses.GetValueOrDefault(answer.Status) + 1;
            });
            if (round == 3) warm = shared.Product.Memory;
        }
        var said = string.Join(", ", statuses.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Key}: {each.Value}")));
        TestContext.Current.SendDiagnosticMessage(said);
        Assert.True(shared.Product.Memory - warm < MostMemory, $"{warm} grew to {shared.Product.Memory} bytes.");
        // It got in: not all was refused by the first that looked, and few were left without an answer.
        Assert.True(statuses.GetValueOrDefault(200) > Requests / 100 && statuses.GetValueOrDefault(422) + statuses.GetValueOrDefault(404) > Requests / 100, said);
        Assert.True(statuses.GetValueOrDefault(0) < Requests / 10, said);
        Assert.Equal(200, (await shared.Staff["auditor"].Get("/api/v1/plans/fuyang")).Status);
    }

    private static byte[] Make(Random random, string[] tokens)
    {
        string Any(string[] all) => all[random.Next(all.Length)];
        string Some(int most) => string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => Any(Pieces)));
        if (random.Next(50) == 0)
        {
            var noise = new byte[random.Next(1, 2000)];
            random.NextBytes(noise);
            return [.. noise, .. "\r\n\r\n"u8];
        }
        var place = Any(Places);
        // Part of an address is replaced, cut off, or added; most stay as they are.
        var path = random.Next(6) switch
        {
            0 => place[..random.Next(place.Length)] + Some(2),
            1 => place + "/" + Some(2),
            2 or 3 => $"{place}?{string.Join('&', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Some(1)))}",
            _ => place,
        };
        if (random.Next(3) > 0) path = path.Replace(" ", "%20", StringComparison.Ordinal).Replace("\r\n", "", StringComparison.Ordinal);
        var headers = Enumerable.Range(0, random.Next(5)).Select(_ => Any(Headers)).ToList();
        if (random.Next(4) > 0) headers.Add(Any(tokens));
        var body = random.Next(4) switch { 0 => "", 1 => $$"""{"name":"{{Some(2)}}","to":{{Some(1)}}}""", _ => Some(6) };
        if (random.Next(3) > 0) headers.Add(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(body) + random.Next(-1, 2)}"));
        var version = random.Next(30) == 0 ? "HTTP/9.9" : "HTTP/1.1";
        return Encoding.UTF8.GetBytes($"{Any(Methods)} {path} {version}\r\nHost: localhost\r\nConnection: close\r\n{string.Concat(headers.Select(header => $"{header}\r\n"))}\r\n{body}{End}");
    }
}
