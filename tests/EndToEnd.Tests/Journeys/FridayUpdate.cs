using System.Globalization;

namespace FuyangPlan.EndToEnd.Journeys;

/// <summary>Journey 2, through the API: an update written at 16:05 without a network and delivered, twice, at 16:40.</summary>
[Collection(OneProduct.Name)]
public sealed class FridayUpdate(SharedProduct shared)
{
    private Staff Staff => shared.Staff;

    [Fact]
    public async Task Report_SentTwiceAndLate_IsOneEventWithBothTimes()
    {
        var plan = await Rehearsal.Begin(Staff);
        await plan.Accept(content: Wetland());
        var task = plan.Task(1);
        await plan.AdvanceTo("2021-03-01T09:00:00+08:00");
        await Staff["liaison"].Do($"{task}/start", "{}");
        await Staff["liaison"].Do($"{task}/progress", new { percent = 62, evidence = new[] { await plan.Picture() } });
        await Staff["inspector"].Do($"{task}/progress-verification", new { percent = 62 });

        await plan.AdvanceTo("2021-06-18T16:40:00+08:00");
        var body = new { percent = 85, note = "没有新难题", evidence = new[] { await plan.Picture() }, happenedAt = "2021-06-18T16:05:00+08:00" };
        (await Staff["liaison"].Post($"{task}/progress", new { percent = 85, happenedAt = "2021-06-18T16:05:00+08:00" })).IsRefused(422, "evidence-required");
        var before = await plan.Position();
        var first = await Staff["liaison"].Do($"{task}/progress", body, "from-the-site");
        var again = await Staff["liaison"].Do($"{task}/progress", body, "from-the-site");
        Assert.Equal((first.Status, first.Text), (again.Status, again.Text));
        Assert.Equal(before + 1, await plan.Position());

        var line = (await plan.Journal("project-4"))[^1];
        Assert.Equal("2021-06-18T16:05:00+08:00", (string?)line["happenedAt"]);
        Assert.StartsWith("2021-06-18T16:4", (string?)line["recordedAt"], StringComparison.Ordinal);

        var shown = await Staff["auditor"].Read(task);
        Assert.Equal((85, 62), ((decimal)shown["reported"]!, (decimal)shown["verified"]!));
        Assert.Equal("yellow", (string?)shown["light"]);
        var why = shown["lightReasons"]!;
        var (planned, gap) = ((decimal)why["planned"]!, (decimal)why["gap"]!);
        Assert.Equal(planned - 62, gap);
        Assert.InRange(gap, 10, 30);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"计划 {planned:0.##}，已核验 62，待核验 85 → 差 {gap:0.##} 个百分点 → 黄"), (string?)why["why"]);

        // 80 % is what the journey's baseline asks for on that Friday.
        Assert.Equal(80, planned);
        Assert.Equal(18, gap);
    }

    [Fact]
    public async Task Task_OutOfOrder_IsRefusedAndStoresNothing()
    {
        var plan = await Rehearsal.Begin(Staff);
        var task = plan.Task(1);
        (await Staff["liaison"].Post($"{task}/start", "{}")).IsRefused(409, "no-baseline");
        await plan.Accept();
        await plan.AdvanceTo("2021-06-18T16:40:00+08:00");
        var picture = await plan.Picture();
        var before = await plan.Position();
        var done = new { doneOn = "2021-06-18", evidence = new[] { picture } };
        var ticked = new { criteria = new[] { "按图完成", "验收通过" }, onSite = true };

        (await Staff["liaison"].Post($"{task}/done", done)).IsRefused(409, "illegal-transition");
        (await Staff["liaison"].Post($"{task}/progress", new { percent = 10 })).IsRefused(409, "illegal-transition");
        (await Staff["inspector"].Post($"{task}/verification", ticked)).IsRefused(409, "illegal-transition");
        (await Staff["liaison"].Post($"{plan.Task(3)}/start", "{}")).IsRefused(409, "predecessor-open");
        Assert.Equal(before, await plan.Position());

        await Staff["liaison"].Do($"{task}/start", "{}");
        (await Staff["inspector"].Post($"{task}/progress-verification", new { percent = 0 })).IsRefused(409, "nothing-to-verify");
        (await Staff["inspector"].Post($"{task}/verification", ticked)).IsRefused(409, "illegal-transition");
        (await Staff["liaison"].Post($"{task}/done", new { doneOn = "2021-06-18", evidence = Array.Empty<object>() })).IsRefused(422, "evidence-required");
        (await Staff["liaison"].Post($"{task}/progress", new { percent = 20 })).IsRefused(422, "evidence-required");
        await Staff["liaison"].Do($"{task}/progress", new { percent = 19.99m });
        (await Staff["liaison"].Post($"{task}/progress", new { percent = 19 })).IsRefused(422, "progress-went-backwards");
        (await Staff["liaison"].Post($"{task}/progress", new { percent = 19, correction = "写错了" })).IsRefused(422, "reason-required");
        await Staff["liaison"].Do($"{task}/progress", new { percent = 19, correction = "上周误把二期的量算了进来" });
        (await Staff["liaison"].Post($"{task}/done", new { doneOn = "2021-06-19", evidence = new[] { picture } })).IsRefused(422, "in-future");
        await Staff["liaison"].Do($"{task}/done", done);
        (await Staff["liaison"].Post($"{task}/done", done)).IsRefused(409, "illegal-transition");

        (await Staff["inspector-2"].Post($"{task}/verification", ticked)).IsRefused(403, "four-eyes");
        (await Staff["inspector"].Post($"{task}/verification", new { criteria = new[] { "按图完成" }, onSite = true })).IsRefused(422, "criteria-unticked");
        (await Staff["inspector"].Post($"{task}/verification", new { criteria = new[] { "按图完成", "验收通过" } })).IsRefused(422, "on-site-required");
        await Staff["inspector"].Do($"{task}/verification", ticked);
        Assert.Equal("verified", (string?)(await Staff["auditor"].Read(task))["stage"]);
        await Staff["liaison"].Do($"{plan.Task(3)}/start", "{}");
    }

    // 144 of 180 days have passed when 18 June begins.
    private static JsonObject Wetland()
    {
        var content = Rehearsal.Content();
        content["tasks"]![0]!["start"] = "2021-01-25";
        content["tasks"]![0]!["due"] = "2021-07-23";
        return content;
    }
}
