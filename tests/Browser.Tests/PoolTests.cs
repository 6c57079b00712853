using static Microsoft.Playwright.Assertions;

namespace FuyangPlan.Browser;

public sealed class PoolTests(Browsing browsing) : BrowserTest(browsing)
{
    [Fact]
    public async Task Pool_FromOpeningToWhatLiesIdle_ByForms()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept();
        var visit = await Open("office", $"/plans/{plan.Id}/pools");
        var office = visit.Page;
        await Expect(office.Locator("#pools")).ToContainTextAsync("还没有设立要素池");
        var form = await Form(office, "设立要素池");
        await form.GetByLabel("年度").FillAsync("2021");
        await form.GetByLabel("额度").FillAsync("300");
        await form.GetByLabel("主管单位").SelectOptionAsync("d-resources");
        await OnlyOnce(office, plan, form.GetByRole(AriaRole.Button));
        await Expect(office).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/pools/space-2021[?]accepted=1"));
        await FitsAPhone(visit);

        var pool = $"/plans/{plan.Id}/pools/space-2021";
        var leader = (await Open("leader", pool)).Page;
        form = await Form(leader, "申请要素");
        await form.GetByLabel("事项").SelectOptionAsync("project-4");
        await form.GetByLabel("数量").FillAsync("30.5");
        await form.GetByLabel("何时需要").FillAsync("2021-09-30");
        await form.GetByLabel("地块").FillAsync("演练地块");
        await RefusedThenAccepted(leader, plan, "申请要素", "用途", "演练展馆用地");
        await Expect(leader.Locator("#request-1")).ToContainTextAsync("演练展馆用地");

        var desk = (await Open("desk", pool)).Page;
        await Send(desk, "预审通过", ("说明", "材料齐全"));
        await Accepted(desk);
        await Send(desk, "预留", ("数量", "30.5"));
        await Accepted(desk);
        await Expect(desk.Locator("#request-1 [data-label=预留]")).ToContainTextAsync("30.5 至 2021年4月15日");
        form = await Form(desk, "批准申请");
        await form.GetByLabel("数量").FillAsync("20");
        await form.GetByLabel("余下的不予批准").CheckAsync();
        await form.GetByLabel("替代办法").FillAsync("改用存量厂房");
        await RefusedThenAccepted(desk, plan, "批准申请", "余下不予的理由", "余量不足，其余不予批准");
        await Expect(desk.Locator("#request-1 [data-label=批准]")).ToHaveTextAsync("20");
        form = await Form(desk, "到位");
        await form.GetByLabel("数量").FillAsync("20");
        await form.GetByLabel("佐证").SetInputFilesAsync(Picture("交地单.png"));
        await form.GetByRole(AriaRole.Button, new() { Name = "到位" }).ClickAsync();
        await Accepted(desk);

        var inspector = (await Open("inspector", pool)).Page;
        await Send(inspector, "使用核验", ("已使用", "15"));
        await Accepted(inspector);
        await desk.GotoAsync(pool);
        form = await Form(desk, "收回未用");
        await form.GetByLabel("数量").FillAsync("5");
        await RefusedThenAccepted(desk, plan, "收回未用", "收回的理由", "逾期未动工，收回未使用部分");
        await Expect(desk.Locator("#request-1 [data-label=状态]")).ToHaveTextAsync("已关闭");
        await Expect(desk.Locator(".facts")).ToContainTextAsync("285 亩");
    }

    [Fact]
    public async Task Grant_OfWhatSomebodyElseJustTook_SaysWhatIsLeft_AndFitsAPhone()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Pool(300, 2021, 260, 30, 25);
        await Staff["liaison"].Do($"{plan.Address}/pools/space-2021/requests", Rehearsal.Land(12, needBy: "2021-02-01"));
        await Staff["desk"].Do($"{plan.Address}/pools/space-2021/requests/1/grant", new { amount = 260 });
        var visit = await Open("desk", $"/plans/{plan.Id}/pools/space-2021");
        var page = visit.Page;
        Assert.Equal(["request-4", "request-2", "request-3", "request-1"], await page.Locator("tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(row => row.id)"));
        var form = await Form(page, "批准申请");
        await form.GetByLabel("申请", new() { Exact = true }).SelectOptionAsync("3");
        await form.GetByLabel("数量").FillAsync("25");
        await Staff["desk-2"].Do($"{plan.Address}/pools/space-2021/requests/2/grant", new { amount = 30 });
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("余 10 亩，可部分批准或排队");
        await form.GetByLabel("数量").FillAsync("10");
        await FitsAPhone(visit);
        await OnlyOnce(page, plan, form.GetByRole(AriaRole.Button));
        await Expect(page.Locator("#request-3 [data-label=状态]")).ToHaveTextAsync("部分批准");

        var list = await Open("auditor", $"/plans/{plan.Id}/pools");
        await Expect(list.Page.Locator("#pools")).ToContainTextAsync("余 0");
        await FitsAPhone(list);
        await Expect(list.Page.Locator(".actions form")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Pool_ThatIsNot_IsNotThere()
    {
        var plan = await Rehearsal.Begin(Staff);
        var visit = await Open("auditor", $"/plans/{plan.Id}/pools");
        visit.Expect(404);
        foreach (var pool in (string[])["space-2021", "gold-2021", "space"]) Assert.Equal(404, await visit.Go($"/plans/{plan.Id}/pools/{pool}"));
        await visit.IsAccessible();
    }
}
