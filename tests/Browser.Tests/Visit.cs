using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace FuyangPlan.Browser;

/// <summary>One reader's browser window. It notes every request that leaves this machine and everything a console complains of.</summary>
public sealed class Visit
{
    private readonly ConcurrentQueue<string> faults = new();
    private readonly ConcurrentBag<string> expected = [];

    public Visit(IBrowserContext context, IPage page)
    {
        (Context, Page) = (context, page);
        context.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is "http" or "https" or "ws" or "wss" && address.Host != "127.0.0.1") faults.Enqueue($"A request left the machine: {request.Url}");
        };
        context.Console += (_, message) =>
        {
            if (message.Type == "error" && !expected.Any(message.Text.Contains)) faults.Enqueue($"{message.Location} {message.Text}");
        };
        context.WebError += (_, error) => faults.Enqueue(error.Error);
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>Browsers complain of every page that is answered with an error; this one is wanted.</summary>
    public void Expect(int status) => expected.Add($"the server responded with a status of {status}");

    public async Task<int> Go(string path) => (await Page.GotoAsync(path))!.Status;

    /// <summary>Another tab of the same window.</summary>
    public async Task<IPage> Tab(string path)
    {
        var page = await Context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    public async Task IsAccessible()
    {
        // All rules; what passes is not told node by node.
        var result = await Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(each =>
            $"{Page.Url} {each.Id}: {each.Help} {string.Join("; ", each.Nodes.Take(3).Select(node => node.Html))}")));
    }

    /// <summary>Wider than the window: a reader would have to scroll sideways.</summary>
    public async Task<int> Overflow() => await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");

    /// <summary>Closes the window and answers what went wrong in it.</summary>
    public async Task<string[]> End()
    {
        await Context.CloseAsync();
        return [.. faults];
    }
}
