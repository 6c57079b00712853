namespace FuyangPlan.EndToEnd.Journeys;

/// <summary>Journey 10: a campaign's index: was it raised (得到新提升), by what is confirmed, and by what was known then?</summary>
[Collection(OneProduct.Name)]
public sealed class CampaignIndex(SharedProduct shared)
{
    private Staff Staff => shared.Staff;

    [Fact]
    public async Task Correction_ChangesTheLight_AndWhatWasKnownThenStaysReachable()
    {
        var (plan, one) = await Begin();
        await plan.AdvanceTo("2021-07-09T09:00:00+08:00");
        await Staff["liaison"].Do($"{one}/points", new { period = "2021-Q2", value = 84.1m });
        await plan.AdvanceTo("2021-07-12T09:00:00+08:00");
        foreach (var (who, code) in new[] { ("inspector-2", "four-eyes"), ("office", "forbidden") })
            (await Staff[who].Post($"{one}/points/confirmation", new { period = "2021-Q2", value = 84.1m })).IsRefused(403, code);
        await Staff["inspector"].Do($"{one}/points/confirmation", new { period = "2021-Q2", value = 84.1m });
        await Staff["office"].Do($"{one}/points/publication", new { period = "2021-Q2" });
        await plan.AdvanceTo("2021-07-20T09:00:00+08:00");
        (await Staff["liaison"].Post($"{one}/points", new { period = "2021-Q2", value = 83.2m })).IsRefused(409, "correction-required");
        await Staff["liaison"].Do($"{one}/points", new { period = "2021-Q2", value = 83.2m, correction = "复核时扣除重复样本，按台账更正" });
        Assert.Equal(("green", 84.1m), await Quarter(one, ""));
        await Staff["inspector"].Do($"{one}/points/confirmation", new { period = "2021-Q2", value = 83.2m });
        await plan.AdvanceTo("2021-08-02T09:00:00+08:00");

        Assert.Equal(("yellow", 83.2m), await Quarter(one, ""));
        Assert.Equal(("green", 84.1m), await Quarter(one, "?asOf=2021-07-15"));
        Assert.Equal(("yellow", 83.2m), await Quarter(one, "?asOf=2021-07-21"));
        Assert.Equal("green", (string?)(await Staff["auditor"].Read($"{plan.Of("campaign-1")}?asOf=2021-07-15"))["light"]);
        var view = await plan.View("campaign-1");
        Assert.Equal("yellow", (string?)view["light"]);
        Assert.EndsWith("指标“营商环境指数”2021年第2季度 83.2，目标 83.5 → 黄", (string?)view["lightReasons"]!["why"], StringComparison.Ordinal);
        Assert.Equal("yellow", (string?)(await Staff["auditor"].Read($"{plan.Address}/initiatives?kind=campaign"))["items"]![0]!["light"]);
        // July closed after the correction; what comes later changes no closed month.
        Assert.Equal("yellow", (string?)view["months"]!.AsArray()[^1]!["light"]);

        var readings = (await Staff["auditor"].Read(one))["methods"]![0]!["periods"]![0]!["readings"]!.AsArray();
        Assert.Equal([("replaced", 84.1m), ("confirmed", 83.2m)], readings.Select(reading => ((string)reading!["status"]!, (decimal)reading["value"]!)));
        Assert.Equal("复核时扣除重复样本，按台账更正", (string?)readings[1]!["correction"]);
        var changed = (await Staff["auditor"].Read($"{plan.Of("campaign-1")}/diff?from=2021-07-15&to=2021-07-21"))["items"]!.AsArray();
        Assert.Contains(changed, change => (string?)change!["path"] == "indicators/1/methods/1/2021-Q2/value" && ((string?)change["before"], (string?)change["after"]) == ("84.1", "83.2"));
        Assert.Contains(await plan.Journal("campaign-1"), line => ((string)line["text"]!).Contains("更正：复核时扣除重复样本", StringComparison.Ordinal));
        Assert.Equal(await plan.Position(), (long)(await Staff["auditor"].Read($"{plan.Address}/announcements"))["head"]!);
    }

    [Fact]
    public async Task NewMethod_SplitsTheSeries_AndNoVerdictIsMadeUp()
    {
        var (plan, one) = await Begin();
        await plan.AdvanceTo("2021-07-12T09:00:00+08:00");
        Assert.Equal((null, "第 1 版口径尚无核定数，不能判定"), await Verdict(one));
        // A value of the baseline's own year is no improvement on it.
        await Known(one, "2020-Q4", 95);
        Assert.Equal((null, "第 1 版口径尚无基线2020年之后的核定数，不能判定"), await Verdict(one));
        await Known(one, "2021-Q2", 84.1m);
        Assert.Equal((true, "2021年第2季度 84.1，基线2020年 82.4（第 1 版口径）：得到新提升"), await Verdict(one));

        await plan.AdvanceTo("2022-02-01T09:00:00+08:00");
        await Staff["liaison"].Do($"{one}/methods", new { method = new { name = "2022版" }, reason = "上级调整了指标体系，口径随之变更" });
        var (improved, verdict) = await Verdict(one);
        Assert.Null(improved);
        Assert.StartsWith("口径变更，需并行一期", verdict, StringComparison.Ordinal);
        await Known(one, "2021-Q4", 71);
        Assert.Null((await Verdict(one)).Improved);
        (await Staff["office"].Post($"{one}/baseline", new { period = "2021-Q4", value = 70 })).IsRefused(409, "baseline-differs");
        await Known(one, "2021-Q4", 85, method: 1);
        Assert.Equal((true, "2021年第4季度 85，基线2020年 82.4（第 1 版口径）：得到新提升"), await Verdict(one));
        Assert.Equal((true, "2021年第2季度 84.1，基线2020年 82.4（第 1 版口径）：得到新提升"), await Verdict($"{one}?asOf=2021-12-31"));
    }

    [Fact]
    public async Task Campaign_WithoutAnIndexInTheSource_SaysSo_AndIsJudgedByItsChecklistOnly()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept("campaign-1");
        var shown = await Staff["auditor"].Read($"{plan.Of("campaign-1")}/indicators");
        Assert.Equal((null, "原文未设指数，只按清单判定"), ((string?)shown["index"], (string?)shown["standing"]));
        Assert.DoesNotContain("指标", (string?)(await plan.View("campaign-1"))["lightReasons"]!["why"], StringComparison.Ordinal);
        foreach (var other in (string[])["project-4", "chain-2"])
            (await Staff["auditor"].Get($"{plan.Of(other)}/indicators")).IsRefused(404, "not-a-campaign");
        // What the plan of facts says, and nothing beyond it.
        foreach (var (campaign, index) in new[] { (1, null), (2, "营商环境指数"), (3, null), (4, "精神文明指数"), (5, "平安指数") })
        {
            var fact = await Staff["auditor"].Read($"/api/v1/plans/fuyang/initiatives/campaign-{campaign}/indicators");
            Assert.Equal(index, (string?)fact["index"]);
            Assert.Empty(fact["items"]!.AsArray());
        }
    }

    [Fact]
    public async Task Feed_OfTheSource_ReportsTheIndex_OnceAndInAnyOrder()
    {
        var (plan, one) = await Begin();
        await plan.AdvanceTo("2021-07-12T09:00:00+08:00");
        var feed = $"{plan.Address}/department-feeds/permits";
        await Staff["office"].Do($"{plan.Address}/department-feeds", new { code = "permits", name = "营商监测系统", department = "d-housing", kinds = new[] { "indicator" } });
        Assert.Equal("applied", await Send(2, 84.1m));
        Assert.Equal("duplicate", await Send(2, 84.1m));
        Assert.Equal("superseded", await Send(1, 84));
        await Staff["inspector"].Do($"{one}/points/confirmation", new { period = "2021-Q2", value = 84.1m });
        Assert.Equal("quarantined", await Send(3, 83.2m));
        Assert.Equal("quarantined", await Send(4, 83.2m, name: "没有的指数"));
        Assert.Equal("quarantined", await Send(5, 83.2m, period: "2021-Q3"));
        Assert.Equal("quarantined", await Send(6, 83.2m, initiative: "project-4"));
        var waiting = (await Staff["auditor"].Read($"{feed}/quarantine?status=waiting"))["items"]!.AsArray();
        Assert.Equal(["correction-required", "indicator-not-found", "in-future", "not-a-campaign"], waiting.Select(each => (string?)each!["code"]));
        Assert.Equal(("green", 84.1m), await Quarter(one, ""));

        await Staff["office"].Do($"{feed}/quarantine/1/release", new { reason = "经与来源单位核对，数值确应更正" });
        await Staff["office"].Do($"{feed}/quarantine/2/release", new { reason = "指标名称有误，更正后予以放行", indicator = "营商环境指数", period = "2021-Q1", value = 83 });
        (await Staff["inspector-2"].Post($"{one}/points/confirmation", new { period = "2021-Q2", value = 83.2m })).IsRefused(403, "four-eyes");
        await Staff["inspector"].Do($"{one}/points/confirmation", new { period = "2021-Q2", value = 83.2m });
        Assert.Equal(("yellow", 83.2m), await Quarter(one, ""));

        async Task<string?> Send(int offset, decimal value, string name = "营商环境指数", string period = "2021-Q2", string initiative = "campaign-1") => (string?)(await Staff["liaison"].Do($"{feed}/facts", new
        {
            plan = plan.Id,
            feed = "permits",
            offset,
            kind = "indicator",
            initiative,
            indicator = name,
            period,
            value,
            happenedAt = "2021-07-02T09:00:00+08:00",
            sentAt = "2021-07-02T09:00:05+08:00",
        })).Json["verdict"];
    }

    /// <summary>A campaign whose source names an index, a task book in which nothing is due this year, a confirmed baseline, and a target for the second quarter.</summary>
    private async Task<(Rehearsal Plan, string One)> Begin()
    {
        var plan = await Rehearsal.Begin(Staff, document => document["initiatives"]![2]!["index"] = "营商环境指数");
        var content = Rehearsal.Content();
        content["tasks"] = new JsonArray(Rehearsal.Planned(1, "年度工作", "2022-03-01", "2022-06-30", 100, "d-housing", "p-liaison"));
        await plan.Accept("campaign-1", content);
        var one = $"{plan.Of("campaign-1")}/indicators/1";
        var defined = await Staff["leader"].Do($"{plan.Of("campaign-1")}/indicators", CampaignLife.Indicator());
        Assert.Equal(one, $"{defined.Message.Headers.Location}");
        await Staff["leader"].Do($"{one}/targets", new { targets = new[] { new { period = "2021-Q2", value = 83.5m } } });
        await Staff["office"].Do($"{one}/baseline", new { period = "2020", value = 82.4m });
        await Staff["liaison"].Do($"{one}/baseline-confirmation", new { value = 82.4m });
        return (plan, one);
    }

    private async Task Known(string one, string period, decimal value, int? method = null)
    {
        await Staff["liaison"].Do($"{one}/points", new { period, value, method });
        await Staff["inspector"].Do($"{one}/points/confirmation", new { period, value, method });
    }

    private async Task<(string? Light, decimal Value)> Quarter(string one, string asOf)
    {
        var period = (await Staff["auditor"].Read(one + asOf))["methods"]![0]!["periods"]!.AsArray().Single(each => (string?)each!["period"] == "2021-Q2")!;
        return ((string?)period["light"], (decimal)period["value"]!);
    }

    private async Task<(bool? Improved, string Verdict)> Verdict(string address) =>
        await Staff["auditor"].Read(address) is var shown ? ((bool?)shown["improved"], (string)shown["verdict"]!) : default;
}
