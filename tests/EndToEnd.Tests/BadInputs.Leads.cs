namespace FuyangPlan.EndToEnd;

// What is wrong with an investment lead. Lead 1 is open for all who may read, lead 2 is confidential; both stand at the first stage.
public sealed partial class BadInputs
{
    private const string AllLeads = "~/initiatives/chain-2/leads", Lead = $"{AllLeads}/1";

    private static IEnumerable<Row> Leads()
    {
        Row By(string name, string path, string body, int status, string code, string who = "investment") => Json($"lead {name}", path, body, status, code, who);
        Row Stage(string name, int status, string code, string stage, string on, string proofs, string more = "") => new($"lead {name}", status, [code], scene => scene.Command(
            $"{Lead}/stages", $$"""{"stage":"{{stage}}","on":"{{on}}","proofs":[{{proofs.Replace("#", scene.Picture, StringComparison.Ordinal)}}]{{more}}}""", "investment"));
        const string opinion = """{"kind":"screeningOpinion","hash":"#","name":"研判意见.png"}""", ceremony = """{"kind":"ceremonyPhoto","hash":"#","name":"仪式.png"}""";

        foreach (var amount in (string[])["0", "-1", "0.001", "10000000.01", "1e9"])
            yield return By($"of {amount}", AllLeads, $$"""{"investor":"演练","amount":{{amount}},"source":"fair","confidential":false}""", 422, "out-of-range");
        foreach (var land in (string[])["0", "-0.01", "100000.5", "1.234"])
            yield return By($"with {land} mu", AllLeads, $$"""{"investor":"演练","amount":1,"land":{{land}},"source":"fair","confidential":false}""", 422, "out-of-range");
        yield return By("of an amount in quotes", AllLeads, """{"investor":"演练","amount":"1.2亿","source":"fair","confidential":false}""", 400, "wrong-type");
        yield return By("from nowhere", AllLeads, """{"investor":"演练","amount":1,"source":"heaven","confidential":false}""", 400, "wrong-type");
        yield return By("of nobody", AllLeads, """{"investor":" ","amount":1,"source":"fair","confidential":false}""", 422, "text-required");
        yield return By("of an invisible investor", AllLeads, """{"investor":"演\u202E练","amount":1,"source":"fair","confidential":false}""", 422, "text-invalid");
        yield return By("of a long name", AllLeads, $$"""{"investor":"{{new string('长', 101)}}","amount":1,"source":"fair","confidential":false}""", 422, "text-too-long");
        yield return By("without saying whether it is confidential", AllLeads, """{"investor":"演练","amount":1,"source":"fair"}""", 400, "missing-member");
        yield return By("with its own number", AllLeads, """{"investor":"演练","amount":1,"source":"fair","confidential":false,"number":9}""", 400, "unknown-member");
        yield return By("with its own stage", AllLeads, """{"investor":"演练","amount":1,"source":"fair","confidential":false,"stage":"signed"}""", 400, "unknown-member");
        yield return By("reported tomorrow", AllLeads, """{"investor":"演练","amount":1,"source":"fair","confidential":false,"reportedOn":"2021-02-21"}""", 422, "in-future");
        yield return By("reported long ago", AllLeads, """{"investor":"演练","amount":1,"source":"fair","confidential":false,"reportedOn":"2021-02-12"}""", 422, "backdated");
        yield return By("by the office", AllLeads, """{"investor":"演练","amount":1,"source":"fair","confidential":false}""", 403, "forbidden", "office");
        yield return By("by another chain's officer", AllLeads, """{"investor":"演练","amount":1,"source":"fair","confidential":false}""", 403, "not-yours", "investment-2");
        yield return By("of a project", "~/initiatives/project-4/leads", """{"investor":"演练","amount":1,"source":"fair","confidential":false}""", 404, "not-a-chain");

        // B23
        yield return Stage("signed at once", 409, "stage-skipped", "signed", "2021-02-20", opinion);
        yield return Stage("where it stands", 409, "illegal-transition", "lead", "2021-02-20", "");
        yield return Stage("without proof", 422, "proof-missing", "screening", "2021-02-20", "");
        yield return Stage("with a ceremony", 422, "ceremony-is-no-proof", "screening", "2021-02-20", ceremony);
        yield return Stage("with a file that is not there", 422, "evidence-unknown", "screening", "2021-02-20", opinion.Replace("#", new('0', 64), StringComparison.Ordinal));
        yield return Stage("with a proof of no kind", 400, "wrong-type", "screening", "2021-02-20", opinion.Replace("screeningOpinion", "opinion", StringComparison.Ordinal));
        yield return Stage("of no stage", 400, "wrong-type", "s1", "2021-02-20", opinion);
        yield return Stage("tomorrow", 422, "in-future", "screening", "2021-02-21", opinion);
        yield return Stage("before it was reported", 422, "invalid-date", "screening", "2021-02-19", opinion);
        yield return Stage("before the plan", 422, "before-start", "screening", "2021-01-14", opinion);
        yield return By("falling forward", $"{Lead}/regression", """{"stage":"screening","reason":"须重新出具研判意见再推进"}""", 409, "illegal-transition");
        yield return By("ended without a word", $"{Lead}/end", """{"kind":"lost","reasonCode":"policy","reason":"不合"}""", 422, "reason-required");
        yield return By("ended some other way", $"{Lead}/end", """{"kind":"open","reasonCode":"policy","reason":"政策条件与投资方要求不合"}""", 400, "wrong-type");
        yield return By("resting until today", $"{Lead}/parking", """{"wakeOn":"2021-02-20","reason":"投资方年中决策，下月再议"}""", 422, "invalid-date");
        yield return By("resting for ever", $"{Lead}/parking", """{"wakeOn":"2059-01-01","reason":"投资方年中决策，下月再议"}""", 422, "invalid-date");
        yield return By("awake already", $"{Lead}/waking", "{}", 409, "illegal-transition");
        yield return By("visited tomorrow", $"{Lead}/activities", """{"kind":"visit","on":"2021-02-21","summary":"考察"}""", 422, "in-future");
        yield return By("visited long ago", $"{Lead}/activities", """{"kind":"visit","on":"2021-02-12","summary":"考察"}""", 422, "backdated");
        yield return By("given to a stranger", $"{Lead}/assignment", """{"person":"p-office"}""", 409, "not-in-team");
        yield return By("given to nobody", $"{Lead}/assignment", """{"person":"nobody"}""", 422, "person-not-found");
        yield return By("merged into itself", $"{Lead}/merger", """{"into":1,"reason":"经核对为同一投资方同一项目"}""", 409, "illegal-transition");
        yield return By("merged into what is not there", $"{Lead}/merger", """{"into":3,"reason":"经核对为同一投资方同一项目"}""", 404, "lead-not-found");
        yield return By("made public without a word", $"{AllLeads}/2/confidentiality", """{"confidential":false,"reason":""}""", 422, "reason-required");
        yield return By("duplicates of nothing", "~/lead-duplicates", """{"investor":""}""", 422, "text-required");
        yield return By("duplicates, asked by the office", "~/lead-duplicates", """{"investor":"演练企业"}""", 403, "not-yours", "office");

        foreach (var number in (string[])["3", "0", "x", "-1", "99999999", "1.0"])
        {
            yield return Get($"lead {number}", $"{AllLeads}/{number}", 404, "lead-not-found");
            yield return By($"woken under {number}", $"{AllLeads}/{number}/waking", "{}", 404, "lead-not-found");
        }
        yield return Get("lead that is confidential", $"{AllLeads}/2", 404, "lead-not-found");
        yield return Get("leads of a project", "~/initiatives/project-4/leads", 404, "not-a-chain");
        foreach (var query in (string[])["stage=s1", "source=heaven", "inPool=yes", "sort=investor", "limit=0", "limit=201", "standing=won", "q="])
            foreach (var path in (string[])[AllLeads, "~/leads"])
                yield return Get($"leads {path} {query}", $"{path}?{query}", 400, "bad-parameter");
        foreach (var path in (string[])[AllLeads, "~/leads", $"{AllLeads}/board", $"{AllLeads}/1"])
        {
            yield return Get($"leads of the future {path}", $"{path}?asOf=2059-01-01", 422, "as-of-in-future");
            yield return Get($"leads before the plan {path}", $"{path}?asOf=2021-01-14", 404, "not-yet-then");
            yield return Get($"leads of no day {path}", $"{path}?asOf=yesterday", 400, "bad-parameter");
        }
        yield return Get("leads after no page", $"{AllLeads}?cursor=b1", 400, "bad-cursor");
    }
}
