using static Microsoft.Playwright.Assertions;

namespace FuyangPlan.Browser;

public sealed class PastTests(Browsing browsing) : BrowserTest(browsing)
{
    public static TheoryData<string> Pages =>
    [
        "", "/tasks", "/leads", "/enterprises", "/pools", "/pools/space-2021", "/enterprises/demo-1", "/initiatives/chain-1", "/initiatives/chain-1/leads", "/seals", "/article",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_OfAnInstantBeforeThereWasAnything_SaysSo(string page)
    {
        var visit = await Open("demo-auditor", "/");
        Assert.Equal(200, await visit.Go($"/plans/fuyang-demo{page}?asOf=2020-12-01"));
        await Expect(visit.Page.GetByText("那一刻还没有").First).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".notice.past")).ToContainTextAsync("2020年12月1日");
        await visit.IsAccessible();
    }

    [Theory]
    [InlineData("2060-01-01T00:00:00%2B08:00", "还没有到")]
    [InlineData("garbage", "看不懂这个时刻")]
    public async Task Page_OfAnInstantThatCannotBeShown_SaysSo_AndThatItShowsThePresent(string instant, string words)
    {
        var page = (await Open("demo-auditor", $"/plans/fuyang-demo/tasks?asOf={instant}")).Page;
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(words);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("下面是现在的样子");
    }

    /// <summary>Whoever looks at the past stays in it until they go back.</summary>
    [Fact]
    public async Task Links_OfAPageOfThePast_LeadToThePast()
    {
        var page = (await Open("demo-auditor", "/plans/fuyang-demo/initiatives/chain-1?asOf=2021-05-01T09:00%2B08:00")).Page;
        var links = await page.Locator("a[href^='/plans/']").EvaluateAllAsync<string[]>("all => all.map(each => each.getAttribute('href'))");
        Assert.InRange(links.Length, 6, 500);
        var back = await page.GetByRole(AriaRole.Link, new() { Name = "回到现在" }).GetAttributeAsync("href");
        Assert.All(links.Where(link => link != back), link => Assert.Contains("asOf=2021-05-01T09:00%2B08:00", link, StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Navigation, new() { Name = "主导航" }).GetByRole(AriaRole.Link, new() { Name = "要素池" }).ClickAsync();
        await Expect(page.Locator(".notice.past")).ToContainTextAsync("2021年5月1日");
    }
}
