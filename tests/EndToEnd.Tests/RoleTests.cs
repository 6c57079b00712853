using System.Globalization;

namespace FuyangPlan.EndToEnd;

/// <summary>Who may do what, through HTTP: one command of every kind, sent by one account of every role.</summary>
[InOneProcess, Collection(OneProduct.Name)]
public sealed class RoleTests(SharedProduct shared)
{
    private Staff Staff => shared.Staff;

    private static string Zeros { get; } = new('0', 64);

    // Address and body; who may send it as far as roles go. What the state then says is another matter.
    private static (string Path, string Body, string[] May)[] Commands { get; } =
    [
        ("/event/postponements", """{"document":"公告","reason":"演练延期"}""", ["group"]),
        ("/event/dates", """{"date":"2023-09-23","document":"公告"}""", ["group"]),
        ("/clock", """{"to":"2021-01-15T11:00:00+08:00","confirm":"2021-01-15"}""", []),
        ("/departments", """{"code":"d-office","name":"演示单位 d-office"}""", ["office", "office-2"]),
        ("/persons", """{"id":"p-office","name":"演示人员 office","department":"d-office"}""", ["office", "office-2"]),
        ("/department-feeds", """{"code":"permits","name":"许可系统","department":"d-housing","kinds":["progress"]}""", ["office", "office-2"]),
        ("/department-feeds/permits/facts", """{"plan":"x","feed":"permits","offset":1,"kind":"progress","initiative":"project-4","happenedAt":"2021-01-15T12:00:00+08:00","sentAt":"2021-01-15T12:00:00+08:00"}""", ["liaison"]),
        ("/department-feeds/permits/quarantine/1/release", """{"reason":"经与来源单位核对，进度确应更正"}""", ["office", "office-2", "liaison"]),
        ("/department-feeds/permits/quarantine/1/discard", """{"reason":"来源单位确认误报，不予计入"}""", ["office", "office-2", "liaison"]),
        ("/department-feeds/permits/pause", """{"reason":"来源系统升级，暂停三天接收"}""", ["office", "office-2"]),
        ("/department-feeds/permits/resumption", """{"reason":"来源系统升级完成，恢复接收"}""", ["office", "office-2"]),
        ("/department-feeds/permits/end", """{"reason":"来源系统停用，由新系统接替"}""", ["office", "office-2"]),
        ("/pools", """{"type":"space","year":2021,"capacity":300,"department":"d-resources"}""", ["office", "office-2"]),
        ("/pools/space-2021/capacity", """{"capacity":300,"reason":"省里追加指标，予以调增额度"}""", ["office", "office-2"]),
        ("/pools/space-2021/requests", """{"initiative":"project-4","amount":30,"needBy":"2021-09-30","purpose":"演练用地","space":{"plot":"演练地块"}}""", ["liaison", "liaison-2", "leader", "investment", "investment-2", "service", "service-2"]),
        ("/pools/space-2021/requests/1/pre-check", "{}", ["desk", "desk-2"]),
        ("/pools/space-2021/requests/1/reservation", """{"amount":30}""", ["desk", "desk-2"]),
        ("/pools/space-2021/requests/1/grant", """{"amount":20}""", ["desk", "desk-2"]),
        ("/pools/space-2021/requests/1/delivery", """{"amount":20,"on":"2021-01-15","evidence":[]}""", ["desk", "desk-2"]),
        ("/pools/space-2021/requests/1/use-verification", """{"used":10}""", ["inspector", "inspector-2"]),
        ("/pools/space-2021/requests/1/claw-back", """{"amount":30,"reason":"逾期未动工，收回未使用部分"}""", ["desk", "desk-2"]),
        ("/pools/space-2021/requests/1/refusal", """{"reason":"选址不符合国土空间规划","alternative":"改用存量地块"}""", ["desk", "desk-2"]),
        // The first of those who may ask is the one who asked.
        ("/pools/space-2021/requests/1/withdrawal", """{"reason":"项目选址调整，不再需要此地块"}""", ["office", "office-2", "liaison"]),
        ("/pools/space-2021/closure", """{"reason":"年度指标已全部落实，不再受理"}""", ["office", "office-2"]),
        ("/enterprises", """{"code":"demo-a","name":"演示企业A","chain":"chain-2","officer":"p-service"}""", ["office", "office-2", "service", "service-2"]),
        ("/enterprises/demo-a/revision", """{"name":"演示企业A","chain":"chain-2","officer":"p-service"}""", ["office", "office-2", "service", "service-2"]),
        ("/enterprises/demo-a/landings-and-leads", """{"landings":[1],"leads":[1]}""", ["office", "office-2", "service", "service-2"]),
        ("/enterprises/demo-a/visits", """{"on":"2021-01-15","byWhom":"演示专员","summary":"了解用工"}""", ["group", "service", "service-2"]),
        ("/enterprises/demo-a/promises", """{"text":"通公交","due":"2021-03-31"}""", ["group", "service", "service-2"]),
        ("/enterprises/demo-a/promises/1/keeping", "{}", ["group", "service", "service-2"]),
        ("/enterprises/demo-a/promises/1/breach", """{"reason":"地块尚未落实，须延后配套"}""", ["group", "service", "service-2"]),
        ("/enterprises/demo-a/links", """{"recipient":"演示联系人"}""", ["office", "office-2", "service", "service-2"]),
        ("/enterprises/demo-a/links/1/revocation", """{"reason":"联系人已更换，须重新开通"}""", ["office", "office-2", "service", "service-2"]),
        ("/enterprises/demo-a/requests", """{"category":"housing","text":"员工公寓 40 间"}""", ["service", "service-2"]),
        ("/enterprises/demo-a/requests/1/assignment", """{"person":"p-service"}""", ["office", "office-2", "service", "service-2"]),
        ("/enterprises/demo-a/requests/1/contact", """{"summary":"已电话联系"}""", ["service"]),
        ("/enterprises/demo-a/requests/1/answers", """{"text":"正在协调"}""", ["service"]),
        ("/enterprises/demo-a/requests/1/next-date", """{"nextOn":"2021-03-01","reason":"房源尚未落实，须再协调"}""", ["service"]),
        ("/enterprises/demo-a/requests/1/closure", """{"solution":"已落实"}""", ["service"]),
        ("/initiatives/project-4/appointments", """{"person":"p-leader","document":"文","appointer":"组","effectiveOn":"2021-01-15"}""", ["office", "office-2", "group"]),
        ("/initiatives/project-4/appointments/acting", """{"person":"p-office","document":"文","appointer":"组","effectiveOn":"2021-01-15"}""", ["office", "office-2", "group"]),
        ("/initiatives/project-4/appointments/end", """{"document":"文","reason":"另有任用","effectiveOn":"2021-06-15"}""", ["office", "office-2", "group"]),
        ("/initiatives/project-4/appointments/cancellation", """{"document":"文","reason":"日期写错","effectiveOn":"2021-06-15"}""", ["office", "office-2", "group"]),
        ("/initiatives/project-4/task-book/drafts", """{"content":{"goals":[{"id":"G1","text":"目标"}],"tasks":[]}}""", ["office", "office-2"]),
        ("/initiatives/project-4/task-book/submission", "{}", ["office", "office-2"]),
        ("/initiatives/project-4/task-book/return", """{"reason":"目标写得不够具体，请补充"}""", ["office", "office-2", "group"]),
        ("/initiatives/project-4/task-book/issue", """{"document":"任务书"}""", ["group"]),
        ("/initiatives/project-4/task-book/acceptance", $$"""{"contentHash":"{{Zeros}}"}""", ["leader"]),
        ("/initiatives/project-4/task-book/contest", """{"reason":"完成标准与实际条件不相符合"}""", ["leader"]),
        ("/initiatives/project-4/task-book/amendments/approval", "{}", ["office", "office-2", "group"]),
        ("/initiatives/project-4/task-book/amendments/rejection", """{"reason":"理由不充分，维持原定的计划"}""", ["office", "office-2", "group"]),
        ("/initiatives/project-4/task-book/closure", """{"closeOut":"圆满闭环"}""", ["office", "office-2", "leader"]),
        ("/initiatives/project-4/task-book/closure/approval", "{}", ["group"]),
        ("/initiatives/project-4/task-book/withdrawal", """{"resolution":""}""", ["group"]),
        ("/initiatives/project-4/tasks/1/start", "{}", ["liaison"]),
        ("/initiatives/project-4/tasks/1/progress", """{"percent":0}""", ["liaison"]),
        ("/initiatives/project-4/tasks/1/progress-verification", """{"percent":50}""", ["inspector", "inspector-2"]),
        ("/initiatives/project-4/tasks/1/done", """{"doneOn":"2021-01-15","evidence":[]}""", ["liaison"]),
        ("/initiatives/project-4/tasks/1/verification", "{}", ["inspector", "inspector-2"]),
        ("/initiatives/project-4/tasks/1/rejection", """{"reason":"佐证与现场情况不相符合"}""", ["inspector", "inspector-2"]),
        ("/initiatives/project-4/tasks/1/strike-off", """{"reason":"资料齐全，现场核对无误"}""", ["inspector", "inspector-2"]),
        ("/initiatives/project-4/tasks/1/reopening", """{"reason":"现场复查发现又出现破损"}""", ["inspector", "inspector-2", "leader"]),
        ("/initiatives/project-4/tasks/1/suspension", """{"reason":""}""", ["liaison", "leader"]),
        ("/initiatives/project-4/tasks/1/suspension-decision", """{"approved":true}""", ["office", "office-2"]),
        ("/initiatives/project-4/tasks/1/resumption", """{"reason":"管线迁改完成，恢复施工"}""", ["office", "office-2", "leader", "liaison"]),
        ("/initiatives/chain-2/landings", """{"name":"","kind":"project"}""", ["office", "office-2"]),
        ("/initiatives/chain-2/landings/1/stage", """{"stage":"started","reachedOn":"2021-01-15","proofs":[]}""", ["office", "office-2"]),
        ("/initiatives/chain-2/landings/1/stage-verification", """{"stage":"started"}""", ["inspector", "inspector-2"]),
        ("/initiatives/chain-2/chain-map/segments", """{"code":"lens","name":"","position":"upstream","strength":"missing"}""", ["office", "office-2"]),
        ("/initiatives/chain-2/team", """{"person":"p-investment","duty":"招商"}""", ["office", "office-2"]),
        ("/initiatives/chain-2/leads", """{"investor":"演练企业","amount":1,"source":"fair","confidential":true}""", ["investment"]),
        ("/initiatives/chain-2/leads/1/stages", """{"stage":"screening","on":"2021-01-15","proofs":[]}""", ["investment"]),
        ("/initiatives/chain-2/leads/1/regression", """{"stage":"lead","reason":"须重新出具研判意见再推进"}""", ["investment"]),
        ("/initiatives/chain-2/leads/1/end", """{"kind":"lost","reasonCode":"policy","reason":""}""", ["investment"]),
        ("/initiatives/chain-2/leads/1/parking", """{"wakeOn":"2021-01-15","reason":"投资方年中决策，下月再议"}""", ["investment"]),
        ("/initiatives/chain-2/leads/1/waking", "{}", ["investment"]),
        ("/initiatives/chain-2/leads/1/revision", """{"land":60}""", ["investment"]),
        ("/initiatives/chain-2/leads/1/activities", """{"kind":"contact","on":"2021-01-15","summary":"电话联系"}""", ["investment"]),
        ("/initiatives/chain-2/leads/1/claim", "{}", ["investment"]),
        ("/initiatives/chain-2/leads/1/assignment", """{"person":"p-office"}""", ["investment"]),
        ("/initiatives/chain-2/leads/1/merger", """{"into":1,"reason":"经核对为同一投资方同一项目"}""", ["investment"]),
        ("/initiatives/chain-2/leads/1/confidentiality", """{"confidential":false,"reason":""}""", ["investment"]),
        ("/initiatives/campaign-1/indicators", """{"name":"平安指数","unit":"分","direction":"higherIsBetter","frequency":"quarterly","department":"d-housing","method":{"name":"2020版"}}""", ["office", "office-2"]),
        ("/initiatives/campaign-1/indicators/1/targets", """{"targets":[{"period":"2021-Q2","value":83.5}]}""", ["office", "office-2"]),
        ("/initiatives/campaign-1/indicators/1/baseline", """{"period":"2020","value":82.4}""", ["office", "office-2"]),
        ("/initiatives/campaign-1/indicators/1/baseline-confirmation", """{"value":82.4}""", ["liaison"]),
        ("/initiatives/campaign-1/indicators/1/points", """{"period":"2020-Q4","value":82.4}""", ["liaison"]),
        ("/initiatives/campaign-1/indicators/1/points/outlier-review", """{"period":"2020-Q4","reason":"与来源单位逐项核对，数值属实"}""", ["office", "office-2"]),
        ("/initiatives/campaign-1/indicators/1/points/rejection", """{"period":"2020-Q3","reason":"与原始台账不一致，请核对后重报"}""", ["inspector", "inspector-2"]),
        ("/initiatives/campaign-1/indicators/1/points/confirmation", """{"period":"2020-Q3","value":82.4}""", ["inspector", "inspector-2"]),
        ("/initiatives/campaign-1/indicators/1/points/publication", """{"period":"2020-Q4"}""", ["office", "office-2"]),
        ("/initiatives/campaign-1/indicators/1/methods", """{"method":{"name":"2022版"},"reason":"上级调整了指标体系，口径变更"}""", ["office", "office-2", "liaison"]),
        ("/initiatives/campaign-1/indicators/1/end", """{"reason":"上级不再发布该指数，予以停用"}""", ["office", "office-2"]),
    ];

    [Fact]
    public async Task Command_ByEveryAccount_PassesTheAuthorityMatrixOrIsForbidden()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept();
        foreach (var (path, body, may) in Commands)
            foreach (var account in Staff.Names)
            {
                var before = await plan.Position();
                var answer = await Staff[account].Post($"{plan.Address}{path}", body);
                var forbidden = answer.Status == 403;
                if (may.Contains(account))
                    Assert.False(forbidden && answer.Code is "forbidden" or "not-yours" or "not-the-leader", $"{account} may: {answer}");
                else
                {
                    Assert.True(forbidden, $"{account} may not: {answer}");
                    answer.IsRefused(403, "forbidden", "not-yours", "not-the-leader");
                }
                if (!answer.IsAccepted) Assert.Equal(before, await plan.Position());
            }
    }

    [Fact]
    public async Task SomeoneElsesTask_IsNotYours_SomeoneElsesPlan_DoesNotExist()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept();
        (await Staff["liaison-2"].Post($"{plan.Task(1)}/start", "{}")).IsRefused(403, "not-yours");
        (await Staff["auditor"].Post($"{plan.Task(1)}/start", "{}")).IsRefused(403, "forbidden");

        var elsewhere = await Rehearsal.Begin(Staff);
        var stranger = await Account("stranger", new { plan = elsewhere.Id, roles = new[] { "office" } });
        foreach (var path in (string[])["", "/initiatives", "/tasks", "/journal", "/feed", "/initiatives/project-4", "/initiatives/project-4/tasks/1", $"/evidence/{Zeros}"])
            (await stranger.Get($"{plan.Address}{path}")).IsRefused(404, "plan-not-found");
        foreach (var (path, body, _) in Commands)
            (await stranger.Post($"{plan.Address}{path}", body)).IsRefused(404, "plan-not-found");
        Assert.Equal(elsewhere.Id, (string?)Assert.Single((await stranger.Read("/api/v1/plans"))["items"]!.AsArray())!["id"]);
    }

    [Fact]
    public async Task FourEyes_HoldForVerificationAmendmentSuspensionAndClosure()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept();
        var (at, task) = (plan.Of(), plan.Task(1));
        await Staff["liaison"].Do($"{task}/start", "{}");
        await Staff["liaison"].Do($"{task}/progress", new { percent = 15 });
        (await Staff["inspector-2"].Post($"{task}/progress-verification", new { percent = 15 })).IsRefused(403, "four-eyes");
        await Staff["inspector"].Do($"{task}/progress-verification", new { percent = 15 });

        var content = Rehearsal.Content();
        content["tasks"]![1]!["due"] = "2021-12-30";
        object amendment = new JsonObject { ["content"] = content.DeepClone(), ["reason"] = "征迁推迟，绿化工程须顺延", ["impact"] = "推迟三个月" }.ToJsonString();
        await Staff["office"].Do($"{at}/task-book/amendments", amendment);
        (await Staff["office-2"].Post($"{at}/task-book/amendments/approval", "{}")).IsRefused(403, "forbidden");
        await Staff["group"].Do($"{at}/task-book/amendments/approval", "{}");
        // A day more is three months and a day: for the group again. A day of what is not late is the office's.
        JsonObject OneDay(int task)
        {
            var later = content.DeepClone();
            var due = later["tasks"]![task]!["due"]!;
            due.ReplaceWith(DateOnly.Parse((string)due!, CultureInfo.InvariantCulture).AddDays(1).ToString("O", CultureInfo.InvariantCulture));
            return new() { ["content"] = later, ["reason"] = "征迁推迟，绿化工程须顺延", ["impact"] = "推迟一天" };
        }
        await Staff["office"].Do($"{at}/task-book/amendments", OneDay(1).ToJsonString());
        (await Staff["office-2"].Post($"{at}/task-book/amendments/approval", "{}")).IsRefused(403, "forbidden");
        await Staff["group"].Do($"{at}/task-book/amendments/rejection", new { reason = "顺延的理由还不够充分" });
        await Staff["office"].Do($"{at}/task-book/amendments", OneDay(0).ToJsonString());
        (await Staff["office"].Post($"{at}/task-book/amendments/approval", "{}")).IsRefused(403, "four-eyes");
        await Staff["office-2"].Do($"{at}/task-book/amendments/rejection", new { reason = "顺延的理由还不够充分" });
    }

    [Fact]
    public async Task Accounts_AreTheAdminsAlone()
    {
        var open = new { name = "someone", displayName = "某人", password = "long enough to pass", memberships = Array.Empty<object>() };
        foreach (var account in Staff.Names)
        {
            (await Staff[account].Get("/api/v1/accounts")).IsRefused(403, "forbidden");
            (await Staff[account].Post("/api/v1/accounts", open)).IsRefused(403, "forbidden");
            (await Staff[account].Post("/api/v1/accounts/office/password", new { password = "long enough to pass" })).IsRefused(403, "forbidden");
            (await Staff[account].Post("/api/v1/accounts/office/memberships", new { memberships = Array.Empty<object>() })).IsRefused(403, "forbidden");
            (await Staff[account].Post("/api/v1/plans", Rehearsal.Document("not-yours").ToJsonString())).IsRefused(403, "forbidden");
        }
        Assert.Contains("office", (await Staff["admin"].Read("/api/v1/accounts?limit=200"))["items"]!.AsArray().Select(item => (string)item!["name"]!));
        (await Staff["admin"].Post("/api/v1/accounts", open with { name = "office" })).IsRefused(409, "account-exists");
        (await Staff["admin"].Post("/api/v1/accounts", open with { password = "short" })).IsRefused(422, "weak-password");
        foreach (var name in (string[])["", "a", "UPPER", "has space", "аdmin", "a/b", "../x", new string('a', 41), "a_b"])
            (await Staff["admin"].Post("/api/v1/accounts", open with { name = name })).IsRefused(422, "text-invalid");
        (await Staff["admin"].Post("/api/v1/accounts/nobody/password", new { password = "long enough to pass" })).IsRefused(404, "account-not-found");
    }

    [Fact]
    public async Task Account_PasswordChangeAndMembershipChange_TakeEffectAtOnce()
    {
        var plan = await Rehearsal.Begin(Staff);
        var visitor = await Account("passing", new { plan = plan.Id, roles = new[] { "office" }, person = "p-office", department = "d-office" });
        await visitor.Do($"{plan.Address}/departments", new { code = "one", name = "一" });
        await Staff["admin"].Do("/api/v1/accounts/passing/memberships", new { memberships = new[] { new { plan = plan.Id, roles = new[] { "auditor" } } } });
        (await visitor.Post($"{plan.Address}/departments", new { code = "two", name = "二" })).IsRefused(403, "forbidden");
        await Staff["admin"].Do("/api/v1/accounts/passing/memberships", new { memberships = Array.Empty<object>() });
        (await visitor.Get(plan.Address)).IsRefused(404, "plan-not-found");
        Assert.Equal(200, (await visitor.Get("/api/v1/sessions/current")).Status);
        await Staff["admin"].Do("/api/v1/accounts/passing/password", new { password = "another long password" });
        (await visitor.Get("/api/v1/sessions/current")).IsRefused(401, "sign-in-required");
        (await Visitor.Knock(shared.Product, "passing", Staff.Password)).IsRefused(401, "sign-in-failed");
        Assert.Equal(200, (await Visitor.Knock(shared.Product, "passing", "another long password")).Status);
    }

    [Fact]
    public async Task Dashboard_IsForOpsOnly()
    {
        Assert.Equal(200, (await Staff["ops"].Get("/ops/dashboard/")).Status);
        foreach (var nowhere in (string[])["SiloProperties/x", "SiloCounters/S127.0.0.1:1:1", "HistoricalStats/x"])
            (await Staff["ops"].Get($"/ops/dashboard/{nowhere}")).IsRefused(404, "not-found");
        // Its figures come from grains of its own.
        Assert.NotEmpty((await Staff["ops"].Read("/ops/dashboard/DashboardCounters"))["hosts"]!.AsArray());
        (await new Visitor(shared.Product).Get("/ops/dashboard/")).IsRefused(401, "sign-in-required");
        (await new Visitor(shared.Product).Get("/ops/dashboard/DashboardCounters")).IsRefused(401, "sign-in-required");
        foreach (var account in Staff.Names.Except(["ops"])) (await Staff[account].Get("/ops/dashboard/")).IsRefused(403, "forbidden");
    }

    private async Task<Visitor> Account(string name, object membership)
    {
        await Staff["admin"].Do("/api/v1/accounts", new { name, displayName = name, password = Staff.Password, memberships = new[] { membership } });
        return await Visitor.SignIn(shared.Product, name, Staff.Password);
    }
}
