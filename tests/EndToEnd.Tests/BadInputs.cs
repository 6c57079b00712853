using System.Globalization;
using System.Text;

namespace FuyangPlan.EndToEnd;

/// <summary>
/// The catalogue of bad inputs: each gets a 4xx problem with its code and changes nothing. One line each; the table grows with every endpoint.
/// </summary>
[Collection(OneProduct.Name)]
public sealed class BadInputs(BadInputScene scene) : IClassFixture<BadInputScene>
{
    private const string Departments = "~/departments", Progress = "~/initiatives/project-4/tasks/1/progress", Appointments = "~/initiatives/project-4/appointments",
        Drafts = "~/initiatives/chain-2/task-book/drafts", Submission = "~/initiatives/chain-2/task-book/submission";

    private sealed record Row(string Name, int Status, string[] Codes, Func<BadInputScene, Task<Answer>> Send);

    private static SortedDictionary<string, Row> Table { get; } = new(
        Bodies().Concat(Texts()).Concat(Domain()).Concat(Dates()).Concat(TaskBooks()).Concat(Identifiers()).Concat(Queries()).Concat(Headers()).Concat(Evidence()).Concat(Accounts()).Concat(DepartmentFeeds())
            .ToDictionary(row => row.Name), StringComparer.Ordinal);

    public static IEnumerable<TheoryDataRow<string>> Names => Table.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Input_IsRefused_AndChangesNothing(string name)
    {
        var row = Table[name];
        var before = await scene.State();
        var answer = await row.Send(scene);
        // What the server refuses before it is a request has no body.
        if (row.Codes.Length == 0) Assert.Equal(row.Status, answer.Status);
        else answer.IsRefused(row.Status, row.Codes);
        Assert.Equal(before, await scene.State());
    }

    private static Row Json(string name, string path, string body, int status, string code, string who = "office") =>
        new(name, status, [code], scene => scene.Command(path, body, who));

    private static Row Get(string name, string path, int status, params string[] codes) =>
        new(name, status, codes, scene => scene.Staff["auditor"].Get(scene.Address(path)));

    private static IEnumerable<Row> DepartmentFeeds()
    {
        const string Feeds = "~/department-feeds", Good = """{"code":"permits","name":"许可系统","department":"d-housing","kinds":["progress"]}""";
        foreach (var (what, part, instead, status, code) in new[]
        {
            ("code", "permits", "Permits", 422, "text-invalid"), ("code outside", "permits", "../x", 422, "text-invalid"), ("no name", "许可系统", "", 422, "text-required"),
            ("department", "d-housing", "d-none", 422, "department-not-found"), ("kind", "\"progress\"", "\"rumour\"", 400, "wrong-type"), ("no kind", "\"progress\"", "", 422, "out-of-range"),
            ("kind twice", "\"progress\"", "\"progress\",\"progress\"", 422, "out-of-range"), ("initiative", "]}", "],\"initiatives\":[\"project-99\"]}", 404, "initiative-not-found"),
            ("user", "]}", "],\"brokerUser\":\"甲\\u202E乙\"}", 422, "text-invalid"), ("member", "]}", "],\"status\":\"active\"}", 400, "unknown-member"),
        })
            yield return Json($"feed: {what}", Feeds, Good.Replace(part, instead, StringComparison.Ordinal), status, code);
        foreach (var feed in (string[])["nobody", "Permits", "..%2Fplan", "plan%20", "許可", new string('a', 41)])
        {
            yield return Get($"feed {feed}", $"{Feeds}/{feed}", 404, "department-feed-not-found", "not-found");
            yield return Get($"quarantine of feed {feed}", $"{Feeds}/{feed}/quarantine", 404, "department-feed-not-found", "not-found");
            yield return Json($"pause feed {feed}", $"{Feeds}/{feed}/pause", """{"reason":"来源系统升级，暂停三天接收"}""", 404, "department-feed-not-found");
            yield return Json(
                $"fact for feed {feed}", $"{Feeds}/{feed}/facts",
                """{"plan":"x","feed":"nobody","offset":1,"kind":"progress","initiative":"project-4","happenedAt":"2021-01-15T12:00:00+08:00","sentAt":"2021-01-15T12:00:00+08:00"}""",
                404, "department-feed-not-found", "liaison");
        }
        foreach (var number in (string[])["0", "-1", "01", "x", "99999999999", "1.0"])
            yield return Json($"quarantine number {number}", $"{Feeds}/nobody/quarantine/{number}/discard", """{"reason":"来源单位确认误报，不予计入"}""", 404, "quarantined-not-found");
        yield return Get("quarantine in no status", $"{Feeds}/nobody/quarantine?status=x", 400, "bad-parameter");
        yield return Get("quarantine at no place", $"{Feeds}/nobody/quarantine?cursor=x", 400, "bad-cursor");
        yield return Get("feeds, too many", $"{Feeds}?limit=201", 400, "bad-parameter");
        yield return Get("announcements, asked something", "~/announcements?limit=1", 400, "unknown-parameter");
        yield return Get("strays are the administrator's", "/api/v1/stray-messages", 403, "forbidden");
    }

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
            ("NUL", "甲\\u0000乙"), ("zero width", "甲\\u200B乙"), ("zero width in the middle of spaces", "甲 \\u200D 乙"), ("byte order mark", "甲\\uFEFF乙"), ("right to left", "甲\\u202E乙"), ("isolate", "甲\\u2066乙"),
            ("escape", "甲\\u001b[31m"), ("tab", "甲\\t乙"), ("carriage return", "甲\\r乙"), ("private use", "甲\\uE000"), ("line separator", "甲\\u2028乙"), ("delete", "甲\\u007f"), ("soft hyphen", "甲\\u00AD乙"),
            ("marks", "a\\u0301\\u0301\\u0301\\u0301"), ("tag", "甲\\uDB40\\uDC41"),
        })
            yield return Json($"B07 B57 {what}", Departments, $$"""{"code":"d-new","name":"{{text}}"}""", 422, "text-invalid");
        foreach (var text in (string[])["", " ", "　", "\\n \\n", "\\u00A0"])
            yield return Json($"B58 nothing visible {text}", Departments, $$"""{"code":"d-new","name":"{{text}}"}""", 422, "text-required");
        yield return Json("B58 101 characters", Departments, $$"""{"code":"d-new","name":"{{new string('字', 101)}}"}""", 422, "text-too-long");
        foreach (var code in (string[])["D-NEW", "d_new", "d", "-d", "1d", "d new", "dеpt", "ｄept", "d/new", "d..new", new string('d', 41)])
            yield return Json($"B57 code {code}", Departments, $$"""{"code":"{{code}}","name":"单位"}""", 422, "text-invalid");
        yield return Json("text in a nested member", Drafts, """{"content":{"goals":[{"id":"G1","text":"甲\u202E乙"}],"tasks":[]}}""", 422, "text-invalid");
        yield return Json("note over 1000", Progress, $$"""{"percent":11,"note":"{{new string('字', 1001)}}"}""", 422, "text-too-long", "liaison");
        yield return Json("reason of spaces", "~/initiatives/project-4/tasks/1/suspension", """{"reason":"一二三四五            "}""", 422, "reason-required", "liaison");
    }

    // B17–B30
    private static IEnumerable<Row> Domain()
    {
        foreach (var member in (string[])["ownerDept", "leader", "dept", "status", "stage", "approvedBy", "id", "version", "createdAt", "commandId", "recordedTime", "actor", "$type", "__proto__", "constructor", ""])
            yield return Json($"B17 B18 B19 {member}", Progress, $$"""{"percent":11,"{{member}}":"x"}""", 400, "unknown-member", "liaison");
        yield return Json("B17 nested unknown member", Progress, """{"percent":11,"evidence":[{"hash":"x","name":"y","size":1}]}""", 400, "unknown-member", "liaison");
        foreach (var kind in (string[])["\"Foo\"", "99", "\"99\"", "\"0\"", "0", "\"Task\"", "\"tAsk\"", "\"task,milestone\"", "\"task, milestone\"", "\" task\"", "\"\"", "true"])
            yield return Json($"B20 B21 {kind}", Drafts, $$$"""{"content":{"goals":[{"id":"G1","text":"目标"}],"tasks":[{"number":1,"title":"甲","goal":"G1","start":"2021-02-01","due":"2021-03-01","kind":{{{kind}}} }]}}""", 400, "wrong-type");
        foreach (var (what, path, body, who) in new[]
        {
            ("draft over an accepted one", "~/initiatives/project-4/task-book/drafts", """{"content":{"goals":[{"id":"G1","text":"目标"}],"tasks":[]}}""", "office"),
            ("submit what is accepted", "~/initiatives/project-4/task-book/submission", "{}", "office"), ("issue what is accepted", "~/initiatives/project-4/task-book/issue", """{"document":"文"}""", "group"),
            ("issue a draft", "~/initiatives/chain-2/task-book/issue", """{"document":"文"}""", "group"), ("submit nothing", "~/initiatives/campaign-1/task-book/submission", "{}", "office"),
            ("approve no amendment", "~/initiatives/project-4/task-book/amendments/approval", "{}", "office"), ("approve no closure", "~/initiatives/project-4/task-book/closure/approval", "{}", "group"),
            ("start twice", "~/initiatives/project-4/tasks/1/start", "{}", "liaison"), ("verify what is not done", "~/initiatives/project-4/tasks/1/verification", """{"onSite":true}""", "inspector"),
            ("strike off what is not verified", "~/initiatives/project-4/tasks/1/strike-off", """{"reason":"资料齐全，现场核对无误"}""", "inspector"), ("reopen what is not verified", "~/initiatives/project-4/tasks/1/reopening", """{"reason":"现场复查发现又出现破损"}""", "inspector"),
            ("resume what is not suspended", "~/initiatives/project-4/tasks/1/resumption", """{"reason":"管线迁改完成，恢复施工"}""", "office"), ("decide what nobody asked", "~/initiatives/project-4/tasks/1/suspension-decision", """{"approved":true}""", "office"),
            ("progress before the start", "~/initiatives/project-4/tasks/2/progress", """{"percent":1}""", "liaison-2"),
        })
            yield return Json($"B22 {what}", path, body, 409, "illegal-transition", who);
        yield return Json("B22 close with open tasks", "~/initiatives/project-4/task-book/closure", """{"closeOut":"圆满闭环"}""", 409, "tasks-still-open");
        yield return Json("B22 a task of no task book", "~/initiatives/campaign-1/tasks/1/start", "{}", 409, "no-baseline", "liaison");
        yield return Json("B27 backwards", Progress, """{"percent":9}""", 422, "progress-went-backwards", "liaison");
        yield return Json("B27 backwards with half a reason", Progress, """{"percent":9,"correction":"写错"}""", 422, "reason-required", "liaison");
        yield return Json("B27 a jump without evidence", Progress, """{"percent":30}""", 422, "evidence-required", "liaison");
        yield return Json("B27 a jump with evidence that is not there", Progress, $$"""{"percent":30,"evidence":[{"hash":"{{new string('0', 64)}}","name":"a.png"}]}""", 422, "evidence-unknown", "liaison");
        yield return Json("B27 evidence outside the store", Progress, """{"percent":30,"evidence":[{"hash":"../../fuyang.db","name":"a.png"}]}""", 422, "evidence-unknown", "liaison");
        yield return Json("B29 another department's task", "~/initiatives/project-4/tasks/2/start", "{}", 403, "not-yours", "liaison");
        yield return Json("B30 verify one's own", "~/initiatives/project-4/tasks/1/progress-verification", """{"percent":10}""", 403, "four-eyes", "inspector-2");
        yield return Json("verify another percent", "~/initiatives/project-4/tasks/1/progress-verification", """{"percent":11}""", 412, "version-moved", "inspector");
        yield return Json("appoint nobody", Appointments, """{"person":"nobody","document":"文","appointer":"组","effectiveOn":"2021-03-01"}""", 422, "person-not-found");
        yield return Json("a person of no department", "~/persons", """{"id":"p-x","name":"某人","department":"d-none"}""", 422, "department-not-found");
        yield return Json("clock backwards", "~/clock", """{"to":"2021-01-15T12:00:00+08:00"}""", 422, "clock-backwards", "admin");
        yield return Json("a plan with another clock", "/api/v1/plans", "{}", 400, "missing-member", "admin");
        yield return new("a plan changed in what may not change", 409, ["plan-exists"], scene =>
        {
            var plan = Rehearsal.Document(scene.Plan.Id);
            plan["event"]!["date"] = "2023-09-23";
            return scene.Command("/api/v1/plans", plan.ToJsonString(), "admin");
        });
        yield return new("a plan without an initiative it had", 422, ["plan-invalid"], scene =>
        {
            var plan = Rehearsal.Document(scene.Plan.Id);
            plan["initiatives"]!.AsArray().RemoveAt(0);
            return scene.Command("/api/v1/plans", plan.ToJsonString(), "admin");
        });
        foreach (var id in (string[])["", "a", "UPPER", "../x", "a b", "计划", new string('a', 41)])
            yield return new($"a plan called {id}", 422, ["plan-invalid"], scene => scene.Command("/api/v1/plans", Rehearsal.Document(id).ToJsonString(), "admin"));
    }

    // B24, B25
    private static IEnumerable<Row> Dates()
    {
        foreach (var day in (string[])["2026-02-30", "0001-01-01", "9999-12-31", "2014-12-31", "2061-01-01", "2021-2-1", "20210201", "2021-02-01T00:00:00", "01/02/2021", "二〇二一年", "", "2021-13-01", " 2021-02-01", "２０２１-02-01"])
            yield return Json($"B25 day {day}", Appointments, $$"""{"person":"p-leader-2","document":"文","appointer":"组","effectiveOn":"{{day}}"}""", 422, "invalid-date");
        foreach (var day in (string[])["20210201", "true", "{}"])
            yield return Json($"B25 day of another type {day}", Appointments, $$"""{"person":"p-leader-2","document":"文","appointer":"组","effectiveOn":{{day}}}""", 400, "wrong-type");
        foreach (var instant in (string[])["2021-02-19T08:00", "2021-02-19T08:00:00", "2021-02-19", "2021-02-19T24:00:00+08:00", "2021-02-30T08:00:00+08:00", "2021-02-19 08:00:00+08:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2021-02-19T08:00:00+25:00", "now"])
            yield return Json($"B25 instant {instant}", Progress, $$"""{"percent":11,"happenedAt":"{{instant}}"}""", 422, "invalid-date", "liaison");
        yield return Json("before the start", Appointments, """{"person":"p-leader-2","document":"文","appointer":"组","effectiveOn":"2021-01-14"}""", 422, "before-start");
        yield return Json("happened before the start", Progress, """{"percent":11,"happenedAt":"2021-01-14T23:59:59+08:00"}""", 422, "before-start", "liaison");
        yield return Json("happened in the future", Progress, """{"percent":11,"happenedAt":"2021-02-21T09:00:00+08:00"}""", 422, "in-future", "liaison");
        yield return Json("before an appointment that is known", Appointments, """{"person":"p-leader-2","document":"文","appointer":"组","effectiveOn":"2021-01-15"}""", 409, "appointment-overlaps");
        yield return new("done tomorrow", 422, ["in-future"], scene => scene.Command(
            "~/initiatives/project-4/tasks/1/done", $$"""{"doneOn":"2021-02-21","evidence":[{"hash":"{{scene.Picture}}","name":"a.png"}]}""", "liaison"));
        yield return new("done before the start", 422, ["before-start"], scene => scene.Command(
            "~/initiatives/project-4/tasks/1/done", $$"""{"doneOn":"2021-01-14","evidence":[{"hash":"{{scene.Picture}}","name":"a.png"}]}""", "liaison"));
    }

    // B24, B26, B30b
    private static IEnumerable<Row> TaskBooks()
    {
        Row Draft(string name, Action<JsonObject> change, string code = "task-book-invalid", int status = 422)
        {
            var content = Rehearsal.Content();
            change(content);
            return Json($"B26 {name}", Drafts, new JsonObject { ["content"] = content }.ToJsonString(), status, code);
        }

        yield return Draft("end before start", content => content["tasks"]![0]!["due"] = "2021-01-17");
        yield return Draft("start before the plan's", content => content["tasks"]![0]!["start"] = "2021-01-14");
        yield return Draft("negative weight", content => content["tasks"]![0]!["weight"] = -1);
        yield return Draft("weight over 100", content => content["tasks"]![0]!["weight"] = 101);
        yield return Draft("weight of three decimals", content => content["tasks"]![0]!["weight"] = 0.001m);
        yield return Draft("weight in quotes", content => content["tasks"]![0]!["weight"] = "60", "wrong-type", 400);
        yield return Draft("number 0", content => content["tasks"]![0]!["number"] = 0);
        yield return Draft("number 10000", content => content["tasks"]![2]!["number"] = 10000);
        yield return Draft("number with a point", content => content["tasks"]![0]!["number"] = 1.5m, "wrong-type", 400);
        yield return Draft("number too large to be one", content => content["tasks"]![0]!["number"] = 99999999999, "out-of-range");
        yield return Draft("the same number twice", content => content["tasks"]![1]!["number"] = 1);
        yield return Draft("no such goal", content => content["tasks"]![0]!["goal"] = "G2");
        yield return Draft("no goals", content => content["goals"] = new JsonArray());
        yield return Draft("the same goal twice", content => content["goals"]!.AsArray().Add(content["goals"]![0]!.DeepClone()));
        yield return Draft("21 goals", content =>
        {
            for (var i = 2; i <= 21; i++) content["goals"]!.AsArray().Add(new JsonObject { ["id"] = $"G{i}", ["text"] = "目标" });
        });
        yield return Draft("501 tasks", content =>
        {
            for (var i = 4; i <= 501; i++) content["tasks"]!.AsArray().Add(Rehearsal.Planned(i, "任务", "2021-02-01", "2021-03-01", 0, "d-housing", "p-liaison"));
        });
        yield return Draft("no such department", content => content["tasks"]![0]!["department"] = "d-none");
        yield return Draft("no such person", content => content["tasks"]![0]!["people"] = new JsonArray("nobody"));
        yield return Draft("no such parent", content => content["tasks"]![0]!["parent"] = 77);
        yield return Draft("no such predecessor", content => content["tasks"]![0]!["after"] = new JsonArray(77));
        yield return Draft("after itself", content => content["tasks"]![0]!["after"] = new JsonArray(1), "dependency-cycle");
        yield return Draft("a cycle of two", content => content["tasks"]![0]!["after"] = new JsonArray(3), "dependency-cycle");
        yield return Draft("its own parent", content => (content["tasks"]![0]!["parent"], content["tasks"]![0]!["weight"]) = (1, 0), "dependency-cycle");
        yield return Draft("a null task", content => content["tasks"]!.AsArray().Add(null), "wrong-type", 400);
        yield return Draft("a null goal", content => content["goals"]!.AsArray().Add(null), "wrong-type", 400);
        yield return Draft("a null person", content => content["tasks"]![0]!["people"] = new JsonArray((JsonNode?)null), "wrong-type", 400);
        yield return Draft("a title of 201 characters", content => content["tasks"]![0]!["title"] = new string('字', 201));
        yield return Json("B26 weights of 110", "~/initiatives/project-4/task-book/amendments", Amendment(content => content["tasks"]![0]!["weight"] = 70), 422, "weights-not-100");
        yield return Json("amendment without what has begun", "~/initiatives/project-4/task-book/amendments", Amendment(content =>
        {
            content["tasks"]!.AsArray().RemoveAt(0);
            content["tasks"]![0]!["weight"] = 90;
            content["tasks"]![1]!.AsObject().Remove("after");
        }), 422, "task-book-invalid");
        yield return Json("amendment of nothing", "~/initiatives/project-4/task-book/amendments", Amendment(_ => { }), 422, "task-book-invalid");
        yield return Json("amendment after the event", "~/initiatives/project-4/task-book/amendments", Amendment(content => content["goals"]![0]!["deadline"] = "2022-09-11"), 422, "task-book-incomplete");
        yield return Json("members of a command without any", Submission, """{"force":true}""", 400, "unknown-member");
    }

    private static string Amendment(Action<JsonObject> change)
    {
        var content = Rehearsal.Content();
        change(content);
        return new JsonObject { ["content"] = content, ["reason"] = "征迁推迟，绿化工程须顺延", ["impact"] = "推迟" }.ToJsonString();
    }

    // B53–B57
    private static IEnumerable<Row> Identifiers()
    {
        foreach (var id in (string[])["project-10000", "project-0", "project-04", "project-", "project", "-4", "Project-4", "projеct-4", "project-４", "project-4%20", "project-4%00x", "..%2F..%2Fetc", "project-4%2Ftasks", "a%2Fb", "%0d%0aSet-Cookie:x", "%E2%80%8Bproject-4", "%EF%BB%BFproject-4", "project-4%E2%80%AE", "%zz%ff", "chain--2", "project-+4", "project-4;x=1", new string('a', 1000)])
        {
            var isNul = id.Contains("%00", StringComparison.Ordinal);
            yield return Get($"B53–B57 initiative {id}", $"~/initiatives/{id}", isNul ? 400 : 404, isNul ? [] : ["initiative-not-found", "not-found"]);
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
        yield return new("B56 9 KB in the address", 414, [], scene => scene.Staff["auditor"].Get(scene.Address($"~/initiatives/{new string('a', 9000)}")));
        foreach (var method in (string[])["PUT", "PATCH", "DELETE"])
            yield return new($"B92 {method}", 405, ["method-not-allowed"], scene => scene.Staff["admin"].Send(new(method), scene.Address("~/initiatives/project-4"), Visitor.JsonContent("{}")));
        yield return new("B92 TRACE", 405, ["method-not-allowed"], scene => scene.Staff["admin"].Send(HttpMethod.Trace, scene.Address("~")));
        yield return new("B92 a made-up method", 405, ["method-not-allowed"], scene => scene.Staff["admin"].Send(new("BREW"), scene.Address("~")));
    }

    // B59–B61
    private static IEnumerable<Row> Queries()
    {
        foreach (var list in (string[])["~/tasks", "~/initiatives", "~/journal", "~/initiatives/project-4/tasks", "~/initiatives/project-4/journal", "/api/v1/plans"])
        {
            foreach (var limit in (string[])["0", "-1", "201", "1000000", "99999999999", "1.5", "abc", "", "%2B5", "05", "１"])
                yield return Get($"B60 {list} limit={limit}", $"{list}?limit={limit}", 400, "bad-parameter");
            foreach (var cursor in (string[])["abc", "-1", "%00", "a0", "a-1", "99999999999999999999999", "' OR 1=1--", "AAAA", "eyJ9", ""])
                yield return Get($"B61 {list} cursor={cursor}", $"{list}?cursor={Uri.EscapeDataString(Uri.UnescapeDataString(cursor))}", 400, "bad-cursor", "bad-parameter");
            yield return Get($"B61 {list} unknown parameter", $"{list}?foo=1", 400, "unknown-parameter");
            yield return Get($"B61 {list} another case", $"{list}?Limit=5", 400, "unknown-parameter");
            yield return Get($"B61 {list} twice", $"{list}?limit=5&limit=5", 400, "bad-parameter");
            yield return Get($"B61 {list} 300 parameters", $"{list}?{string.Join('&', Enumerable.Range(0, 300).Select(i => $"p{i}=1"))}", 400, "unknown-parameter");
        }
        foreach (var (list, sort) in new[] { ("~/tasks", "name;drop"), ("~/tasks", "Due"), ("~/tasks", ""), ("~/tasks", "due,title"), ("~/tasks", "--due"), ("~/initiatives", "name;drop"), ("~/initiatives", "-number") })
            yield return Get($"B59 {list} sort={sort}", $"{list}?sort={Uri.EscapeDataString(sort)}", 400, "bad-parameter");
        foreach (var query in (string[])["light=Red", "light=3", "light=", "kind=chain", "kind=0", "stage=Done", "overdue=1", "overdue=True", "dueFrom=2021-02-30", "dueTo=tomorrow", "initiative=project-x", "department=%E2%80%8B", "person=", "q=a", "q=", "q=%E2%80%8B%E2%80%8B", "q=%00%00"])
            yield return Get($"B61 tasks?{query}", $"~/tasks?{query}", 400, "bad-parameter");
        yield return Get("q of 101 characters", $"~/tasks?q={new string('a', 101)}", 400, "bad-parameter");
        foreach (var query in (string[])["light=Red", "kind=projects", "leader=none", "q=a", "sort=-number"]) yield return Get($"B61 initiatives?{query}", $"~/initiatives?{query}", 400, "bad-parameter");
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
        yield return new("B90 40 KB of headers", 431, [], scene => scene.Staff["auditor"].Get(scene.Address("~"), ("X-Long", new string('x', 40_000))));
        yield return new("B90 100 headers", 431, [], scene => scene.Staff["auditor"].Get(scene.Address("~"), [.. Enumerable.Range(0, 100).Select(i => ($"X-{i.ToString(CultureInfo.InvariantCulture)}", "1"))]));
    }

    private static IEnumerable<Row> Evidence()
    {
        Row Upload(string name, byte[] bytes, int status, string code, string type = "image/png", string file = "a.png") => new($"evidence {name}", status, [code], scene =>
        {
            var content = new ByteArrayContent(bytes);
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            // What is too large is refused before it is sent.
            (string, string)[] headers = bytes.Length > 1 << 20 ? [("Expect", "100-continue")] : [];
            return scene.Staff["liaison"].Send(HttpMethod.Post, scene.Address($"~/evidence?name={Uri.EscapeDataString(file)}"), content, headers);
        });
        byte[] picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4];
        yield return Upload("that is a program", Encoding.ASCII.GetBytes("MZ this is no picture"), 415, "file-type-refused");
        yield return Upload("that is a page", Encoding.ASCII.GetBytes("<html><script>alert(1)</script>"), 415, "file-type-refused");
        yield return Upload("that is an image of text", Encoding.ASCII.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'/>"), 415, "file-type-refused", "image/svg+xml");
        yield return Upload("that is nothing", [], 415, "file-type-refused");
        yield return Upload("that is half an archive", [(byte)'P', (byte)'K', 3, 4, 0, 0], 415, "file-type-refused");
        yield return Upload("over 20 MB", [.. picture, .. new byte[20 * 1024 * 1024]], 413, "payload-too-large");
        yield return Upload("over 31 MB", [.. picture, .. new byte[31 * 1024 * 1024]], 413, "payload-too-large");
        yield return Upload("sent as JSON", picture, 415, "unsupported-media-type", "application/json");
        yield return Upload("with an invisible name", picture, 422, "text-invalid", file: "a\u202Egnp.exe");
        yield return Upload("with a header in its name", picture, 422, "text-invalid", file: "a\"\r\nX: y");
        yield return Upload("with 121 characters of name", picture, 422, "text-too-long", file: new string('字', 121));
        yield return Upload("in a form without an end", picture, 400, "bad-request", "multipart/form-data; boundary=nothing");
        yield return Upload("in a form without a boundary", picture, 400, "bad-request", "multipart/form-data");
        yield return new("evidence B66 in a form, not a picture", 415, ["file-type-refused"], scene => scene.Form("~/evidence"));
        foreach (var hash in (string[])["abc", new string('0', 64), new string('A', 64), new string('g', 64), "..%2F..%2Ffuyang.db"])
            yield return Get($"evidence under {hash}", $"~/evidence/{hash}", 404, "evidence-not-found");
    }

    // B41–B48, B52
    private static IEnumerable<Row> Accounts()
    {
        Row Anonymous(string name, int status, string code, string path, string body, string type = "application/json", params (string, string)[] headers) => new(name, status, [code], scene =>
        {
            var content = new StringContent(body);
            content.Headers.ContentType = null;
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            return new Visitor(scene.Product).Send(HttpMethod.Post, path, content, headers);
        });
        foreach (var token in (string[])["", "x", "Bearer", "eyJhbGciOiJub25lIn0.eyJuYW1lIjoiYWRtaW4ifQ.", "eyJhbGciOiJIUzI1NiJ9.eyJuYW1lIjoiYWRtaW4ifQ.c2ln", "admin", new string('A', 2000)])
            yield return new($"B46 B47 token {token[..Math.Min(token.Length, 25)]}", 401, ["sign-in-required"], scene => new Visitor(scene.Product).Get(scene.Address("~"), ("Authorization", $"Bearer {token}")));
        foreach (var scheme in (string[])["Basic YWRtaW46YWRtaW4=", "Negotiate x", "bearer", "admin"])
            yield return new($"B46 scheme {scheme}", 401, ["sign-in-required"], scene => new Visitor(scene.Product).Get(scene.Address("~"), ("Authorization", scheme)));
        yield return new("B46 a changed token", 401, ["sign-in-required"], scene => new Visitor(scene.Product, scene.Staff["admin"].Token![..^4] + "AAAA").Get(scene.Address("~")));
        yield return new("B45 a cookie of nobody", 401, ["sign-in-required"], scene => new Visitor(scene.Product).Get(scene.Address("~"), ("Cookie", "fuyang-session=x")));
        yield return new("B45 a token as cookie", 401, ["sign-in-required"], scene => new Visitor(scene.Product).Get(scene.Address("~"), ("Cookie", $"fuyang-session={scene.Staff["admin"].Token}")));
        yield return new("X-User is nobody", 401, ["sign-in-required"], scene => new Visitor(scene.Product).Get(scene.Address("~"), ("X-User", "admin"), ("X-Forwarded-User", "admin"), ("X-Forwarded-For", "127.0.0.1")));
        // Routing tells another content type apart before it knows that the address is open to the anonymous.
        yield return Anonymous("tokens: a form", 401, "sign-in-required", "/api/v1/tokens", "name=admin&password=x", "application/x-www-form-urlencoded");
        yield return Anonymous("tokens: a member too many", 400, "unknown-member", "/api/v1/tokens", """{"name":"admin","password":"x","roles":["admin"]}""");
        yield return Anonymous("tokens: no password", 400, "missing-member", "/api/v1/tokens", """{"name":"admin"}""");
        yield return Anonymous("sessions: from another site", 403, "cross-site", "/api/v1/sessions", """{"name":"admin","password":"x"}""", headers: [("Sec-Fetch-Site", "cross-site")]);
        yield return Json("account with an unknown role", "/api/v1/accounts", """{"name":"someone","displayName":"某人","password":"long enough to pass","memberships":[{"plan":"*","roles":["root"]}]}""", 400, "wrong-type", "admin");
        yield return Json("account with an invisible name", "/api/v1/accounts", """{"name":"someone","displayName":"某\u200B人","password":"long enough to pass","memberships":[]}""", 422, "text-invalid", "admin");
        yield return Json("account with 129 characters of password", "/api/v1/accounts", $$"""{"name":"someone","displayName":"某人","password":"{{new string('p', 129)}}","memberships":[]}""", 422, "weak-password", "admin");
        yield return Json("account of no plan", "/api/v1/accounts", """{"name":"someone","displayName":"某人","password":"long enough to pass","memberships":null}""", 400, "wrong-type", "admin");
        yield return Json("memberships of nobody", "/api/v1/accounts/nobody/memberships", """{"memberships":[]}""", 404, "account-not-found", "admin");
        yield return Json("memberships of no name", "/api/v1/accounts/..%2Fadmin/memberships", """{"memberships":[]}""", 404, "account-not-found", "admin");
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
