using System.Globalization;
using FuyangPlan.Checklists;
using FuyangPlan.Initiatives;
using FuyangPlan.Landings;
using FuyangPlan.Lights;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Histories;

/// <summary>What differs between two views of one initiative.</summary>
internal static class Differences
{
    public static ImmutableArray<Difference> Between(InitiativeView? before, InitiativeView after)
    {
        var found = ImmutableArray.CreateBuilder<Difference>();
        void Compare(string path, string label, string? was, string? now)
        {
            if (was == now) return;
            found.Add(new(path, label, was is null ? "added" : now is null ? "removed" : "changed", was, now));
        }

        Compare("name", "名称", before?.Name, after.Name);
        Compare("goal", "目标", before?.Goal, after.Goal);
        Compare("leader", after.LeaderTitle, before?.Leader?.Name, after.Leader?.Name);
        Compare("taskBook.status", "任务书状态", before?.TaskBook.Status.InWords(), after.TaskBook.Status.InWords());
        Compare("taskBook.contentHash", "任务书指纹", before?.TaskBook.ContentHash, after.TaskBook.ContentHash);
        Compare("light", "灯", before is null ? null : LightRules.Words(before.Light), LightRules.Words(after.Light));
        Compare("percent", "已核验进度", Number(before?.Percent), Number(after.Percent));

        var (was, now) = (before?.Tasks.ToDictionary(task => task.Number) ?? [], after.Tasks.ToDictionary(task => task.Number));
        foreach (var number in was.Keys.Union(now.Keys).Order())
        {
            var (old, current, path) = (was.GetValueOrDefault(number), now.GetValueOrDefault(number), $"tasks/{number}");
            if (old is null || current is null)
            {
                Compare(path, $"任务 {number}", old?.Title, current?.Title);
                continue;
            }
            Compare($"{path}/title", $"任务 {number} 名称", old.Title, current.Title);
            Compare($"{path}/department", $"任务 {number} 责任单位", old.Department, current.Department);
            Compare($"{path}/people", $"任务 {number} 责任人", string.Join('、', old.People), string.Join('、', current.People));
            Compare($"{path}/start", $"任务 {number} 开始", Day(old.Start), Day(current.Start));
            Compare($"{path}/due", $"任务 {number} 完成期限", Day(old.Due), Day(current.Due));
            Compare($"{path}/weight", $"任务 {number} 权重", Number(old.Weight), Number(current.Weight));
            Compare($"{path}/stage", $"任务 {number} 状态", old.Stage.InWords(), current.Stage.InWords());
            Compare($"{path}/reported", $"任务 {number} 报送进度", Number(old.Reported), Number(current.Reported));
            Compare($"{path}/verified", $"任务 {number} 核验进度", Number(old.Verified), Number(current.Verified));
            Compare($"{path}/light", $"任务 {number} 灯", LightRules.Words(old.Light), LightRules.Words(current.Light));
        }
        Compare("chainMap/coverage", "图谱覆盖率", Number(before?.ChainMap?.Coverage), Number(after.ChainMap?.Coverage));
        foreach (var landing in after.Landings)
        {
            var (old, path, label) = (before?.Landings.FirstOrDefault(one => one.Number == landing.Number), $"landings/{landing.Number}", $"落地项目 {landing.Number}");
            if (old is null) Compare(path, label, null, landing.Name);
            Compare($"{path}/stage", $"{label} 阶段", old?.Stage?.InWords(), landing.Stage?.InWords());
            Compare($"{path}/verified", $"{label} 核验", Verified(old), Verified(landing));
            Compare($"{path}/stoppedOn", $"{label} 停缓建", Day(old?.StoppedOn), Day(landing.StoppedOn));
        }
        return found.ToImmutable();
    }

    private static string? Verified(LandingView? landing) => landing?.Stage is null ? null : landing.Verified ? "已核验" : "待核验";

    private static string? Day(DateOnly? day) => day is { } known ? Day(known) : null;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Number(decimal? number) => number?.ToString("0.##", CultureInfo.InvariantCulture);
}
