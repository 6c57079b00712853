using static Microsoft.Playwright.Assertions;

namespace FuyangPlan.Browser;

public sealed class LiveTests(Browsing browsing) : BrowserTest(browsing)
{
    [Fact]
    public async Task Appointment_OfSomebodyElse_AppearsOnOpenPages_WithoutReload()
    {
        var plan = await Rehearsal.Begin(Staff);
        var visit = await Open("auditor", $"/plans/{plan.Id}");
        var second = await visit.Tab($"/plans/{plan.Id}/initiatives/project-4");
        await Mark(visit.Page);
        await Mark(second);
        await Expect(visit.Page.Locator(".initiatives .tag.vacant")).ToHaveCountAsync(3);

        await Staff["office"].Do($"{plan.Of()}/appointments", Rehearsal.Appoint());

        await Expect(visit.Page.Locator(".initiatives .tag.vacant")).ToHaveCountAsync(2);
        await Expect(visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "演练靓眼工程" })).ToContainTextAsync("区领导甲");
        await Expect(second.Locator(".facts")).ToContainTextAsync("区领导甲");
        await Expect(second.Locator("#ledger-lines li").First).ToContainTextAsync("区领导甲");
        Assert.True(await IsMarked(visit.Page) && await IsMarked(second), "A page was loaded anew.");
    }

    [Fact]
    public async Task Report_OfSomebodyElse_MovesTheBar_AndTheTaskListInAnotherTab()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept();
        await plan.AdvanceTo("2021-02-01T09:00:00+08:00");
        await Staff["liaison"].Do($"{plan.Task(1)}/start", "{}");
        var visit = await Open("auditor", $"/plans/{plan.Id}/initiatives/project-4");
        var second = await visit.Tab($"/plans/{plan.Id}/tasks");
        await Mark(visit.Page);
        await Mark(second);

        await Staff["liaison"].Do($"{plan.Task(1)}/progress", new { percent = 15, note = "栈道基础完成三成" });

        await Expect(visit.Page.Locator("#task-1")).ToContainTextAsync("栈道基础完成三成");
        await Expect(visit.Page.Locator("#task-1 .progress svg")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("报送 15%"));
        await Expect(second.GetByRole(AriaRole.Row).Filter(new() { HasText = "湿地一期栈道贯通" }).Locator(".progress svg"))
            .ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("报送 15%"));
        Assert.True(await IsMarked(visit.Page) && await IsMarked(second), "A page was loaded anew.");
    }

    [Fact]
    public async Task Change_BeforeThePageListens_IsNotMissed()
    {
        var plan = await Rehearsal.Begin(Staff);
        var visit = await Open("auditor", $"/plans/{plan.Id}");
        // The page is there, its ear is not yet.
        await visit.Context.RouteAsync("**/feed?**", async route =>
        {
            await Staff["office"].Do($"{plan.Of()}/appointments", Rehearsal.Appoint(), "while-connecting");
            await route.ContinueAsync();
        });
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.Locator(".initiatives .tag.vacant")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task FormBeingFilled_IsNotTouchedByAnUpdate()
    {
        var plan = await Rehearsal.Begin(Staff);
        var visit = await Open("office", $"/plans/{plan.Id}/initiatives/project-4");
        var form = await Form(visit.Page, "任命项目长");
        await form.GetByLabel("文号").FillAsync("写到一半");
        await Staff["office-2"].Do($"{plan.Of()}/appointments", Rehearsal.Appoint());
        await Expect(visit.Page.Locator(".facts")).ToContainTextAsync("区领导甲");
        await Expect(form.GetByLabel("文号")).ToHaveValueAsync("写到一半");
        await Expect(form.GetByLabel("文号")).ToBeFocusedAsync();
    }

    private static Task<System.Text.Json.JsonElement?> Mark(IPage page) => page.EvaluateAsync("window.stays = true");

    private static Task<bool> IsMarked(IPage page) => page.EvaluateAsync<bool>("window.stays === true");
}
