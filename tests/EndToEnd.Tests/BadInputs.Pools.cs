namespace FuyangPlan.EndToEnd;

// What is wrong with pools, requests to them, and decisions about those.
public sealed partial class BadInputs
{
    private static IEnumerable<Row> Pools()
    {
        const string All = "~/pools", Pool = "~/pools/space-2021", First = "~/pools/space-2021/requests/1", Why = "省里追加指标，予以调增额度";
        const string Opening = """{"type":"funds","year":2021,"capacity":300,"department":"d-resources"}""";
        foreach (var (what, part, instead, status, code) in new[]
        {
            ("type", "\"funds\"", "\"gold\"", 400, "wrong-type"), ("type in another case", "\"funds\"", "\"Funds\"", 400, "wrong-type"), ("year before all", "2021", "2014", 422, "out-of-range"),
            ("year after all", "2021", "2061", 422, "out-of-range"), ("half a year", "2021", "2021.5", 400, "wrong-type"), ("nothing in it", "300", "0", 422, "out-of-range"),
            ("less than nothing", "300", "-1", 422, "out-of-range"), ("too much", "300", "1000000000.01", 422, "out-of-range"), ("three decimals", "300", "0.001", 422, "out-of-range"),
            ("capacity in quotes", "300", "\"300\"", 400, "wrong-type"), ("department", "d-resources", "d-none", 422, "department-not-found"), ("note", "}", ",\"note\":\"甲\\u202E乙\"}", 422, "text-invalid"),
            ("member", "}", ",\"free\":300}", 400, "unknown-member"),
        })
            yield return Json($"pool: {what}", All, Opening.Replace(part, instead, StringComparison.Ordinal), status, code);
        yield return Json("pool: half a post", All, Opening.Replace("funds", "talent", StringComparison.Ordinal).Replace("300", "0.5", StringComparison.Ordinal), 422, "out-of-range");
        yield return Json("pool: there already, larger", All, """{"type":"space","year":2021,"capacity":301,"department":"d-resources"}""", 409, "pool-exists");
        yield return Json("pool: capacity without reason", $"{Pool}/capacity", """{"capacity":200,"reason":"短"}""", 422, "reason-required");
        yield return Json("pool: closed with requests open", $"{Pool}/closure", $$"""{"reason":"{{Why}}"}""", 409, "resource-requests-open");
        foreach (var pool in (string[])["space-2022", "space-2014", "gold-2021", "Space-2021", "space-21", "space", "..%2Fplan", "空间-2021"])
        {
            yield return Get($"pool {pool}", $"{All}/{pool}", 404, "pool-not-found", "not-found");
            yield return Get($"queue of pool {pool}", $"{All}/{pool}/queue", 404, "pool-not-found", "not-found");
            yield return Get($"requests to pool {pool}", $"{All}/{pool}/requests", 404, "pool-not-found", "not-found");
            yield return Get($"request 1 to pool {pool}", $"{All}/{pool}/requests/1", 404, "pool-not-found", "not-found");
            yield return Json($"capacity of pool {pool}", $"{All}/{pool}/capacity", $$"""{"capacity":300,"reason":"{{Why}}"}""", 404, "pool-not-found");
        }

        const string Asking = """{"initiative":"chain-2","amount":30.5,"needBy":"2021-09-30","purpose":"演练用地","space":{"plot":"演练地块"}}""";
        foreach (var (what, part, instead, status, code) in new[]
        {
            ("initiative", "chain-2", "chain-99", 404, "initiative-not-found"), ("initiative that cannot be", "chain-2", "链", 404, "initiative-not-found"), ("amount", "30.5", "0", 422, "out-of-range"),
            ("amount below", "30.5", "-0.01", 422, "out-of-range"), ("amount of three decimals", "30.5", "30.555", 422, "out-of-range"), ("amount in quotes", "30.5", "\"30\"", 400, "wrong-type"),
            ("amount beyond a decimal", "30.5", "1e400", 422, "out-of-range"), ("need in the past", "2021-09-30", "2021-02-19", 422, "invalid-date"), ("no such day", "2021-09-30", "2021-09-31", 422, "invalid-date"),
            ("no purpose", "演练用地", " ", 422, "text-required"), ("invisible purpose", "演练用地", "演\\u202E练", 422, "text-invalid"), ("no plot", "演练地块", "", 422, "text-required"),
            ("other details", "\"space\":{\"plot\":\"演练地块\"}", "\"talent\":{\"post\":\"工程师\"}", 422, "resource-details-wrong"), ("no details", ",\"space\":{\"plot\":\"演练地块\"}", "", 422, "resource-details-wrong"),
            ("more details", "}}", "},\"funds\":{\"source\":\"budget\"}}", 422, "resource-details-wrong"), ("details of no source", "\"space\":{\"plot\":\"演练地块\"}", "\"funds\":{\"source\":\"lottery\"}", 400, "wrong-type"),
            ("unknown detail", "\"演练地块\"}", "\"演练地块\",\"owner\":\"某人\"}", 400, "unknown-member"), ("landing 0", "}}", "},\"landing\":0}", 422, "out-of-range"), ("half a lead", "}}", "},\"lead\":1.5}", 400, "wrong-type"),
        })
            yield return Json($"request: {what}", $"{Pool}/requests", Asking.Replace(part, instead, StringComparison.Ordinal), status, code, "liaison");
        yield return Json("request: a landing of a project", $"{Pool}/requests", Asking.Replace("chain-2", "project-4", StringComparison.Ordinal).Replace("}}", "},\"landing\":1}", StringComparison.Ordinal), 404, "not-a-chain", "liaison");
        yield return Json("request: the same again", $"{Pool}/requests", """{"initiative":"project-4","amount":30,"needBy":"2021-09-30","purpose":"演练第 1 件","space":{"plot":"演练地块"}}""", 409, "resource-request-repeated", "liaison");
        yield return Json("request: by the desk", $"{Pool}/requests", Asking, 403, "forbidden", "desk");

        foreach (var (what, path, body, status, code) in new[]
        {
            ("pre-check again", "pre-check", "{}", 409, "illegal-transition"), ("grant nothing", "grant", """{"amount":0}""", 422, "out-of-range"), ("grant more than was asked", "grant", """{"amount":30.01}""", 422, "out-of-range"),
            ("grant all and refuse the rest", "grant", """{"amount":30,"rest":{"reason":"余量不足，其余不予批准","alternative":"改用存量"}}""", 422, "out-of-range"),
            ("grant in part without alternative", "grant", """{"amount":20,"rest":{"reason":"余量不足，其余不予批准","alternative":" "}}""", 422, "text-required"),
            ("grant in part without the member", "grant", """{"amount":20,"rest":{"reason":"余量不足，其余不予批准"}}""", 400, "missing-member"),
            ("reserve until yesterday", "reservation", """{"amount":30,"until":"2021-02-19"}""", 422, "invalid-date"), ("reserve for two years", "reservation", """{"amount":30,"until":"2023-02-20"}""", 422, "invalid-date"),
            ("refuse without alternative", "refusal", """{"reason":"选址不符合国土空间规划","alternative":""}""", 422, "text-required"), ("refuse without reason", "refusal", """{"reason":"不行","alternative":"改用存量"}""", 422, "reason-required"),
            ("deliver what was not granted", "delivery", """{"amount":1,"on":"2021-02-20","evidence":[]}""", 409, "illegal-transition"),
            ("deliver with a file of nobody what was not granted", "delivery", $$"""{"amount":1,"on":"2021-02-20","evidence":[{"hash":"{{new string('0', 64)}}","name":"甲.jpg"}]}""", 409, "illegal-transition"),
            ("claw back what was not granted", "claw-back", """{"amount":1,"reason":"逾期未动工，收回未使用部分"}""", 409, "illegal-transition"), ("withdraw for somebody else", "withdrawal", """{"reason":"项目选址调整，不再需要此地块"}""", 403, "not-yours"),
        })
            yield return Json($"request 1: {what}", $"{First}/{path}", body, status, code, "desk");
        yield return Json("request 1: verify what has not come", $"{First}/use-verification", """{"used":1}""", 409, "illegal-transition", "inspector");
        foreach (var number in (string[])["0", "2", "-1", "01", "x", "99999999999", "1.0"])
        {
            yield return Json($"request number {number}", $"{Pool}/requests/{number}/grant", """{"amount":1}""", 404, "resource-request-not-found", "desk");
            yield return Json($"delivery to request number {number}", $"{Pool}/requests/{number}/delivery", """{"amount":1,"on":"2021-02-20","evidence":[]}""", 404, "resource-request-not-found", "desk");
            yield return Get($"read request number {number}", $"{Pool}/requests/{number}", 404, "resource-request-not-found");
        }
        yield return Get("pools, too many", $"{All}?limit=201", 400, "bad-parameter");
        yield return Get("pools at no place", $"{All}?cursor=x", 400, "bad-cursor");
        yield return Get("queue, asked something", $"{Pool}/queue?status=open", 400, "unknown-parameter");
    }
}
