using static Microsoft.Playwright.Assertions;

namespace FuyangPlan.Browser;

/// <summary>A test of the pages: fails, too, on any request off this machine and on any complaint of the browser's console.</summary>
[Collection(OneBrowser.Name)]
public abstract class BrowserTest(Browsing browsing) : IAsyncLifetime
{
    private readonly List<Visit> visits = [];

    protected Staff Staff => browsing.Staff;

    protected Product Product => browsing.Product;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var visit in visits) Assert.Empty(await visit.End());
    }

    protected async Task<Visit> Open(string? account, string path, int width = 1440)
    {
        var visit = await browsing.Begin(account, width);
        visits.Add(visit);
        Assert.Equal(200, await visit.Go(path));
        return visit;
    }

    /// <summary>For the test of the guards themselves.</summary>
    protected Task<Visit> Unguarded(string account) => browsing.Begin(account, 1440);

    /// <summary>Opens a form of the initiative page and answers it.</summary>
    protected static async Task<ILocator> Form(IPage page, string title)
    {
        await page.Locator("summary").GetByText(title, new() { Exact = true }).ClickAsync();
        var form = page.GetByRole(AriaRole.Form, new() { Name = title, Exact = true });
        await Expect(form).ToBeVisibleAsync();
        return form;
    }

    protected static Task Accepted(IPage page) => Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "已受理" })).ToBeVisibleAsync();

    protected static FilePayload Picture(string name) =>
        new() { Name = name, MimeType = "image/png", Buffer = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Guid.NewGuid().ToByteArray()] };
}
