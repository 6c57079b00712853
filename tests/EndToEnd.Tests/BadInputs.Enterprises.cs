namespace FuyangPlan.EndToEnd;

// What is wrong with enterprises, their requests, and the links by which they come in.
public sealed partial class BadInputs
{
    private static IEnumerable<Row> Enterprises()
    {
        const string All = "~/enterprises", One = "~/enterprises/demo-a", First = "~/enterprises/demo-a/requests/1", Why = "联系人已更换，须重新开通";
        const string Registering = """{"code":"demo-b","name":"演示企业B","chain":"chain-2","uscc":"91330111MA00000000"}""";
        foreach (var (what, part, instead, status, code) in new[]
        {
            ("code", "demo-b", "Demo", 422, "text-invalid"), ("code of one letter", "demo-b", "b", 422, "text-invalid"), ("code with a path", "demo-b", "../plan", 422, "text-invalid"),
            ("no name", "演示企业B", " ", 422, "text-required"), ("invisible name", "演示企业B", "演\\u202E示", 422, "text-invalid"), ("no such chain", "chain-2", "chain-9", 404, "initiative-not-found"),
            ("of a project", "chain-2", "project-4", 404, "not-a-chain"), ("short code of credit", "91330111MA00000000", "91330111", 422, "uscc-invalid"),
            ("full-width code of credit", "91330111MA00000000", "９１３３０１１１MA00000000", 422, "uscc-invalid"), ("known already, otherwise", "demo-b", "demo-a", 409, "enterprise-exists"),
            ("officer nobody knows", "}", ",\"officer\":\"p-none\"}", 422, "person-not-found"), ("member", "}", ",\"rating\":5}", 400, "unknown-member"), ("chain as a number", "\"chain-2\"", "2", 400, "wrong-type"),
        })
            yield return Json($"enterprise: {what}", All, Registering.Replace(part, instead, StringComparison.Ordinal), status, code);
        foreach (var enterprise in (string[])["demo-z", "Demo-a", "d", "9demo", "..%2Fplan", "企业", new('a', 41)])
        {
            yield return Get($"enterprise {enterprise}", $"{All}/{enterprise}", 404, "enterprise-not-found", "not-found");
            yield return Get($"requests of {enterprise}", $"{All}/{enterprise}/requests", 404, "enterprise-not-found", "not-found");
            yield return Json($"visit to {enterprise}", $"{All}/{enterprise}/visits", """{"on":"2021-02-19","byWhom":"演示","summary":"演示"}""", 404, "enterprise-not-found", "service");
        }
        yield return Json("enterprise linked to a landing that is not there", $"{One}/landings-and-leads", """{"landings":[99],"leads":[]}""", 404, "landing-not-found", "service");
        yield return Json("enterprise linked to lead 0", $"{One}/landings-and-leads", """{"landings":[],"leads":[0]}""", 422, "out-of-range", "service");
        yield return Json("enterprise linked to half a lead", $"{One}/landings-and-leads", """{"landings":[],"leads":[1.5]}""", 400, "wrong-type", "service");
        yield return Json("visit tomorrow", $"{One}/visits", """{"on":"2021-02-21","byWhom":"演示","summary":"演示"}""", 422, "in-future", "service");
        yield return Json("visit before the plan", $"{One}/visits", """{"on":"2021-01-14","byWhom":"演示","summary":"演示"}""", 422, "before-start", "service");
        yield return Json("promise for yesterday", $"{One}/promises", """{"text":"通水","due":"2021-02-19"}""", 422, "invalid-date", "service");
        yield return Json("the same promise", $"{One}/promises", """{"text":"通公交","due":"2021-03-31"}""", 409, "enterprise-promise-repeated", "service");
        foreach (var number in (string[])["0", "2", "-1", "01", "x", "99999999"])
        {
            yield return Json($"promise {number} kept", $"{One}/promises/{number}/keeping", "{}", 404, "enterprise-promise-not-found", "service");
            yield return Json($"link {number} revoked", $"{One}/links/{number}/revocation", $$"""{"reason":"{{Why}}"}""", 404, "link-not-found", "service");
            yield return Json($"service request {number} contacted", $"{One}/requests/{number}/contact", """{"summary":"演示"}""", 404, "service-request-not-found", "service");
            yield return Get($"service request {number}", $"{One}/requests/{number}", 404, "service-request-not-found");
        }
        yield return Json("link for the same", $"{One}/links", """{"recipient":"演示联系人"}""", 409, "link-exists", "office");
        yield return Get("links, by an auditor", $"{One}/links", 403, "forbidden");
        yield return Get("address of a link, by an auditor", $"{One}/links/1", 403, "forbidden");
        yield return Json("the same request", $"{One}/requests", """{"category":"housing","text":"员工公寓 40 间"}""", 409, "service-request-repeated", "service");
        yield return Json("request of no kind", $"{One}/requests", """{"category":"money","text":"演示"}""", 400, "wrong-type", "service");
        yield return Json("request without words", $"{One}/requests", """{"category":"housing","text":""}""", 422, "text-required", "service");
        foreach (var (what, path, body, status, code) in new[]
        {
            ("answered before contact", "answers", """{"text":"演示"}""", 409, "illegal-transition"), ("closed before contact", "closure", """{"solution":"演示"}""", 409, "illegal-transition"),
            ("promised before contact", "next-date", """{"nextOn":"2021-03-01","reason":"房源尚未落实，须再协调"}""", 409, "illegal-transition"), ("contact without words", "contact", """{"summary":" "}""", 422, "text-required"),
            ("assigned to nobody known", "assignment", """{"person":"p-none"}""", 422, "person-not-found"),
            ("closed with a file of nobody before it was contacted", "closure", $$"""{"solution":"演示","evidence":[{"hash":"{{new string('0', 64)}}","name":"甲.jpg"}]}""", 409, "illegal-transition"),
        })
            yield return Json($"service request 1: {what}", $"{First}/{path}", body, status, code, "service");
        yield return Json("service request 1: contacted by another officer", $"{First}/contact", """{"summary":"演示"}""", 403, "not-yours", "service-2");
        yield return Json("service request 1: rated where officials work", $"{First}/rating", """{"stars":5}""", 404, "not-found", "service");

        yield return ByLink("link: request of no kind", link => $"{link}/requests", """{"category":"money","text":"演示"}""", 400, "wrong-type");
        yield return ByLink("link: request without a key", link => $"{link}/requests", """{"category":"labor","text":"缺装配工"}""", 400, "idempotency-key-required", withKey: false);
        yield return ByLink("link: rated before it is closed", link => $"{link}/requests/1/rating", """{"stars":5}""", 409, "illegal-transition");
        yield return ByLink("link: six stars", link => $"{link}/requests/1/rating", """{"stars":6}""", 422, "out-of-range");
        yield return ByLink("link: half a star", link => $"{link}/requests/1/rating", """{"stars":4.5}""", 400, "wrong-type");
        yield return ByLink("link: rating of another request", link => $"{link}/requests/9/rating", """{"stars":5}""", 404, "service-request-not-found");
        yield return ByLink("link: rated by an official", link => $"{link}/requests/1/rating", """{"stars":5}""", 403, "forbidden", "service");
        foreach (var (what, forge) in new (string, Func<string, string>)[]
        {
            ("one letter changed", link => link[..^20] + (link[^20] == 'A' ? 'B' : 'A') + link[^19..]), ("cut", link => link[..^10]), ("made up", _ => "/api/v1/enterprise-links/CfDJ8AAAA"),
            ("no base64", _ => "/api/v1/enterprise-links/%E4%BC%81"), ("endless", link => link + new string('A', 600)),
        })
        {
            yield return ByLink($"link {what}: request", link => $"{forge(link)}/requests", """{"category":"labor","text":"缺装配工"}""", 404, "link-invalid");
            yield return new($"link {what}: read", 404, ["link-invalid"], scene => new Visitor(scene.Product).Get(forge(scene.Link)));
        }
    }

    private static Row ByLink(string name, Func<string, string> path, string body, int status, string code, string? who = null, bool withKey = true) => new(name, status, [code], scene =>
        (who is null ? new Visitor(scene.Product) : scene.Staff[who]).Send(
            HttpMethod.Post, path(scene.Link), Visitor.JsonContent(body), withKey ? [("Idempotency-Key", $"{Guid.NewGuid():N}")] : []));
}
