using System.Globalization;
using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace FuyangPlan.Browser;

public sealed class TaskListTests(Browsing browsing) : BrowserTest(browsing)
{
    private const string Path = "/plans/fuyang-demo/tasks", Api = $"/api/v1{Path}";

    [Fact]
    public async Task Filters_AreKeptInTheAddress_AndCountAsTheApiDoes()
    {
        var page = (await Open("demo-auditor", Path)).Page;
        await page.GetByLabel("类别").SelectOptionAsync("industryChain");
        await page.GetByLabel("灯", new() { Exact = true }).SelectOptionAsync("red");
        await page.GetByLabel("只看逾期").CheckAsync();
        await Filter(page);
        await Expect(page).ToHaveURLAsync(new Regex("kind=industryChain.*light=red.*overdue=true"));
        await Counts(page, await Total("kind=industryChain&light=red&overdue=true"));
        await Expect(page.Locator(".tasks tbody .light.red")).ToHaveCountAsync(await page.Locator(".tasks tbody tr").CountAsync());
        await Expect(page.GetByLabel("类别")).ToHaveValueAsync("industryChain");
        await page.GetByRole(AriaRole.Link, new() { Name = "清除" }).ClickAsync();
        await Counts(page, await Total(""));
    }

    [Theory]
    [InlineData("论证")]
    [InlineData("ZJLZ")]
    [InlineData("zjlz")]
    public async Task Search_ByTwoCharactersOrInitials_Finds(string words)
    {
        var page = (await Open("demo-auditor", Path)).Page;
        await page.GetByLabel("搜索").FillAsync(words);
        await page.Keyboard.PressAsync("Enter");
        await Counts(page, await Total($"q={Uri.EscapeDataString(words)}"));
        await Expect(page.Locator(".tasks tbody .c-name").Filter(new() { HasText = "专家论证" })).Not.ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Search_ForNothing_SaysSo()
    {
        var page = (await Open("demo-auditor", $"{Path}?q={Uri.EscapeDataString("没有这样的任务")}")).Page;
        await Expect(page.Locator(".empty")).ToHaveTextAsync("没有符合条件的任务。请放宽筛选条件。");
    }

    [Fact]
    public async Task Sort_ByTheHead_TurnsRound()
    {
        var page = (await Open("demo-auditor", Path)).Page;
        var due = page.GetByRole(AriaRole.Columnheader, new() { Name = "到期" });
        await Expect(due).ToHaveAttributeAsync("aria-sort", "ascending");
        await due.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(due).ToHaveAttributeAsync("aria-sort", "descending");
        var last = (await Staff["auditor"].Read($"{Api}?sort=-due&limit=1"))["items"]![0]!;
        var day = DateOnly.Parse((string)last["due"]!, CultureInfo.InvariantCulture);
        await Expect(page.Locator(".tasks tbody tr").First.Locator(".date")).ToHaveTextAsync($"{day.Year}年{day.Month}月{day.Day}日");
    }

    [Fact]
    public async Task Pages_TogetherAreTheWholeList_OnceEach()
    {
        var page = (await Open("demo-auditor", $"{Path}?limit=100&sort=title")).Page;
        var total = await Total("");
        var seen = new List<string>();
        while (true)
        {
            foreach (var link in await page.Locator(".tasks tbody .c-name a").AllAsync()) seen.Add((await link.GetAttributeAsync("href"))!);
            var next = page.GetByRole(AriaRole.Link, new() { Name = "下一页" });
            if (await next.CountAsync() == 0) break;
            var address = await next.GetAttributeAsync("href");
            await next.ClickAsync();
            await page.WaitForURLAsync(url => new Uri(url).PathAndQuery == address);
        }
        Assert.Equal(total, seen.Count);
        Assert.Equal(total, seen.Distinct().Count());
        await page.GetByRole(AriaRole.Link, new() { Name = "回到首页" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "回到首页" })).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("cursor=nonsense")]
    [InlineData("dueFrom=yesterday")]
    [InlineData("limit=0")]
    public async Task Parameter_ThatIsWrong_IsSaidInASentence(string query)
    {
        var page = (await Open("demo-auditor", $"{Path}?{query}")).Page;
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(page.Locator(".tasks tbody tr")).Not.ToHaveCountAsync(0);
    }

    private static Task Filter(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "筛选" }).ClickAsync();

    private async Task<int> Total(string query) => (int)(await Staff["auditor"].Read($"{Api}?{query}"))["total"]!;

    private static Task Counts(IPage page, int total) => Expect(page.Locator(".count")).ToContainTextAsync($"共 {total} 项");
}
