using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace FuyangPlan.Browser;

public sealed class SignInTests(Browsing browsing) : BrowserTest(browsing)
{
    [Fact]
    public async Task WrongPassword_IsSaidInASentence_TheRightOneLeadsToWhereOneWanted()
    {
        var visit = await Open(null, "/plans/fuyang/tasks?sort=-due");
        visit.Expect(401);
        var page = visit.Page;
        await Expect(page).ToHaveURLAsync(new Regex("/sign-in[?]returnUrl="));
        await visit.IsAccessible();

        await SignIn(page, "auditor", "not this one");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("账号或密码不正确；连续输错 5 次将锁定 15 分钟。");
        await Expect(page.GetByLabel("账号")).ToHaveValueAsync("auditor");
        await Expect(page.GetByLabel("密码")).ToHaveValueAsync("");
        await visit.IsAccessible();

        await SignIn(page, "auditor", Staff.Password);
        await Expect(page).ToHaveURLAsync($"{Product.Address}plans/fuyang/tasks?sort=-due");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("任务清单");
    }

    [Theory]
    [InlineData("//example.com/")]
    [InlineData("https://example.com/")]
    [InlineData("/\\example.com")]
    public async Task ReturnUrl_ElsewhereThanHere_IsNotFollowed(string elsewhere)
    {
        var visit = await Open(null, $"/sign-in?returnUrl={Uri.EscapeDataString(elsewhere)}");
        await SignIn(visit.Page, "auditor", Staff.Password);
        await Expect(visit.Page).ToHaveURLAsync(Product.Address.ToString());
    }

    [Fact]
    public async Task SignOut_EndsTheSession()
    {
        var visit = await Open(null, "/sign-in?returnUrl=/plans/fuyang");
        await SignIn(visit.Page, "auditor", Staff.Password);
        await Expect(visit.Page).ToHaveURLAsync($"{Product.Address}plans/fuyang");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "退出" }).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync($"{Product.Address}sign-in");
        await visit.Go("/plans/fuyang");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/sign-in[?]returnUrl="));
        visit.Expect(401);
        Assert.Equal(401, await visit.Page.EvaluateAsync<int>("fetch('/api/v1/plans/fuyang').then(answer => answer.status)"));
    }

    private static async Task SignIn(IPage page, string name, string password)
    {
        await page.GetByLabel("账号").FillAsync(name);
        await page.GetByLabel("密码").FillAsync(password);
        await page.RunAndWaitForResponseAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync(), each => each.Request.Method == "POST");
    }
}
