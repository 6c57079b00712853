using static Microsoft.Playwright.Assertions;

namespace FuyangPlan.Browser;

public sealed class AccessTests(Browsing browsing) : BrowserTest(browsing)
{
    /// <summary>Every page, as the reader sees it who is offered most.</summary>
    public static TheoryData<string?, string> Pages => new()
    {
        { null, "/sign-in" },
        { "auditor", "/" },
        { "auditor", "/plans/fuyang" },
        { "admin", "/plans/fuyang/initiatives/campaign-1" },
        { "auditor", "/plans/fuyang/tasks" },
        { "demo-group", "/plans/fuyang-demo" },
        { "demo-office", "/plans/fuyang-demo/tasks" },
        { "demo-leader", "/plans/fuyang-demo/initiatives/project-4" },
        { "demo-leader", "/plans/fuyang-demo/initiatives/project-4/amendment" },
        { "demo-liaison", "/plans/fuyang-demo/initiatives/project-9" },
        { "demo-inspector", "/plans/fuyang-demo/initiatives/chain-4" },
        { "demo-office", "/plans/fuyang-demo/initiatives/chain-1" },
        { "demo-auditor", "/plans/fuyang-demo/initiatives/chain-2?asOf=2021-04-01T09:00%2B08:00" },
        { "demo-auditor", "/plans/fuyang-demo/initiatives/chain-2?from=2021-03-01T09:00&to=2021-04-01T09:00" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_HasNoViolation_AndNoSidewaysScroll(string? account, string path)
    {
        var visit = await Open(account, path);
        await Fits(visit);
        await visit.Page.SetViewportSizeAsync(375, 900);
        Assert.Equal(200, await visit.Go(path));
        await Fits(visit);

        static async Task Fits(Visit visit)
        {
            Assert.Equal(0, await visit.Overflow());
            await visit.Page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
            Assert.Equal(0, await visit.Overflow());
            await visit.IsAccessible();
        }
    }

    [Fact]
    public async Task Guards_SeeWhatTheyGuardAgainst()
    {
        var visit = await Unguarded("auditor");
        await visit.Go("/plans/fuyang/tasks");
        await visit.Page.EvaluateAsync("document.querySelector('label[for=q]').remove(); document.querySelector('#q').placeholder = ''; console.error('a complaint')");
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(visit.IsAccessible);
        await visit.Page.EvaluateAsync("document.body.style.width = '3000px'");
        Assert.NotEqual(0, await visit.Overflow());
        await visit.Context.RouteAsync("http://elsewhere.test/**", route => route.FulfillAsync(new() { Body = "" }));
        await visit.Page.GotoAsync("http://elsewhere.test/");
        var faults = await visit.End();
        Assert.Contains(faults, fault => fault.Contains("a complaint", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("http://elsewhere.test/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("demo-office", "/plans/fuyang")]
    [InlineData("demo-office", "/plans/fuyang/initiatives/project-4")]
    [InlineData("demo-office", "/plans/no-such-plan")]
    [InlineData("auditor", "/plans/fuyang/initiatives/project-10")]
    [InlineData("auditor", "/nowhere")]
    public async Task Page_OfNobodysBusiness_IsNotThere(string account, string path)
    {
        var visit = await Open(account, "/");
        visit.Expect(404);
        Assert.Equal(404, await visit.Go(path));
        await Expect(visit.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("没有这个页面");
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        await visit.IsAccessible();
    }

    [Fact]
    public async Task Keyboard_Alone_SkipsSearchesAndFollows()
    {
        var page = (await Open("demo-auditor", "/plans/fuyang-demo/tasks")).Page;
        await page.Keyboard.PressAsync("Tab");
        var skip = page.GetByRole(AriaRole.Link, new() { Name = "跳到正文" });
        await Expect(skip).ToBeFocusedAsync();
        await Expect(skip).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#main")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByLabel("搜索")).ToBeFocusedAsync();
        await FocusIsSeen(page);
        await page.Keyboard.TypeAsync("论证");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".count")).ToContainTextAsync("共");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("[?]q="));
        await TabTo(page, ".tasks tbody .c-name a");
        await FocusIsSeen(page);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/initiatives/.*#task-"));
    }

    [Fact]
    public async Task Keyboard_Alone_IssuesATaskBook()
    {
        var plan = await Rehearsal.Begin(Staff);
        await Staff["office"].Do($"{plan.Of()}/task-book/drafts", new JsonObject { ["content"] = Rehearsal.Content() }.ToJsonString());
        await Staff["office"].Do($"{plan.Of()}/task-book/submission", "{}");
        var page = (await Open("group", $"/plans/{plan.Id}/initiatives/project-4")).Page;
        await TabTo(page, "summary:text('签发任务书')");
        await FocusIsSeen(page);
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#issue-document")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("演示任务书〔2021〕4号");
        await page.Keyboard.PressAsync("Enter");
        await Accepted(page);
        Assert.Equal("issued", (string?)(await plan.View())["taskBook"]!["status"]);
    }

    private static async Task TabTo(IPage page, string selector)
    {
        var target = await page.Locator(selector).First.ElementHandleAsync();
        for (var steps = 0; !await target.EvaluateAsync<bool>("each => each === document.activeElement"); steps++)
        {
            Assert.True(steps < 300, $"The keyboard does not reach {selector}.");
            await page.Keyboard.PressAsync("Tab");
        }
    }

    private static async Task FocusIsSeen(IPage page) => Assert.True(
        await page.EvaluateAsync<bool>("(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2)(getComputedStyle(document.activeElement))"),
            "Where the focus is cannot be seen.");
}
