using System.Globalization;
using System.Text;

namespace FuyangPlan.EndToEnd;

// What is wrong with the request, whatever it asks for.
public sealed partial class BadInputs
{
    // B01–B16
    private static IEnumerable<Row> Bodies()
    {
        yield return Json("B01 300 KB", Departments, $$"""{"code":"d-new","name":"{{new string('字', 100_000)}}"}""", 413, "payload-too-large");
        yield return new("B01 300 KB, chunked", 413, ["payload-too-large"], scene => scene.Staff["office"].Send(
            HttpMethod.Post, scene.Address(Departments), new Chunked(new byte[300_000]), ("Idempotency-Key", "chunked")));
        yield return Json("B02 nested arrays", Departments, $$"""{"code":"d-new","name":{{new string('[', 200)}}{{new string(']', 200)}}}""", 400, "malformed-json");
        yield return Json("B03 duplicate member", Departments, """{"code":"d-new","name":"a","name":"b"}""", 400, "duplicate-member");
        yield return Json("B03 duplicate member, escaped", Departments, """{"code":"d-new","name":"a","n\u0061me":"b"}""", 400, "duplicate-member");
        yield return Json("B04 another case", Departments, """{"code":"d-new","name":"a","Name":"b"}""", 400, "unknown-member");
        foreach (var (what, body) in new[]
        {
            ("two documents", """{"code":"d-new","name":"a"}{}"""), ("comment", """{"code":"d-new",/* */"name":"a"}"""), ("trailing comma", """{"code":"d-new","name":"a",}"""),
            ("byte order mark", "\uFEFF{\"code\":\"d-new\",\"name\":\"a\"}"), ("single quotes", "{'code':'d-new'}"), ("cut off", "{\"code\":\"d-new\""), ("NaN", """{"code":"d-new","name":NaN}"""),
            ("empty", ""), ("array", "[]"), ("null", "null"), ("text", "\"x\""), ("number", "1"), ("half a pair", """{"code":"d-new","name":"\ud800"}"""), ("raw control", "{\"code\":\"d-new\",\"name\":\"a\u0001\"}"),
        })
            yield return Json($"B05 {what}", Departments, body, 400, "malformed-json");
        yield return new("B06 invalid UTF-8", 400, ["malformed-json"], scene => scene.Command(Departments, [.. "{\"code\":\"d-new\",\"name\":\""u8, 0xFF, 0xFE, .. "\"}"u8]));
        yield return new("B06 overlong UTF-8", 400, ["malformed-json"], scene => scene.Command(Departments, [.. "{\"code\":\"d-new\",\"name\":\""u8, 0xC0, 0xAF, .. "\"}"u8]));
        foreach (var number in (string[])["NaN", "Infinity", "-Infinity", "0x10", "01", ".5", "1.", "+1"])
            yield return Json($"B08 {number}", Progress, $$"""{"percent":{{number}}}""", 400, "malformed-json", "liaison");
        foreach (var number in (string[])["\"NaN\"", "\"11\"", "true", "[11]", "{}"])
            yield return Json($"B10 {number}", Progress, $$"""{"percent":{{number}}}""", 400, "wrong-type", "liaison");
        yield return Json("B10 null", Progress, """{"percent":null}""", 400, "wrong-type", "liaison");
        foreach (var number in (string[])["1e999", "-1e999", "1e400", "99999999999999999999999999999", "0.1234567890123456789012345678901234567890", "-1", "-0.01", "100.01", "101", "11.001", "1e10"])
            yield return Json($"B09 B11 B12 {number}", Progress, $$"""{"percent":{{number}}}""", 422, "out-of-range", "liaison");
        yield return Json("B13 nothing in it", Departments, "{}", 400, "missing-member");
        foreach (var type in (string[])["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=gbk", "application/json; charset=utf-16", "application/jsonp", "text/json", "", "json"])
            yield return new($"B14 {type}", 415, ["unsupported-media-type"], scene => scene.Command(Departments, Encoding.UTF8.GetBytes("""{"code":"d-new","name":"a"}"""), contentType: type));
        yield return new("B15 compressed", 415, ["unsupported-media-type"], scene => scene.Command(
            Departments, Encoding.UTF8.GetBytes("""{"code":"d-new","name":"a"}"""), headers: [("Idempotency-Key", "k"), ("Content-Encoding", "gzip")]));
    }

    // B07, B57, B58 and the lengths
    private static IEnumerable<Row> Texts()
    {
        foreach (var (what, text) in new[]
        {
            ("NUL", "甲\\u0000乙"), ("right to left", "甲\\u202E乙"), ("isolate", "甲\\u2066乙"),
            ("escape", "甲\\u001b[31m"), ("private use", "甲\\uE000"), ("delete", "甲\\u007f"), ("left to right mark", "甲\\u200E乙"),
            ("marks", "a\\u0301\\u0301\\u0301\\u0301"), ("a mark alone", "\\u0301"),
        })
            yield return Json($"B07 B57 {what}", Departments, $$"""{"code":"d-new","name":"{{text}}"}""", 422, "text-invalid");
        foreach (var text in (string[])["", " ", "　", "\\n \\n", "\\u00A0", "\\u3164", "\\u200B\\uFEFF \\u2060", "\\uDB40\\uDC41", "\\u2800\\t"])
            yield return Json($"B58 nothing visible {text}", Departments, $$"""{"code":"d-new","name":"{{text}}"}""", 422, "text-required");
        yield return Json("B58 101 characters", Departments, $$"""{"code":"d-new","name":"{{new string('字', 101)}}"}""", 422, "text-too-long");
        foreach (var code in (string[])["D-NEW", "d_new", "d", "-d", "1d", "d new", "dеpt", "ｄept", "d/new", "d..new", new string('d', 41)])
            yield return Json($"B57 code {code}", Departments, $$"""{"code":"{{code}}","name":"单位"}""", 422, "text-invalid");
        yield return Json("text in a nested member", Drafts, """{"content":{"goals":[{"id":"G1","text":"甲\u202E乙"}],"tasks":[]}}""", 422, "text-invalid");
        yield return Json("note over 1000", Progress, $$"""{"percent":11,"note":"{{new string('字', 1001)}}"}""", 422, "text-too-long", "liaison");
        yield return Json("reason of spaces", "~/initiatives/project-4/tasks/1/suspension", """{"reason":"一二三四五            "}""", 422, "reason-required", "liaison");
    }

    // B53–B57
    private static IEnumerable<Row> Identifiers()
    {
        foreach (var id in (string[])["project-10000", "project-0", "project-04", "project-", "project", "-4", "Project-4", "projеct-4", "project-４", "project-4%20", "project-4%00x", "..%2F..%2Fetc", "project-4%2Ftasks", "a%2Fb", "%0d%0aSet-Cookie:x", "%E2%80%8Bproject-4", "%EF%BB%BFproject-4", "project-4%E2%80%AE", "%zz%ff", "chain--2", "project-+4", "project-4;x=1", new string('a', 1000)])
        {
            var isNul = id.Contains("%00", StringComparison.Ordinal);
            yield return Get($"B53–B57 initiative {id}", $"~/initiatives/{id}", isNul ? 400 : 404, isNul ? ["bad-request"] : ["initiative-not-found", "not-found"]);
        }
        yield return Get("an initiative that is not in the plan", "~/initiatives/project-9", 404, "initiative-not-found");
        foreach (var n in (string[])["0", "-1", "01", "1.0", "1e0", "10000", "99999999999", "abc", "１", "0x1"])
        {
            yield return Get($"B53 task {n}", $"~/initiatives/project-4/tasks/{n}", 404, "task-not-found", "not-found");
            yield return Json($"B53 command to task {n}", $"~/initiatives/project-4/tasks/{n}/start", "{}", 404, "task-not-found", "liaison");
        }
        yield return Get("a task that is not there", "~/initiatives/project-4/tasks/99", 404, "task-not-found");
        yield return Json("a command to a task that is not there", "~/initiatives/project-4/tasks/99/start", "{}", 404, "task-not-found", "liaison");
        yield return Json("a command to an initiative that is not there", "~/initiatives/project-9/tasks/1/start", "{}", 404, "initiative-not-found", "liaison");
        yield return Json("a draft for an initiative that is not there", "~/initiatives/project-9/task-book/drafts", """{"content":{"goals":[{"id":"G1","text":"目标"}],"tasks":[]}}""", 404, "initiative-not-found");
        foreach (var plan in (string[])["nowhere", "FUYANG", "fu%2Fyang", "f", "fuyаng", "%E2%80%8Bfuyang", "..%2Ffuyang", new string('a', 41)])
        {
            yield return Get($"B53 plan {plan}", $"/api/v1/plans/{plan}", 404, "plan-not-found", "not-found");
            yield return Get($"B53 tasks of plan {plan}", $"/api/v1/plans/{plan}/tasks", 404, "plan-not-found", "not-found");
            yield return Get($"B53 journal of plan {plan}", $"/api/v1/plans/{plan}/journal", 404, "plan-not-found", "not-found");
            yield return Json($"B53 command to plan {plan}", $"/api/v1/plans/{plan}/departments", """{"code":"d-new","name":"a"}""", 404, "plan-not-found");
        }
        yield return Get("no such address", "/api/v1/nothing", 404, "not-found");
        yield return Get("no such address in a plan", "~/nothing", 404, "not-found");
        yield return new("B56 9 KB in the address", 414, ["bad-request"], scene => scene.Staff["auditor"].Get(scene.Address($"~/initiatives/{new string('a', 9000)}")));
        foreach (var method in (string[])["PUT", "PATCH", "DELETE"])
            yield return new($"B92 {method}", 405, ["method-not-allowed"], scene => scene.Staff["admin"].Send(new(method), scene.Address("~/initiatives/project-4"), Visitor.JsonContent("{}")));
        yield return new("B92 TRACE", 405, ["method-not-allowed"], scene => scene.Staff["admin"].Send(HttpMethod.Trace, scene.Address("~")));
        yield return new("B92 a made-up method", 405, ["method-not-allowed"], scene => scene.Staff["admin"].Send(new("BREW"), scene.Address("~")));
    }

    // B59–B61
    private static IEnumerable<Row> Queries()
    {
        foreach (var list in (string[])
            ["~/tasks", "~/landings", "~/pools", "~/enterprises", "~/open-requests", "~/leads", "~/initiatives", "~/journal", "~/initiatives/project-4/tasks",
                "~/initiatives/project-4/journal", "/api/v1/plans"])
        {
            foreach (var limit in (string[])["0", "-1", "201", "1000000", "99999999999", "1.5", "abc", "", "%2B5", "05", "１"])
                yield return Get($"B60 {list} limit={limit}", $"{list}?limit={limit}", 400, "bad-parameter");
            foreach (var cursor in (string[])["abc", "-1", "%00", "a0", "a-1", "99999999999999999999999", "' OR 1=1--", "AAAA", "eyJ9", "bnVsbA", "W10", ""])
                yield return Get($"B61 {list} cursor={cursor}", $"{list}?cursor={Uri.EscapeDataString(Uri.UnescapeDataString(cursor))}", 400, "bad-cursor", "bad-parameter");
            yield return Get($"B61 {list} unknown parameter", $"{list}?foo=1", 400, "unknown-parameter");
            yield return Get($"B61 {list} another case", $"{list}?Limit=5", 400, "unknown-parameter");
            yield return Get($"B61 {list} twice", $"{list}?limit=5&limit=5", 400, "bad-parameter");
            yield return Get($"B61 {list} 300 parameters", $"{list}?{string.Join('&', Enumerable.Range(0, 300).Select(i => $"p{i}=1"))}", 400, "unknown-parameter");
        }
        foreach (var (list, sort) in new[] { ("~/tasks", "name;drop"), ("~/tasks", "Due"), ("~/tasks", ""), ("~/tasks", "due,title"), ("~/tasks", "--due"), ("~/initiatives", "name;drop"), ("~/initiatives", "-number") })
            yield return Get($"B59 {list} sort={sort}", $"{list}?sort={Uri.EscapeDataString(sort)}", 400, "bad-parameter");
        foreach (var query in (string[])["light=Red", "light=3", "light=", "kind=chain", "kind=0", "stage=Done", "overdue=1", "overdue=True", "dueFrom=2021-02-30", "dueTo=tomorrow", "initiative=project-x", "department=%E2%80%8B", "person=", "q=", "q=%E2%80%8B%E2%80%8B", "q=%00%00"])
            yield return Get($"B61 tasks?{query}", $"~/tasks?{query}", 400, "bad-parameter");
        yield return Get("q of 101 characters", $"~/tasks?q={new string('a', 101)}", 400, "bad-parameter");
        foreach (var query in (string[])["light=Red", "kind=projects", "leader=none", "sort=-number"]) yield return Get($"B61 initiatives?{query}", $"~/initiatives?{query}", 400, "bad-parameter");
        yield return Get("appointments on no day", "~/initiatives/project-4/appointments?on=yesterday", 400, "bad-parameter");
        yield return Get("diff backwards", "~/initiatives/project-4/diff?from=2021-02-01&to=2021-01-20", 400, "bad-parameter");
        yield return Get("asOf in the future", "~?asOf=2059-01-01", 422, "as-of-in-future");
        yield return Get("asOf before the plan", "~?asOf=2021-01-14", 404, "not-yet-then");
        yield return Json("a query on a command", $"{Departments}?dryRun=true", """{"code":"d-new","name":"a"}""", 400, "unknown-parameter");
    }

    // B62–B65, B90
    private static IEnumerable<Row> Headers()
    {
        var body = Encoding.UTF8.GetBytes("""{"code":"d-new","name":"a"}""");
        foreach (var tag in (string[])["abc", "*", "W/\"3\"", "3", "\"\"", "\"-1\"", "\"3\", \"4\"", "\"3", "\"3.4.5\"", "\"99999999999\""])
            yield return new($"B62 If-Match {tag}", 400, ["bad-etag"], scene => scene.Command(Departments, body, headers: [("Idempotency-Key", "k"), ("If-Match", tag)]));
        yield return new("B63 a stale tag", 412, ["version-moved"], scene => scene.Command(Departments, body, headers: [("Idempotency-Key", "k"), ("If-Match", "\"1\"")]));
        yield return new("B65 no key", 400, ["idempotency-key-required"], scene => scene.Command(Departments, body, headers: [("X-Nothing", "1")]));
        foreach (var key in (string[])["", " ", "has space", new string('k', 129), "\u007f"])
            yield return new($"B65 key {(key.Length > 20 ? "of 129" : key)}", 400, ["idempotency-key-required"], scene => scene.Command(Departments, body, headers: [("Idempotency-Key", key)]));
        yield return new("B65 two keys", 400, ["idempotency-key-required"], scene => scene.Command(Departments, body, headers: [("Idempotency-Key", "a"), ("Idempotency-Key", "b")]));
        yield return new("B90 40 KB of headers", 431, ["bad-request"], scene => scene.Staff["auditor"].Get(scene.Address("~"), ("X-Long", new string('x', 40_000))));
        yield return new("B90 100 headers", 431, ["bad-request"], scene => scene.Staff["auditor"].Get(scene.Address("~"), [.. Enumerable.Range(0, 100).Select(i => ($"X-{i.ToString(CultureInfo.InvariantCulture)}", "1"))]));
    }

    private sealed class Chunked : HttpContent
    {
        private readonly byte[] bytes;

        public Chunked(byte[] bytes) => (this.bytes, Headers.ContentType) = (bytes, new("application/json"));

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => Write(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        // The refusal may come before the end.
        private async Task Write(Stream stream)
        {
            try
            {
                await stream.WriteAsync(bytes);
            }
            catch (IOException)
            {
            }
        }
    }
}
