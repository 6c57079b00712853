using static Microsoft.Playwright.Assertions;

namespace FuyangPlan.Browser;

public sealed class AmendmentTests(Browsing browsing) : BrowserTest(browsing)
{
    [Fact]
    public async Task Amendment_FilledInOverTheChecklist_IsReadAsAComparison_AndApprovedByAnother()
    {
        var plan = await Running();
        var visit = await Open("office", Home(plan));
        var page = visit.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "申请变更任务书" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("演练靓眼工程");
        await FitsAPhone(visit);

        // What has begun cannot go.
        await Expect(page.GetByLabel("去掉第 1 项")).ToHaveCountAsync(0);
        await page.GetByLabel("第 2 项 完成").FillAsync("2021-10-20");
        await page.GetByLabel("第 2 项 责任单位").SelectOptionAsync("d-housing");
        await page.GetByLabel("第 2 项 责任人").SelectOptionAsync("p-liaison");
        await page.GetByLabel("去掉第 3 项").CheckAsync();
        await page.Locator("#new-title-0").FillAsync("竣工资料归档");
        await page.Locator("#new-start-0").FillAsync("2021-09-01");
        await page.Locator("#new-due-0").FillAsync("2021-08-01");
        await page.Locator("#new-weight-0").FillAsync("5");
        await page.Locator("#new-department-0").SelectOptionAsync("d-traffic");
        await page.Locator("#new-people-0").SelectOptionAsync("p-liaison-2");
        await page.Locator("#new-criteria-0").FillAsync("目录齐全\n移交城建档案馆");
        await page.GetByLabel("变更理由").FillAsync("专项债资金延后到位，绿化顺延。\n验收并入主管部门年度验收。");
        await page.GetByLabel("对按期完成和得分的影响").FillAsync("总工期不变，绿化推迟 20 天");
        await page.GetByLabel("免责变更").CheckAsync();
        await Propose(page);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("第 4 项“竣工资料归档”：完成日期不能早于开始日期");
        await Expect(page.GetByLabel("第 2 项 完成")).ToHaveValueAsync("2021-10-20");
        await Expect(page.GetByLabel("去掉第 3 项")).ToBeCheckedAsync();
        await Expect(page.Locator("#new-criteria-0")).ToHaveValueAsync("目录齐全\n移交城建档案馆");
        await page.Locator("#new-due-0").FillAsync("2021-12-01");
        await Propose(page);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("权重合计为 95，须为 100");

        await page.GetByRole(AriaRole.Button, new() { Name = "再加一项新任务" }).ClickAsync();
        await Expect(page.Locator("#new-title-1")).ToBeVisibleAsync();
        await Expect(page.Locator("#new-title-0")).ToHaveValueAsync("竣工资料归档");
        await Expect(page.GetByLabel("免责变更")).ToBeCheckedAsync();
        await page.Locator("#new-weight-0").FillAsync("10");
        await OnlyOnce(page, plan, page.GetByRole(AriaRole.Button, new() { Name = "提出变更" }));

        await Expect(Changed(page, "道路绿化")).ToContainTextAsync("2021年9月30日 → 2021年10月20日");
        await Expect(Changed(page, "道路绿化")).ToContainTextAsync("20 天");
        await Expect(Changed(page, "道路绿化")).ToContainTextAsync("演示单位 d-traffic → 演示单位 d-housing");
        await Expect(Changed(page, "竣工验收")).ToContainTextAsync("删去");
        await Expect(Changed(page, "竣工资料归档")).ToContainTextAsync("目录齐全；移交城建档案馆");
        await Expect(page.Locator(".changes tbody tr")).ToHaveCountAsync(3);
        await Expect(page.Locator("summary").GetByText("批准变更")).ToHaveCountAsync(0);

        var deciding = await Open("office-2", Home(plan));
        await Expect(deciding.Page.Locator("section[aria-labelledby=amendment]")).ToContainTextAsync("专项债资金延后到位");
        await FitsAPhone(deciding);
        await OnlyOnce(deciding.Page, plan, deciding.Page.GetByRole(AriaRole.Button, new() { Name = "批准变更" }));
        await Expect(deciding.Page.Locator("#book .tag")).ToHaveTextAsync("执行");
        var view = await plan.View();
        Assert.Equal(2, (int)view["taskBook"]!["scoringBaseline"]!);
        Assert.Equal("2021-10-20", (string?)view["tasks"]![1]!["due"]);
        Assert.Equal("cancelled", (string?)view["tasks"]![2]!["stage"]);
        Assert.Equal("竣工资料归档", (string?)view["tasks"]![3]!["title"]);
    }

    [Fact]
    public async Task Amendment_OverThirtyDays_IsDecidedByTheLeadingGroupAlone()
    {
        var plan = await Running();
        var leader = (await Open("leader", $"{Home(plan)}/amendment")).Page;
        await leader.GetByLabel("第 3 项 完成").FillAsync("2022-02-10");
        await Say(leader);
        await Propose(leader);
        await Accepted(leader);

        var office = (await Open("office", Home(plan))).Page;
        await Expect(office.Locator("section[aria-labelledby=amendment]")).ToContainTextAsync("41 天");
        await Expect(office.Locator("section[aria-labelledby=amendment]")).ToContainTextAsync("须由领导小组审批");
        await Expect(office.Locator("summary").GetByText("批准变更")).ToHaveCountAsync(0);

        var group = (await Open("group", Home(plan))).Page;
        await Form(group, "不同意变更");
        await RefusedThenAccepted(group, plan, "不同意变更", "不同意变更的理由", "年内必须竣工，请倒排工期");
        await Expect(group.Locator("section[aria-labelledby=amendment]")).ToHaveCountAsync(0);
        Assert.Equal(1, (int)(await plan.View())["taskBook"]!["scoringBaseline"]!);
    }

    [Fact]
    public async Task Amendment_OverAContentThatHasChanged_StartsAnew()
    {
        var plan = await Running();
        var page = (await Open("office", $"{Home(plan)}/amendment")).Page;
        await page.GetByLabel("第 2 项 完成").FillAsync("2021-10-05");
        await Say(page);
        var content = Rehearsal.Content();
        content["tasks"]![2]!["due"] = "2021-12-01";
        await Staff["leader"].Do($"{plan.Of()}/task-book/amendments", new JsonObject { ["content"] = content, ["reason"] = "竣工验收提前到十二月初", ["impact"] = "无" }.ToJsonString());
        await Staff["office-2"].Do($"{plan.Of()}/task-book/amendments/approval", "{}");
        await Propose(page);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("填表期间任务书已经变更");
        await Expect(page.GetByLabel("第 3 项 完成")).ToHaveValueAsync("2021-12-01");
        await Expect(page.GetByLabel("第 2 项 完成")).ToHaveValueAsync("2021-09-30");
        await Propose(page);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("变更内容与现行任务书相同");
    }

    [Fact]
    public async Task Keyboard_Alone_ProposesAnAmendment()
    {
        var plan = await Running();
        var page = (await Open("liaison-2", $"{Home(plan)}/amendment")).Page;
        await Fill("第 1 项 权重", "55");
        await Fill("第 2 项 权重", "35");
        await Fill("变更理由", "绿化工程量增加，权重相应调整");
        await Fill("对按期完成和得分的影响", "不影响总工期");
        await page.GetByLabel("第 1 项 权重").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Accepted(page);
        await Expect(Changed(page, "湿地一期栈道贯通")).ToContainTextAsync("60 → 55");

        async Task Fill(string label, string text)
        {
            var field = await page.GetByLabel(label).ElementHandleAsync();
            for (var steps = 0; !await field.EvaluateAsync<bool>("each => each === document.activeElement"); steps++)
            {
                Assert.True(steps < 300, $"The keyboard does not reach {label}.");
                await page.Keyboard.PressAsync("Tab");
            }
            await page.Keyboard.PressAsync("Control+A");
            await page.Keyboard.TypeAsync(text);
        }
    }

    [Theory]
    [InlineData("auditor", "变更由迎展办、在任的三长，或清单中责任单位的联络员提出")]
    [InlineData("group", "变更由迎展办、在任的三长，或清单中责任单位的联络员提出")]
    public async Task Page_OfWhoeverMayNot_SaysWho(string account, string sentence)
    {
        var plan = await Running();
        var visit = await Open(account, $"{Home(plan)}/amendment");
        var page = visit.Page;
        await Expect(page.Locator(".empty")).ToContainTextAsync(sentence);
        await FitsAPhone(visit);
        await page.GetByRole(AriaRole.Link, new() { Name = "查看任务书" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "申请变更任务书" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Page_WithoutATaskBookInForce_SaysWhatStateItIsIn()
    {
        var plan = await Rehearsal.Begin(Staff);
        var page = (await Open("office", $"{Home(plan)}/amendment")).Page;
        await Expect(page.Locator(".empty")).ToContainTextAsync("任务书现为“未起草”，不能申请变更");
    }

    /// <summary>A task book in force, whose first task has begun.</summary>
    private async Task<Rehearsal> Running()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept();
        await plan.AdvanceTo("2021-06-01T09:00:00+08:00");
        await Staff["liaison"].Do($"{plan.Task(1)}/start", "{}");
        return plan;
    }

    private static ILocator Changed(IPage page, string title) => page.Locator(".changes tbody tr").Filter(new() { Has = page.Locator("th", new() { HasText = title }) });

    private static async Task Say(IPage page)
    {
        await page.GetByLabel("变更理由").FillAsync("专项债资金延后到位，相应顺延");
        await page.GetByLabel("对按期完成和得分的影响").FillAsync("推迟竣工，可能影响得分");
    }

    private static Task Propose(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "提出变更" }).ClickAsync();
}
