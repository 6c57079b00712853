namespace FuyangPlan.EndToEnd;

/// <summary>What only a campaign knows, every command of it once: its indicators.</summary>
public static class CampaignLife
{
    public static IEnumerable<Step> Of(Rehearsal plan, string campaign = "campaign-1")
    {
        var (at, one) = ($"{plan.Of(campaign)}/indicators", $"{plan.Of(campaign)}/indicators/1");
        Step By(string who, string path, object body) => new(who, path, body);

        yield return By("office", at, Indicator(frequency: "monthly"));
        yield return By("office", $"{one}/targets", new { targets = new[] { new { period = "2021-01", value = 83.5m } } });
        yield return By("office", $"{one}/baseline", new { period = "2020-06", value = 82.4m, note = "上年度公布数" });
        yield return By("liaison", $"{one}/baseline-confirmation", new { value = 82.4m });
        foreach (var (period, value) in new[] { ("2020-08", 82m), ("2020-09", 82.5m), ("2020-10", 82.2m), ("2020-11", 82.4m) })
        {
            yield return By("liaison", $"{one}/points", new { value, period, note = "月度监测数" });
            yield return By("inspector", $"{one}/points/confirmation", new { value, period, note = "与原始台账一致" });
        }
        yield return By("liaison", $"{one}/points", new { value = 95m, period = "2020-12" });
        yield return By("office", $"{one}/points/outlier-review", new { reason = "与来源单位逐项核对，数值属实", period = "2020-12" });
        yield return By("inspector", $"{one}/points/rejection", new { reason = "与原始台账不一致，请核对后重报", period = "2020-12" });
        yield return By("office", $"{one}/points/publication", new { period = "2020-11" });
        yield return By("liaison", $"{one}/points", new { value = 82.3m, period = "2020-11", correction = "漏计一个窗口，按台账更正" });
        yield return By("liaison", $"{one}/methods", new { reason = "上级调整了指标体系，口径随之变更", method = new { name = "2021版", limits = "与 2020版不可比" } });
        yield return By("office", $"{one}/end", new { reason = "上级不再发布该指数，予以停用" });
    }

    public static object Indicator(string name = "营商环境指数", string frequency = "quarterly") => new
    {
        name,
        unit = "分",
        direction = "higherIsBetter",
        frequency,
        department = "d-housing",
        method = new { name = "2020版", accuracy = "一位小数", limits = "不含乡镇" },
    };
}
