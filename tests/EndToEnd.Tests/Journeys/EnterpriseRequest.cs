namespace FuyangPlan.EndToEnd.Journeys;

/// <summary>Journey 8: a request of an enterprise is followed to its end (一跟到底).</summary>
[Collection(OneProduct.Name)]
public sealed class EnterpriseRequest(SharedProduct shared)
{
    private Staff Staff => shared.Staff;

    [Fact]
    public async Task Request_ThroughTheLink_IsFollowedToItsEnd()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.AdvanceTo("2021-07-06T09:20:00+08:00");
        var (link, enterprise) = (await Link(plan, "demo-a"), $"{plan.Address}/enterprises/demo-a");
        var visitor = new Visitor(shared.Product);
        Assert.Equal("演示企业 demo-a", (string?)(await visitor.Read(link))["name"]);

        // Without an account, twice with the same key: one request, one answer.
        var asked = await visitor.Do($"{link}/requests", new { category = "housing", text = "员工公寓 40 间", contact = "演示电话 0571-00000000" }, "ask");
        var again = await visitor.Do($"{link}/requests", new { category = "housing", text = "员工公寓 40 间", contact = "演示电话 0571-00000000" }, "ask");
        Assert.Equal((asked.Status, asked.Text), (again.Status, again.Text));
        var request = await Staff["service"].Read($"{enterprise}/requests/1");
        var (submitted, contactBy) = ((DateTimeOffset)request["submittedAt"]!, (DateTimeOffset)request["contactBy"]!);
        Assert.Equal(("assigned", "p-service", "2021-07-09", "2021-07-13"), ((string?)request["status"], (string?)request["handler"], (string?)request["answerBy"], (string?)request["closeBy"]));
        // Whom to call is for those who call, or answer for it; now and in the past, in the list and alone.
        Assert.Equal("演示电话 0571-00000000", (string?)request["contact"]);
        foreach (var asOf in (string[])["", "?asOf=2021-07-06"])
        {
            Assert.Null((await Staff["inspector"].Read($"{enterprise}/requests/1{asOf}"))["contact"]);
            Assert.Null((await Staff["inspector"].Read($"{enterprise}/requests{asOf}"))["items"]![0]!["contact"]);
        }
        Assert.Equal(submitted.AddHours(1).ToUnixTimeSeconds() / 60, contactBy.ToUnixTimeSeconds() / 60);
        await Staff["service"].Do($"{enterprise}/requests/1/contact", new { summary = "已电话联系，核实间数" });

        // The fifth working day passes.
        await plan.AdvanceTo("2021-07-14T09:00:00+08:00");
        (await Staff["service"].Post($"{enterprise}/requests/1/answers", new { text = "住建仍在找房源" })).IsRefused(422, "next-date-required");
        await Staff["service"].Do($"{enterprise}/requests/1/next-date", new { nextOn = "2021-07-30", reason = "房源尚未落实，月底再答复" });
        var own = (await visitor.Read(link))["requests"]![0]!;
        Assert.Equal(("promised", "2021-07-30"), ((string?)own["status"], (string?)own["nextOn"]));
        await plan.AdvanceTo("2021-07-31T09:00:00+08:00");
        Assert.Contains(await plan.Journal(), line => (string?)line["text"] == "第 1 号企业诉求逾期：承诺的下次答复" && (string?)line["stream"] == "enterprise-demo-a");

        // Two more of the same chain ask for the same, each with a clock of its own.
        foreach (var other in (string[])["demo-b", "demo-c"])
            await visitor.Do($"{await Link(plan, other)}/requests", new { category = "housing", text = "宿舍 20 间" });
        var common = Assert.Single((await Staff["office"].Read($"{plan.Address}/common-requests"))["items"]!.AsArray())!;
        Assert.Equal(("chain-2", "housing", 3), ((string?)common["chain"], (string?)common["category"], (int)common["count"]!));
        Assert.Equal("2021-08-06", (string?)(await Staff["auditor"].Read($"{plan.Address}/enterprises/demo-c/requests/1"))["closeBy"]);

        // Solved, and not well enough.
        await plan.AdvanceTo("2021-08-20T09:00:00+08:00");
        await Staff["service"].Do($"{enterprise}/requests/1/closure", new { solution = "落实公寓 40 间", evidence = new[] { await plan.Picture() } });
        (await Staff["service"].Post($"{await Link(plan, "demo-a")}/requests/1/rating", new { stars = 5 })).IsRefused(403, "forbidden");
        link = await Link(plan, "demo-a");
        var rated = await visitor.Do($"{link}/requests/1/rating", new { stars = 3, words = "慢" }, "rate");
        Assert.Equal(rated.Text, (await visitor.Do($"{link}/requests/1/rating", new { stars = 3, words = "慢" }, "rate")).Text);
        (await visitor.Post($"{link}/requests/1/rating", new { stars = 5 })).IsRefused(409, "already-rated");
        Assert.Equal((1, "reopened"), ((int)(await Staff["auditor"].Read(enterprise))["dissatisfied"]!, (string?)(await Staff["auditor"].Read($"{enterprise}/requests/1"))["status"]));
        (await Staff["office"].Post($"{enterprise}/requests/1/assignment", new { person = "p-service" })).IsRefused(409, "other-handler-required");
        await Staff["office"].Do($"{enterprise}/requests/1/assignment", new { person = "p-service-2" });
        await Staff["service-2"].Do($"{enterprise}/requests/1/contact", new { summary = "上门核实" });
        await Staff["service-2"].Do($"{enterprise}/requests/1/closure", new { solution = "钥匙已交付" });
        await visitor.Do($"{link}/requests/1/rating", new { stars = 5 });
        var archived = await Staff["auditor"].Read($"{enterprise}/requests/1");
        Assert.Equal(("archived", true, 2), ((string?)archived["status"], (bool)archived["isSatisfied"]!, archived["ratings"]!.AsArray().Count));
    }

    [Fact]
    public async Task Link_RevokedOrOver_OpensNothing()
    {
        var plan = await Rehearsal.Begin(Staff);
        var (link, visitor) = (await Link(plan, "demo-a"), new Visitor(shared.Product));
        await Staff["service"].Do($"{plan.Address}/enterprises/demo-a/links/1/revocation", new { reason = "联系人已更换，须重新开通" });
        (await visitor.Get(link)).IsRefused(404, "link-invalid");
        (await visitor.Post($"{link}/requests", new { category = "labor", text = "缺装配工" })).IsRefused(404, "link-invalid");
        link = await Link(plan, "demo-a");
        await plan.AdvanceTo("2021-02-14T23:00:00+08:00");
        Assert.Equal(200, (await visitor.Get(link)).Status);
        await plan.AdvanceTo("2021-02-15T00:00:00+08:00");
        (await visitor.Get(link)).IsRefused(404, "link-invalid");
        Assert.Null((await Staff["service"].Read($"{plan.Address}/enterprises/demo-a/links/2"))["address"]);
    }

    [Fact]
    public async Task Contact_IsReadByThoseWhoServe_AndByNobodyElse()
    {
        var plan = await Rehearsal.Begin(Staff);
        await new Visitor(shared.Product).Do($"{await Link(plan, "demo-a")}/requests", new { category = "housing", text = "员工公寓 40 间", contact = "演示电话 0571-00000000" });
        foreach (var who in (string[])["service", "office", "group", "auditor"])
            Assert.Equal("演示电话 0571-00000000", (string?)(await Staff[who].Read($"{plan.Address}/enterprises/demo-a/requests/1"))["contact"]);
        foreach (var who in (string[])["liaison", "investment", "inspector", "leader"])
            foreach (var path in (string[])["/enterprises/demo-a/requests/1", "/enterprises/demo-a/requests", "/enterprises/demo-a", "/enterprises", "/common-requests", "/journal"])
                Assert.DoesNotContain("0571-", (await Staff[who].Get($"{plan.Address}{path}")).Text, StringComparison.Ordinal);
    }

    /// <summary>An enterprise of chain-2 with a link that is valid; the address for programs.</summary>
    private async Task<string> Link(Rehearsal plan, string code)
    {
        var enterprise = $"{plan.Address}/enterprises/{code}";
        if ((await Staff["service"].Get(enterprise)).Status == 404) await Staff["service"].Do($"{plan.Address}/enterprises", new { code, name = $"演示企业 {code}", chain = "chain-2" });
        var links = (await Staff["office"].Read($"{enterprise}/links"))["items"]!.AsArray();
        if (links.Count == 0) await Staff["office"].Do($"{enterprise}/links", new { recipient = "演示联系人" });
        var number = (int)(await Staff["office"].Read($"{enterprise}/links"))["items"]!.AsArray()[^1]!["number"]!;
        return $"/api/v1/enterprise-links/{((string)(await Staff["office"].Read($"{enterprise}/links/{number}"))["address"]!)["/e/".Length..]}";
    }
}
