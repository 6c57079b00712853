using FuyangPlan.Initiatives;
using FuyangPlan.Landings;
using static FuyangPlan.Given;
using static FuyangPlan.Landings.Landed;
using static FuyangPlan.TestPlan;

namespace FuyangPlan.ChainMaps;

public class ChainMapRulesTests
{
    private static Situation<InitiativeState> Drawn => Staffed
        .Do(Who.Chief, new SetSegment("system", "系统集成", SegmentPosition.Downstream, SegmentStrength.Strong))
        .Do(Who.Chief, new SetSegment("chip", "感光芯片", SegmentPosition.Upstream, SegmentStrength.Weak))
        .Do(Who.Chief, new SetSegment("lens", "镜头模组", SegmentPosition.Upstream, SegmentStrength.Missing))
        .Do(Who.Chief, new SetSegment("board", "主控板", SegmentPosition.Midstream, SegmentStrength.Missing));

    [Fact]
    public void Segments_AreShownFromUpstreamToDownstream()
    {
        Assert.Equal(["chip", "lens", "board", "system"], View(Drawn).Segments.Select(segment => segment.Code));
        Assert.Equal(25, View(Drawn).Coverage);
        Assert.Null(View(Staffed).Coverage);
    }

    [Fact]
    public void Set_Again_ChangesTheSegmentAndKeepsWhatFillsIt()
    {
        var filled = Drawn.Do(Who.Chief, new FillSegment("lens", [2, 1, 2], [7]));
        filled.When(Who.Chief, new SetSegment("lens", "镜头模组", SegmentPosition.Upstream, SegmentStrength.Missing)).ThenNothing();
        filled.When(Who.Chief, new FillSegment("lens", [1, 2], [7])).ThenNothing();
        var changed = filled.Do(Who.Chief, new SetSegment("lens", "镜头", SegmentPosition.Midstream, SegmentStrength.Weak, "两家在谈")).State.ChainMap.Of("lens")!;
        Assert.Equal(("镜头", SegmentPosition.Midstream, SegmentStrength.Weak, "两家在谈"), (changed.Name, changed.Position, changed.Strength, changed.Note));
        Assert.Equal("1 2, 7", $"{string.Join(' ', changed.Landings)}, {string.Join(' ', changed.Leads)}");
    }

    [Fact]
    public void Next_IsMissingBeforeWeak_AndUnfilledBeforeLeadsBeforeLandings()
    {
        var map = Drawn.Do(Who.Chief, new SetSegment("case", "外壳", SegmentPosition.Midstream, SegmentStrength.Missing))
            .Do(Who.Chief, new FillSegment("lens", [], [3])).Do(Who.Chief, new FillSegment("board", [1], [4]));
        Assert.Equal(["case", "lens", "board", "chip"], View(map).Next);
    }

    [Fact]
    public void Coverage_FollowsTheLandingThatFills_ADayAtATime()
    {
        var producing = Drawn.Do(Who.Chief, new FillSegment("lens", [1], [])).On(Day(3, 2)).Do(Who.ServiceOfficer, Report(LandingStage.TrialProduction, Day(3, 2)));
        Assert.Equal([new(Day(3, 1), 25)], View(producing).History);
        producing = producing.On(Day(3, 5)).Do(Who.ServiceOfficer, Report(LandingStage.InProduction, Day(3, 5)));
        Assert.Equal((50m, "lens", true), (View(producing).Coverage, View(producing).Segments[1].Code, View(producing).Segments[1].Covered));
        Assert.DoesNotContain("lens", View(producing).Next);
        var stopped = producing.On(Day(3, 9)).Do(Who.ServiceOfficer, On(1, new StopLanding(Why)));
        Assert.Equal([new(Day(3, 1), 25), new(Day(3, 5), 50), new(Day(3, 9), 25)], View(stopped).History);
        // What comes and goes within a day leaves no point.
        Assert.Equal([new(Day(3, 1), 25), new(Day(3, 5), 50)], View(stopped.Do(Who.ServiceOfficer, On(1, new ResumeLanding(Why)))).History);
    }

    [Fact]
    public void Remove_Segment_TakesItOffTheMap()
    {
        Drawn.When(Who.Chief, new RemoveSegment("lens", "短")).ThenRefused(Problems.ReasonRequired);
        Drawn.When(Who.Chief, new RemoveSegment("none", Why)).ThenRefused(Problems.SegmentNotFound);
        var removed = Drawn.When(Who.Chief, new RemoveSegment("lens", Why)).Then(new SegmentRemoved("lens", Why));
        Assert.Equal(33.33m, View(removed).Coverage);
        var bare = new[] { "chip", "board", "system" }.Aggregate(removed.On(Day(3, 2)), (map, code) => map.Do(Who.Chief, new RemoveSegment(code, Why)));
        Assert.Equal([new(Day(3, 1), 33.33m), new(Day(3, 2), null)], View(bare).History);
    }

    [Fact]
    public void Set_Unfit_IsRefused()
    {
        SetSegment Lens(string code = "lens", string name = "镜头", string? note = null) => new(code, name, SegmentPosition.Upstream, SegmentStrength.Weak, note);
        Staffed.When(Who.Chief, Lens(code: "Lens")).ThenRefused(Problems.TextInvalid);
        Staffed.When(Who.Chief, Lens(name: "")).ThenRefused(Problems.TextRequired);
        Staffed.When(Who.Chief, Lens(note: new('长', 501))).ThenRefused(Problems.TextTooLong);
        Staffed.When(Who.Liaison, Lens()).ThenRefused(Problems.Forbidden);
        var full = Enumerable.Range(0, 100).Aggregate(Staffed, (map, n) => map.Do(Who.Chief, Lens(code: $"s-{n}")));
        full.When(Who.Chief, Lens()).ThenRefused(Problems.OutOfRange);
        full.When(Who.Chief, Lens(code: "s-0", name: "改名")).ThenAccepted();
    }

    [Fact]
    public void Fill_Unfit_IsRefused()
    {
        Drawn.When(Who.Chief, new FillSegment("none", [], [])).ThenRefused(Problems.SegmentNotFound);
        Assert.Equal("/landings/1", Assert.Single(Drawn.When(Who.Chief, new FillSegment("lens", [1, 99], [])).ThenRefused(Problems.LandingNotFound).Faults).Pointer);
        Drawn.When(Who.Chief, new FillSegment("lens", [], [1, 0])).ThenRefused(Problems.OutOfRange);
        Drawn.When(Who.Chief, new FillSegment("lens", [], [.. Enumerable.Range(1, 101)])).ThenRefused(Problems.OutOfRange);
    }

    private static ChainMapView View(Situation<InitiativeState> situation) => ChainMapViews.Of(situation.State.ChainMap, situation.State.Landings);
}
