using static Microsoft.Playwright.Assertions;

namespace FuyangPlan.Browser;

public sealed class ClosureTests(Browsing browsing) : BrowserTest(browsing)
{
    [Fact]
    public async Task TaskBook_IsStruckOff_ReopenedAndClosed_ThroughTheForms()
    {
        var plan = await Verified();
        var inspector = (await Open("inspector", Home(plan))).Page;
        await Form(inspector, "提前销号");
        await RefusedThenAccepted(inspector, plan, "提前销号", "提前销号的理由", "公示提前结束，各方均无异议");
        await Expect(inspector.Locator("#task-1 [data-label=状态]")).ToHaveTextAsync("销号");

        var visit = await Open("leader", Home(plan));
        var leader = visit.Page;
        await FitsAPhone(visit);
        var reopen = await Opened(leader, "反弹重开");
        await reopen.GetByLabel("仍然成立的进度（%）").FillAsync("40");
        await RefusedThenAccepted(leader, plan, "反弹重开", "重开的理由", "复查发现栈道护栏松动须返工");
        await Expect(leader.Locator("#task-1")).ToContainTextAsync("反弹 1 次");
        Assert.Equal(40, (decimal)(await Staff["auditor"].Read(plan.Task(1)))["verified"]!);
        await Expect(leader.Locator("summary").GetByText("申请办结")).ToHaveCountAsync(0);

        await Verify(plan);
        await Staff["inspector"].Do($"{plan.Task(1)}/strike-off", new { reason = "返工后复查合格，公示无异议" });
        await leader.GotoAsync(Home(plan));
        await Form(leader, "申请办结");
        await RefusedThenAccepted(leader, plan, "申请办结", "办结说明", "目标全部达成。\n成果移交运营单位。");

        var deciding = await Open("group", Home(plan));
        var group = deciding.Page;
        await FitsAPhone(deciding);
        await Expect(group.Locator("blockquote")).ToContainTextAsync("成果移交运营单位。");
        await Opened(group, "不同意办结");
        await RefusedThenAccepted(group, plan, "不同意办结", "不同意办结的理由", "移交手续还没有全部办完");
        await Expect(group.Locator("#book .tag")).ToHaveTextAsync("执行");

        await leader.GotoAsync(Home(plan));
        await Send(leader, "申请办结", ("办结说明", "移交手续已经办完。"));
        await Accepted(leader);
        await group.GotoAsync(Home(plan));
        await Form(group, "批准办结");
        await OnlyOnce(group, plan, group.GetByRole(AriaRole.Button, new() { Name = "批准办结" }));
        await Expect(group.Locator("#book .tag")).ToHaveTextAsync("已办结");
        await Expect(group.Locator("section[aria-labelledby=book]")).ToContainTextAsync("移交手续已经办完。");
        await leader.GotoAsync(Home(plan));
        await Expect(leader.Locator(".actions")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Withdrawal_ByTheLeadingGroup_EndsTheTaskBook()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept();
        var visit = await Open("group", Home(plan));
        await FitsAPhone(visit);
        await RefusedThenAccepted(visit.Page, plan, "撤销任务书", "领导小组决议文号", "演示决议〔2021〕7号");
        await Expect(visit.Page.Locator("#book .tag")).ToHaveTextAsync("撤销");
        var office = (await Open("office", Home(plan))).Page;
        await Expect(office.Locator("summary").GetByText("撤销任务书")).ToHaveCountAsync(0);
    }

    private static async Task<ILocator> Opened(IPage page, string title)
    {
        var form = page.GetByRole(AriaRole.Form, new() { Name = title, Exact = true });
        await Expect(form).ToBeVisibleAsync();
        return form;
    }

    /// <summary>A task book with one task, which is verified.</summary>
    private async Task<Rehearsal> Verified()
    {
        var plan = await Rehearsal.Begin(Staff);
        var content = Rehearsal.Content();
        content["tasks"] = new JsonArray(Rehearsal.Planned(1, "湿地一期栈道贯通", "2021-01-18", "2021-06-20", 100, "d-housing", "p-liaison"));
        await plan.Accept(content: content);
        await plan.AdvanceTo("2021-06-01T09:00:00+08:00");
        await Staff["liaison"].Do($"{plan.Task(1)}/start", "{}");
        await Verify(plan);
        return plan;
    }

    private async Task Verify(Rehearsal plan)
    {
        await Staff["liaison"].Do($"{plan.Task(1)}/done", new { doneOn = "2021-06-01", evidence = new[] { await plan.Picture() } });
        await Staff["inspector"].Do($"{plan.Task(1)}/verification", new { criteria = new[] { "按图完成", "验收通过" }, onSite = true });
    }
}
