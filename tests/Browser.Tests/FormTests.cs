using static Microsoft.Playwright.Assertions;

namespace FuyangPlan.Browser;

public sealed class FormTests(Browsing browsing) : BrowserTest(browsing)
{
    [Fact]
    public async Task Appointment_Refused_KeepsWhatWasTyped_ThenIsAccepted()
    {
        var plan = await Rehearsal.Begin(Staff);
        var page = (await Open("office", Home(plan))).Page;
        var form = await Form(page, "任命项目长");
        await form.GetByLabel("人员").SelectOptionAsync("p-leader");
        await form.GetByLabel("文号").FillAsync("演示〔2021〕1\u202e号");
        await form.GetByLabel("任命机关").FillAsync("演示领导小组");
        await form.GetByLabel("生效日").FillAsync("2021-01-15");
        await form.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("文字含有不可见或不允许的字符");
        await Expect(form.GetByLabel("人员")).ToHaveValueAsync("p-leader");
        await Expect(form.GetByLabel("任命机关")).ToHaveValueAsync("演示领导小组");
        await Expect(form.GetByLabel("生效日")).ToHaveValueAsync("2021-01-15");
        Assert.Null((await plan.View())["leader"]);

        await form.GetByLabel("文号").FillAsync("演示〔2021〕1号");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Accepted(page);
        await Expect(page.Locator(".facts")).ToContainTextAsync("区领导甲");
        Assert.Equal("p-leader", (string?)(await plan.View())["leader"]!["person"]);
    }

    [Fact]
    public async Task TaskBook_GoesItsWay_ThroughTheFormsOfItsRoles()
    {
        var plan = await Rehearsal.Begin(Staff);
        await Staff["office"].Do($"{plan.Of()}/appointments", Rehearsal.Appoint());
        var content = Rehearsal.Content();
        content["tasks"]![0]!["weight"] = 50;
        await Draft(plan, content);
        var office = (await Open("office", Home(plan))).Page;
        await Send(office, "提交会审");
        await Expect(office.GetByRole(AriaRole.Alert)).ToContainTextAsync("权重合计须为 100");
        await Draft(plan, Rehearsal.Content());
        await office.GotoAsync(Home(plan));
        await Send(office, "提交会审");
        await Accepted(office);

        var group = (await Open("group", Home(plan))).Page;
        await Send(group, "退回任务书", ("退回理由", "完成标准写得还不够具体"));
        await Accepted(group);
        await office.GotoAsync(Home(plan));
        await Send(office, "提交会审");
        await Accepted(office);
        await group.GotoAsync(Home(plan));
        await Send(group, "签发任务书", ("文号", "演示任务书〔2021〕4号"));
        await Accepted(group);

        var leader = (await Open("leader", Home(plan))).Page;
        await Send(leader, "提出异议", ("异议理由", "完成标准与实际条件不相符合"));
        await Accepted(leader);
        await group.GotoAsync(Home(plan));
        await Send(group, "签发任务书", ("文号", "演示任务书〔2021〕5号"));
        await Accepted(group);
        await leader.GotoAsync(Home(plan));
        await Expect(leader.Locator("summary").GetByText("提出异议")).ToHaveCountAsync(0);
        await OnlyOnce(leader, plan, (await Form(leader, "接受任务书")).GetByRole(AriaRole.Button));
        await Expect(leader.Locator("#book .tag")).ToHaveTextAsync("执行");
        await Expect(leader.Locator(".head .light")).ToHaveTextAsync("正常");
        await Expect(leader.Locator(".actions summary")).ToHaveTextAsync(["申请暂停任务"]);
        await group.GotoAsync(Home(plan));
        await Expect(group.Locator(".actions summary")).ToHaveTextAsync(["任命项目长", "撤销任务书"]);
        var auditor = (await Open("auditor", Home(plan))).Page;
        await Expect(auditor.Locator(".actions")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Report_WithEvidence_IsVerified()
    {
        var plan = await Running();
        var page = (await Open("liaison", Home(plan))).Page;
        var form = await Form(page, "报送进展");
        await form.GetByLabel("累计进度（%）").FillAsync("30");
        await form.GetByLabel("说明").FillAsync("基础完成");
        await form.GetByRole(AriaRole.Button).Last.ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("满 20 个百分点须附新的佐证");
        await Expect(form.GetByLabel("累计进度（%）")).ToHaveValueAsync("30");
        await Expect(form.GetByLabel("说明")).ToHaveValueAsync("基础完成");

        await form.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "假图.png", MimeType = "image/png", Buffer = "not a picture"u8.ToArray() });
        await form.GetByRole(AriaRole.Button).Last.ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("假图.png：只接受 JPEG、PNG、WebP 图片");

        await form.Locator("input[type=file]").SetInputFilesAsync([Picture("现场一.png"), Picture("现场二.png")]);
        await form.GetByRole(AriaRole.Button).Last.ClickAsync();
        await Accepted(page);
        await page.Locator("#task-1 summary").ClickAsync();
        await Expect(page.Locator("#task-1 .evidence a")).ToHaveTextAsync(["现场一.png", "现场二.png"]);
        var evidence = await page.APIRequest.GetAsync(new Uri(Product.Address, await page.Locator("#task-1 .evidence a").First.GetAttributeAsync("href")!).ToString());
        Assert.Equal("image/png", evidence.Headers["content-type"]);

        var inspector = (await Open("inspector", Home(plan))).Page;
        await Send(inspector, "核验进展", ("核实的进度（%）", "29"));
        await Expect(inspector.GetByRole(AriaRole.Alert)).ToContainTextAsync("现报进度为 30%");
        await inspector.GetByLabel("核实的进度（%）").FillAsync("30");
        await inspector.GetByRole(AriaRole.Button, new() { Name = "核验进展" }).ClickAsync();
        await Accepted(inspector);
        Assert.Equal(30, (decimal)(await Task1(plan))["verified"]!);
    }

    [Fact]
    public async Task Evidence_OfARefusedForm_NeedNotBeSentTwice()
    {
        var plan = await Running();
        await Staff["liaison"].Do($"{plan.Task(1)}/progress", new { percent = 15 });
        var page = (await Open("liaison", Home(plan))).Page;
        var form = await Form(page, "报送进展");
        await form.GetByLabel("累计进度（%）").FillAsync("10");
        await form.Locator("input[type=file]").SetInputFilesAsync(Picture("现场.png"));
        await form.GetByRole(AriaRole.Button).Last.ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("进度不得低于它");
        await Expect(form.GetByText("已收到：现场.png")).ToBeVisibleAsync();
        await form.GetByLabel("累计进度（%）").FillAsync("60");
        await form.GetByRole(AriaRole.Button).Last.ClickAsync();
        await Accepted(page);
        Assert.Equal("现场.png", (string?)(await Task1(plan))["evidence"]![0]!["name"]);
    }

    [Fact]
    public async Task Completion_IsSentBack_ThenPassedWithEveryCriterionTicked()
    {
        var plan = await Running();
        var liaison = (await Open("liaison", Home(plan))).Page;
        await ReportDone(liaison);
        var inspector = (await Open("inspector", Home(plan))).Page;
        await Send(inspector, "退回第 1 项", ("退回理由", "佐证与现场情况不相符合"));
        await Accepted(inspector);
        await Expect(inspector.Locator("#task-1")).ToContainTextAsync("退回 1 次");

        await liaison.GotoAsync(Home(plan));
        await ReportDone(liaison);
        await inspector.GotoAsync(Home(plan));
        var form = await Form(inspector, "核验通过第 1 项");
        await form.GetByLabel("按图完成").CheckAsync();
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("完成标准尚有 1 条未核对：验收通过");
        await Expect(form.GetByLabel("按图完成")).ToBeCheckedAsync();
        await form.GetByLabel("验收通过").CheckAsync();
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("须现场核验");
        await form.GetByLabel("已现场核验").CheckAsync();
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Accepted(inspector);
        await Expect(inspector.Locator("#task-1 [data-label=状态]")).ToContainTextAsync("已核验");
        await Expect(inspector.Locator(".actions summary")).ToHaveTextAsync(["提前销号", "反弹重开"]);
    }

    [Fact]
    public async Task Form_SentTwice_IsOneCommand()
    {
        var plan = await Rehearsal.Begin(Staff);
        var page = (await Open("office", Home(plan))).Page;
        var form = await Form(page, "任命项目长");
        await form.GetByLabel("人员").SelectOptionAsync("p-leader");
        await form.GetByLabel("文号").FillAsync("演示〔2021〕1号");
        await form.GetByLabel("任命机关").FillAsync("演示领导小组");
        await form.GetByLabel("生效日").FillAsync("2021-01-15");
        await OnlyOnce(page, plan, form.GetByRole(AriaRole.Button));
    }

    [Fact]
    public async Task Form_Expired_IsSaidInASentence()
    {
        var plan = await Rehearsal.Begin(Staff);
        var visit = await Open("group", Home(plan));
        visit.Expect(400);
        await Form(visit.Page, "任命项目长");
        await visit.Page.EvaluateAsync("document.querySelectorAll('[name=__RequestVerificationToken]').forEach(each => each.value = 'old')");
        await visit.Page.EvaluateAsync("document.querySelector('form[aria-label=任命项目长]').submit()");
        await Expect(visit.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("请求无法读取");
        await Expect(visit.Page.Locator(".problem")).ToContainTextAsync("表单可能已经过期");
    }

    [Fact]
    public async Task Evidence_TooLarge_IsSaidInASentence()
    {
        var plan = await Running();
        var visit = await Open("liaison", Home(plan));
        visit.Expect(413);
        var form = await Form(visit.Page, "报送进展");
        await form.GetByLabel("累计进度（%）").FillAsync("15");
        var folder = Directory.CreateTempSubdirectory("fuyang-pictures-");
        var file = Path.Combine(folder.FullName, "很大.png");
        await File.WriteAllBytesAsync(file, Picture("很大.png").Buffer, TestContext.Current.CancellationToken);
        foreach (var size in new[] { 21, 42 })
        {
            using (var picture = File.OpenWrite(file)) picture.SetLength(size * 1024 * 1024);
            await form.Locator("input[type=file]").SetInputFilesAsync(file);
            await form.GetByRole(AriaRole.Button).Last.ClickAsync();
            if (size == 21) await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("很大.png：一份佐证不能超过 20 MB");
        }
        await Expect(visit.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("内容太大");
        Assert.Equal(0, (decimal)(await Task1(plan))["reported"]!);
        folder.Delete(recursive: true);
    }

    private async Task<Rehearsal> Running()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept();
        await plan.AdvanceTo("2021-06-01T09:00:00+08:00");
        await Staff["liaison"].Do($"{plan.Task(1)}/start", "{}");
        return plan;
    }

    private async Task<JsonNode> Task1(Rehearsal plan) => await Staff["auditor"].Read(plan.Task(1));

    private async Task Draft(Rehearsal plan, JsonObject content) =>
        await Staff["office"].Do($"{plan.Of()}/task-book/drafts", new JsonObject { ["content"] = content }.ToJsonString());

    private static async Task ReportDone(IPage page)
    {
        var form = await Form(page, "报完成");
        await form.GetByLabel("完成日").FillAsync("2021-06-01");
        await form.Locator("input[type=file]").SetInputFilesAsync(Picture("竣工.png"));
        await form.GetByRole(AriaRole.Button).Last.ClickAsync();
        await Accepted(page);
    }
}
