namespace FuyangPlan.EndToEnd;

// What is wrong with what is said of a chain's landings and map.
public sealed partial class BadInputs
{
    private const string Landing = "~/initiatives/chain-2/landings/1", Segments = "~/initiatives/chain-2/chain-map/segments";

    private static IEnumerable<Row> Landings() => LandingStages().Concat(LandingDeeds()).Concat(ChainMaps());

    private static IEnumerable<Row> LandingStages()
    {
        Row Stage(string what, string stage, string on, string proof, int status, string code, string who = "office") => new($"landing stage: {what}", status, [code], scene => scene.Command(
            $"{Landing}/stage", $$"""{"stage":"{{stage}}","reachedOn":"{{on}}","proofs":[{"kind":"{{proof}}","evidence":{"hash":"{{scene.Picture}}","name":"a.png"} }]}""", who));
        yield return Stage("only a ceremony", "started", "2021-02-01", "ceremonyPhoto", 422, "ceremony-is-no-proof");
        yield return Stage("half of its proof", "started", "2021-02-01", "constructionPermit", 422, "proof-missing");
        yield return Stage("another stage's proof", "completed", "2021-02-01", "sitePhoto", 422, "proof-missing");
        yield return Stage("tomorrow", "toppedOut", "2021-02-21", "sitePhoto", 422, "in-future");
        yield return Stage("before the plan", "toppedOut", "2021-01-14", "sitePhoto", 422, "before-start");
        yield return Stage("no such day", "toppedOut", "2021-02-30", "sitePhoto", 422, "invalid-date");
        yield return Stage("no such stage", "opened", "2021-02-01", "sitePhoto", 400, "wrong-type");
        yield return Stage("a stage by number", "3", "2021-02-01", "sitePhoto", 400, "wrong-type");
        yield return Stage("no such proof", "toppedOut", "2021-02-01", "rumour", 400, "wrong-type");
        yield return Stage("of another department", "toppedOut", "2021-02-01", "sitePhoto", 403, "forbidden", "liaison");
        yield return Json("landing stage: no proofs member", $"{Landing}/stage", """{"stage":"started","reachedOn":"2021-02-01"}""", 400, "missing-member");
        yield return Json("landing stage: no proofs", $"{Landing}/stage", """{"stage":"started","reachedOn":"2021-02-01","proofs":[]}""", 422, "proof-missing");
        yield return Json("landing stage: a proof of nothing", $"{Landing}/stage", """{"stage":"started","reachedOn":"2021-02-01","proofs":[null]}""", 400, "wrong-type");
        yield return Json("landing stage: verified already", $"{Landing}/stage", """{"stage":"started","reachedOn":"2021-02-01","proofs":[],"verified":true}""", 400, "unknown-member");
        yield return Json("landing stage: a proof that is not there", $"{Landing}/stage", $$"""{"stage":"toppedOut","reachedOn":"2021-02-01","proofs":[{"kind":"sitePhoto","evidence":{"hash":"{{new string('0', 64)}}","name":"a.png"} }]}""", 422, "evidence-unknown");
        foreach (var (what, path, body, code, who) in new[]
        {
            ("verify nothing", "stage-verification", """{"stage":"started"}""", "nothing-to-verify", "inspector"), ("reject nothing", "stage-rejection", """{"stage":"started","reason":"照片中的地块与许可证不一致"}""", "nothing-to-verify", "inspector"),
            ("go back from nowhere", "regression", """{"stage":"planned","reason":"施工单位撤场，须重新招标"}""", "illegal-transition", "office"),
        })
            yield return Json($"landing: {what}", $"{Landing}/{path}", body, 409, code, who);
        foreach (var number in (string[])["0", "-1", "01", "x", "99", "99999", "1.0", "１"])
        {
            yield return Get($"landing {number}", $"~/initiatives/chain-2/landings/{number}", 404, "landing-not-found", "not-found");
            yield return Json($"stop landing {number}", $"~/initiatives/chain-2/landings/{number}/stop", """{"reason":"企业资金未到位，暂缓建设"}""", 404, "landing-not-found");
        }
    }

    private static IEnumerable<Row> LandingDeeds()
    {
        const string Landings = "~/initiatives/chain-2/landings";
        yield return Json("landing: a name that is there", Landings, """{"name":"演示 产业园一期","kind":"project"}""", 409, "landing-exists");
        yield return Json("landing: no name", Landings, """{"name":" ","kind":"project"}""", 422, "text-required");
        yield return Json("landing: an invisible name", Landings, """{"name":"甲\u202E乙","kind":"project"}""", 422, "text-invalid");
        yield return Json("landing: a place", Landings, """{"name":"演示湾","kind":"place"}""", 400, "wrong-type");
        yield return Json("landing: of a project", "~/initiatives/project-4/landings", """{"name":"演示项目","kind":"project"}""", 404, "not-a-chain");
        yield return Json("landing: stop one of a project", "~/initiatives/project-4/landings/1/stop", """{"reason":"企业资金未到位，暂缓建设"}""", 404, "not-a-chain");
        yield return Json("landing: of a chain that is not there", "~/initiatives/chain-9/landings", """{"name":"演示项目","kind":"project"}""", 404, "initiative-not-found");
        foreach (var path in (string[])["stop", "resumption", "lead-mark", "lead-mark/removal"])
            yield return Json($"landing: {path} for no reason", $"{Landing}/{path}", """{"reason":"就是"}""", 422, "reason-required");
        foreach (var (task, status, code) in new[] { ("project-4", 422, "text-invalid"), ("project-4/01", 422, "text-invalid"), ("../x/1", 422, "text-invalid"), ("project-9/1", 404, "initiative-not-found") })
            yield return Json($"landing: link to {task}", $"{Landing}/links", $$"""{"tasks":["{{task}}"]}""", status, code);
        yield return Json("landing: promised before the plan", $"{Landing}/promises", """{"text":"接通供电","by":"ours","due":"2021-01-14"}""", 422, "before-start");
        yield return Json("landing: promised by nobody", $"{Landing}/promises", """{"text":"接通供电","by":"nobody","due":"2021-06-30"}""", 400, "wrong-type");
        yield return Json("landing: keep no promise", $"{Landing}/promises/kept", """{"promise":1}""", 404, "promise-not-found");
        yield return Json("landing: break no promise", $"{Landing}/promises/broken", """{"promise":-1,"reason":"设备到货推迟，年内不能试产"}""", 404, "promise-not-found");
        yield return Json("landing: a visit tomorrow", $"{Landing}/contacts", """{"on":"2021-02-21","with":"企业负责人","summary":"走访"}""", 422, "in-future");
        yield return Get("landings, too many", $"{Landings}?limit=201", 400, "bad-parameter");
        yield return Get("landings at no place", $"{Landings}?cursor=x", 400, "bad-cursor");
        yield return Get("landings, asked something", $"{Landings}?stage=started", 400, "unknown-parameter");
    }

    private static IEnumerable<Row> ChainMaps()
    {
        foreach (var (what, body, status, code) in new[]
        {
            ("code", """{"code":"Lens","name":"镜头","position":"upstream","strength":"missing"}""", 422, "text-invalid"), ("name", """{"code":"lens","name":"","position":"upstream","strength":"missing"}""", 422, "text-required"),
            ("position", """{"code":"lens","name":"镜头","position":"beside","strength":"missing"}""", 400, "wrong-type"), ("strength", """{"code":"lens","name":"镜头","position":"upstream"}""", 400, "missing-member"),
        })
            yield return Json($"segment: {what}", Segments, body, status, code);
        yield return Json("segment: fill none", $"{Segments}/filling", """{"code":"none","landings":[],"leads":[]}""", 404, "segment-not-found");
        yield return Json("segment: fill with half a landing", $"{Segments}/filling", """{"code":"none","landings":[1.5],"leads":[]}""", 400, "wrong-type");
        yield return Json("segment: remove none", $"{Segments}/removal", """{"code":"none","reason":"并入光学部件环节，不再单列"}""", 404, "segment-not-found");
        yield return Json("segment: of a project", "~/initiatives/project-4/chain-map/segments", """{"code":"lens","name":"镜头","position":"upstream","strength":"missing"}""", 404, "not-a-chain");
        yield return Get("chain map of a project", "~/initiatives/project-4/chain-map", 404, "not-a-chain");
        yield return Get("chain map of no chain", "~/initiatives/chain-9/chain-map", 404, "initiative-not-found");
    }
}
