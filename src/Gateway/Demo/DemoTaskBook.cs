using FuyangPlan.Initiatives;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Demo;

/// <summary>A made-up task book for one initiative: the same for the same number, on every machine.</summary>
internal static class DemoTaskBook
{
    public const int Departments = 16;

    private static readonly (string Phase, string[] Steps)[] Phases =
    [
        ("前期准备", ["现状调查", "方案编制", "专家论证", "方案审定"]),
        ("要素保障", ["用地清点", "资金计划", "手续办理"]),
        ("组织实施", ["首批启动", "主体推进", "配套完善", "中期评估", "二批推进", "质量抽查"]),
        ("验收投用", ["自查整改", "专项验收", "试运行", "对外展示", "资料归档"]),
    ];

    public static DateOnly From { get; } = new(2021, 1, 25);

    /// <summary>18 tasks in 4 groups. <paramref name="until"/> is the last due day.</summary>
    public static TaskBookContent Of(InitiativeCharter charter, int index, DateOnly until)
    {
        var days = until.DayNumber - From.DayNumber;
        var leaves = Phases.Sum(phase => phase.Steps.Length);
        var tasks = ImmutableArray.CreateBuilder<PlannedTask>();
        var (number, leaf, previous) = (0, 0, (int?)null);
        foreach (var (phase, steps) in Phases)
        {
            var group = ++number;
            var (start, due) = (Day(leaf), Day(leaf + steps.Length + 1));
            tasks.Add(new(group, $"{phase}（演示）", "G1", start, due));
            foreach (var step in steps)
            {
                var department = 1 + ((index * 5) + leaf) % Departments;
                var milestone = step is "方案审定" or "中期评估" or "专项验收";
                tasks.Add(new(
                    Number: ++number, Title: $"{step}（演示）", Goal: leaf < 7 ? "G1" : "G2", Start: Day(leaf), Due: Day(leaf + (milestone ? 1 : 2)),
                    Weight: Weight(leaf, leaves), Department: DemoActors.DepartmentOf(department), People: [$"liaison-{department}"],
                    Criteria: [$"{step}完成并有记录", "现场或资料可查"], Kind: milestone ? TaskKind.Milestone : TaskKind.Task, Parent: group,
                    After: step is "方案审定" or "专项验收" && previous is { } before ? [before] : null));
                previous = number;
                leaf++;
            }
        }
        return new(
            [
                new("G1", "前期与要素按期到位（演示）", charter.CompletionStandard is null ? "方案审定、要素到位（演示）" : $"{charter.CompletionStandard}（演示）", "完成项数", Day(8)),
                new("G2", "建成并能展示（演示）", "验收通过、可对外展示（演示）", "验收结论", until),
            ],
            tasks.ToImmutable());

        DateOnly Day(int step) => From.AddDays(Math.Min(days, step * days / leaves));
    }

    // 18 leaves: 16 of 5 and two of 10.
    private static decimal Weight(int leaf, int leaves) => leaf == 8 || leaf == leaves - 4 ? 10 : 5;
}
