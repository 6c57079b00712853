namespace FuyangPlan.EndToEnd.Journeys;

/// <summary>Journey 9: nobody can promise the same land twice.</summary>
[Collection(OneProduct.Name)]
public sealed class PromisingLand(SharedProduct shared)
{
    private Staff Staff => shared.Staff;

    [Fact]
    public async Task Grants_OfTwoOfficersAtOnce_ExactlyOneStands_TheOtherIsToldWhatIsLeftAndWhoTookIt()
    {
        var plan = await Rehearsal.Begin(Staff);
        // A pool for each time that they meet.
        for (var year = 2021; year < 2031; year++)
        {
            var pool = await plan.Pool(300, year, 260, 30, 25);
            await Staff["desk"].Do($"{pool}/requests/1/grant", new { amount = 260 });
            var (first, second) = (Staff["desk"].Post($"{pool}/requests/2/grant", new { amount = 30 }), Staff["desk-2"].Post($"{pool}/requests/3/grant", new { amount = 25 }));
            var answers = await Task.WhenAll(first, second);
            var winner = Assert.Single(answers, answer => answer.IsAccepted);
            var loser = Assert.Single(answers, answer => !answer.IsAccepted);
            loser.IsRefused(409, "pool-exhausted");
            var (taken, left, by) = winner == answers[0] ? (30, 10, "desk") : (25, 15, "desk-2");
            var number = winner == answers[0] ? 2 : 3;
            Assert.Equal($"余 {left} 亩，可部分批准或排队。最近一次占用：第 {number} 号申请 {taken} 亩（演示账号 {by}，第 {winner.Version} 版）。", (string?)loser.Json["detail"]);
            var view = await Staff["auditor"].Read(pool);
            Assert.Equal((260m + taken, (decimal)left), ((decimal)view["granted"]!, (decimal)view["free"]!));
        }
        await Check(plan);
    }

    [Fact]
    public async Task Request_FromNeedToUse_AndWhatLiesIdleIsFreeAgain()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept("chain-2");
        var pool = await plan.Pool(300, 2021, 260, 30);
        await Staff["desk"].Do($"{pool}/requests/1/grant", new { amount = 260 });
        var asked = await Staff["leader"].Do($"{pool}/requests", Rehearsal.Land(25, needBy: "2021-06-30", initiative: "chain-2"));
        Assert.Equal((201, $"{pool}/requests/3"), (asked.Status, $"{asked.Message.Headers.Location}"));
        await Staff["desk"].Do($"{pool}/requests/3/pre-check", new { note = "齐全" });
        Assert.Equal([3, 2], (await Staff["auditor"].Read($"{pool}/queue"))["items"]!.AsArray().Select(item => (int)item!["number"]!));

        await Staff["desk"].Do($"{pool}/requests/3/reservation", new { amount = 25 });
        (await Staff["desk-2"].Post($"{pool}/requests/2/grant", new { amount = 30 })).IsRefused(409, "pool-exhausted");
        await Staff["desk-2"].Do($"{pool}/requests/2/grant", new { amount = 15, rest = new { reason = "余量不足，其余不予批准", alternative = "改用存量厂房" } });
        var partly = await Staff["auditor"].Read($"{pool}/requests/2");
        Assert.Equal(("granted", "改用存量厂房", 15m), ((string?)partly["status"], (string?)partly["alternative"], (decimal)partly["granted"]!));

        // The hold is over by itself, and recorded though nobody has done anything.
        await plan.AdvanceTo("2021-04-16T00:00:00+08:00");
        Assert.Contains(await plan.Journal(), line => (string?)line["text"] == "第 3 号要素申请预留的 25 亩期满释放" && (string?)line["stream"] == "pool-space-2021");
        Assert.Equal(25m, (decimal)(await Staff["auditor"].Read(pool))["free"]!);
        Assert.Equal("preChecked", (string?)(await Staff["auditor"].Read($"{pool}/requests/3"))["status"]);

        await Staff["desk"].Do($"{pool}/requests/2/delivery", new { amount = 15, on = "2021-04-15", evidence = new[] { await plan.Picture() } });
        (await Staff["desk"].Post($"{pool}/requests/2/claw-back", new { amount = 1, reason = "逾期未动工，收回未使用部分" })).IsRefused(409, "claw-back-beyond-unused");
        (await Staff["inspector-2"].Post($"{pool}/requests/2/use-verification", new { used = 10 })).IsRefused(403, "four-eyes");
        await Staff["inspector"].Do($"{pool}/requests/2/use-verification", new { used = 10, note = "现场核对" });
        await Staff["desk"].Do($"{pool}/requests/2/claw-back", new { amount = 5, reason = "逾期未动工，收回未使用部分" });
        Assert.Equal("closed", (string?)(await Staff["auditor"].Read($"{pool}/requests/2"))["status"]);
        (await Staff["office"].Post($"{pool}/capacity", new { capacity = 269, reason = "年度指标调减三十一亩" })).IsRefused(409, "capacity-below-use");
        await Staff["office"].Do($"{pool}/capacity", new { capacity = 270, reason = "年度指标调减三十亩整" });
        Assert.Equal("space-2021", (string?)Assert.Single((await Staff["auditor"].Read($"{plan.Address}/pools"))["items"]!.AsArray())!["id"]);
        await Check(plan);
    }

    [Fact]
    public async Task Command_ByTheVersionThatWasRead_IsStaleWhenSomebodyWasFaster()
    {
        var plan = await Rehearsal.Begin(Staff);
        var pool = await plan.Pool(300, 2021, 30);
        var tag = (await Staff["desk"].Get(pool)).ETag!;
        Assert.True((await Staff["desk"].Post($"{pool}/requests/1/grant", new { amount = 10 }, ifMatch: tag)).IsAccepted);
        (await Staff["desk-2"].Post($"{pool}/requests/1/grant", new { amount = 10 }, ifMatch: tag)).IsRefused(412, "version-moved");
    }

    private async Task Check(Rehearsal plan)
    {
        foreach (var pool in (await Staff["auditor"].Read($"{plan.Address}/pools"))["items"]!.AsArray())
            Assert.Equal((decimal)pool!["capacity"]!, (decimal)pool["reserved"]! + (decimal)pool["granted"]! + (decimal)pool["free"]!);
    }
}
