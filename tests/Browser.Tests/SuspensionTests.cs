using static Microsoft.Playwright.Assertions;

namespace FuyangPlan.Browser;

public sealed class SuspensionTests(Browsing browsing) : BrowserTest(browsing)
{
    [Fact]
    public async Task Suspension_IsAskedFor_Declined_Agreed_AndEnds()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept();
        var liaison = (await Open("liaison", Home(plan))).Page;
        await Form(liaison, "申请暂停任务");
        await RefusedThenAccepted(liaison, plan, "申请暂停任务", "暂停的理由", "连续暴雨，现场暂时不能施工");
        await Expect(liaison.Locator("#task-1")).ToContainTextAsync("申请暂停");

        var visit = await Open("office", Home(plan));
        var office = visit.Page;
        await Expect(office.GetByText("理由：连续暴雨，现场暂时不能施工（暂停期间计划不停表，灯照常判断）")).ToBeVisibleAsync();
        await FitsAPhone(visit);
        await RefusedThenAccepted(office, plan, "不同意暂停第 1 项", "不同意暂停的理由", "雨情已经缓解，请继续施工");
        await Expect(office.Locator(".to-inspect")).ToHaveCountAsync(0);

        await liaison.GotoAsync(Home(plan));
        var form = await Form(liaison, "申请暂停任务");
        await form.GetByLabel("任务").SelectOptionAsync("1");
        await form.GetByLabel("暂停的理由").FillAsync("地铁施工占用现场，等待腾让");
        await form.GetByLabel("免责暂停").CheckAsync();
        await OnlyOnce(liaison, plan, form.GetByRole(AriaRole.Button));

        await office.GotoAsync(Home(plan));
        await Expect(office.Locator(".to-inspect")).ToContainTextAsync("申请免责暂停");
        await Form(office, "同意暂停第 1 项");
        await OnlyOnce(office, plan, office.GetByRole(AriaRole.Button, new() { Name = "同意暂停第 1 项", Exact = true }));
        await Expect(office.Locator("#task-1 [data-label=状态]")).ToHaveTextAsync("暂停");

        var leader = (await Open("leader", Home(plan))).Page;
        await Form(leader, "恢复任务");
        await RefusedThenAccepted(leader, plan, "恢复任务", "恢复的理由", "现场已经腾让，可以继续施工");
        await Expect(leader.Locator("#task-1 [data-label=状态]")).ToHaveTextAsync("未启动");
    }

    [Fact]
    public async Task Decision_OfWhoeverComesTooLate_SaysWhy()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept();
        await Staff["liaison"].Do($"{plan.Task(1)}/suspension", new { reason = "连续暴雨，现场暂时不能施工" });
        var (first, second) = ((await Open("office", Home(plan))).Page, (await Open("office-2", Home(plan))).Page);
        await Send(first, "同意暂停第 1 项");
        await Accepted(first);
        await Send(second, "同意暂停第 1 项");
        await Expect(second.GetByRole(AriaRole.Alert)).ToContainTextAsync("任务现为“暂停”");

        await Staff["office"].Do($"{plan.Task(1)}/resumption", new { reason = "现场已经腾让，可以继续施工" });
        await Staff["liaison"].Do($"{plan.Task(1)}/suspension", new { reason = "连续暴雨，现场暂时不能施工" });
        await first.GotoAsync(Home(plan));
        await Staff["office-2"].Do($"{plan.Task(1)}/suspension-decision", new { approved = false, reason = "雨情已经缓解，请继续施工" });
        await Staff["liaison"].Do($"{plan.Task(1)}/suspension", new { reason = "地铁施工占用现场，等待腾让", exempt = true });
        await Send(first, "同意暂停第 1 项");
        await Expect(first.GetByRole(AriaRole.Alert)).ToContainTextAsync("待批的申请已经换了");
        await Expect(first.Locator(".to-inspect")).ToContainTextAsync("地铁施工占用现场");
        await first.GetByRole(AriaRole.Button, new() { Name = "同意暂停第 1 项", Exact = true }).ClickAsync();
        await Accepted(first);
    }
}
