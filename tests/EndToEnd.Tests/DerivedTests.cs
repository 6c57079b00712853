using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FuyangPlan.EndToEnd;

/// <summary>What is derived follows what it is derived from, wherever it is shown.</summary>
[Collection(OneProduct.Name)]
public sealed class DerivedTests(SharedProduct shared)
{
    private Staff Staff => shared.Staff;

    [Fact]
    public async Task Light_AfterThePlansRulesChange_IsTheSameEverywhere()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept();
        await plan.AdvanceTo("2021-04-01T09:00:00+08:00");
        await Agree(plan);
        Assert.NotEqual("green", (string?)(await plan.View())["light"]);

        var document = Rehearsal.Document(plan.Id);
        document["rules"] = new JsonObject
        {
            ["yellowGap"] = 80,
            ["redGap"] = 90,
            ["redFinishOverdueDays"] = 31,
            ["redStartOverdueDays"] = 90,
            ["strikeOffWorkingDays"] = 5,
            ["contestWorkingDays"] = 5,
            ["slipForLeadingGroupDays"] = 30,
            ["evidenceFromPoints"] = 20,
            ["onSiteFromWeight"] = 10,
        };
        await Staff["admin"].Do("/api/v1/plans", document.ToJsonString());
        Assert.Equal("green", (string?)(await plan.View())["light"]);
        await Agree(plan);
    }

    [Fact]
    public async Task Names_AfterARegistration_AreTheSameEverywhere()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept();
        await Staff["office"].Do($"{plan.Address}/departments", new { code = "d-housing", name = "改名后的单位" });
        var line = (await Staff["auditor"].Read($"{plan.Address}/tasks?department=d-housing"))["items"]![0]!;
        Assert.Equal("改名后的单位", (string?)line["departmentName"]);
        Assert.NotEmpty((await Staff["auditor"].Read($"{plan.Address}/tasks?q={Uri.EscapeDataString("改名后")}"))["items"]!.AsArray());

        var document = Rehearsal.Document(plan.Id);
        document["initiatives"]![0]!["name"]!["printed"] = "改名后的工程";
        await Staff["admin"].Do("/api/v1/plans", document.ToJsonString());
        Assert.Equal("改名后的工程", (string?)(await plan.View())["name"]);
        Assert.All((await Staff["auditor"].Read($"{plan.Address}/tasks?initiative=project-4"))["items"]!.AsArray(), task => Assert.Equal("改名后的工程", (string?)task!["initiativeName"]));
        await Agree(plan);
    }

    [Fact]
    public async Task NameOfAPerson_AfterARegistration_IsTheSameEverywhere_AndThePastKeepsTheOld()
    {
        var plan = await Rehearsal.Begin(Staff);
        var (chain, leads) = (plan.Of("chain-2"), $"{plan.Of("chain-2")}/leads");
        object Person(string name) => new { id = "p-new", name, department = "d-housing" };
        await Staff["office"].Do($"{plan.Address}/persons", Person("原来的名字"));
        await Staff["office"].Do($"{chain}/appointments", Rehearsal.Appoint("p-new"));
        await Staff["office"].Do($"{chain}/team", new { person = "p-investment", duty = "招商" });
        await Staff["office"].Do($"{chain}/team", new { person = "p-new", duty = "招商" });
        await Staff["investment"].Do(leads, new { investor = "演练企业", amount = 5_000, source = "agent", confidential = false });
        await Staff["investment"].Do($"{leads}/1/assignment", new { person = "p-new" });
        string[] shown = [plan.Address + "/initiatives", chain, $"{chain}/appointments", leads, $"{leads}/1", $"{leads}/board"];
        var instant = $"asOf={Uri.EscapeDataString($"{await plan.Now():O}")}";
        foreach (var address in shown) Assert.Contains("原来的名字", Read(await Staff["investment"].Get(address)), StringComparison.Ordinal);

        await plan.AdvanceTo("2021-01-16T09:00:00+08:00");
        await Staff["office"].Do($"{plan.Address}/persons", Person("后来的名字"));
        foreach (var address in shown)
        {
            Assert.Contains("后来的名字", Read(await Staff["investment"].Get(address)), StringComparison.Ordinal);
            Assert.DoesNotContain("原来的名字", Read(await Staff["investment"].Get(address)), StringComparison.Ordinal);
            Assert.DoesNotContain("后来的名字", Read(await Staff["investment"].Get($"{address}?{instant}")), StringComparison.Ordinal);
        }

        static string Read(Answer answer)
        {
            Assert.True(answer.Status == 200, answer.ToString());
            return answer.Json.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        }
    }

    [Fact]
    public async Task Lists_AsTimePasses_AgreeWithTheInitiatives()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept();
        await plan.Accept("chain-2");
        foreach (var day in (string[])["2021-01-18", "2021-02-02", "2021-03-15", "2021-06-21", "2021-07-22", "2022-01-01"])
        {
            await plan.AdvanceTo($"{day}T08:00:00+08:00");
            await Agree(plan);
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("1.5")]
    [InlineData("{}")]
    [InlineData("\"\\u0000\"")]
    [InlineData("\"\\ud800\"")]
    public async Task Cursor_OfAPlaceThatNoRowHas_IsRefused(string place)
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept();
        var list = $"{plan.Address}/tasks?sort=title&limit=1";
        foreach (var then in (string[])["", $"&asOf={Uri.EscapeDataString((string)(await Staff["auditor"].Read(plan.Address))["clock"]!["now"]!)}"])
        {
            var cursor = Encoding.UTF8.GetString(Base64Url.DecodeFromChars((string)(await Staff["auditor"].Read(list + then))["nextCursor"]!));
            var parts = JsonNode.Parse(cursor)!.AsArray();
            Assert.Equal(JsonValueKind.String, parts[1]!.GetValueKind());
            var forged = $"[{parts[0]!.ToJsonString()},{place}{string.Concat(parts.Skip(2).Select(part => $",{part!.ToJsonString()}"))}]";
            var answer = await Staff["auditor"].Get($"{list}{then}&cursor={Base64Url.EncodeToString(Encoding.UTF8.GetBytes(forged))}");
            Assert.Equal((400, "bad-cursor"), (answer.Status, answer.Code));
        }
    }

    [Fact]
    public async Task Lists_AsOfTheDayThatIsNotOver_HaveANextPage()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept();
        var list = $"{plan.Address}/tasks?limit=1&asOf={await plan.Now():yyyy-MM-dd}";
        var first = await Staff["auditor"].Read(list);
        var second = await Staff["auditor"].Read($"{list}&cursor={first["nextCursor"]}");
        Assert.NotEqual((string)first["items"]![0]!["id"]!, (string)second["items"]![0]!["id"]!);
    }

    /// <summary>The model: one asks after the other. Many ask at once for several pasts of several lists, of which a grain keeps only the last.</summary>
    [Fact]
    public async Task Lists_OfSeveralPasts_AskedByMany_AreWhatOneIsTold()
    {
        var plan = await Rehearsal.Begin(Staff);
        var instants = new List<DateTimeOffset> { await plan.Now() };
        foreach (var day in (string[])["2021-02-02", "2021-03-15", "2021-06-21", "2021-07-22"])
        {
            if (instants.Count < 3) await plan.Accept(instants.Count == 1 ? "project-4" : "chain-2");
            instants.Add(await plan.Now());
            await plan.AdvanceTo($"{day}T08:00:00+08:00");
        }
        string[] lists = ["tasks?limit=2", "tasks?light=red", "tasks?sort=-percent", "landings?limit=1"];
        string[] questions = [.. lists.SelectMany(list => instants, (list, then) => $"{plan.Address}/{list}&asOf={Uri.EscapeDataString($"{then:O}")}")];
        var told = new Dictionary<string, string>();
        foreach (var question in questions) told[question] = (await Staff["auditor"].Read(question)).ToJsonString();
        Assert.InRange(told.Values.Distinct().Count(), lists.Length + 2, questions.Length);

        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            var question = questions[i * 7 % questions.Length];
            Assert.Equal(told[question], (await Staff["auditor"].Read(question)).ToJsonString());
        });
    }

    [Fact, InOneProcess]
    public async Task Ledger_AsOf_IsTheLedgerWithoutWhatCameLater()
    {
        var plan = await Rehearsal.Begin(Staff);
        for (var i = 0; i < 250; i++) await Staff["office"].Do($"{plan.Address}/departments", new { code = $"d-{i % 7}", name = $"单位 {i}" });
        var all = (await plan.Journal()).Select(line => (Position: (long)line["position"]!, At: (string)line["recordedAt"]!)).OrderByDescending(line => line.Position).ToArray();
        Assert.True(all.Length > 250);
        foreach (var (position, at) in all.Where((_, i) => i % 9 == 0))
            foreach (var limit in (int[])[1, 3])
            {
                var instant = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
                var page = await Staff["auditor"].Read($"{plan.Address}/journal?limit={limit}&asOf={Uri.EscapeDataString(at)}");
                var expected = all.Where(line => DateTimeOffset.Parse(line.At, CultureInfo.InvariantCulture) <= instant).Take(limit).Select(line => line.Position);
                Assert.Equal(expected, page["items"]!.AsArray().Select(line => (long)line!["position"]!));
            }
    }

    [Fact]
    public async Task TaskBook_Closed_TakesNothingMore()
    {
        var plan = await Rehearsal.Begin(Staff);
        await Life.Live(plan);
        Assert.Equal(("closed", "blue"), ((string?)(await plan.View())["taskBook"]!["status"], (string?)(await plan.View())["light"]));
        var before = await plan.Position();
        var (at, task) = (plan.Of(), plan.Task(1));
        foreach (var (who, path, body) in new (string, string, object)[]
        {
            ("liaison", $"{task}/progress", new { percent = 100 }), ("inspector", $"{task}/reopening", new { reason = "现场复查发现又出现破损" }), ("liaison", $"{task}/start", new { }),
            ("office", $"{at}/task-book/submission", new { }), ("group", $"{at}/task-book/withdrawal", new { resolution = "纪要" }), ("group", $"{at}/task-book/closure/approval", new { }),
            ("office", $"{at}/task-book/drafts", new { content = new { goals = new[] { new { id = "G1", text = "目标" } }, tasks = Array.Empty<object>() } }),
        })
            (await Staff[who].Post(path, body)).IsRefused(409, "subject-closed");
        Assert.Equal(before, await plan.Position());
        await Agree(plan);
    }

    /// <summary>The initiative, the list of initiatives and the task list say the same of every light and percent.</summary>
    private async Task Agree(Rehearsal plan)
    {
        var summaries = (await Staff["auditor"].Read($"{plan.Address}/initiatives"))["items"]!.AsArray();
        var lines = (await Staff["auditor"].Read($"{plan.Address}/tasks?limit=200"))["items"]!.AsArray();
        foreach (var summary in summaries)
        {
            var view = await plan.View((string)summary!["id"]!);
            Assert.Equal(view["summary"]!.ToJsonString(), summary.ToJsonString());
            Assert.Equal((string?)view["light"], (string?)summary["light"]);
            var expected = view["tasks"]!.AsArray().Where(task => (string?)task!["stage"] != "cancelled" && !(bool)task["group"]!)
                .Select(task => $"{task!["number"]} {task["stage"]} {task["light"]} {task["reported"]} {task["verified"]} {task["due"]}");
            var listed = lines.Where(line => (string?)line!["initiative"] == (string?)summary["id"] && (string?)line["stage"] != "cancelled").OrderBy(line => (int)line!["number"]!)
                .Select(line => $"{line!["number"]} {line["stage"]} {line["light"]} {line["reported"]} {line["percent"]} {line["due"]}");
            Assert.Equal(expected, listed);
        }
        foreach (var light in (string[])["blue", "green", "yellow", "red"])
            Assert.Equal(
                lines.Where(line => (string?)line!["light"] == light).Select(line => (string?)line!["id"]).Order(StringComparer.Ordinal),
                (await Staff["auditor"].Read($"{plan.Address}/tasks?limit=200&light={light}"))["items"]!.AsArray().Select(line => (string?)line!["id"]).Order(StringComparer.Ordinal));

        var all = summaries.Select(summary => summary!).ToArray();
        var filters = new List<(string Query, Func<System.Text.Json.Nodes.JsonNode, bool> Holds)>
        {
            ("overdue=true", summary => (int)summary["overdueTasks"]! > 0), ("overdue=false", summary => (int)summary["overdueTasks"]! == 0),
            ("leader=vacant", summary => summary["leader"] is null), ("leader=held", summary => summary["leader"] is not null),
        };
        foreach (var part in (string[])["department", "person"])
            foreach (var value in all.SelectMany(summary => summary[part == "person" ? "people" : "departments"]!.AsArray()).Select(each => (string)each!).Distinct())
                filters.Add(($"{part}={value}", summary => summary[part == "person" ? "people" : "departments"]!.AsArray().Any(each => (string)each! == value)));
        foreach (var day in all.Select(summary => (string?)summary["nextDue"]).OfType<string>().Distinct())
        {
            filters.Add(($"dueFrom={day}", summary => string.CompareOrdinal((string?)summary["nextDue"], day) >= 0));
            filters.Add(($"dueTo={day}", summary => (string?)summary["nextDue"] is { } next && string.CompareOrdinal(next, day) <= 0));
        }
        foreach (var (query, holds) in filters)
            Assert.Equal(
                all.Where(holds).Select(summary => (string?)summary["id"]),
                (await Staff["auditor"].Read($"{plan.Address}/initiatives?{query}"))["items"]!.AsArray().Select(summary => (string?)summary!["id"]));
    }
}
