using System.Globalization;
using static Microsoft.Playwright.Assertions;

namespace FuyangPlan.Browser;

public sealed class OverviewTests(Browsing browsing) : BrowserTest(browsing)
{
    [Fact]
    public async Task Facts_AreTwentyTwoVacantPositions_WithTheCountdownOfTheApi()
    {
        var page = (await Open("auditor", "/plans/fuyang")).Page;
        var rows = page.Locator("table.initiatives tbody tr");
        await Expect(rows).ToHaveCountAsync(22);
        await Expect(rows.Locator(".tag.vacant")).ToHaveCountAsync(22);
        await Expect(rows.GetByText("未亮灯", new() { Exact = true })).ToHaveCountAsync(22);
        var plan = await Staff["auditor"].Read("/api/v1/plans/fuyang");
        Assert.InRange((int)plan["daysToEvent"]!, 1, 603);
        await Expect(page.Locator(".countdown .days strong")).ToHaveTextAsync($"{plan["daysToEvent"]}");
        await Expect(page.Locator(".countdown")).ToContainTextAsync("第19届亚运会");
        await Expect(page.Locator(".label")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task RestoredText_IsMarkedWithATooltip_AndListedForKeyboardsAndFingers()
    {
        var page = (await Open("auditor", "/plans/fuyang")).Page;
        var restored = page.Locator(".c-name .restored");
        await Expect(restored).ToHaveTextAsync(["黄", "党"]);
        await Expect(restored.First).ToHaveAttributeAsync("title", "原文为*，系还原");
        var notes = page.Locator("#restored");
        await notes.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(notes.GetByRole(AriaRole.Row).Filter(new() { HasText = "*金轴线工程" })).ToContainTextAsync("黄金轴线工程");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Article_SaysWhoAndWhat_Verbatim_AndWhatIsOurs(int width)
    {
        var visit = await Open("auditor", "/plans/fuyang");
        var page = visit.Page;
        await page.SetViewportSizeAsync(width, 844);
        await page.GetByRole(AriaRole.Link, new() { Name = "文件依据" }).ClickAsync();
        await Expect(page.Locator("section[aria-labelledby=persons] tbody tr")).ToHaveCountAsync(18);
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "王牮" })).ToContainTextAsync("颁发任务书、主持会议");
        foreach (var text in (string[])["向担任“迎展行动”各“项目长、链长、指挥长”的区领导颁发任务书", "用实干迎战、用业绩作答", "谋深整体链条", "发扬“擂台比武、一线赛马”有益经验"])
            await Expect(page.GetByText(text).First).ToBeVisibleAsync();
        await Expect(page.Locator(".said-by .restored").GetByText("军", new() { Exact = true })).ToHaveAttributeAsync("title", "原文为*，系还原");
        await Expect(page.Locator("section[aria-labelledby=restorations] tbody tr")).ToHaveCountAsync(10);
        await Expect(page.Locator("#standards")).ToContainTextAsync("行动文件拟定，非出处原文");
        Assert.True(await visit.Overflow() <= 0);
        await visit.IsAccessible();
    }

    [Fact]
    public async Task Demo_CountsTieWithTheApi_LightsHaveWords()
    {
        var page = (await Open("demo-auditor", "/plans/fuyang-demo")).Page;
        var items = (await Staff["auditor"].Read("/api/v1/plans/fuyang-demo/initiatives"))["items"]!.AsArray();
        foreach (var (light, word) in new[] { ("blue", "销号"), ("green", "正常"), ("yellow", "预警"), ("red", "滞后") })
        {
            var count = items.Count(item => (string?)item!["light"] == light);
            await Expect(page.Locator($".initiatives .c-light .light.{light}")).ToHaveCountAsync(count);
            await Expect(page.Locator(".initiatives .c-light").GetByText(word, new() { Exact = true })).ToHaveCountAsync(count);
        }
        Assert.Equal(4, items.Select(item => (string?)item!["light"]).OfType<string>().Distinct().Count());

        var attention = page.Locator(".attention dt strong");
        int[] counts = [items.Count(item => (string?)item!["light"] == "red"), items.Sum(item => (int)item!["overdueTasks"]!), items.Count(item => item!["leader"] is null)];
        await Expect(attention).ToHaveTextAsync([.. counts.Select(count => count.ToString(CultureInfo.InvariantCulture))]);
        var overdue = await Staff["auditor"].Read("/api/v1/plans/fuyang-demo/tasks?overdue=true&limit=1");
        Assert.Equal(counts[1], (int)overdue["total"]!);
    }

    [Theory]
    [InlineData("/plans/fuyang-demo")]
    [InlineData("/plans/fuyang-demo/tasks")]
    [InlineData("/plans/fuyang-demo/initiatives/project-4")]
    [InlineData("/plans/fuyang-demo/initiatives/chain-2?asOf=2021-03-01T09:00%2B08:00")]
    public async Task Demo_SaysSoOnEveryPage_AlsoOnPaper(string path)
    {
        var page = (await Open("demo-office", path)).Page;
        await Expect(page.Locator(".top .label")).ToHaveTextAsync("演示数据");
        Assert.Contains("演示数据", await page.TitleAsync(), StringComparison.Ordinal);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator(".top .label")).ToBeVisibleAsync();
        await Expect(page.Locator(".print-mark")).ToContainTextAsync("演示数据");
        await Expect(page.Locator(".print-mark")).ToBeVisibleAsync();
        await Expect(page.Locator(".top nav")).ToBeHiddenAsync();
        await Expect(page.Locator(".who")).ToBeHiddenAsync();
        foreach (var form in await page.Locator("form").AllAsync()) await Expect(form).ToBeHiddenAsync();
    }
}
