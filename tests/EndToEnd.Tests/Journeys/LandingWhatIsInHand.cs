namespace FuyangPlan.EndToEnd.Journeys;

/// <summary>Journey 7, without forecast and resources: a chain's leader sees how far what is already in hand has come, and what is missing in the chain.</summary>
[Collection(OneProduct.Name)]
public sealed class LandingWhatIsInHand(SharedProduct shared)
{
    private Staff Staff => shared.Staff;

    [Fact]
    public async Task ThreePhases_AreThreeLandings_EachAtItsOwnStage()
    {
        var (plan, service) = await Begin();
        var at = $"{plan.Of("chain-2")}/landings";
        var before = (await Staff["auditor"].Read(at))["items"]!.AsArray();
        Assert.Equal(["演示产业园一期", "演示产业园二期", "演示产业园三期", "演示龙头企业"], before.Select(item => (string?)item!["name"]));
        Assert.All(before, item => Assert.Null(item!["stage"]));
        Assert.Equal([false, false, false, true], before.Select(item => (bool)item!["leadEnterprise"]!));

        await plan.AdvanceTo("2021-07-23T09:00:00+08:00");
        await Report(plan, service, 1, "inProduction", "2021-07-19", "invoice");
        await Report(plan, service, 2, "equipping", "2021-07-01", "sitePhoto");
        await Report(plan, service, 3, "landSupplied", "2021-07-20", "landContract");
        await plan.AdvanceTo("2021-08-02T09:00:00+08:00");

        var shown = (await Staff["auditor"].Read(at))["items"]!.AsArray();
        Assert.Equal(["inProduction", "equipping", "landSupplied", null], shown.Select(item => (string?)item!["stage"]));
        Assert.Equal([14, 32, 13, null], shown.Select(item => (int?)item!["daysInStage"]));
        Assert.Equal([false, true, false, false], shown.Select(item => (bool)item!["backDated"]!));
        Assert.Equal(shown.Select(item => item!.ToJsonString()), (await plan.View("chain-2"))["landings"]!.AsArray().Select(item => item!.ToJsonString()));

        // What was shown in the week before is still what it was.
        var then = (await Staff["auditor"].Read($"{at}?asOf=2021-07-22"))["items"]!.AsArray();
        Assert.All(then, item => Assert.Null(item!["stage"]));
        var changed = (await Staff["auditor"].Read($"{plan.Of("chain-2")}/diff?from=2021-07-22"))["items"]!.AsArray();
        Assert.Contains(changed, change => (string?)change!["path"] == "landings/2/stage" && (string?)change["after"] == "设备安装");
        (await Staff["auditor"].Get($"{at}/9?asOf=2021-07-22")).IsRefused(404, "not-yet-then");
        (await Staff["auditor"].Get($"{at}/9")).IsRefused(404, "landing-not-found");
    }

    [Fact]
    public async Task Stage_NeedsItsProof_AndTheEyesOfAnotherDepartment()
    {
        var (plan, service) = await Begin();
        var one = $"{plan.Of("chain-2")}/landings/3";
        await Report(plan, service, 3, "landSupplied", "2021-01-15", "landContract");
        var position = await plan.Position();
        object Body(string stage, params object[] proofs) => new { stage, reachedOn = "2021-01-15", proofs };
        var (ceremony, permit, photo) = (await plan.Proof("ceremonyPhoto"), await plan.Proof("constructionPermit"), await plan.Proof("geoPhoto"));

        (await service.Post($"{one}/stage", Body("toppedOut", await plan.Proof("sitePhoto")))).IsRefused(409, "stage-skipped");
        (await service.Post($"{one}/stage", Body("planned", await plan.Proof("projectFiling")))).IsRefused(409, "illegal-transition");
        var refused = await service.Post($"{one}/stage", Body("started", ceremony));
        refused.IsRefused(422, "ceremony-is-no-proof");
        Assert.Contains("施工许可证、带定位的现场照片", (string?)refused.Json["detail"], StringComparison.Ordinal);
        (await service.Post($"{one}/stage", Body("started", ceremony, permit))).IsRefused(422, "proof-missing");
        Assert.Equal(position, await plan.Position());

        await service.Do($"{one}/stage", Body("started", ceremony, permit, photo));
        (await service.Post($"{one}/stage-verification", new { stage = "started" })).IsRefused(403, "forbidden");
        (await Staff["inspector"].Post($"{one}/stage-verification", new { stage = "landSupplied" })).IsRefused(412, "version-moved");
        await Staff["inspector"].Do($"{one}/stage-verification", new { stage = "started", note = "现场核对" });
        var landing = await Staff["auditor"].Read(one);
        Assert.Equal(("started", true, 3), ((string?)landing["stage"], (bool)landing["verified"]!, (int)landing["proofs"]!));

        await service.Do($"{one}/stop", new { reason = "企业资金未到位，暂缓建设" });
        (await service.Post($"{one}/stage", Body("toppedOut", await plan.Proof("sitePhoto")))).IsRefused(409, "landing-stopped");
        await Staff["leader"].Do($"{one}/resumption", new { reason = "企业资金到位，恢复建设" });
        await Staff["leader"].Do($"{one}/regression", new { stage = "landSupplied", reason = "施工单位撤场，须重新招标" });
        Assert.Single((await Staff["auditor"].Read(one))["regressions"]!.AsArray());
        Assert.Contains((await plan.Journal("chain-2")).Select(line => (string)line["text"]!), text => text.Contains("由“开工”回退到“供地”", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ChainMap_ShowsWhatIsMissing_AndFollowsTheLandings()
    {
        var (plan, service) = await Begin();
        var map = $"{plan.Of("chain-2")}/chain-map";
        foreach (var (code, name, position, strength) in new[] { ("system", "系统集成", "downstream", "strong"), ("chip", "感光芯片", "upstream", "weak"), ("lens", "镜头模组", "upstream", "missing") })
            await Staff["leader"].Do($"{map}/segments", new { code, name, position, strength });
        await service.Do($"{map}/segments/filling", new { code = "lens", landings = new[] { 1 }, leads = new[] { 7 } });
        (await service.Post($"{map}/segments/filling", new { code = "lens", landings = new[] { 99 }, leads = Array.Empty<int>() })).IsRefused(404, "landing-not-found");
        var drawn = await Staff["auditor"].Read(map);
        Assert.Equal((33.33m, """["lens","chip"]"""), ((decimal)drawn["coverage"]!, drawn["next"]!.ToJsonString()));

        await plan.AdvanceTo("2021-08-02T09:00:00+08:00");
        await Report(plan, service, 1, "inProduction", "2021-08-01", "powerRecord");
        var covered = await Staff["auditor"].Read(map);
        Assert.Equal((66.67m, """["chip"]"""), ((decimal)covered["coverage"]!, covered["next"]!.ToJsonString()));
        Assert.Equal(
            """[{"on":"2021-01-15","percent":33.33},{"on":"2021-08-02","percent":66.67}]""", covered["history"]!.ToJsonString());
        Assert.Equal(33.33m, (decimal)(await Staff["auditor"].Read($"{map}?asOf=2021-07-31"))["coverage"]!);
    }

    // The leader is appointed; a service officer is in the team.
    private async Task<(Rehearsal Plan, Visitor Service)> Begin()
    {
        var plan = await Rehearsal.Begin(Staff);
        await Staff["office"].Do($"{plan.Of("chain-2")}/appointments", Rehearsal.Appoint());
        var name = $"service-{plan.Id}"[..20];
        await Staff["admin"].Do("/api/v1/accounts", new
        {
            name,
            displayName = "演示企业服务专员",
            password = Staff.Password,
            memberships = new[] { new { plan = plan.Id, roles = new[] { "serviceOfficer" }, person = "p-liaison-2", department = "d-traffic" } },
        });
        var service = await Visitor.SignIn(shared.Product, name, Staff.Password);
        (await service.Post($"{plan.Of("chain-2")}/landings/1/stop", new { reason = "企业资金未到位，暂缓建设" })).IsRefused(403, "not-yours");
        await Staff["leader"].Do($"{plan.Of("chain-2")}/team", new { person = "p-liaison-2", duty = "企业服务" });
        return (plan, service);
    }

    private static async Task Report(Rehearsal plan, Visitor who, int landing, string stage, string on, string kind) =>
        await who.Do($"{plan.Of("chain-2")}/landings/{landing}/stage", new { stage, reachedOn = on, proofs = new[] { await plan.Proof(kind) } });
}
