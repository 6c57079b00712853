namespace FuyangPlan.EndToEnd;

/// <summary>One thing that somebody does: who, where, with what.</summary>
public sealed record Step(string Who, string Path, object Body);

/// <summary>The whole life of an initiative, from the first appointment to closure, with every command of the API on its way.</summary>
public static class Life
{
    /// <summary>The steps in order; each is known only when those before it are done, because some name what came of them.</summary>
    public static async IAsyncEnumerable<Step> Of(Rehearsal plan, string initiative = "project-4")
    {
        var staff = plan.Staff;
        var (at, task) = (plan.Of(initiative), plan.Task(1, initiative));
        Step By(string who, string path, object body) => new(who, path, body);
        object Content(JsonObject content) => new JsonObject { ["content"] = content.DeepClone() }.ToJsonString();
        async Task<string> Hash() => (string)(await staff["auditor"].Read($"{at}/task-book"))["contentHash"]!;
        var ticked = new { criteria = new[] { "按图完成", "验收通过" }, onSite = true };

        yield return By("office", $"{plan.Address}/departments", new { code = "d-new", name = "新登记的单位" });
        yield return By("office", $"{plan.Address}/persons", new { id = "p-new", name = "新登记的人员", department = "d-new" });
        await foreach (var step in ChainLife.Of(plan)) yield return step;
        foreach (var step in CampaignLife.Of(plan)) yield return step;
        yield return By("office-2", $"{at}/appointments/acting", Rehearsal.Appoint("p-office"));
        yield return By("office", $"{at}/appointments", Rehearsal.Appoint("p-leader-2", "2021-01-16"));
        yield return By("group", $"{at}/appointments/end", new { document = "演示〔2021〕2号", reason = "另有任用", effectiveOn = "2021-01-17" });
        yield return By("office", $"{at}/appointments", Rehearsal.Appoint("p-leader", "2021-01-18"));
        yield return By("office", $"{at}/appointments", Rehearsal.Appoint("p-leader-2", "2021-12-18"));
        yield return By("office", $"{at}/appointments/cancellation", new { document = "演示〔2021〕3号", reason = "生效日写错", effectiveOn = "2021-12-18" });
        yield return By("admin", $"{plan.Address}/clock", new { to = "2021-01-18T09:00:00+08:00", confirm = "2021-01-18" });

        yield return By("office", $"{at}/task-book/drafts", Content(Rehearsal.Content()));
        yield return By("group", $"{at}/task-book/withdrawal", new { resolution = "领导小组纪要〔2021〕1号" });
        yield return By("office", $"{at}/task-book/drafts", Content(Rehearsal.Content()));
        yield return By("office", $"{at}/task-book/submission", new { });
        yield return By("group", $"{at}/task-book/return", new { reason = "完成标准写得不够具体" });
        yield return By("office", $"{at}/task-book/submission", new { });
        yield return By("group", $"{at}/task-book/issue", new { document = "演示任务书〔2021〕4号" });
        yield return By("leader", $"{at}/task-book/contest", new { reason = "完成标准与实际条件不相符合" });
        yield return By("group", $"{at}/task-book/issue", new { document = "演示任务书〔2021〕5号" });
        yield return By("leader", $"{at}/task-book/acceptance", new { contentHash = await Hash() });

        yield return By("liaison", $"{task}/suspension", new { reason = "管线迁改尚未完成，无法进场", exempt = true });
        yield return By("office", $"{task}/suspension-decision", new { approved = false, reason = "管线迁改不影响栈道施工" });
        yield return By("leader", $"{task}/suspension", new { reason = "管线迁改尚未完成，无法进场", exempt = true });
        yield return By("office", $"{task}/suspension-decision", new { approved = true });
        yield return By("admin", $"{plan.Address}/clock", new { to = "2021-02-08T09:00:00+08:00", confirm = "2021-02-08" });
        yield return By("office", $"{task}/resumption", new { reason = "管线迁改完成，恢复施工" });

        yield return By("liaison", $"{task}/start", new { happenedAt = "2021-02-08T08:00:00+08:00" });
        yield return By("liaison", $"{task}/progress", new { percent = 30.5m, note = "基础完成", evidence = new[] { await plan.Picture() } });
        yield return By("inspector", $"{task}/progress-verification", new { percent = 30.5m, note = "现场核对" });
        yield return By("liaison-2", $"{plan.Task(2, initiative)}/start", new { });
        yield return By("liaison", $"{plan.Task(3, initiative)}/start", new { overrideReason = "验收准备与栈道施工并行开展" });

        // What a department's system knows of task 3, and what waits because it fell.
        var feed = $"{plan.Address}/department-feeds/permits";
        yield return By("office", $"{plan.Address}/department-feeds", new { code = "permits", name = "许可系统", department = "d-housing", kinds = new[] { "progress", "completion" } });
        yield return By("office", $"{feed}/pause", new { reason = "来源系统升级，暂停三天接收" });
        yield return By("office", $"{feed}/resumption", new { reason = "来源系统升级完成，恢复接收" });
        foreach (var (offset, percent) in new[] { (1, 20), (2, 10), (3, 5) }) await staff["liaison"].Do($"{feed}/facts", plan.Fact(offset, percent, initiative: initiative));
        yield return By("office", $"{feed}/quarantine/1/release", new { reason = "经与来源单位核对，进度确应更正", percent = 15 });
        yield return By("liaison", $"{feed}/quarantine/2/discard", new { reason = "来源单位确认误报，不予计入" });
        yield return By("office", $"{feed}/end", new { reason = "来源系统停用，由新系统接替" });

        // Land: in part granted, in part refused, delivered, and taken back where it lies idle.
        var (pool, request) = ($"{plan.Address}/pools/space-2021", $"{plan.Address}/pools/space-2021/requests/1");
        yield return By("office", $"{plan.Address}/pools", new { capacity = 300, type = "space", year = 2021, department = "d-resources" });
        yield return By("office", $"{pool}/capacity", new { capacity = 320, reason = "省里追加指标，予以调增额度" });
        yield return By("leader", $"{pool}/requests", Rehearsal.Land(30, initiative: initiative));
        yield return By("desk", $"{request}/pre-check", new { note = "材料齐全，符合规划" });
        yield return By("desk", $"{request}/reservation", new { amount = 30 });
        yield return By("desk-2", $"{request}/grant", new { amount = 20 });
        yield return By("desk", $"{request}/refusal", new { reason = "选址不符合国土空间规划", alternative = "改用存量地块" });
        yield return By("desk", $"{request}/delivery", new { amount = 20, on = "2021-02-08", evidence = new[] { await plan.Picture() } });
        yield return By("inspector", $"{request}/use-verification", new { used = 15 });
        yield return By("desk", $"{request}/claw-back", new { amount = 5, reason = "逾期未动工，收回未使用部分" });
        yield return By("liaison", $"{pool}/requests", Rehearsal.Land(10, initiative: initiative));
        yield return By("liaison", $"{pool}/requests/2/withdrawal", new { reason = "项目选址调整，不再需要此地块" });
        yield return By("office", $"{pool}/closure", new { reason = "年度指标已全部落实，不再受理" });

        // An enterprise, what was promised to it, and a request that was not answered well enough the first time.
        var (enterprise, asked) = ($"{plan.Address}/enterprises/demo-a", $"{plan.Address}/enterprises/demo-a/requests/1");
        yield return By("service", $"{plan.Address}/enterprises", new { code = "demo-a", name = "演示企业A", chain = "chain-2" });
        yield return By("service", $"{enterprise}/revision", new { name = "演示企业A（更名）", chain = "chain-2", officer = "p-service" });
        yield return By("service", $"{enterprise}/landings-and-leads", new { landings = new[] { 1 }, leads = new[] { 1 } });
        yield return By("service", $"{enterprise}/visits", new { on = "2021-01-18", byWhom = "演示专员", summary = "了解用工" });
        yield return By("group", $"{enterprise}/promises", new { text = "三月底前通公交", due = "2021-03-31" });
        yield return By("service", $"{enterprise}/promises/1/keeping", new { note = "已通" });
        yield return By("group", $"{enterprise}/promises", new { text = "配套宿舍", due = "2021-03-31" });
        yield return By("service", $"{enterprise}/promises/2/breach", new { reason = "地块尚未落实，须延后配套" });
        yield return By("office", $"{enterprise}/links", new { recipient = "演示联系人" });
        yield return By("service", $"{enterprise}/links/1/revocation", new { reason = "联系人已更换，须重新开通" });
        yield return By("service", $"{enterprise}/requests", new { text = "员工公寓 40 间", category = "housing", contact = "演示联系人" });
        yield return By("office", $"{asked}/assignment", new { person = "p-service-2" });
        yield return By("service-2", $"{asked}/contact", new { summary = "已电话联系" });
        yield return By("service-2", $"{asked}/answers", new { text = "正在协调" });
        yield return By("service-2", $"{asked}/next-date", new { reason = "房源尚未落实，须再协调", nextOn = "2021-03-01" });
        yield return By("service-2", $"{asked}/closure", new { solution = "已落实 40 间", evidence = new[] { await plan.Picture() } });

        var amended = Rehearsal.Content();
        amended["tasks"]![1]!["due"] = "2021-10-15";
        yield return By("office", $"{at}/task-book/amendments", new JsonObject { ["content"] = amended.DeepClone(), ["reason"] = "征迁推迟，绿化工程须顺延", ["impact"] = "推迟十五天" }.ToJsonString());
        yield return By("office-2", $"{at}/task-book/amendments/rejection", new { reason = "顺延的理由还不够充分" });
        yield return By("liaison", $"{at}/task-book/amendments", new JsonObject { ["content"] = amended.DeepClone(), ["reason"] = "征迁推迟，绿化工程须顺延", ["impact"] = "推迟十五天", ["exempt"] = true }.ToJsonString());
        yield return By("office", $"{at}/task-book/amendments/approval", new { });

        yield return By("group", $"{plan.Address}/event/postponements", new { document = "演示公告", reason = "演练延期" });
        yield return By("group", $"{plan.Address}/event/dates", new { date = "2023-09-23", document = "演示公告二" });
        yield return By("admin", $"{plan.Address}/clock", new { to = "2021-06-18T09:00:00+08:00", confirm = "2021-06-18" });

        yield return By("liaison", $"{task}/done", new { doneOn = "2021-06-17", evidence = new[] { await plan.Picture() } });
        yield return By("inspector", $"{task}/rejection", new { reason = "佐证与现场情况不相符合" });
        yield return By("liaison", $"{task}/done", new { doneOn = "2021-06-18", evidence = new[] { await plan.Picture() } });
        yield return By("inspector", $"{task}/verification", ticked);
        yield return By("leader", $"{task}/reopening", new { reason = "现场复查发现又出现破损", percent = 80 });
        yield return By("liaison", $"{task}/done", new { doneOn = "2021-06-18", evidence = new[] { await plan.Picture() } });
        yield return By("inspector", $"{task}/verification", ticked);
        yield return By("inspector", $"{task}/strike-off", new { reason = "资料齐全，现场核对无误" });
        foreach (var (number, liaison) in new[] { (2, "liaison-2"), (3, "liaison") })
        {
            yield return By(liaison, $"{plan.Task(number, initiative)}/done", new { doneOn = "2021-06-18", evidence = new[] { await plan.Picture() } });
            yield return By("inspector", $"{plan.Task(number, initiative)}/verification", ticked);
        }
        // Waiting days are over: struck off by the passage of time.
        yield return By("admin", $"{plan.Address}/clock", new { to = "2021-07-20T09:00:00+08:00", confirm = "2021-07-20" });
        yield return By("leader", $"{at}/task-book/closure", new { closeOut = "全部任务完成，圆满闭环" });
        yield return By("group", $"{at}/task-book/closure/rejection", new { reason = "资料尚未归档，请补齐后再报" });
        yield return By("leader", $"{at}/task-book/closure", new { closeOut = "全部任务完成，资料已归档，圆满闭环" });
        yield return By("group", $"{at}/task-book/closure/approval", new { });
    }

    /// <summary>What only a chain knows: its team and its leads.</summary>
    public static async IAsyncEnumerable<Step> OfChain(Rehearsal plan, string chain = "chain-2")
    {
        var (at, leads, today) = (plan.Of(chain), $"{plan.Of(chain)}/leads", $"{await plan.Now():yyyy-MM-dd}");
        Step By(string path, object body, string who = "investment") => new(who, path, body);
        async Task<object[]> Proof(string kind) => [new { kind, hash = (string)JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(await plan.Picture()))!["hash"]!, name = "佐证.png" }];

        yield return By($"{at}/team", new { person = "p-investment", duty = "招商" }, "office");
        yield return By($"{at}/team", new { person = "p-investment-2", duty = "招商" }, "office");
        yield return By(leads, new { investor = "演练企业一有限公司", amount = 120_000.5m, source = "leaderReferral", confidential = false, contactName = "演练联系人", referrer = "演练推荐人" });
        yield return By(leads, new { investor = "演练企业一", amount = 5_000, source = "fair", confidential = true });
        yield return By($"{leads}/1/stages", new { stage = "screening", on = today, proofs = await Proof("screeningOpinion"), note = "符合方向" });
        yield return By($"{leads}/1/regression", new { stage = "lead", reason = "研判意见须重新出具后再推进" });
        yield return By($"{leads}/1/activities", new { kind = "visit", on = today, summary = "赴总部考察" });
        yield return By($"{leads}/1/revision", new { amount = 150_000, land = 80 });
        yield return By($"{leads}/1/parking", new { wakeOn = $"{(await plan.Now()).AddDays(30):yyyy-MM-dd}", reason = "投资方年中决策，下月再议" });
        yield return By($"{leads}/1/waking", new { });
        yield return By($"{leads}/1/assignment", new { person = "p-investment-2" });
        var later = $"{(await plan.Now()).AddDays(95):yyyy-MM-ddTHH:mm:sszzz}";
        yield return By($"{plan.Address}/clock", new { to = later, confirm = Rehearsal.Day(later) }, "admin");
        yield return By($"{leads}/1/claim", new { });
        yield return By($"{leads}/1/confidentiality", new { reason = "投资方要求签约以前保密", confidential = true });
        yield return By($"{leads}/2/merger", new { reason = "经核对为同一投资方同一项目", into = 1 });
        yield return By($"{leads}/1/end", new { reason = "投资方已在外地签约落户", kind = "lost", reasonCode = "settledElsewhere" });
        yield return By($"{at}/team/leave", new { person = "p-investment-2", reason = "工作调动，另有任用安排" }, "office");
    }

    public static async Task Live(Rehearsal plan, string initiative = "project-4")
    {
        await foreach (var step in Of(plan, initiative)) await plan.Staff[step.Who].Do(step.Path, step.Body);
    }
}
