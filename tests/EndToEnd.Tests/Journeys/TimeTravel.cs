namespace FuyangPlan.EndToEnd.Journeys;

/// <summary>Journey 12, as far as it exists: what was believed then, and what has changed since.</summary>
[Collection(OneProduct.Name)]
public sealed class TimeTravel(SharedProduct shared)
{
    private Staff Staff => shared.Staff;

    [Fact]
    public async Task Past_IsWhatItWas_AndStaysSo()
    {
        var plan = await Rehearsal.Begin(Staff);
        var auditor = Staff["auditor"];
        var at = plan.Of();
        await plan.Accept();
        await plan.AdvanceTo("2021-03-01T09:00:00+08:00");
        await Staff["liaison"].Do($"{plan.Task(1)}/start", "{}");
        await Staff["liaison"].Do($"{plan.Task(1)}/progress", new { percent = 15 });
        await Staff["inspector"].Do($"{plan.Task(1)}/progress-verification", new { percent = 15 });
        await plan.AdvanceTo("2021-04-01T09:00:00+08:00");

        // What the reads of 15 January and of 1 March said is kept, and asked again at the end.
        string[] paths =
        [
            $"{plan.Address}?asOf=2021-03-01", $"{plan.Address}/initiatives?asOf=2021-03-01", $"{plan.Address}/journal?asOf=2021-03-01", $"{at}?asOf=2021-03-01",
            $"{at}/appointments?asOf=2021-03-01", $"{at}/task-book?asOf=2021-03-01", $"{at}/tasks?asOf=2021-03-01", $"{at}/tasks/2?asOf=2021-03-01", $"{at}/journal?asOf=2021-03-01",
            $"{at}?asOf={Uri.EscapeDataString("2021-02-15T18:00:00+08:00")}", $"{at}/diff?from=2021-01-31&to=2021-03-01",
        ];
        var then = new Dictionary<string, (byte[] Bytes, string? ETag)>();
        foreach (var path in paths)
        {
            var answer = await auditor.Get(path);
            Assert.True(answer.Status == 200, answer.ToString());
            then[path] = (answer.Bytes, answer.ETag);
        }

        // An amendment takes task 2 away and moves task 3; the leader changes; the event moves.
        var content = Rehearsal.Content();
        content["tasks"]!.AsArray().RemoveAt(1);
        content["tasks"]![0]!["weight"] = 90;
        content["tasks"]![1]!["due"] = "2022-01-10";
        await Staff["office"].Do($"{at}/task-book/amendments", new JsonObject
        {
            ["content"] = content,
            ["reason"] = "道路绿化并入另一项工程统一实施",
            ["impact"] = "总工期推迟十天",
            ["exempt"] = true,
        }.ToJsonString());
        await Staff["office-2"].Do($"{at}/task-book/amendments/approval", "{}");
        await Staff["office"].Do($"{at}/appointments", Rehearsal.Appoint("p-leader-2", "2021-04-15"));
        await plan.AdvanceTo("2021-05-01T09:00:00+08:00");
        await Staff["group"].Do($"{plan.Address}/event/postponements", new { document = "演示公告", reason = "演练延期" });

        var now = await plan.View();
        Assert.Equal("演示人员 leader-2", (string?)now["leader"]!["name"]);
        Assert.Equal("cancelled", (string?)now["tasks"]!.AsArray().Single(task => (int)task!["number"]! == 2)!["stage"]);
        Assert.Equal(2, now["taskBook"]!["baselines"]!.AsArray().Count);
        Assert.Null((await auditor.Read(plan.Address))["eventDate"]);

        foreach (var path in paths)
        {
            var answer = await auditor.Get(path);
            Assert.True(then[path].Bytes.AsSpan().SequenceEqual(answer.Bytes), $"{path}\n{System.Text.Encoding.UTF8.GetString(then[path].Bytes)}\n{answer.Text}");
            Assert.Equal(then[path].ETag, answer.ETag);
        }

        var march = await auditor.Read($"{at}?asOf=2021-03-01");
        Assert.Equal("区领导甲", (string?)march["leader"]!["name"]);
        Assert.Equal("notStarted", (string?)march["tasks"]!.AsArray().Single(task => (int)task!["number"]! == 2)!["stage"]);
        Assert.Single(march["taskBook"]!["baselines"]!.AsArray());
        Assert.Equal("2022-09-10", (string?)(await auditor.Read($"{plan.Address}?asOf=2021-03-01"))["eventDate"]);
        Assert.Equal("vacant", (string?)(await auditor.Read($"{plan.Address}/initiatives?asOf=2021-03-01"))["items"]![1]!["position"]);

        var diff = await auditor.Read($"{at}/diff?from=2021-03-01&to=2021-05-01");
        var items = diff["items"]!.AsArray();
        Assert.Contains(items, item => (string?)item!["path"] == "leader" && (string?)item["before"] == "区领导甲" && (string?)item["after"] == "演示人员 leader-2");
        Assert.Contains(items, item => (string?)item!["path"] == "tasks/2/stage" && (string?)item["after"] == "取消");
        Assert.Contains(items, item => (string?)item!["path"] == "tasks/3/due" && (string?)item["before"] == "2021-12-31" && (string?)item["after"] == "2022-01-10");
        Assert.Contains(diff["ledger"]!.AsArray(), line => ((string?)line!["text"])!.Contains("道路绿化并入另一项工程统一实施", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leader_OnADay_IsAnsweredFromTheJournal()
    {
        var plan = await Rehearsal.Begin(Staff);
        var at = $"{plan.Of()}/appointments";
        (await Staff["office"].Post(at, Rehearsal.Appoint("nobody"))).IsRefused(422, "person-not-found");
        (await Staff["office"].Post(at, Rehearsal.Appoint(on: "2021-01-14"))).IsRefused(422, "before-start");
        await Staff["office"].Do(at, Rehearsal.Appoint("p-leader", "2021-02-01"));
        (await Staff["office"].Post(at, Rehearsal.Appoint("p-leader", "2021-03-01"))).IsRefused(409, "already-holds");
        await Staff["office"].Do(at, Rehearsal.Appoint("p-leader-2", "2021-06-01"));
        (await Staff["office-2"].Post(at, Rehearsal.Appoint("p-office", "2021-05-01"))).IsRefused(409, "appointment-overlaps");
        await Staff["office"].Do($"{at}/end", new { document = "演示〔2021〕9号", reason = "另有任用", effectiveOn = "2021-08-01" });
        await Staff["office-2"].Do($"{at}/acting", Rehearsal.Appoint("p-office", "2021-08-10"));

        foreach (var (day, person) in new[]
        {
            ("2021-01-31", null), ("2021-02-01", "p-leader"), ("2021-05-31", "p-leader"), ("2021-06-01", "p-leader-2"), ("2021-07-31", "p-leader-2"),
            ("2021-08-01", null), ("2021-08-10", "p-office"), ("2030-01-01", "p-office"),
        })
            Assert.Equal(person, (string?)(await Staff["auditor"].Read($"{at}?on={day}"))["holder"]?["person"]);
    }

    [Fact]
    public async Task AsOf_InTheFutureOrBeforeTheStart_IsRefused()
    {
        var plan = await Rehearsal.Begin(Staff);
        string[] reads =
        [
            plan.Address, $"{plan.Address}/initiatives", $"{plan.Address}/journal", plan.Of(), $"{plan.Of()}/appointments", $"{plan.Of()}/task-book", $"{plan.Of()}/tasks", $"{plan.Of()}/journal",
        ];
        foreach (var read in reads)
        {
            (await Staff["auditor"].Get($"{read}?asOf=2021-01-16")).IsRefused(422, "as-of-in-future");
            (await Staff["auditor"].Get($"{read}?asOf=2060-01-01T00:00:00Z")).IsRefused(422, "as-of-in-future");
            foreach (var wrong in (string[])["yesterday", "2021-02-30", "2021-01-15T10:00:00", "1999-01-01", "2021-1-5", "", "0"])
                (await Staff["auditor"].Get($"{read}?asOf={wrong}")).IsRefused(400, "bad-parameter");
            (await Staff["auditor"].Get($"{read}?asOf=2021-01-15&asOf=2021-01-15")).IsRefused(400, "bad-parameter");
        }
        (await Staff["auditor"].Get($"{plan.Address}?asOf=2021-01-14")).IsRefused(404, "not-yet-then");
        (await Staff["auditor"].Get($"{plan.Of()}?asOf=2021-01-14")).IsRefused(404, "not-yet-then");
        (await Staff["auditor"].Get($"{plan.Of()}/diff?from=2021-01-16")).IsRefused(422, "as-of-in-future");
        (await Staff["auditor"].Get($"{plan.Of()}/diff")).IsRefused(400, "bad-parameter");
    }
}
