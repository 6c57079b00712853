using System.Globalization;
using System.Text;

namespace FuyangPlan.EndToEnd;

/// <summary>
/// Valid requests, changed at random from a fixed seed: no answer is a 5xx, no refusal changes anything, every refusal is a problem with a code.
/// What fails is printed with its seed and number, and comes again.
/// </summary>
[Collection(OneProduct.Name)]
public sealed class MutationTests(SharedProduct shared)
{
    private const int Seed = 20210115;

    // Against a cluster so many as find what does not come across a wire.
    private static readonly int Requests = Backing.IsCluster ? 1000 : 4000;

    private static readonly string[] Atoms =
    [
        "null", "true", "0", "-0", "-1", "1e999", "1E-400", "99999999999999999999", "0.001", "\"\"", "\" \"", "\"\\u0000\"", "\"\\u202E\"", "\"\\ud800\"", "\"NaN\"", "\"2021-02-30\"", "\"9999-12-31\"", "\"project-4\"",
        "[]", "{}", "[null]", "[[]]", "{\"a\":1}", "\"𠮷\"", "\"' OR 1=1--\"", "\"../../x\"", "\"2021-02-19T08:00:00+08:00\"", "\"p-leader\"", "\"d-housing\"",
    ];

    private static readonly string[] Segments = ["%00", "%2F", "..", "%2e%2e", "%0d%0a", "%E2%80%8B", "0", "-1", "99999", "project-9", "chain-2", "fuyang", "x", "%ff", "tasks", "🐉", "", "nowhere"];

    private static readonly string[] Parameters =
    [
        "limit=0", "limit=200", "limit=x", "cursor=a1", "cursor=%00", "asOf=2021-01-15", "asOf=2099-01-01", "asOf=x", "q=%E5%B7%A5%E7%A8%8B", "q=%25", "sort=due", "sort=x", "light=red", "light=x", "from=2021-01-15", "to=2021-01-20", "on=2021-01-15", "x=1", "=", "&&", "name=a.png", "after=3",
    ];

    [Fact]
    public async Task Requests_MutatedAtRandom_NeverBreakAnything()
    {
        var plan = await Rehearsal.Begin(shared.Staff);
        await plan.Accept();
        await shared.Staff["office"].Do($"{plan.Address}/department-feeds", new { code = "permits", name = "许可系统", department = "d-housing", kinds = new[] { "progress" } });
        var other = await Rehearsal.Begin(shared.Staff);
        var random = new Random(Seed);
        var seeds = await Valid(plan);
        var statuses = new SortedDictionary<int, int>();
        var head = await plan.Position();
        for (var number = 0; number < Requests; number++)
        {
            var (step, method) = Mutate(seeds[random.Next(seeds.Length)], random);
            var what = $"seed {Seed}, request {number}: {step.Who} {method} {step.Path} {step.Body}";
            Answer answer;
            try
            {
                answer = await Send(step, method, random);
            }
            catch (HttpRequestException e)
            {
                Assert.Fail($"{what}\n{e}");
                return;
            }
            statuses[answer.Status] = statuses.GetValueOrDefault(answer.Status) + 1;
            Assert.True(answer.Status < 500, $"{what}\n{answer}\n{shared.Product.Output[^Math.Min(shared.Product.Output.Length, 4000)..]}");
            var isRefused = !answer.IsAccepted && answer.Status != 304;
            if (isRefused && answer.Bytes.Length > 0) Assert.True(answer.Code is not null, $"{what}\n{answer}");
            if (method == "GET") continue;
            var now = await plan.Position();
            Assert.True(!isRefused || now == head, $"{what}\n{answer}\nwas refused, and the journal grew from {head} to {now}.");
            head = now;
        }
        TestContext.Current.SendDiagnosticMessage(string.Join(", ", statuses.Select(each => $"{each.Key}: {each.Value.ToString(CultureInfo.InvariantCulture)}")));
        Assert.True(statuses.Where(each => each.Key is >= 400 and < 500).Sum(each => each.Value) > Requests / 2);
        Assert.True(statuses.Where(each => each.Key < 300).Sum(each => each.Value) > Requests / 50);
        Assert.Equal(200, (await shared.Staff["auditor"].Get(other.Address)).Status);
        var journal = await plan.Journal();
        Assert.Equal(Enumerable.Range(1, journal.Length).Select(i => (long)i), journal.Select(line => (long)line["position"]!));
    }

    private static async Task<Step[]> Valid(Rehearsal plan)
    {
        var (at, picture) = (plan.Of(), await plan.Picture());
        string Json(object body) => body as string ?? System.Text.Json.JsonSerializer.Serialize(body);
        string Content() => new JsonObject { ["content"] = Rehearsal.Content(), ["reason"] = "征迁推迟，绿化工程须顺延", ["impact"] = "推迟" }.ToJsonString();
        return
        [
            new("office", $"{plan.Address}/departments", Json(new { code = "d-new", name = "单位" })), new("office", $"{plan.Address}/persons", Json(new { id = "p-new", name = "人员", title = "职务", department = "d-housing" })),
            new("group", $"{plan.Address}/event/dates", Json(new { date = "2023-09-23", document = "公告" })), new("admin", "/api/v1/plans", Rehearsal.Document(plan.Id).ToJsonString()),
            new("office", $"{at}/appointments", Json(Rehearsal.Appoint("p-leader-2", "2030-02-01"))), new("office", $"{plan.Of("chain-2")}/task-book/drafts", new JsonObject { ["content"] = Rehearsal.Content() }.ToJsonString()),
            new("office", $"{plan.Of("chain-2")}/task-book/submission", "{}"), new("group", $"{plan.Of("chain-2")}/task-book/issue", Json(new { document = "文号" })),
            new("office", $"{at}/task-book/amendments", Content()), new("office-2", $"{at}/task-book/amendments/rejection", Json(new { reason = "顺延的理由还不够充分" })),
            new("liaison", $"{plan.Task(1)}/start", "{}"), new("liaison", $"{plan.Task(1)}/progress", Json(new { percent = 30, note = "进展", evidence = new[] { picture }, correction = "上周误把二期的量算了进来" })),
            new("inspector", $"{plan.Task(1)}/progress-verification", Json(new { percent = 30, note = "核对" })), new("liaison", $"{plan.Task(1)}/done", Json(new { doneOn = "2021-01-15", evidence = new[] { picture } })),
            new("inspector", $"{plan.Task(1)}/rejection", Json(new { reason = "佐证与现场情况不相符合" })), new("inspector", $"{plan.Task(1)}/verification", Json(new { criteria = new[] { "按图完成", "验收通过" }, onSite = true })),
            new("liaison-2", $"{plan.Task(2)}/suspension", Json(new { reason = "管线迁改尚未完成，无法进场", exempt = true })), new("office", $"{plan.Task(2)}/suspension-decision", Json(new { approved = true, reason = "情况属实，同意暂停施工" })),
            new("office", $"{plan.Task(2)}/resumption", Json(new { reason = "管线迁改完成，恢复施工" })), new("admin", "/api/v1/accounts/mutant/memberships", Json(new { memberships = new[] { new { plan = "*", roles = new[] { "auditor" }, person = "p-office", department = "d-office" } } })),
            new("liaison", $"{plan.Address}/department-feeds/permits/facts", Json(plan.Fact(1, 1, task: 1))), new("office", $"{plan.Address}/department-feeds/permits/quarantine/1/release", Json(new { reason = "经与来源单位核对，进度确应更正", percent = 15 })),
            new("office", $"{plan.Address}/department-feeds", Json(new { code = "permits", name = "许可系统", department = "d-housing", kinds = new[] { "progress" }, initiatives = new[] { "project-4" } })),
            new("office", $"{plan.Of("chain-2")}/landings", Json(new { name = "演示增补项目", kind = "project", leadEnterprise = true })),
            new("office", $"{plan.Of("chain-2")}/landings/1/stage", Json(new { stage = "toppedOut", reachedOn = "2021-01-15", proofs = new[] { new { kind = "sitePhoto", evidence = picture } }, note = "结顶" })),
            new("office", $"{plan.Of("chain-2")}/landings/2/links", Json(new { tasks = new[] { "project-4/1" }, note = "道路" })), new("office", $"{plan.Of("chain-2")}/landings/2/promises", Json(new { text = "接通供电", by = "ours", due = "2021-06-30" })),
            new("office", $"{plan.Of("chain-2")}/chain-map/segments", Json(new { code = "lens", name = "镜头模组", position = "upstream", strength = "missing", note = "缺" })),
            new("office", $"{plan.Of("chain-2")}/chain-map/segments/filling", Json(new { code = "lens", landings = new[] { 1 }, leads = new[] { 2 } })),
            new("office", $"{plan.Of("campaign-1")}/indicators", Json(CampaignLife.Indicator())), new("liaison", $"{plan.Of("campaign-1")}/indicators/1/points", Json(new { period = "2020-Q4", value = 82.5m, note = "监测数" })),
            new("office", $"{plan.Of("campaign-1")}/indicators/1/targets", Json(new { targets = new[] { new { period = "2021-Q2", value = 83.5m } } })), new("inspector", $"{plan.Of("campaign-1")}/indicators/1/points/confirmation", Json(new { period = "2020-Q4", value = 82.5m, note = "一致" })),
            .. new[]
            {
                "/initiatives/campaign-1/indicators", "/initiatives/campaign-1/indicators/1", "/initiatives/chain-2/landings", "/initiatives/chain-2/landings/1", "/initiatives/chain-2/chain-map",
                "/department-feeds", "/department-feeds/permits", "/department-feeds/permits/quarantine?status=waiting&limit=2", "/announcements",
                "", "/initiatives", "/tasks", "/tasks?sort=-due&limit=2&stage=inProgress", "/tasks?q=%E6%A0%88%E9%81%93&department=d-housing&dueFrom=2021-01-15&overdue=false", "/journal", "/initiatives/project-4", "/initiatives/project-4/appointments?on=2021-02-01",
                "/initiatives/project-4/task-book", "/initiatives/project-4/tasks", "/initiatives/project-4/tasks/1", "/initiatives/project-4/journal?limit=5", "/initiatives/project-4/diff?from=2021-01-15", "/initiatives?kind=project&sort=light",
            }.Select(path => new Step("auditor", $"{plan.Address}{path}", "")),
        ];
    }

    private static (Step Step, string Method) Mutate(Step step, Random random)
    {
        var (who, path, body) = (step.Who, step.Path, (string)step.Body);
        var method = body.Length == 0 ? "GET" : "POST";
        // Now and then a request stays as it is, so that the state moves, too.
        for (var changes = random.Next(0, 4); changes > 0; changes--)
            switch (random.Next(12))
            {
                case 0:
                    who = Staff.Names.ElementAt(random.Next(Staff.Names.Count()));
                    break;
                case 1:
                    method = (string[])["GET", "POST", "PUT", "DELETE", "HEAD"] is var methods ? methods[random.Next(methods.Length)] : method;
                    break;
                case 2:
                    var segments = path.Split('?')[0].Split('/');
                    segments[random.Next(3, segments.Length)] = Segments[random.Next(Segments.Length)];
                    path = string.Join('/', segments);
                    break;
                case 3:
                    path += (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + Parameters[random.Next(Parameters.Length)];
                    break;
                case 4 when body.Length > 2:
                    var at = random.Next(body.Length);
                    body = body[..at] + (char)random.Next(32, 127) + body[at..];
                    break;
                case 5 when body.Length > 2:
                    at = random.Next(body.Length - 1);
                    body = body.Remove(at, random.Next(1, Math.Min(6, body.Length - at)));
                    break;
                default:
                    body = Value(body, random);
                    break;
            }
        return (new(who, path, body), method);
    }

    // One value of the document becomes another, or one member goes, comes or is there twice.
    private static string Value(string body, Random random)
    {
        try
        {
            if (JsonNode.Parse(body) is not JsonObject root) return body;
            var places = Places(root).ToArray();
            if (places.Length == 0) return body.Replace("{}", """{"extra":1}""", StringComparison.Ordinal);
            var (parent, key) = places[random.Next(places.Length)];
            const string Mark = "\"@mark@\"";
            switch (random.Next(4))
            {
                case 0 when parent is JsonObject members:
                    members.Remove(key);
                    return root.ToJsonString();
                case 1 when parent is JsonObject members:
                    members[$"{key}x"] = 1;
                    return root.ToJsonString();
                case 2 when parent is JsonArray items:
                    items.Add(items[int.Parse(key, CultureInfo.InvariantCulture)]?.DeepClone());
                    return root.ToJsonString();
                default:
                    if (parent is JsonObject object_) object_[key] = "@mark@";
                    else ((JsonArray)parent)[int.Parse(key, CultureInfo.InvariantCulture)] = "@mark@";
                    return root.ToJsonString().Replace(Mark, Atoms[random.Next(Atoms.Length)], StringComparison.Ordinal);
            }
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or ArgumentException or InvalidOperationException)
        {
            return body;
        }
    }

    private static IEnumerable<(JsonNode Parent, string Key)> Places(JsonNode node) => node switch
    {
        JsonObject members => members.ToArray().SelectMany(member => (member.Value is null ? [] : Places(member.Value)).Prepend((members, member.Key))),
        JsonArray items => items.ToArray().SelectMany((item, i) => (item is null ? [] : Places(item)).Prepend((items, i.ToString(CultureInfo.InvariantCulture)))),
        _ => [],
    };

    private Task<Answer> Send(Step step, string method, Random random)
    {
        var text = (string)step.Body;
        var content = method is "POST" or "PUT" ? new ByteArrayContent(Encoding.UTF8.GetBytes(text)) : null;
        content?.Headers.TryAddWithoutValidation("Content-Type", random.Next(40) == 0 ? "text/plain" : "application/json");
        List<(string, string)> headers = [];
        if (random.Next(30) > 0) headers.Add(("Idempotency-Key", random.Next(20) == 0 ? "the-same" : $"m-{random.Next()}"));
        if (random.Next(20) == 0 && content is not null) headers.Add(("If-Match", random.Next(2) == 0 ? "\"3\"" : "*"));
        return shared.Staff[step.Who].Send(new(method), step.Path, content, [.. headers]);
    }
}
