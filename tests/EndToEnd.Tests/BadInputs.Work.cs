using System.Text;

namespace FuyangPlan.EndToEnd;

// What is wrong with the work that is asked for.
public sealed partial class BadInputs
{
    private static string Zeros { get; } = new('0', 64);

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
        yield return Json(
            "B27 evidence twice", Progress, $$"""{"percent":30,"evidence":[{"hash":"{{Zeros}}","name":"a.png"},{"hash":"{{Zeros}}","name":"b.png"}]}""", 422, "evidence-repeated", "liaison");
        yield return Json(
            "B27 twenty-one files", Progress,
            $$"""{"percent":30,"evidence":[{{string.Join(',', Enumerable.Range(0, 21).Select(n => $$"""{"hash":"{{n:d64}}","name":"a.png"}"""))}}]}""", 422, "evidence-repeated", "liaison");
        // Who may not report learns nothing of what is there.
        yield return Json(
            "B27 evidence that is not there, of another's task", Progress, $$"""{"percent":30,"evidence":[{"hash":"{{Zeros}}","name":"a.png"}]}""", 403, "not-yours", "liaison-2");
        yield return Json("B27 evidence outside the store", Progress, """{"percent":30,"evidence":[{"hash":"../../fuyang.db","name":"a.png"}]}""", 422, "evidence-unknown", "liaison");
        yield return Json("B29 another department's task", "~/initiatives/project-4/tasks/2/start", "{}", 403, "not-yours", "liaison");
        yield return Json("B30 verify one's own", "~/initiatives/project-4/tasks/1/progress-verification", """{"percent":10}""", 403, "four-eyes", "inspector-2");
        yield return Json("verify another percent", "~/initiatives/project-4/tasks/1/progress-verification", """{"percent":11}""", 412, "version-moved", "inspector");
        yield return Json("appoint nobody", Appointments, """{"person":"nobody","document":"文","appointer":"组","effectiveOn":"2021-03-01"}""", 422, "person-not-found");
        yield return Json("a person of no department", "~/persons", """{"id":"p-x","name":"某人","department":"d-none"}""", 422, "department-not-found");
        yield return Json("clock by more than a year", "~/clock", """{"to":"2022-02-22T12:00:00+08:00","confirm":"2022-02-22"}""", 422, "clock-too-far", "admin");
        yield return Json("clock asked once", "~/clock", """{"to":"2021-12-01T12:00:00+08:00"}""", 422, "clock-unconfirmed", "admin");
        yield return Json("clock confirmed for another day", "~/clock", """{"to":"2021-03-01T00:30:00+08:00","confirm":"2021-02-28"}""", 422, "clock-unconfirmed", "admin");
        yield return Json("appointment in the wrong century", Appointments, """{"person":"p-leader","document":"任命9号","appointer":"领导小组","effectiveOn":"2051-02-21"}""", 422, "invalid-date");
        yield return Json("cancel what has begun", $"{Appointments}/cancellation", """{"document":"撤销9号","reason":"日期写错，予以撤销","effectiveOn":"2021-01-15"}""", 409, "appointment-begun");
        yield return Json("cancel what is not there", $"{Appointments}/cancellation", """{"document":"撤销9号","reason":"日期写错，予以撤销","effectiveOn":"2021-12-01"}""", 404, "appointment-not-found");
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
        yield return Upload("with a header in its name", picture, 422, "text-invalid", file: "a\"\u0001X: y");
        yield return Upload("with 121 characters of name", picture, 422, "text-too-long", file: new string('字', 121));
        yield return Upload("in a form without an end", picture, 400, "bad-request", "multipart/form-data; boundary=nothing");
        yield return Upload("in a form without a boundary", picture, 400, "bad-request", "multipart/form-data");
        yield return new("evidence B66 in a form, not a picture", 415, ["file-type-refused"], scene => scene.Form("~/evidence"));
        foreach (var hash in (string[])["abc", new string('0', 64), new string('A', 64), new string('g', 64), "..%2F..%2Ffuyang.db"])
            yield return Get($"evidence under {hash}", $"~/evidence/{hash}", 404, "evidence-not-found");
    }
}
