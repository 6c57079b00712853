namespace FuyangPlan.EndToEnd;

/// <summary>A department's system through HTTP: facts count once, what is odd waits for a person.</summary>
[Collection(OneProduct.Name)]
public sealed class DepartmentFeedTests(SharedProduct shared)
{
    private Staff Staff => shared.Staff;

    [Fact]
    public async Task Fact_SentTwice_CountsOnce()
    {
        var (plan, feed) = await Begin();
        var fact = plan.Fact(1, 15, task: 1);
        Assert.Equal("applied", await Send(feed, fact));
        var head = await plan.Position();
        Assert.Equal("duplicate", await Send(feed, fact));
        Assert.Equal("duplicate", await Send(feed, Json(fact, json => json["sentAt"] = "2021-01-16T12:00:00+08:00")));
        Assert.Equal(head, await plan.Position());

        var task = await Staff["auditor"].Read(plan.Task(1));
        Assert.Equal(("inProgress", 15m, "许可系统"), ((string?)task["stage"], (decimal)task["reported"]!, (string?)task["lastReporter"]));
        Assert.Equal(("permits", 1), ((string?)task["source"]!["feed"], (int)task["source"]!["offset"]!));
        var view = await Staff["auditor"].Read(feed);
        Assert.Equal((1, 2, 1), ((int)view["accepted"]!, (int)view["duplicates"]!, (int)view["lastOffset"]!));
        // Both by the plan's clock.
        await plan.AdvanceTo("2021-01-17T12:00:00+08:00");
        Assert.InRange((long)(await Staff["auditor"].Read(feed))["lagSeconds"]!, 86_400, 2 * 86_400);
        Assert.Equal("permits", (string?)Assert.Single((await Staff["auditor"].Read($"{plan.Address}/department-feeds"))["items"]!.AsArray())!["code"]);
    }

    [Fact]
    public async Task Fact_ThatIsOdd_WaitsUntilSomebodyDecides()
    {
        var (plan, feed) = await Begin();
        await Send(feed, plan.Fact(1, 30, task: 1));
        Assert.Equal("quarantined", await Send(feed, plan.Fact(2, 10, task: 1)));
        Assert.Equal("quarantined", await Send(feed, plan.Fact(3, 101, task: 1)));
        Assert.Equal("quarantined", await Send(feed, plan.Fact(4, 10, task: 2)));
        Assert.Equal("quarantined", await Send(feed, plan.Fact(1, 99, task: 1)));
        Assert.Equal("quarantined", await Send(feed, Json(plan.Fact(5, 40, task: 1), json => json["happenedAt"] = "2021-02-01T12:00:00+08:00")));
        var waiting = (await Staff["auditor"].Read($"{feed}/quarantine?status=waiting"))["items"]!.AsArray();
        Assert.Equal(["progress-went-backwards", "out-of-range", "not-yours", "offset-reused", "in-future"], waiting.Select(each => (string?)each!["code"]));
        var second = await Staff["auditor"].Read($"{feed}/quarantine?limit=2");
        Assert.Equal(2, second["items"]!.AsArray().Count);
        Assert.Equal(3, (await Staff["auditor"].Read($"{feed}/quarantine?cursor={second["nextCursor"]}"))["items"]!.AsArray().Count);

        var released = new { reason = "经与来源单位核对，进度确应更正", percent = 12 };
        (await Staff["liaison-2"].Post($"{feed}/quarantine/1/release", released)).IsRefused(403, "not-yours");
        (await Staff["office"].Post($"{feed}/quarantine/2/release", released with { percent = 101 })).IsRefused(422, "out-of-range");
        (await Staff["office"].Post($"{feed}/quarantine/3/release", released)).IsRefused(403, "not-yours");
        await Staff["office"].Do($"{feed}/quarantine/1/release", released);
        (await Staff["office"].Post($"{feed}/quarantine/1/discard", new { reason = "来源单位确认误报，不予计入" })).IsRefused(409, "already-decided");
        Assert.Equal(12m, (decimal)(await Staff["auditor"].Read(plan.Task(1)))["reported"]!);
        // Who is of the feed's department cannot verify what its feed said, whoever released it.
        (await Staff["inspector-2"].Post($"{plan.Task(1)}/progress-verification", new { percent = 12 })).IsRefused(403, "four-eyes");
        await Staff["inspector"].Do($"{plan.Task(1)}/progress-verification", new { percent = 12 });
        foreach (var number in (int[])[2, 3, 4, 5]) await Staff["office"].Do($"{feed}/quarantine/{number}/discard", new { reason = "来源单位确认误报，不予计入" });
        Assert.Empty((await Staff["auditor"].Read($"{feed}/quarantine?status=waiting"))["items"]!.AsArray());
        // Decided once is decided: the same message again is no news.
        Assert.Equal("duplicate", await Send(feed, plan.Fact(3, 101, task: 1)));
    }

    [Fact]
    public async Task Completion_WaitsForAnInspector()
    {
        var (plan, feed) = await Begin();
        var done = Json(plan.Fact(1, 0, task: 1), json =>
        {
            json.Remove("percent");
            (json["kind"], json["doneOn"], json["documentNumber"]) = ("completion", "2021-01-15", "演施许〔2021〕7号");
        });
        Assert.Equal("applied", await Send(feed, done));
        var task = await Staff["auditor"].Read(plan.Task(1));
        Assert.Equal(("reportedDone", "演施许〔2021〕7号"), ((string?)task["stage"], (string?)task["source"]!["document"]));
        var ticked = new { criteria = new[] { "按图完成", "验收通过" }, onSite = true };
        (await Staff["inspector-2"].Post($"{plan.Task(1)}/verification", ticked)).IsRefused(403, "four-eyes");
        await Staff["inspector"].Do($"{plan.Task(1)}/verification", ticked);
    }

    [Fact]
    public async Task Feed_PausedOrEnded_KeepsWhatComes()
    {
        var (plan, feed) = await Begin();
        await Staff["office"].Do($"{feed}/pause", new { reason = "来源系统升级，暂停三天接收" });
        Assert.Equal("quarantined", await Send(feed, plan.Fact(1, 15, task: 1)));
        await Staff["office"].Do($"{feed}/resumption", new { reason = "来源系统升级完成，恢复接收" });
        await Staff["office"].Do($"{feed}/quarantine/1/release", new { reason = "暂停期间收到，核对无误，予以放行" });
        Assert.Equal(15m, (decimal)(await Staff["auditor"].Read(plan.Task(1)))["reported"]!);
        await Staff["office"].Do($"{feed}/end", new { reason = "来源系统停用，由新系统接替" });
        Assert.Equal("quarantined", await Send(feed, plan.Fact(2, 25, task: 1)));
        (await Staff["office"].Post($"{feed}/resumption", new { reason = "来源系统升级完成，恢复接收" })).IsRefused(409, "department-feed-ended");
    }

    [Fact]
    public async Task Feed_IsPartOfTheLedgerAndOfNoInitiative()
    {
        var (plan, feed) = await Begin();
        await Send(feed, plan.Fact(1, 15, task: 1));
        var lines = await plan.Journal();
        Assert.Contains(lines, line => (string?)line["stream"] == "feed-permits" && (string?)line["type"] == "department-feed.registered");
        Assert.Equal(3, (await Staff["auditor"].Read($"{plan.Address}/initiatives"))["items"]!.AsArray().Count);
        var tasks = (await Staff["auditor"].Read($"{plan.Address}/tasks"))["items"]!.AsArray();
        Assert.Equal(15m, (decimal)tasks.Single(task => (int)task!["number"]! == 1)!["reported"]!);
        Assert.Equal(await plan.Position(), (long)(await Staff["auditor"].Read($"{plan.Address}/announcements"))["head"]!);
    }

    private async Task<(Rehearsal Plan, string Feed)> Begin()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept();
        var registered = await Staff["office"].Do(
            $"{plan.Address}/department-feeds", new { code = "permits", name = "许可系统", department = "d-housing", kinds = new[] { "progress", "completion" } });
        Assert.Equal($"{plan.Address}/department-feeds/permits", $"{registered.Message.Headers.Location}");
        return (plan, $"{plan.Address}/department-feeds/permits");
    }

    private async Task<string?> Send(string feed, object fact) => (string?)(await Staff["liaison"].Do($"{feed}/facts", fact)).Json["verdict"];

    private static string Json(object fact, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(fact))!.AsObject();
        change(json);
        return json.ToJsonString();
    }
}
