namespace FuyangPlan.EndToEnd;

// What is wrong with what is said of a campaign's indicators.
public sealed partial class BadInputs
{
    private const string Indicators = "~/initiatives/campaign-1/indicators", Indicator = $"{Indicators}/1";

    private static IEnumerable<Row> IndicatorInputs()
    {
        const string Method = """{"name":"2020版"}""";
        string Defining(string name = "平安指数", string unit = "分", string direction = "higherIsBetter", string frequency = "quarterly", string department = "d-housing", string method = Method) =>
            $$"""{"name":"{{name}}","unit":"{{unit}}","direction":"{{direction}}","frequency":"{{frequency}}","department":"{{department}}","method":{{method}}}""";
        foreach (var (what, body, status, code) in new[]
        {
            ("a name that is there", Defining(name: "营商 环境指数"), 409, "indicator-exists"), ("no name", Defining(name: " "), 422, "text-required"),
            ("an invisible unit", Defining(unit: "分\\u202E"), 422, "text-invalid"), ("no such direction", Defining(direction: "up"), 400, "wrong-type"),
            ("weekly", Defining(frequency: "weekly"), 400, "wrong-type"), ("no such department", Defining(department: "d-none"), 422, "department-not-found"),
            ("a method without a name", Defining(method: "{}"), 400, "missing-member"), ("no method", Defining(method: "null"), 400, "wrong-type"),
            ("a member too many", Defining(method: """{"name":"2020版","version":2}"""), 400, "unknown-member"),
        })
            yield return Json($"indicator: {what}", Indicators, body, status, code);
        yield return Json("indicator: of a project", "~/initiatives/project-4/indicators", Defining(), 404, "not-a-campaign");
        yield return Json("indicator: of no campaign", "~/initiatives/campaign-9/indicators", Defining(), 404, "initiative-not-found");
        foreach (var (what, body, status, code) in new[]
        {
            ("another frequency", """{"targets":[{"period":"2021","value":1}]}""", 422, "period-invalid"), ("a quarter too many", """{"targets":[{"period":"2021-Q5","value":1}]}""", 422, "period-invalid"),
            ("of the past", """{"targets":[{"period":"2020-Q4","value":1}]}""", 409, "target-fixed"), ("twice", """{"targets":[{"period":"2021-Q2","value":1},{"period":"2021-Q2","value":2}]}""", 422, "out-of-range"),
            ("beyond all bounds", """{"targets":[{"period":"2021-Q2","value":1e30}]}""", 422, "out-of-range"), ("too exact", """{"targets":[{"period":"2021-Q2","value":1.00001}]}""", 422, "out-of-range"),
            ("in words", """{"targets":[{"period":"2021-Q2","value":"84"}]}""", 400, "wrong-type"), ("nothing", """{"targets":[null]}""", 400, "wrong-type"),
        })
            yield return Json($"indicator targets: {what}", $"{Indicator}/targets", body, status, code);
        yield return Json("indicator baseline: confirmed already", $"{Indicator}/baseline", """{"period":"2020","value":80}""", 409, "baseline-fixed");
        yield return Json("indicator baseline: not over", $"{Indicator}/baseline", """{"period":"2021","value":80}""", 422, "in-future");
        yield return Json("indicator baseline: another one", $"{Indicator}/baseline-confirmation", """{"value":80}""", 412, "version-moved", "liaison");
        foreach (var (what, body, status, code) in new[]
        {
            ("not over", """{"period":"2021-Q1","value":84}""", 422, "in-future"), ("a month", """{"period":"2020-12","value":84}""", 422, "period-invalid"), ("no period", """{"period":"","value":84}""", 422, "period-invalid"),
            ("wide digits", """{"period":"２０２０-Q4","value":84}""", 422, "period-invalid"), ("long ago", """{"period":"1999-Q4","value":84}""", 422, "period-invalid"),
            ("too much", """{"period":"2020-Q4","value":100000001}""", 422, "out-of-range"), ("no value", """{"period":"2020-Q4"}""", 400, "missing-member"), ("no such method", """{"period":"2020-Q4","value":84,"method":9}""", 422, "out-of-range"),
            ("other than confirmed", """{"period":"2020-Q3","value":84}""", 409, "correction-required"), ("corrected for no reason", """{"period":"2020-Q3","value":84,"correction":"就是"}""", 422, "reason-required"),
        })
            yield return Json($"indicator point: {what}", $"{Indicator}/points", body, status, code, "liaison");
        yield return Json("indicator point: of another department", $"{Indicator}/points", """{"period":"2020-Q4","value":84}""", 403, "not-yours", "liaison-2");
        foreach (var (what, path, body, status, code, who) in new[]
        {
            ("confirm nothing", "confirmation", """{"period":"2020-Q2","value":84}""", 409, "nothing-to-verify", "inspector"), ("confirm what nobody reported", "confirmation", """{"period":"2020-Q4","value":84}""", 412, "version-moved", "inspector"),
            ("reject nothing", "rejection", """{"period":"2020-Q2","reason":"与台账不一致，请核对后重报"}""", 409, "nothing-to-verify", "inspector"), ("reject for no reason", "rejection", """{"period":"2020-Q4","reason":"不"}""", 422, "reason-required", "inspector"),
            ("publish nothing", "publication", """{"period":"2020-Q4"}""", 404, "point-not-found", "office"), ("look again at nothing odd", "outlier-review", """{"period":"2020-Q4","reason":"与来源单位核对，数值属实"}""", 409, "illegal-transition", "office"),
        })
            yield return Json($"indicator point: {what}", $"{Indicator}/points/{path}", body, status, code, who);
        yield return Json("indicator method: the present one", $"{Indicator}/methods", """{"method":{"name":"2020版"},"reason":"上级调整了指标体系，口径变更"}""", 409, "illegal-transition");
        yield return Json("indicator: ended for no reason", $"{Indicator}/end", """{"reason":"就是"}""", 422, "reason-required");
        foreach (var number in (string[])["0", "-1", "01", "x", "9", "99999", "１"])
        {
            yield return Get($"indicator {number}", $"{Indicators}/{number}", 404, "indicator-not-found", "not-found");
            yield return Json($"end indicator {number}", $"{Indicators}/{number}/end", """{"reason":"上级不再发布该指数，予以停用"}""", 404, "indicator-not-found");
        }
        yield return Get("indicators of a chain", "~/initiatives/chain-2/indicators", 404, "not-a-campaign");
        yield return Get("indicators, asked something", $"{Indicators}?period=2021-Q1", 400, "unknown-parameter");
        yield return Get("indicators tomorrow", $"{Indicators}?asOf=2021-02-21", 422, "as-of-in-future");
    }
}
