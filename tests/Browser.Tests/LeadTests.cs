using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace FuyangPlan.Browser;

public sealed class LeadTests(Browsing browsing) : BrowserTest(browsing)
{
    [Fact]
    public async Task Lead_IsCapturedWithAdviceOnDuplicates_AndMovedByKeysAndByMouse()
    {
        var plan = await Begin();
        var visit = await Open("investment", $"/plans/{plan.Id}/leads");
        var page = visit.Page;
        await Staff["investment"].Do($"{plan.Of("chain-2")}/leads", new { investor = "演练封测", amount = 120_000, source = "fair", confidential = false });
        var form = await Form(page, "登记线索（首报）");
        await form.GetByLabel("投资方").PressSequentiallyAsync("演练封测");
        await Expect(form.GetByRole(AriaRole.Status)).ToContainTextAsync("已有疑似同一投资方的线索");
        await form.GetByLabel("投资方").FillAsync("演练传感");
        await Expect(form.GetByRole(AriaRole.Status)).ToBeEmptyAsync();
        await form.GetByLabel("投资（万元）").FillAsync("35000");
        await OnlyOnce(page, plan, form.GetByRole(AriaRole.Button, new() { Name = "登记" }));
        await Expect(page.Locator("#lead-name")).ToContainTextAsync("演练传感");
        await page.GotoAsync(Board(plan));
        await Expect(page.Locator("[data-column=Lead] .sums")).ToContainTextAsync("15.5 亿元");
        await Expect(page.Locator("[data-column=Lead] li > a")).ToHaveTextAsync(["1 演练封测", "2 演练传感"]);
        await FitsAPhone(visit);

        // By keys: the form of the next stage opens, and the server decides.
        await page.Locator("[data-column=Lead] li > a").Nth(1).PressAsync("ArrowRight");
        await Expect(page).ToHaveURLAsync(new Regex("/leads/2[?]to=Screening#act$"));
        form = page.GetByRole(AriaRole.Form, new() { Name = "推进到“研判”" });
        await Expect(form).ToBeVisibleAsync();
        await form.GetByLabel("佐证 1 的种类").SelectOptionAsync("CeremonyPhoto");
        await form.GetByLabel("佐证 1 的文件").SetInputFilesAsync(Picture("仪式.png"));
        var advance = form.GetByRole(AriaRole.Button, new() { Name = "推进", Exact = true });
        await advance.ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("仪式照片");
        await form.GetByLabel("佐证 1 的种类").SelectOptionAsync("ScreeningOpinion");
        await OnlyOnce(page, plan, advance);
        await Expect(page.Locator(".head-title .tag").First).ToHaveTextAsync("研判");
        await FitsAPhone(visit);

        // By mouse, too far: refused before anybody has filled in anything.
        await page.GotoAsync(Board(plan));
        await page.Locator("[data-column=Screening] li").DragToAsync(page.Locator("[data-column=Signed]"));
        await Expect(page.Locator("#act").GetByRole(AriaRole.Alert)).ToHaveTextAsync("须逐级推进，下一步是“对接洽谈”；签约需投资协议。");
        form = page.GetByRole(AriaRole.Form, new() { Name = "推进到“对接洽谈”" });
        await form.GetByLabel("佐证 1 的文件").SetInputFilesAsync(Picture("记录.png"));
        await form.GetByRole(AriaRole.Button, new() { Name = "推进", Exact = true }).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("须逐级推进");
        await page.GotoAsync(Board(plan));
        await page.Locator("[data-column=Screening] li").DragToAsync(page.Locator("[data-column=Lead]"));
        await Expect(page.GetByRole(AriaRole.Form, new() { Name = "退回更早的阶段" })).ToBeVisibleAsync();
        await RefusedThenAccepted(page, plan, "退回更早的阶段", "退回的理由", "研判意见有误，退回重新研判");
        await Expect(page.Locator(".head-title .tag").First).ToHaveTextAsync("线索");
    }

    [Fact]
    public async Task Lead_IsWorkedOn_Parked_Merged_AndLost()
    {
        var plan = await Begin();
        foreach (var investor in (string[])["演练甲", "演练乙"])
            await Staff["investment"].Do($"{plan.Of("chain-2")}/leads", new { investor, amount = 5_000, source = "fair", confidential = false });
        var page = (await Open("investment", $"{Board(plan)}/1")).Page;
        await Form(page, "记录联系、考察、进展");
        var form = page.GetByRole(AriaRole.Form, new() { Name = "记录联系、考察、进展" });
        await form.GetByLabel("情况").FillAsync("电话沟通选址");
        await OnlyOnce(page, plan, form.GetByRole(AriaRole.Button));
        await Expect(page.Locator("#lead .ledger")).ToContainTextAsync("联系投资方：电话沟通选址");
        form = await Form(page, "更新投资额、用地、联系人");
        await form.GetByLabel("投资（万元）").FillAsync("8000");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator(".facts")).ToContainTextAsync("8000 万元");
        form = await Form(page, "暂缓");
        await form.GetByLabel("何时唤醒").FillAsync("2021-06-01");
        await RefusedThenAccepted(page, plan, "暂缓", "暂缓的理由", "投资方内部重组，暂缓三个月");
        await Send(page, "唤醒");
        await Accepted(page);
        form = await Form(page, "并入另一条线索");
        await form.GetByLabel("并入线索编号").FillAsync("2");
        await RefusedThenAccepted(page, plan, "并入另一条线索", "并入的理由", "同一投资方的两次登记合并");
        await page.GotoAsync($"{Board(plan)}/2");
        await Form(page, "设为保密");
        await RefusedThenAccepted(page, plan, "设为保密", "理由", "投资方要求暂不对外公开");
        await Form(page, "流失或终止");
        await RefusedThenAccepted(page, plan, "流失或终止", "说明", "投资方已在外地落户，不再洽谈");
        await Expect(page.Locator(".facts")).ToContainTextAsync("落户他地");
    }

    [Fact]
    public async Task Reader_WithoutTheRight_SeesNoInvestorAnywhere()
    {
        var plan = await Begin();
        await Staff["investment"].Do($"{plan.Of("chain-2")}/leads", new { investor = "演练秘密投资方", amount = 5_000, source = "fair", confidential = true });
        await Staff["investment"].Do($"{plan.Of("chain-2")}/leads", new { investor = "演练公开投资方", amount = 5_000, source = "fair", confidential = false });
        foreach (var (who, open, confidential) in new[] { ("investment", true, true), ("office", true, false), ("inspector", false, false), ("liaison", false, false) })
        {
            var visit = await Open(who, $"/plans/{plan.Id}/leads");
            foreach (var address in (string[])[$"/plans/{plan.Id}/leads", $"/plans/{plan.Id}/initiatives/chain-2", Board(plan), $"{Board(plan)}/1", $"{Board(plan)}/2"])
            {
                visit.Expect(404);
                await visit.Page.GotoAsync(address);
                var text = await visit.Page.ContentAsync();
                if (!open) Assert.DoesNotContain("演练公开投资方", text, StringComparison.Ordinal);
                if (!confidential) Assert.DoesNotContain("演练秘密投资方", text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Demo_HasLeadsOfManyStages_AndADesk()
    {
        var page = (await Open("demo-investment", "/plans/fuyang-demo/leads")).Page;
        await Expect(page.Locator("#leads .count")).ToContainTextAsync("共 40 条");
        await Expect(page.Locator("#urgent-leads tbody tr")).Not.ToHaveCountAsync(0);
        await page.GetByLabel("搜索投资方").FillAsync("tzfw");
        await page.GetByRole(AriaRole.Button, new() { Name = "筛选" }).ClickAsync();
        await Expect(page.Locator("#leads .count")).ToContainTextAsync("共 5 条");
    }

    private async Task<Rehearsal> Begin()
    {
        var plan = await Rehearsal.Begin(Staff);
        await Staff["office"].Do($"{plan.Of("chain-2")}/team", new { person = "p-investment", duty = "招商" });
        return plan;
    }

    private static string Board(Rehearsal plan) => $"/plans/{plan.Id}/initiatives/chain-2/leads";
}
