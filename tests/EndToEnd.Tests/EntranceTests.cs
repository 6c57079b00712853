using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace FuyangPlan.EndToEnd;

/// <summary>Sign-in, cookies, other sites, strangers: who comes in and who does not.</summary>
[Collection(OneProduct.Name)]
public sealed partial class EntranceTests(SharedProduct shared)
{
    private Visitor Anonymous => new(shared.Product);

    private Staff Staff => shared.Staff;

    [Fact]
    public async Task EveryDocumentedAddress_IsClosedToTheAnonymous()
    {
        var plan = await Rehearsal.Begin(Staff);
        var before = await plan.Position();
        var paths = (await Staff["auditor"].Read("/openapi/v1.json"))["paths"]!.AsObject();
        var closed = 0;
        foreach (var (path, operations) in paths)
            foreach (var (method, _) in operations!.AsObject())
            {
                if (path is "/api/v1/sessions" or "/api/v1/tokens") continue;
                var address = path.Replace("{plan}", plan.Id, StringComparison.Ordinal).Replace("{id}", "project-4", StringComparison.Ordinal)
                    .Replace("{n}", "1", StringComparison.Ordinal).Replace("{hash}", new string('0', 64), StringComparison.Ordinal).Replace("{name}", "office", StringComparison.Ordinal);
                var answer = await Anonymous.Send(new(method.ToUpperInvariant()), address, method == "post" ? Visitor.JsonContent("{}") : null, ("Idempotency-Key", "k"));
                closed++;
                // Who has a link needs no account; nobody else has one.
                if (path.Contains("{token}", StringComparison.Ordinal))
                {
                    answer.IsRefused(404, "link-invalid");
                    continue;
                }
                answer.IsRefused(401, "sign-in-required");
                Assert.NotEmpty(answer.Message.Headers.WwwAuthenticate);
            }
        Assert.True(closed > 45, $"{closed}");
        Assert.Equal(before, await plan.Position());
        foreach (var page in (string[])["/", "/api-docs", "/openapi/v1.json", "/plans/fuyang"])
        {
            var answer = await Anonymous.Get(page);
            Assert.True(answer.Status is 302 or 401 or 404, answer.ToString());
            if (answer.Status == 302) Assert.StartsWith("/sign-in", answer.Message.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
        foreach (var open in (string[])["/health/live", "/health/ready", "/sign-in"]) Assert.Equal(200, (await Anonymous.Get(open)).Status);
    }

    [Fact, InOneProcess]
    public async Task Cookie_FromAnotherSite_IsRefused()
    {
        var plan = await Rehearsal.Begin(Staff);
        var cookie = await Cookie("office");
        var position = await plan.Position();
        Task<Answer> Send(params (string, string)[] headers) => Anonymous.Send(
            HttpMethod.Post, $"{plan.Address}/departments", Visitor.JsonContent(new { code = "d-new", name = "单位" }), [("Cookie", cookie), ("Idempotency-Key", "k"), .. headers]);
        foreach (var header in new[]
        {
            ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Site", "nonsense"), ("Origin", "https://evil.example"), ("Origin", "null"), ("Origin", ""),
            ("Origin", $"http://{shared.Product.Address.Authority}.evil.example"), ("Origin", $"http://evil.example:{shared.Product.Address.Port}"),
        })
        {
            var answer = await Send(header);
            answer.IsRefused(403, "cross-site");
            Assert.DoesNotContain(answer.Message.Headers, each => each.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        }
        Assert.Equal(position, await plan.Position());
        Assert.Equal(200, (await Send(("Sec-Fetch-Site", "same-origin"), ("Origin", shared.Product.Address.GetLeftPart(UriPartial.Authority)))).Status);
    }

    [Fact]
    public async Task Cookie_IsForHttpOnly_AndEndsWithThePassword()
    {
        await Staff["admin"].Do("/api/v1/accounts", new { name = "cookie-holder", displayName = "某人", password = Staff.Password, memberships = Array.Empty<object>() });
        var cookie = await Cookie("cookie-holder");
        Assert.Equal(200, (await Anonymous.Get("/api/v1/sessions/current", ("Cookie", cookie))).Status);
        await Staff["admin"].Do("/api/v1/accounts/cookie-holder/password", new { password = "another long password" });
        (await Anonymous.Get("/api/v1/sessions/current", ("Cookie", cookie))).IsRefused(401, "sign-in-required");
    }

    /// <summary>B43: a copy of the cookie opens nothing after its owner has signed out; the owner's other sessions go on.</summary>
    [Fact]
    public async Task Cookie_CopiedBeforeSigningOut_OpensNothing()
    {
        await Staff["admin"].Do("/api/v1/accounts", new { name = "leaver", displayName = "某人", password = Staff.Password, memberships = Array.Empty<object>() });
        var (cookie, other) = (await Cookie("leaver"), await Cookie("leaver"));
        Assert.Equal(204, (await Anonymous.Send(HttpMethod.Delete, "/api/v1/sessions/current", null, ("Cookie", cookie))).Status);
        (await Anonymous.Get("/api/v1/sessions/current", ("Cookie", cookie))).IsRefused(401, "sign-in-required");
        Assert.Equal(200, (await Anonymous.Get("/api/v1/sessions/current", ("Cookie", other))).Status);
    }

    [Fact]
    public async Task WrongPasswords_SayNothing_AndLock()
    {
        await Staff["admin"].Do("/api/v1/accounts", new { name = "forgetful", displayName = "某人", password = Staff.Password, memberships = Array.Empty<object>() });
        string Said(Answer answer)
        {
            answer.IsRefused(401, "sign-in-failed");
            var problem = answer.Json.AsObject();
            problem.Remove("traceId");
            return problem.ToJsonString();
        }
        var said = new HashSet<string>();
        for (var i = 0; i < 5; i++) said.Add(Said(await Visitor.Knock(shared.Product, "forgetful", $"wrong password {i}")));
        said.Add(Said(await Visitor.Knock(shared.Product, "forgetful", Staff.Password)));
        said.Add(Said(await Visitor.Knock(shared.Product, "nobody-at-all", Staff.Password)));
        foreach (var name in (string[])["", "a", "FORGETFUL", "for getful", "forgetful\u200B", "' OR 1=1--", new string('a', 300)])
        {
            var answer = await Visitor.Knock(shared.Product, name, Staff.Password);
            Assert.True(answer.Code is "sign-in-failed" or "text-invalid", answer.ToString());
        }
        foreach (var password in (string[])["", new string('p', 300)]) said.Add(Said(await Visitor.Knock(shared.Product, "forgetful", password)));
        // One sentence from the gateway's own refusals, one from the account's: neither tells which names exist.
        Assert.InRange(said.Count, 1, 2);
        // A new password unlocks.
        await Staff["admin"].Do("/api/v1/accounts/forgetful/password", new { password = "another long password" });
        Assert.Equal(200, (await Visitor.Knock(shared.Product, "forgetful", "another long password")).Status);
    }

    /// <summary>Whatever a request calls this machine: it is answered or refused, and no page fails over it.</summary>
    [Theory, InOneProcess]
    [InlineData("HTTP/1.0", null, 200)]
    [InlineData("HTTP/1.1", "localhost", 200)]
    [InlineData("HTTP/1.1", "", 200)]
    [InlineData("HTTP/1.1", "xn--a", 400)]
    [InlineData("HTTP/1.1", "a:99999", 400)]
    [InlineData("HTTP/1.1", "..", 400)]
    [InlineData("HTTP/1.1", "xn--", 400)]
    [InlineData("HTTP/1.1", "[::1", 400)]
    public async Task Host_ThatNoAddressCanBeMadeWith_IsRefused(string version, string? host, int status)
    {
        foreach (var path in (string[])["/sign-in", "/", "/plans/fuyang", "/e/x", "/openapi/v1.json", "/api/v1/plans"])
        {
            using var client = new TcpClient();
            await client.ConnectAsync(shared.Product.Address.Host, shared.Product.Address.Port, TestContext.Current.CancellationToken);
            await using var stream = client.GetStream();
            var asked = $"GET {path} {version}\r\n{(host is null ? "" : $"Host: {host}\r\n")}Accept: text/html\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.UTF8.GetBytes(asked), TestContext.Current.CancellationToken);
            var answer = await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken);
            var said = int.Parse(answer.Split(' ')[1], CultureInfo.InvariantCulture);
            Assert.True(said < 500 && (said == 400) == (status == 400), $"{asked}{answer}");
        }
    }

    [Theory, InOneProcess]
    [InlineData("/plans/fuyang", "/plans/fuyang")]
    [InlineData("/plans/fuyang?asOf=2021-01-15", "/plans/fuyang?asOf=2021-01-15")]
    [InlineData("//evil.example", "/")]
    [InlineData("///evil.example", "/")]
    [InlineData("https:evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("\\\\evil.example", "/")]
    [InlineData("/%2f%2fevil.example", "/")]
    [InlineData("/%5cevil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("evil", "/")]
    public async Task ReturnUrl_NeverLeadsElsewhere(string returnUrl, string landing)
    {
        var address = $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}";
        var page = await Anonymous.Get(address);
        Assert.True(page.Status == 200, page.ToString());
        var fields = HiddenField().Matches(page.Text).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        fields["name"] = "auditor";
        fields["password"] = Staff.Password;
        var cookies = string.Join("; ", page.Message.Headers.GetValues("Set-Cookie").Select(each => each.Split(';')[0]));
        var answer = await Anonymous.Send(HttpMethod.Post, address, new FormUrlEncodedContent(fields), ("Cookie", cookies));
        Assert.True(answer.Status is 302 or 303, answer.ToString());
        Assert.Equal(new Uri(shared.Product.Address, landing), new Uri(shared.Product.Address, answer.Message.Headers.Location!));
    }

    [Fact, InOneProcess]
    public async Task SignIns_MoreThanOneAddressMayTry_AreToldToWait()
    {
        await using var product = new Product();
        await product.Start("--Fuyang:SignInsPerMinute=3");
        var visitor = new Visitor(product);
        Task<Answer> Try() => visitor.Send(HttpMethod.Post, "/api/v1/tokens", new StringContent("""{"name":"nobody","password":"wrong password"}""", System.Text.Encoding.UTF8, "application/json"));
        // Each gateway counts for itself.
        for (var i = 0; i < 3 * product.Gateways; i++) (await Try()).IsRefused(401, "sign-in-failed");
        var answer = await Try();
        answer.IsRefused(429, "too-many-requests");
        Assert.True(answer.Message.Headers.RetryAfter!.Delta > TimeSpan.Zero);
    }

    [Fact, InOneProcess]
    public async Task SignInForm_WithoutItsToken_IsRefused()
    {
        var answer = await Anonymous.Send(HttpMethod.Post, "/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["name"] = "auditor",
            ["password"] = Staff.Password,
        }));
        Assert.Equal(400, answer.Status);
        Assert.False(answer.Message.Headers.TryGetValues("Set-Cookie", out var set) && set.Any(each => each.StartsWith("fuyang-session", StringComparison.Ordinal)));
    }

    /// <summary>All at once: most of them are closed only when their time is out.</summary>
    [Fact, InOneProcess]
    public async Task HostileConnection_IsClosed_AndThePeersGoOn()
    {
        string[] all =
        [
            "POST /api/v1/tokens HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{", "GET / HTTP/1.1\r\nHost: x\r\nX-Never", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET /\0 HTTP/1.1\r\n\r\n", "\u0016\u0003\u0001\u0002\0\u0001\0", "GET http://evil.example/ HTTP/9.9\r\n\r\n", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
            "POST /api/v1/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
        ];
        foreach (var said in await Task.WhenAll(all.Select(Say))) Assert.True(said.Length == 0 || Regex.IsMatch(said, "^HTTP/1.1 (4|505)"), said);

        async Task<string> Say(string bytes)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(shared.Product.Address.Host, shared.Product.Address.Port);
            await using var stream = client.GetStream();
            await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes));
            Assert.Equal(200, (await Anonymous.Get("/health/live")).Status);
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            using var reader = new StreamReader(stream, Encoding.Latin1);
            try
            {
                return await reader.ReadToEndAsync(patience.Token);
            }
            catch (IOException)
            {
                return "";
            }
            finally
            {
                Assert.Equal(200, (await Anonymous.Get("/health/live")).Status);
            }
        }
    }

    private async Task<string> Cookie(string name)
    {
        var answer = await Visitor.Knock(shared.Product, name, Staff.Password, "/api/v1/sessions");
        Assert.True(answer.Status == 200, answer.ToString());
        var set = answer.Message.Headers.GetValues("Set-Cookie").Single(each => each.StartsWith("fuyang-session", StringComparison.Ordinal));
        Assert.Contains("httponly", set, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", set, StringComparison.OrdinalIgnoreCase);
        return set.Split(';')[0];
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();
}
