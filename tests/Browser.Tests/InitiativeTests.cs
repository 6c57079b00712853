using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace FuyangPlan.Browser;

public sealed class InitiativeTests(Browsing browsing) : BrowserTest(browsing)
{
    private const string Path = "/plans/fuyang-demo/initiatives/project-4", Api = $"/api/v1{Path}";

    [Fact]
    public async Task Light_IsShownWithEveryInput_MonthsAndChecklistTieWithTheApi()
    {
        var page = (await Open("demo-auditor", Path)).Page;
        var view = await Staff["auditor"].Read(Api);
        var panel = page.Locator("section[aria-labelledby=light]");
        await Expect(panel.Locator(".why")).ToContainTextAsync((string)view["lightReasons"]!["why"]!);
        await Expect(panel.GetByRole(AriaRole.Row).Filter(new() { HasText = "计划应达" })).ToContainTextAsync($"{view["lightReasons"]!["planned"]}%");
        await Expect(panel.GetByRole(AriaRole.Row).Filter(new() { HasText = "已核验" })).ToContainTextAsync($"{view["lightReasons"]!["verified"]}%");
        await Expect(page.Locator(".months li")).ToHaveCountAsync(view["months"]!.AsArray().Count);
        await Expect(page.Locator(".months li").Last).ToContainTextAsync("2021年7月");
        await Expect(page.Locator("#initiative .tasks tbody tr")).ToHaveCountAsync(view["tasks"]!.AsArray().Count);
        await Expect(page.Locator("svg.curve polyline")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Ledger_PagesToItsBeginning_AndBack()
    {
        var page = (await Open("demo-auditor", Path)).Page;
        var lines = page.Locator("#ledger-lines li");
        await Expect(lines).ToHaveCountAsync(20);
        var newest = await lines.First.TextContentAsync();
        for (var last = "x"; await page.GetByRole(AriaRole.Link, new() { Name = "更早的记录" }).CountAsync() > 0;)
        {
            var oldest = await lines.Last.TextContentAsync();
            Assert.NotEqual(last, oldest);
            last = oldest;
            await page.GetByRole(AriaRole.Link, new() { Name = "更早的记录" }).ClickAsync();
            await Expect(lines.Filter(new() { HasText = oldest })).ToHaveCountAsync(0);
        }
        await Expect(lines.Last).ToContainTextAsync("建立事项");
        await page.GetByRole(AriaRole.Link, new() { Name = "回到最新" }).ClickAsync();
        await Expect(lines.First).ToHaveTextAsync(newest!.Trim(), new() { UseInnerText = false });
    }

    [Fact]
    public async Task AsOf_ShowsThePastUnderABanner_WithAWayBack()
    {
        var page = (await Open("demo-auditor", Path)).Page;
        await page.GetByLabel("回看某一时刻").FillAsync("2021-03-01T09:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "回看" }).ClickAsync();
        await Expect(page.Locator(".notice.past")).ToContainTextAsync("这是 2021年3月1日 09:00 时的样子");
        var then = await Staff["auditor"].Read($"{Api}?asOf=2021-03-01T09:00:00%2B08:00");
        await Expect(page.Locator(".head .progress .num")).ToHaveTextAsync($"{then["percent"]}%");
        await Expect(page.Locator("[data-feed]")).ToHaveCountAsync(0);
        await Expect(page.Locator(".actions")).ToHaveCountAsync(0);

        // From the menu as from the crumbs.
        await page.GetByRole(AriaRole.Link, new() { Name = "总览" }).First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/plans/fuyang-demo[?]asOf="));
        await page.GoBackAsync();
        await page.Locator(".crumbs").GetByRole(AriaRole.Link, new() { Name = "总览" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/plans/fuyang-demo[?]asOf="));
        await page.GetByRole(AriaRole.Link, new() { Name = "回到现在" }).ClickAsync();
        await Expect(page.Locator(".notice.past")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("2031-01-01T00:00%2B08:00", "这个时刻还没有到")]
    [InlineData("gestern", "看不懂这个时刻")]
    [InlineData("2021-05-01T09:00", "看不懂这个时刻")]
    public async Task AsOf_ThatIsNone_IsSaidInASentence_OverThePresent(string asOf, string sentence)
    {
        var page = (await Open("demo-auditor", $"{Path}?asOf={asOf}")).Page;
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(sentence);
        await Expect(page.Locator(".notice.past")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Diff_ListsWhatChanged_AndTheRecordsThatDidIt()
    {
        var page = (await Open("demo-auditor", Path)).Page;
        await page.GetByLabel("比对：从").FillAsync("2021-03-01T09:00");
        await page.GetByLabel("到", new() { Exact = true }).FillAsync("2021-04-01T09:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "比对" }).ClickAsync();
        var diff = await Staff["auditor"].Read($"{Api}/diff?from=2021-03-01T09:00:00%2B08:00&to=2021-04-01T09:00:00%2B08:00");
        var section = page.Locator("section[aria-labelledby=diff]");
        await Expect(section.Locator("tbody tr")).ToHaveCountAsync(diff["items"]!.AsArray().Count);
        await Expect(section.Locator("summary")).ToHaveTextAsync($"带来变化的记录（{diff["ledger"]!.AsArray().Count}）");

        await page.GetByLabel("比对：从").FillAsync("2021-05-01T09:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "比对" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("比对的起点不能晚于终点。");
    }
}
