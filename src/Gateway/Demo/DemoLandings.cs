using System.Globalization;
using FuyangPlan.ChainMaps;
using FuyangPlan.Evidences;
using FuyangPlan.Landings;

namespace FuyangPlan.Demo;

/// <summary>A chain whose three made-up projects come, week by week, into production, to equipping and to their land; and a map of five segments.</summary>
internal sealed class DemoLandings(IIndustryChainGrain chain, DemoActors actors, Func<string, Task<Evidence>> proof, DemoSend send)
{
    private static readonly ImmutableArray<(DateOnly On, int Landing, LandingStage Stage)> Steps =
    [
        (new(2021, 3, 5), 1, LandingStage.Completed), (new(2021, 4, 16), 2, LandingStage.ToppedOut), (new(2021, 5, 14), 1, LandingStage.TrialProduction),
        (new(2021, 7, 2), 2, LandingStage.Equipping), (new(2021, 7, 16), 1, LandingStage.InProduction), (new(2021, 7, 23), 3, LandingStage.LandSupplied),
    ];

    private static readonly DateOnly Drawn = new(2021, 2, 5);

    private static readonly ImmutableArray<SetSegment> Segments =
    [
        new("chip", "感光芯片", SegmentPosition.Upstream, SegmentStrength.Missing), new("lens", "镜头模组", SegmentPosition.Upstream, SegmentStrength.Weak),
        new("camera", "整机制造", SegmentPosition.Midstream, SegmentStrength.Weak), new("system", "系统集成", SegmentPosition.Downstream, SegmentStrength.Strong),
        new("service", "运维服务", SegmentPosition.Downstream, SegmentStrength.Missing),
    ];

    /// <summary>What is reported on this Friday, and verified of the Friday before.</summary>
    public async Task Week(DateOnly today)
    {
        if (today == Drawn) await Draw();
        foreach (var (_, landing, stage) in Steps.Where(step => step.On == today)) await Report(landing, stage, today);
        foreach (var (_, landing, stage) in Steps.Where(step => step.On.AddDays(7) == today))
            await Do(actors.Inspector, new VerifyLandingStage(stage), $"{landing}-{stage}", landing);
    }

    private async Task Draw()
    {
        foreach (var segment in Segments) await Do(actors.Office, segment, segment.Code);
        await Do(actors.Office, new FillSegment("camera", [1, 2], []), "camera");
        await Do(actors.Office, new FillSegment("lens", [3], []), "lens");
    }

    private async Task Report(int landing, LandingStage stage, DateOnly today)
    {
        var kinds = stage.Proofs().Select(any => any[0]).ToArray();
        var files = new List<Evidence>();
        foreach (var kind in kinds) files.Add(await proof($"{kind.InWords()}（演示 {landing}）"));
        ReportLandingStage report = new(stage, today, [.. kinds.Zip(files, (kind, file) => new ProofReference(kind, new(file.Hash, file.Name)))]);
        await Do(actors.Office, report, $"{landing}-{stage}", landing, [.. files]);
    }

    private Task Do(Actor actor, Command command, string key, int about = 0, ImmutableArray<Evidence> files = default) =>
        send(chain, actor, string.Create(CultureInfo.InvariantCulture, $"{command.GetType().Name}-{key}"), command, about, files);
}
