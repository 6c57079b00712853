using System.Globalization;
using FuyangPlan.Indicators;

namespace FuyangPlan.Demo;

/// <summary>A made-up series for each index that the source names: one is corrected after it was published, one has a value that waits, one changes its method.</summary>
internal sealed class DemoIndicators(IGrainFactory grains, DemoActors actors, DemoSend send)
{
    private static readonly ImmutableArray<(int Campaign, string Name, string Department, decimal Baseline, decimal Target, decimal First, decimal Second)> Series =
    [
        (2, "营商环境指数", "d01", 82.4m, 83.5m, 83.1m, 84.1m), (4, "精神文明指数", "d02", 90.2m, 91, 91.3m, 91.6m), (5, "平安指数", "d03", 95.1m, 95.6m, 95.3m, 92.8m),
    ];

    /// <summary>What happens on this Friday.</summary>
    public async Task Week(DateOnly today)
    {
        foreach (var one in Series)
            await ((today.Month, today.Day) switch
            {
                (2, 5) => Define(one.Campaign, one.Name, one.Department, one.Baseline, one.Target),
                (4, 16) => Report(one.Campaign, one.Department, "2021-Q1", one.First),
                (4, 23) => Confirm(one.Campaign, "2021-Q1", one.First),
                (7, 9) => Report(one.Campaign, one.Department, "2021-Q2", one.Second),
                (7, 16) when one.Campaign != 5 => Confirm(one.Campaign, "2021-Q2", one.Second),
                (7, 23) when one.Campaign == 2 => Report(2, one.Department, "2021-Q2", 83.2m, "来源单位复核时扣除重复样本（演示）"),
                (7, 30) when one.Campaign == 2 => Confirm(2, "2021-Q2", 83.2m),
                (7, 30) when one.Campaign == 4 => Do(4, actors.Office, new DeclareMethod(new("2021版（演示）", Limits: "与 2020版不可比"), "测评体系调整，口径随之变更（演示）"), "method", 1),
                _ => Task.CompletedTask,
            });
    }

    private async Task Define(int campaign, string name, string department, decimal baseline, decimal target)
    {
        await Do(campaign, actors.Office, new DefineIndicator(
            name, "分", IndicatorDirection.HigherIsBetter, IndicatorFrequency.Quarterly, department, new("2020版（演示）", "一位小数（演示）", "演示数据，数值为虚构")), "define");
        await Do(campaign, actors.Office, new SetIndicatorTargets(
            [new("2021-Q1", target - 0.5m), new("2021-Q2", target), new("2021-Q3", target + 0.5m), new("2021-Q4", target + 1)]), "targets", 1);
        await Do(campaign, actors.Office, new SetIndicatorBaseline("2020", baseline, "演示数据"), "baseline", 1);
        await Do(campaign, actors.Liaison(department), new ConfirmIndicatorBaseline(baseline), "baseline", 1);
    }

    private Task Report(int campaign, string department, string period, decimal value, string? correction = null) =>
        Do(campaign, actors.Liaison(department), new ReportPoint(period, value, "演示数据", correction), $"{period}-{value}", 1);

    private async Task Confirm(int campaign, string period, decimal value)
    {
        await Do(campaign, actors.Inspector, new ConfirmPoint(period, value, "与演示台账一致"), $"{period}-{value}", 1);
        await Do(campaign, actors.Office, new PublishPoint(period), $"{period}-{value}", 1);
    }

    private Task Do(int campaign, Actor actor, Command command, string key, int about = 0) => send(
        grains.GetGrain<ICampaignGrain>($"{DemoPlan.Id}/campaign-{campaign}"), actor,
        string.Create(CultureInfo.InvariantCulture, $"{command.GetType().Name}-{campaign}-{key}"), command, about);
}
