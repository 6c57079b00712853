namespace FuyangPlan.EndToEnd.Journeys;

/// <summary>Journey 6, through the API: a lead becomes a project, 线索 → 签约 → 开工. Enterprises are made up.</summary>
[Collection(OneProduct.Name)]
public sealed class LeadToProject(SharedProduct shared)
{
    private Staff Staff => shared.Staff;

    [Fact]
    public async Task Lead_FromTheFirstReportToGroundBreaking()
    {
        var plan = await Begin();
        var (officer, leads) = (Staff["investment"], $"{plan.Of("chain-5")}/leads");
        await plan.AdvanceTo("2021-03-02T10:12:00+08:00");
        await Staff["investment-2"].Do($"{plan.Of("chain-3")}/leads", Lead("某封测企業（演示）股份有限公司", confidential: true));

        // Duplicates are checked while typing; the other chain's name stays there.
        var suspects = await officer.Send(HttpMethod.Post, $"{plan.Address}/lead-duplicates", new StringContent("""{"investor":"某封測企业 (演示)"}""", null, "application/json"));
        Assert.True(suspects.Status == 200, suspects.ToString());
        var suspect = Assert.Single(suspects.Json["items"]!.AsArray())!;
        Assert.Equal(("chain-3", false, 0), ((string?)suspect["initiative"], (bool)suspect["own"]!, suspect["leads"]!.AsArray().Count));
        Assert.Contains("另一条链已有疑似同一投资方，请联系 chain-3", (string?)suspect["advice"], StringComparison.Ordinal);
        Assert.DoesNotContain("封测", suspects.Text, StringComparison.Ordinal);

        var recorded = await officer.Do(leads, Lead("某封测企业（演示）"), "first-report");
        Assert.Equal((201, 1, $"{leads}/1"), (recorded.Status, (int)recorded.Json["number"]!, recorded.Message.Headers.Location?.ToString()));
        Assert.Equal(recorded.Text, (await officer.Do(leads, Lead("某封测企业（演示）"), "first-report")).Text);
        var lead = await officer.Read($"{leads}/1");
        Assert.Equal(("2021-05-31", "chain-3"), ((string?)lead["lead"]!["protectedUntil"], (string?)lead["suspects"]![0]));

        // Not at once.
        var skipped = await Reach("signed", "2021-03-02", "agreement");
        skipped.IsRefused(409, "stage-skipped");
        Assert.Contains("须逐级推进", (string?)skipped.Json["detail"], StringComparison.Ordinal);
        Assert.Contains("签约需投资协议", (string?)skipped.Json["detail"], StringComparison.Ordinal);

        var likely = 0m;
        foreach (var (stage, day, proof, expected) in new[]
        {
            ("screening", "2021-03-04", "screeningOpinion", 0.10m), ("negotiation", "2021-03-18", "contactRecord", 0.20m), ("offer", "2021-04-09", "visitRecord", 0.35m),
            ("memorandum", "2021-04-20", "memorandum", 0.45m), ("signed", "2021-05-25", "agreement", 0.60m),
        })
        {
            await plan.AdvanceTo($"{day}T15:00:00+08:00");
            var reached = await Reach(stage, day, proof);
            Assert.True(reached.IsAccepted, reached.ToString());
            lead = await officer.Read($"{leads}/1");
            Assert.Equal((stage, day, expected), ((string?)lead["lead"]!["stage"], (string?)lead["lead"]!["stageSince"], (decimal)lead["lead"]!["probability"]!));
            Assert.InRange((decimal)lead["lead"]!["probability"]!, Math.Max(likely, (decimal)lead["lead"]!["probabilityLow"]!), (decimal)lead["lead"]!["probabilityHigh"]!);
            likely = expected;
        }
        Assert.Equal(["lead", "screening", "negotiation", "offer", "memorandum", "signed"], lead["stages"]!.AsArray().Select(step => (string)step!["stage"]!));
        Assert.Equal([2, 14, 22, 11, 35, 0], lead["stages"]!.AsArray().Select(step => (int)step!["days"]!));

        await plan.AdvanceTo("2021-07-01T09:00:00+08:00");
        (await Reach("landed", "2021-07-01", "companyRegistration")).IsRefused(422, "proof-missing");
        Assert.True((await Reach("landed", "2021-07-01", "companyRegistration", "landOrPlant")).IsAccepted);

        // A ceremony is no ground-breaking.
        await plan.AdvanceTo("2021-09-10T10:00:00+08:00");
        (await Reach("groundBroken", "2021-09-10", "ceremonyPhoto")).IsRefused(422, "ceremony-is-no-proof");
        await plan.AdvanceTo("2021-09-13T10:00:00+08:00");
        var before = (decimal)(await officer.Read($"{leads}/board"))["score"]!;
        object[] permit = [await Proof("constructionPermit"), await Proof("geoPhoto")];
        for (var time = 0; time < 3; time++) await officer.Do($"{leads}/1/stages", new { stage = "groundBroken", on = "2021-09-13", proofs = permit }, "permit-1");
        var board = await officer.Read($"{leads}/board");
        Assert.Equal(6.4180m, (decimal)board["score"]! - before);
        var column = board["columns"]!.AsArray().Single(each => (string?)each!["stage"] == "groundBroken")!;
        Assert.Equal((1, 120_000m, 108_000m), ((int)column["count"]!, (decimal)column["amount"]!, (decimal)column["expected"]!));

        // Of this quarter all came as far.
        var cohort = Assert.Single((await officer.Read($"{leads}/cohorts"))["items"]!.AsArray())!;
        Assert.Equal((2021, 1, 1, 0), ((int)cohort["year"]!, (int)cohort["quarter"]!, (int)cohort["leads"]!, (int)cohort["gone"]!));
        Assert.Equal([2m, 14m, 22m, 11m, 35m, 37m, 74m, null], cohort["stages"]!.AsArray().Select(stage => (decimal?)stage!["medianDays"]));

        // And falls back: the same points go.
        await officer.Do($"{leads}/1/regression", new { stage = "landed", reason = "项目停缓建，退回到落地阶段" });
        Assert.Equal(before, (decimal)(await officer.Read($"{leads}/board"))["score"]!);

        async Task<Answer> Reach(string stage, string on, params string[] proofs) =>
            await officer.Post($"{leads}/1/stages", new { stage, on, proofs = await Task.WhenAll(proofs.Select(Proof)) });
        async Task<object> Proof(string kind) => new { kind, hash = (string)JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(await plan.Picture()))!["hash"]!, name = "佐证.png" };
    }

    [Fact]
    public async Task Lead_IsReadByThoseWhoMay_AndDoesNotExistForOthers()
    {
        var plan = await Begin();
        var (officer, leads) = (Staff["investment"], $"{plan.Of("chain-5")}/leads");
        await officer.Do(leads, Lead("公开演练企业"));
        await officer.Do(leads, Lead("机密演练企业", confidential: true));

        foreach (var who in (string[])["investment", "leader"])
        {
            Assert.Equal(2, (int)(await Staff[who].Read(leads))["total"]!);
            var lead = await Staff[who].Read($"{leads}/2");
            Assert.Equal(("机密演练企业", "演练联系人", "0571-演练"), ((string?)lead["lead"]!["investor"], (string?)lead["contactName"], (string?)lead["contactPhone"]));
            Assert.Equal(1, (int)(await Staff[who].Read($"{leads}?q={Uri.EscapeDataString("机密演练")}"))["total"]!);
            Assert.Equal(1, (int)(await Staff[who].Read($"{plan.Address}/leads?q=jmyl"))["total"]!);
        }
        foreach (var who in (string[])["group", "office", "auditor"])
        {
            Assert.Equal(("公开演练企业", 1), ((string?)(await Staff[who].Read(leads))["items"]![0]!["investor"], (int)(await Staff[who].Read(leads))["total"]!));
            Assert.Null((await Staff[who].Read($"{leads}/1"))["contactName"]);
            Assert.Equal(0, (int)(await Staff[who].Read($"{leads}?q={Uri.EscapeDataString("机密")}"))["total"]!);
            (await Staff[who].Get($"{leads}/2")).IsRefused(404, "lead-not-found");
            Assert.Equal(1, (await Staff[who].Read($"{leads}/board"))["columns"]!.AsArray().Sum(column => (int)column!["count"]!));
        }
        Assert.Null((await Staff["inspector"].Read($"{leads}/1"))["lead"]!["investor"]);
        Assert.Equal(120_000, (decimal)(await Staff["inspector"].Read($"{leads}/1"))["lead"]!["amount"]!);
        (await Staff["inspector"].Get($"{leads}/2")).IsRefused(404, "lead-not-found");
        foreach (var who in (string[])["investment-2", "liaison", "ops"])
            foreach (var path in (string[])[leads, $"{leads}/1", $"{leads}/2", $"{leads}/3", $"{leads}/board", $"{leads}/cohorts"])
                (await Staff[who].Get(path)).IsRefused(404, "lead-not-found");
        foreach (var who in (string[])["liaison", "ops"]) (await Staff[who].Get($"{plan.Address}/leads")).IsRefused(404, "lead-not-found");

        // What is not in the list is not in the ledger, of the plan, of the chain, or as a difference. A confidential lead is one kind of line for everybody.
        var begin = Uri.EscapeDataString((string)(await plan.Journal("chain-5"))[0]!["recordedAt"]!);
        foreach (var who in (string[])["investment-2", "liaison", "ops", "service", "office", "auditor", "investment"])
            foreach (var path in (string[])["/journal", "/initiatives/chain-5/journal", $"/initiatives/chain-5/diff?from={begin}"])
            {
                var sees = who is "office" or "auditor" || (who == "investment" && path != "/journal");
                var answer = await Staff[who].Read($"{plan.Address}{path}");
                var lines = (answer["items"] is JsonArray page && answer["ledger"] is null ? page : answer["ledger"]!.AsArray())
                    .Where(line => ((string)line!["type"]!).StartsWith("lead.", StringComparison.Ordinal)).ToArray();
                Assert.True(lines.Length > 0, $"{who} {path}: {answer}");
                foreach (var line in lines)
                    if ((string?)line!["type"] == "lead.changed") Assert.Equal(("", true), ((string?)line["actor"], ((string)line["recordedAt"]!).Contains(":00+08:00", StringComparison.Ordinal)));
                    else Assert.True(sees, $"{who} {path}: {line}");
                Assert.Contains(lines, line => (string?)line!["text"] == (sees ? "一条保密的招商线索有变动" : "一条招商线索有变动"));
            }

        // Made confidential, it is gone for those outside.
        await officer.Do($"{leads}/1/confidentiality", new { confidential = true, reason = "投资方要求签约以前保密" });
        (await Staff["office"].Get($"{leads}/1")).IsRefused(404, "lead-not-found");
        Assert.Equal("一条保密的招商线索有变动", (string?)(await plan.Journal("chain-5"))[^1]["text"]);
    }

    [Fact]
    public async Task Leads_AsOfAnEarlierInstant_AreWhatTheyWere_ForThoseWhoMayReadThemNow()
    {
        var plan = await Begin();
        var (officer, leads) = (Staff["investment"], $"{plan.Of("chain-5")}/leads");
        await officer.Do(leads, Lead("公开演练企业"));
        await plan.AdvanceTo("2021-02-10T09:00:00+08:00");
        string[] paths = [leads, $"{leads}/1", $"{leads}/board", $"{leads}?q=gkyl&sort=-probability", $"{plan.Address}/leads"];
        // What was said on the day is said of the day for ever.
        var said = new Dictionary<string, string>();
        foreach (var path in paths) said[path] = await Said(path);
        const string then = "2021-02-10T09:00:00+08:00";
        await plan.AdvanceTo("2021-02-20T09:00:00+08:00");
        await officer.Do($"{leads}/1/stages", new { stage = "screening", on = "2021-02-20", proofs = new[] { await Picture("screeningOpinion") } });
        await officer.Do(leads, Lead("后来的演练企业"));
        foreach (var path in paths)
            Assert.Equal(said[path], await Said($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}asOf={Uri.EscapeDataString(then)}"));
        (await officer.Get($"{leads}/2?asOf=2021-02-10")).IsRefused(404, "not-yet-then");
        Assert.Equal("lead", (string?)(await Staff["auditor"].Read($"{leads}/1?asOf=2021-02-10"))["lead"]!["stage"]);

        // What has become confidential is hidden in the past, too; who is not of the chain any more has no past there.
        await officer.Do($"{leads}/1/confidentiality", new { confidential = true, reason = "投资方要求签约以前保密" });
        (await Staff["auditor"].Get($"{leads}/1?asOf=2021-02-10")).IsRefused(404, "not-yet-then");
        Assert.Equal(0, (int)(await Staff["auditor"].Read($"{leads}?asOf=2021-02-10"))["total"]!);
        Assert.Equal(0, (await Staff["auditor"].Read($"{leads}/board?asOf=2021-02-10"))["columns"]!.AsArray().Sum(column => (int)column!["count"]!));
        Assert.Equal("公开演练企业", (string?)(await officer.Read($"{leads}/1?asOf=2021-02-10"))["lead"]!["investor"]);
        await Staff["office"].Do($"{plan.Of("chain-5")}/team/leave", new { person = "p-investment", reason = "工作调动，另有任用安排" });
        foreach (var path in (string[])[leads, $"{leads}/1", $"{leads}/board"]) (await officer.Get($"{path}?asOf=2021-02-10")).IsRefused(404, "not-yet-then");

        // What time had brought by then was written down a moment later: in the version, but not in what it says.
        async Task<string> Said(string path)
        {
            var answer = (JsonObject)await officer.Read(path);
            answer.Remove("version");
            return answer.ToJsonString();
        }
        async Task<object> Picture(string kind) => new { kind, hash = (string)JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(await plan.Picture()))!["hash"]!, name = "佐证.png" };
    }

    private static object Lead(string investor, bool confidential = false) => new
    {
        investor,
        amount = 120_000,
        source = "leaderReferral",
        confidential,
        contactName = "演练联系人",
        contactPhone = "0571-演练",
    };

    /// <summary>Two chains, each with an officer in its team; chain-5 has a leader.</summary>
    private async Task<Rehearsal> Begin()
    {
        var plan = await Rehearsal.Begin(Staff, document =>
        {
            foreach (var id in (string[])["chain-3", "chain-5"])
                document["initiatives"]!.AsArray().Add(new JsonObject { ["id"] = id, ["name"] = new JsonObject { ["printed"] = $"演练{id}" }, ["goal"] = new JsonObject { ["printed"] = "目标" } });
        });
        await Staff["office"].Do($"{plan.Of("chain-5")}/appointments", Rehearsal.Appoint());
        await Staff["office"].Do($"{plan.Of("chain-5")}/team", new { person = "p-investment", duty = "招商" });
        await Staff["office"].Do($"{plan.Of("chain-3")}/team", new { person = "p-investment-2", duty = "招商" });
        return plan;
    }
}
