namespace FuyangPlan.Browser;

/// <summary>One product with the demo plan, and one Chromium, for all tests of the pages.</summary>
public sealed class Browsing : IAsyncLifetime
{
    public const string DemoPassword = "fuyang-demo-2021";

    // Without its own windows, toolbars and menus the same engine costs a third.
    private static readonly string[] Places = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser"];

    private readonly Dictionary<string, string> sessions = [];
    private IPlaywright? playwright;
    private IBrowser? browser;

    public Product Product { get; } = new();

    public Staff Staff { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var chromium = Places.FirstOrDefault(File.Exists);
        Assert.True(chromium is not null, "The tests of the pages need a real browser. Please install the packages chromium and fonts-noto-cjk (test.sh does where it may).");
        Assertions.SetDefaultExpectTimeout(60_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        await Product.Start("--demo");
        Staff = await Staff.Come(Product);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        await Product.DisposeAsync();
    }

    /// <summary>A browser window of its own; with an account, already signed in.</summary>
    public async Task<Visit> Begin(string? account, int width)
    {
        var context = await browser!.NewContextAsync(new() { Locale = "zh-CN", BaseURL = Product.Address.ToString(), ViewportSize = new() { Width = width, Height = 900 } });
        context.SetDefaultTimeout(60_000);
        if (account is not null)
            await context.AddCookiesAsync([new() { Name = "fuyang-session", Value = await Session(account), Url = Product.Address.ToString() }]);
        return new(context, await context.NewPageAsync());
    }

    // Once per account: addresses that sign in too often are told to wait.
    private async Task<string> Session(string account)
    {
        if (sessions.TryGetValue(account, out var known)) return known;
        var password = account == "admin" ? Product.AdminPassword : account.StartsWith("demo-", StringComparison.Ordinal) ? DemoPassword : Staff.Password;
        var answer = await Visitor.Knock(Product, account, password, "/api/v1/sessions");
        Assert.True(answer.Status == 200, answer.ToString());
        var cookie = answer.Message.Headers.GetValues("Set-Cookie").First(each => each.StartsWith("fuyang-session=", StringComparison.Ordinal));
        return sessions[account] = cookie.Split(';')[0].Split('=', 2)[1];
    }
}

[CollectionDefinition(Name)]
public sealed class OneBrowser : ICollectionFixture<Browsing>
{
    public const string Name = "one browser";
}
