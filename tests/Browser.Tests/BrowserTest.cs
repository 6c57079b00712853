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

    protected static string Home(Rehearsal plan) => $"/plans/{plan.Id}/initiatives/project-4";

    protected static async Task Send(IPage page, string title, params (string Label, string Text)[] fields)
    {
        var form = await Form(page, title);
        foreach (var (label, text) in fields) await form.GetByLabel(label).FillAsync(text);
        await form.GetByRole(AriaRole.Button, new() { Name = title }).ClickAsync();
    }

    /// <summary>A form that is open: first with a text that is refused, and then with one that is accepted, which does nothing more when it is sent again.</summary>
    protected static async Task RefusedThenAccepted(IPage page, Rehearsal plan, string title, string label, string text)
    {
        var form = page.GetByRole(AriaRole.Form, new() { Name = title, Exact = true });
        await form.GetByLabel(label).FillAsync(text.Insert(1, "\u202e"));
        await form.GetByRole(AriaRole.Button, new() { Name = title }).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("文字含有不可见或不允许的字符");
        await form.GetByLabel(label).FillAsync(text);
        await OnlyOnce(page, plan, form.GetByRole(AriaRole.Button, new() { Name = title }));
    }

    /// <summary>Sends a form with its button, and what was sent once more: the same answer, and nothing new in the journal.</summary>
    protected static async Task OnlyOnce(IPage page, Rehearsal plan, ILocator button)
    {
        var sent = await page.RunAndWaitForRequestAsync(() => button.ClickAsync(), each => each.Method == "POST");
        await Accepted(page);
        var before = await plan.Position();
        var again = await page.APIRequest.PostAsync(sent.Url, new()
        {
            DataByte = sent.PostDataBuffer,
            Headers = new Dictionary<string, string> { ["Content-Type"] = (await sent.AllHeadersAsync())["content-type"], ["Accept"] = "text/html" },
            MaxRedirects = 0,
        });
        Assert.Equal(302, again.Status);
        Assert.Equal(before, await plan.Position());
    }

    /// <summary>Fits a phone, with everything unfolded, and has no violation.</summary>
    protected static async Task FitsAPhone(Visit visit)
    {
        var size = visit.Page.ViewportSize!;
        await visit.Page.SetViewportSizeAsync(375, size.Height);
        await visit.Page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
        Assert.Equal(0, await visit.Overflow());
        await visit.IsAccessible();
        await visit.Page.SetViewportSizeAsync(size.Width, size.Height);
    }

    protected static Task Accepted(IPage page) => Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "已受理" })).ToBeVisibleAsync();

    protected static FilePayload Picture(string name) =>
        new() { Name = name, MimeType = "image/png", Buffer = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Guid.NewGuid().ToByteArray()] };
}
