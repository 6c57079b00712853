namespace FuyangPlan.EndToEnd;

/// <summary>What only a chain knows, every command of it once: team, landings, map.</summary>
public static class ChainLife
{
    public static async IAsyncEnumerable<Step> Of(Rehearsal plan, string chain = "chain-2")
    {
        var (at, one, map) = (plan.Of(chain), $"{plan.Of(chain)}/landings/1", $"{plan.Of(chain)}/chain-map/segments");
        Step By(string who, string path, object body) => new(who, path, body);
        async Task<object[]> Permit() => [await plan.Proof("constructionPermit"), await plan.Proof("geoPhoto")];

        yield return By("office", $"{at}/team", new { person = "p-liaison-2", duty = "企业服务" });
        yield return By("office", $"{at}/team/leave", new { person = "p-liaison-2", reason = "工作调动，另有任用安排" });

        yield return By("office", $"{at}/landings", new { name = "演示增补项目", kind = "project" });
        yield return By("office", $"{one}/stage", new { stage = "started", reachedOn = "2021-01-15", proofs = await Permit(), note = "桩机进场" });
        yield return By("inspector", $"{one}/stage-rejection", new { stage = "started", reason = "照片中的地块与许可证不一致" });
        yield return By("office", $"{one}/stage", new { stage = "started", reachedOn = "2021-01-15", proofs = await Permit(), note = "更换照片" });
        yield return By("inspector", $"{one}/stage-verification", new { stage = "started", note = "现场核对" });
        yield return By("office", $"{one}/regression", new { stage = "landSupplied", reason = "施工单位撤场，须重新招标" });
        yield return By("office", $"{one}/stop", new { reason = "企业资金未到位，暂缓建设" });
        yield return By("office", $"{one}/resumption", new { reason = "企业资金到位，恢复建设" });
        yield return By("office", $"{one}/lead-mark", new { reason = "本环节产能居全区首位" });
        yield return By("office", $"{one}/lead-mark/removal", new { reason = "链主企业重新认定，不再列入" });
        yield return By("office", $"{one}/links", new { tasks = new[] { "project-4/1" }, note = "园区道路" });
        yield return By("office", $"{one}/promises", new { text = "接通双回路供电", by = "ours", due = "2021-06-30" });
        yield return By("office", $"{one}/promises", new { text = "年内试产", by = "theirs", due = "2021-12-31" });
        yield return By("office", $"{one}/promises/kept", new { note = "已通电", promise = 1 });
        yield return By("office", $"{one}/promises/broken", new { reason = "设备到货推迟，年内不能试产", promise = 2 });
        yield return By("office", $"{one}/contacts", new { on = "2021-01-15", with = "企业负责人", summary = "了解设备到货情况" });

        yield return By("office", map, new { code = "lens", name = "镜头模组", position = "upstream", strength = "missing" });
        yield return By("office", $"{map}/filling", new { code = "lens", landings = new[] { 1 }, leads = new[] { 1 } });
        yield return By("office", $"{map}/removal", new { code = "lens", reason = "并入光学部件环节，不再单列" });
    }
}
