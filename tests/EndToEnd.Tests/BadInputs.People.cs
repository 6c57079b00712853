namespace FuyangPlan.EndToEnd;

// What is wrong with who asks, and with what systems send.
public sealed partial class BadInputs
{
    // B41–B48, B52
    private static IEnumerable<Row> Accounts()
    {
        Row Anonymous(string name, int status, string code, string path, string body, string type = "application/json", params (string, string)[] headers) => new(name, status, [code], scene =>
        {
            var content = new StringContent(body);
            content.Headers.ContentType = null;
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            return new Visitor(scene.Product).Send(HttpMethod.Post, path, content, headers);
        });
        foreach (var token in (string[])["", "x", "Bearer", "eyJhbGciOiJub25lIn0.eyJuYW1lIjoiYWRtaW4ifQ.", "eyJhbGciOiJIUzI1NiJ9.eyJuYW1lIjoiYWRtaW4ifQ.c2ln", "admin", new string('A', 2000)])
            yield return new($"B46 B47 token {token[..Math.Min(token.Length, 25)]}", 401, ["sign-in-required"], scene => new Visitor(scene.Product).Get(scene.Address("~"), ("Authorization", $"Bearer {token}")));
        foreach (var scheme in (string[])["Basic YWRtaW46YWRtaW4=", "Negotiate x", "bearer", "admin"])
            yield return new($"B46 scheme {scheme}", 401, ["sign-in-required"], scene => new Visitor(scene.Product).Get(scene.Address("~"), ("Authorization", scheme)));
        yield return new("B46 a changed token", 401, ["sign-in-required"], scene => new Visitor(scene.Product, scene.Staff["admin"].Token![..^4] + "AAAA").Get(scene.Address("~")));
        yield return new("B45 a cookie of nobody", 401, ["sign-in-required"], scene => new Visitor(scene.Product).Get(scene.Address("~"), ("Cookie", "fuyang-session=x")));
        yield return new("B45 a token as cookie", 401, ["sign-in-required"], scene => new Visitor(scene.Product).Get(scene.Address("~"), ("Cookie", $"fuyang-session={scene.Staff["admin"].Token}")));
        yield return new("X-User is nobody", 401, ["sign-in-required"], scene => new Visitor(scene.Product).Get(scene.Address("~"), ("X-User", "admin"), ("X-Forwarded-User", "admin"), ("X-Forwarded-For", "127.0.0.1")));
        // Routing tells another content type apart before it knows that the address is open to the anonymous.
        yield return Anonymous("tokens: a form", 401, "sign-in-required", "/api/v1/tokens", "name=admin&password=x", "application/x-www-form-urlencoded");
        yield return Anonymous("tokens: a member too many", 400, "unknown-member", "/api/v1/tokens", """{"name":"admin","password":"x","roles":["admin"]}""");
        yield return Anonymous("tokens: no password", 400, "missing-member", "/api/v1/tokens", """{"name":"admin"}""");
        yield return Anonymous("sessions: from another site", 403, "cross-site", "/api/v1/sessions", """{"name":"admin","password":"x"}""", headers: [("Sec-Fetch-Site", "cross-site")]);
        yield return Json("account with an unknown role", "/api/v1/accounts", """{"name":"someone","displayName":"某人","password":"long enough to pass","memberships":[{"plan":"*","roles":["root"]}]}""", 400, "wrong-type", "admin");
        yield return Json("account with an invisible name", "/api/v1/accounts", """{"name":"someone","displayName":"某\u202E人","password":"long enough to pass","memberships":[]}""", 422, "text-invalid", "admin");
        yield return Json("account with 129 characters of password", "/api/v1/accounts", $$"""{"name":"someone","displayName":"某人","password":"{{new string('p', 129)}}","memberships":[]}""", 422, "weak-password", "admin");
        yield return Json("account of no plan", "/api/v1/accounts", """{"name":"someone","displayName":"某人","password":"long enough to pass","memberships":null}""", 400, "wrong-type", "admin");
        foreach (var (what, name, membership, code) in new[]
        {
            ("of the system", "system", "", "name-reserved"), ("like the system's", "sys-tem", "", "name-reserved"), ("like the administrator's", "adm1n", "", "name-reserved"),
            ("of the demo", "demo-office", "", "name-reserved"), ("of dots", "..", "", "text-invalid"), ("with a mark at its end", "someone-", "", "text-invalid"),
            ("of no such plan", "someone", """{"plan":"nowhere","roles":["office"]}""", "membership-invalid"),
            ("of a plan without a name", "someone", """{"plan":"","roles":["office"]}""", "membership-invalid"),
            ("of nobody known", "someone", """{"plan":"fuyang","roles":[],"person":"nobody-at-all"}""", "membership-invalid"),
            ("of no department", "someone", """{"plan":"fuyang","roles":["liaison"],"department":"none-at-all"}""", "membership-invalid"),
            ("of a plan twice", "someone", """{"plan":"fuyang","roles":["office"]},{"plan":"fuyang","roles":["auditor"]}""", "membership-invalid"),
            ("of a role twice", "someone", """{"plan":"fuyang","roles":["office","office"]}""", "membership-invalid"),
            ("that verifies what it reports", "someone", """{"plan":"fuyang","roles":["liaison","inspector"]}""", "roles-conflict"),
            ("that grants what it asks for", "someone", """{"plan":"*","roles":["resourceDesk","serviceOfficer"]}""", "roles-conflict"),
        })
            yield return Json(
                $"account {what}", "/api/v1/accounts", $$"""{"name":"{{name}}","displayName":"某人","password":"long enough to pass","memberships":[{{membership}}]}""", 422, code, "admin");
        yield return Json("administrator without himself", "/api/v1/accounts/admin/memberships", """{"memberships":[{"plan":"*","roles":["ops"]}]}""", 403, "not-yours", "admin");
        yield return Json("memberships of nobody", "/api/v1/accounts/nobody/memberships", """{"memberships":[]}""", 404, "account-not-found", "admin");
        yield return Json("memberships of no name", "/api/v1/accounts/..%2Fadmin/memberships", """{"memberships":[]}""", 404, "account-not-found", "admin");
    }

    private static IEnumerable<Row> DepartmentFeeds()
    {
        const string Feeds = "~/department-feeds", Good = """{"code":"permits","name":"许可系统","department":"d-housing","kinds":["progress"]}""";
        foreach (var (what, part, instead, status, code) in new[]
        {
            ("code", "permits", "Permits", 422, "text-invalid"), ("code outside", "permits", "../x", 422, "text-invalid"), ("no name", "许可系统", "", 422, "text-required"),
            ("department", "d-housing", "d-none", 422, "department-not-found"), ("kind", "\"progress\"", "\"rumour\"", 400, "wrong-type"), ("no kind", "\"progress\"", "", 422, "out-of-range"),
            ("kind twice", "\"progress\"", "\"progress\",\"progress\"", 422, "out-of-range"), ("initiative", "]}", "],\"initiatives\":[\"project-99\"]}", 404, "initiative-not-found"),
            ("user", "]}", "],\"brokerUser\":\"甲\\u202E乙\"}", 422, "text-invalid"), ("member", "]}", "],\"status\":\"active\"}", 400, "unknown-member"),
        })
            yield return Json($"feed: {what}", Feeds, Good.Replace(part, instead, StringComparison.Ordinal), status, code);
        foreach (var feed in (string[])["nobody", "Permits", "..%2Fplan", "plan%20", "許可", new string('a', 41)])
        {
            yield return Get($"feed {feed}", $"{Feeds}/{feed}", 404, "department-feed-not-found", "not-found");
            yield return Get($"quarantine of feed {feed}", $"{Feeds}/{feed}/quarantine", 404, "department-feed-not-found", "not-found");
            yield return Json($"pause feed {feed}", $"{Feeds}/{feed}/pause", """{"reason":"来源系统升级，暂停三天接收"}""", 404, "department-feed-not-found");
            yield return Json(
                $"fact for feed {feed}", $"{Feeds}/{feed}/facts",
                """{"plan":"x","feed":"nobody","offset":1,"kind":"progress","initiative":"project-4","happenedAt":"2021-01-15T12:00:00+08:00","sentAt":"2021-01-15T12:00:00+08:00"}""",
                404, "department-feed-not-found", "liaison");
        }
        foreach (var number in (string[])["0", "-1", "01", "x", "99999999999", "1.0"])
            yield return Json($"quarantine number {number}", $"{Feeds}/nobody/quarantine/{number}/discard", """{"reason":"来源单位确认误报，不予计入"}""", 404, "quarantined-not-found");
        yield return Get("quarantine in no status", $"{Feeds}/nobody/quarantine?status=x", 400, "bad-parameter");
        yield return Get("quarantine at no place", $"{Feeds}/nobody/quarantine?cursor=x", 400, "bad-cursor");
        yield return Get("feeds, too many", $"{Feeds}?limit=201", 400, "bad-parameter");
        yield return Get("announcements, asked something", "~/announcements?limit=1", 400, "unknown-parameter");
        yield return Get("strays are the administrator's", "/api/v1/stray-messages", 403, "forbidden");
    }
}
