using System.Net;
using System.Text.RegularExpressions;

namespace FuyangPlan.EndToEnd;

/// <summary>Behind a proxy that shows the product under a path, and under some names only.</summary>
[InOneProcess]
public sealed partial class UnderAPathTests
{
    private const string Root = "/plan", Pages = "Accept: text/html\r\n";

    [Fact]
    public async Task EverythingThatIsSaid_BeginsWithThePath_AndOtherNamesAreRefused()
    {
        await using var product = new Product();
        await product.Start($"--Fuyang:PathBase={Root}", "--AllowedHosts=localhost;*.district.example", "--demo");
        foreach (var (host, status) in new[] { ("localhost", 200), ("PLAN.district.example", 200), ("district.example", 400), ("evil.example", 400), ("localhost.evil.example", 400) })
            Assert.Equal(status, (await Get(product, $"{Root}/sign-in", host)).Status);
        Assert.Equal("bad-parameter", (await Get(product, $"{Root}/sign-in", "evil.example")).Code);

        // The proxy may pass the path on or cut it off.
        foreach (var address in (string[])[$"{Root}/plans/fuyang", "/plans/fuyang"])
            Assert.Equal((302, $"{Root}/sign-in?returnUrl=%2Fplans%2Ffuyang"), (await Get(product, address) is var asked ? (asked.Status, asked.Header("Location")) : default));

        var visitor = new Visitor(product);
        var form = await visitor.Get($"{Root}/sign-in?returnUrl=%2Fplans%2Ffuyang-demo", ("Accept", "text/html"), ("Host", "localhost"));
        var signedIn = await visitor.Send(HttpMethod.Post, $"{Root}/sign-in?returnUrl=%2Fplans%2Ffuyang-demo", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = Token().Match(form.Text).Groups[1].Value,
            ["name"] = "admin",
            ["password"] = Product.AdminPassword,
        }), ("Cookie", Cookie(form)), ("Host", "localhost"));
        Assert.Equal((302, $"{Root}/plans/fuyang-demo"), (signedIn.Status, signedIn.Message.Headers.Location?.OriginalString));
        Assert.All(form.Message.Headers.GetValues("Set-Cookie").Concat(signedIn.Message.Headers.GetValues("Set-Cookie")), set => Assert.Contains($"path={Root}", set, StringComparison.Ordinal));

        var (seen, next) = (new HashSet<string>(), new Queue<string>([$"{Root}/plans/fuyang-demo", $"{Root}/plans/fuyang-demo?asOf=2021-05-01"]));
        while (next.TryDequeue(out var address) && seen.Count < 40)
        {
            if (!seen.Add(address)) continue;
            var page = await visitor.Get(address, ("Accept", "text/html"), ("Cookie", Cookie(signedIn)), ("Host", "localhost"));
            Assert.True(page.Status == 200, page.ToString());
            foreach (var link in Link().Matches(page.Text).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)))
            {
                Assert.StartsWith($"{Root}/", link, StringComparison.Ordinal);
                if (link.StartsWith($"{Root}/plans/", StringComparison.Ordinal)) next.Enqueue(link.Split('#')[0]);
            }
        }
        Assert.True(seen.Count > 20, $"{seen.Count}");

        var admin = await visitor.Send(HttpMethod.Post, $"{Root}/api/v1/tokens", Visitor.JsonContent(new { name = "admin", password = Product.AdminPassword }), ("Host", "localhost"));
        var upload = new ByteArrayContent("%PDF-1.7"u8.ToArray());
        var stored = await visitor.Send(HttpMethod.Post, $"{Root}/api/v1/plans/fuyang/evidence", upload,
            ("Host", "localhost"), ("Content-Type", "application/pdf"), ("Authorization", $"Bearer {admin.Json["token"]}"));
        Assert.StartsWith($"{Root}/api/v1/plans/fuyang/evidence/", stored.Message.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    private static Task<RawAnswer> Get(Product product, string path, string host = "localhost") =>
        RawAnswer.To(product, System.Text.Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\n{Pages}Connection: close\r\n\r\n"), TestContext.Current.CancellationToken);

    private static string Cookie(Answer answer) => string.Join("; ", answer.Message.Headers.GetValues("Set-Cookie").Select(set => set.Split(';')[0]));

    [GeneratedRegex("(?:href|src|action|data-feed|data-duplicates)=\"(/[^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]*)\"")]
    private static partial Regex Token();
}
